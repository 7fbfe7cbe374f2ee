#include "query/match/phrase_filter.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace morgue {
namespace {

constexpr std::size_t kMostWords = 64;
/// So many articles are read whole, to learn which word of the phrase is rare.
constexpr std::size_t kLearnedFrom = 24;
/// A word with more codes (of many languages and spellings) is read for as quickly word by word.
constexpr std::size_t kMostCodes = 8;
/// The other way to read a word stands behind it, a mark in front: no further than this, even if it
/// is three words as one.
constexpr std::size_t kExtraReach = 14;

constexpr unsigned char kFirstLong = forward::kFirstStem >> 16U;

unsigned char byte(std::string_view words, std::size_t at) {
  return static_cast<unsigned char>(words[at]);
}

std::size_t pair(unsigned char first, unsigned char second) {
  return static_cast<std::size_t>(first) << 8U | second;
}

/// May a word that begins so stand between these places, read in another way or beside one that is?
bool may_be_extra(std::string_view words, std::size_t begin, std::size_t end,
                  const std::bitset<65536>& wanted) {
  bool extra = false, any = false;
  for (std::size_t at = begin; at < std::min(end, words.size()); ++at) {
    extra =
        extra || byte(words, at) == forward::kJoined || byte(words, at) == forward::kAfterElision;
    any = any || wanted[pair(byte(words, at), at + 1 < words.size() ? byte(words, at + 1) : 0)];
  }
  return extra && any;
}

/// All pairs of bytes that begin with a code of these, a word of one byte before any other.
std::bitset<65536> pairs_of(const std::vector<CodeBeginning>& codes) {
  std::bitset<65536> out;
  for (const CodeBeginning& code : codes)
    if (code.length == 3)
      out.set(pair(code.first, code.second));
    else
      for (unsigned second = 0; second < 256; ++second)
        out.set(pair(code.first, static_cast<unsigned char>(second)));
  return out;
}

}  // namespace

PhraseFilter::PhraseFilter(const std::vector<std::uint16_t>& phrase, const CodedWords& coded)
    : coded_(coded),
      phrase_(phrase.begin(),
              phrase.begin() + static_cast<std::ptrdiff_t>(std::min(phrase.size(), kMostWords))),
      last_(std::uint64_t{1} << (phrase_.size() - 1)) {
  steps_.resize(*std::max_element(phrase.begin(), phrase.end()) + std::size_t{1});
  for (std::size_t i = 0; i < phrase_.size(); ++i) steps_[phrase_[i]] |= std::uint64_t{1} << i;
  for (std::size_t code = forward::kFirstCommonWord; code < common_steps_.size(); ++code)
    common_steps_[code] = step_of(static_cast<WordCode>(code));
  open_ = coded.beginnings();
  for (std::size_t first = 0; first < kShortCodes; ++first)
    if (first < forward::kFirstCommonWord || common_steps_[first] != 0)
      for (std::size_t second = 0; second < 256; ++second) open_.set(first << 8U | second);
}

bool PhraseFilter::may_hold(std::string_view words) {
  if (asked_ < kLearnedFrom) {
    if (++asked_ < kLearnedFrom) return scan<true>(words);
    choose_anchor();
  }
  return (anchor_.empty() || has_neighbours(words)) && scan<false>(words);
}

std::uint64_t PhraseFilter::step_of(WordCode code) const {
  std::uint64_t step = 0;
  coded_.match(code, [&](std::uint16_t wanted) {
    if (wanted < steps_.size()) step |= steps_[wanted];
  });
  return step;
}

template <bool kCounting>
bool PhraseFilter::scan(std::string_view words) {
  const auto* at = reinterpret_cast<const unsigned char*>(words.data());
  const unsigned char* const end = at + words.size();
  std::uint64_t read = 0;
  bool extra = false;  // the next code is one more way to read what was read
  while (end - at > 2) {
    // Most words are none of the phrase, which two bytes tell: the only branch that matters.
    const std::size_t length = at[0] >= kFirstLong ? 3 : 1;
    if (!open_[pair(at[0], at[1])]) {
      read = extra ? read : 0;
      extra = false;
      at += length;
      continue;
    }
    if (at[0] < forward::kFirstCommonWord) {
      extra = extra || at[0] == forward::kJoined || at[0] == forward::kAfterElision;
      ++at;
      continue;
    }
    const std::uint64_t step = length == 1 ? common_steps_[at[0]]
                                           : step_of(static_cast<WordCode>(at[0]) << 16U |
                                                     static_cast<WordCode>(at[1]) << 8U | at[2]);
    at += length;
    if constexpr (kCounting)
      for (std::uint64_t places = step; places != 0; places &= places - 1)
        ++met_[static_cast<std::size_t>(std::countr_zero(places))];
    if (extra) {
      if (step != 0) return true;  // who knows what it begins or ends
      extra = false;
      continue;
    }
    read = (read << 1U | 1U) & step;
    if ((read & last_) != 0) return true;
  }
  // The last two bytes may be two common words.
  for (; at < end; ++at)
    if (extra) {
      return true;
    } else if (*at >= forward::kFirstCommonWord && *at < kFirstLong) {
      read = (read << 1U | 1U) & common_steps_[*at];
      if ((read & last_) != 0) return true;
    }
  return false;
}

void PhraseFilter::choose_anchor() {
  // A word of one byte is found wherever another has that byte: it counts as many times.
  constexpr std::uint32_t by_chance = 8;
  std::uint32_t fewest = 0;
  for (std::size_t i = 0; i < phrase_.size(); ++i) {
    auto codes = coded_.beginnings_of(phrase_[i]);
    if (codes.size() > kMostCodes) continue;
    const bool common = std::any_of(codes.begin(), codes.end(),
                                    [](const CodeBeginning& code) { return code.length == 1; });
    const std::uint32_t met = 1 + (common ? by_chance * (1 + met_[i]) : met_[i]);
    if (!anchor_.empty() && met >= fewest) continue;
    fewest = met;
    anchor_ = std::move(codes);
    is_first_ = i == 0;
    is_last_ = i + 1 == phrase_.size();
    if (!is_first_) before_ = pairs_of(coded_.beginnings_of(phrase_[i - 1]));
    if (!is_last_) behind_ = pairs_of(coded_.beginnings_of(phrase_[i + 1]));
  }
}

bool PhraseFilter::has_neighbours(std::string_view words) const {
  for (const CodeBeginning& code : anchor_) {
    for (std::size_t at = 0; at + code.length <= words.size(); ++at) {
      const void* const found = std::memchr(words.data() + at, code.first, words.size() - at);
      if (found == nullptr) break;
      at = static_cast<std::size_t>(static_cast<const char*>(found) - words.data());
      if (at + code.length > words.size()) break;
      if (code.length == 3 && byte(words, at + 1) != code.second) continue;
      if (fits_around(words, at, at + code.length)) return true;
    }
  }
  return false;
}

/// Whether what stands around a word that may be the anchor may be what stands there in the phrase.
bool PhraseFilter::fits_around(std::string_view words, std::size_t begin, std::size_t end) const {
  return (is_last_ || fits_behind(words, end)) && (is_first_ || fits_before(words, begin));
}

bool PhraseFilter::fits_behind(std::string_view words, std::size_t end) const {
  if (may_be_extra(words, end, end + kExtraReach, behind_)) return true;
  while (end < words.size() && byte(words, end) < forward::kFirstCommonWord) ++end;
  if (end >= words.size()) return false;
  return behind_[pair(byte(words, end), end + 1 < words.size() ? byte(words, end + 1) : 0)];
}

bool PhraseFilter::fits_before(std::string_view words, std::size_t begin) const {
  if (may_be_extra(words, begin - std::min(begin, kExtraReach), begin, before_)) return true;
  // What looks like a mark may be the end of a word: all ways to read it backwards are tried.
  while (begin > 0) {
    const unsigned char last = byte(words, begin - 1);
    if (before_[pair(last, 0)] && last < kFirstLong) return true;
    if (begin >= 3 && before_[pair(byte(words, begin - 3), byte(words, begin - 2))]) return true;
    if (last >= forward::kFirstCommonWord) return false;
    --begin;
  }
  return false;
}

}  // namespace morgue
