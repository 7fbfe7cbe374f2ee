#include "common/shingles.h"

#define XXH_INLINE_ALL  // words are short: the call costs as much as their hash
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <span>
#include <string>

#include "common/utf8.h"

namespace morgue {
namespace {

// Chosen on planted copies and on pairs of the Reuters set that a person looked at; see
// tests/quality/README.md.
/// The share of the shorter text that has to stand in the longer one. A wire piece that is cut and
/// edited keeps nine tenths, two pieces with the same background paragraphs share a third.
constexpr double kContained = 0.6;
/// A round-up of ten stories contains each of them and is a copy of none.
constexpr double kShortest = 0.2;
/// Flashes of a line or two: nearly all must be the same.
constexpr std::size_t kFlash = 20;
constexpr double kFlashContained = 0.9;
/// Fewer names and numbers say nothing. A cut piece keeps nine in ten, an update changes one in
/// five, what shares a template or a notice has a third in common.
constexpr std::size_t kTellingNames = 6;
constexpr double kSameNames = 0.65;

/// The first character of the scripts that are written without spaces (CJK radicals and beyond).
constexpr std::uint32_t kNoSpaces = 0x2E80;
constexpr std::uint32_t kHangul = 0xAC00;
constexpr std::uint32_t kHangulEnd = 0xD7A3;

/// Letters and digits of ASCII.
constexpr auto kAsciiWord = [] {
  std::array<bool, 256> out{};
  for (unsigned c = 0; c < 0x80; ++c)
    out[c] = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return out;
}();
bool is_ascii_word(char c) { return kAsciiWord[static_cast<unsigned char>(c)]; }

/// General punctuation, spaces and the like between U+0080 and the letters of CJK.
bool is_separator(std::uint32_t c) {
  return (c >= 0x80 && c < 0xC0 && c != 0xAA && c != 0xB5 && c != 0xBA) ||
         (c >= 0x2000 && c < 0x2070) || (c >= 0x3000 && c < 0x3005) ||
         (c >= 0x3008 && c < 0x3021) || (c >= 0xFF00 && c < 0xFF10);
}

bool is_capital(std::uint32_t c) { return c < 0x80 ? c >= 'A' && c <= 'Z' : utf8::is_upper(c); }

bool ends_sentence(std::uint32_t c) {
  return c == '.' || c == '!' || c == '?' || c == ':' || c == '\n' || c == '"' || c == 0x201C ||
         c == 0x201D || c == 0x2026 || c == 0x3002;
}

/// Cuts a text into words and calls `take(hash, is a name or a number)` for each.
template <typename F>
class WordCutter {
 public:
  explicit WordCutter(F& take) : take_(take) {}

  void cut(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      if (is_ascii_word(text[at])) {
        std::size_t end = at + 1;
        while (end < text.size() && is_ascii_word(text[end])) ++end;
        add_ascii(text.substr(at, end - at));
        at = end;
        continue;
      }
      const auto byte = static_cast<unsigned char>(text[at]);
      const auto [c, length] = byte < 0x80 ? utf8::Decoded{byte, 1} : utf8::decode(text, at);
      character(c, text.substr(at, length));
      at += length;
    }
    end();
  }

 private:
  void character(std::uint32_t c, std::string_view bytes) {
    if (c == '\'' || (c == 0x2019 && !word_.empty())) {
      // "don't" and "don’t" are one word, however the quote is written.
    } else if (c < 0x80 || is_separator(c)) {
      end();
      opening_ = opening_ || ends_sentence(c);
    } else if (c >= kNoSpaces && !(c >= kHangul && c <= kHangulEnd)) {
      end();
      word_ = bytes;
      end();
    } else {
      if (word_.empty()) telling_ = is_capital(c) && !opening_;
      word_ += bytes;
    }
  }
  void add_ascii(std::string_view run) {
    constexpr char kLowerBit = 0x20;  // digits have it anyhow
    if (word_.empty()) telling_ = (run[0] & kLowerBit) == 0 && !opening_;
    const std::size_t begin = word_.size();
    word_ += run;
    for (char& c : std::span(word_).subspan(begin)) {
      telling_ = telling_ || c <= '9';
      c = static_cast<char>(c | kLowerBit);
    }
  }
  void end() {
    if (word_.empty()) return;
    take_(XXH3_64bits(word_.data(), word_.size()), telling_);
    word_.clear();
    telling_ = false;
    opening_ = false;
  }

  F& take_;
  std::string word_;
  bool telling_ = false;
  bool opening_ = true;  // nothing but the end of a sentence before it
};

/// By their bytes, from the least significant to the most: hashes are spread evenly.
void sort_hashes(std::vector<std::uint32_t>& values, std::vector<std::uint32_t>& spare) {
  constexpr std::size_t kFewer = 64;  // are sorted faster by comparing
  if (values.size() < kFewer) return std::sort(values.begin(), values.end());
  spare.resize(values.size());
  for (unsigned shift = 0; shift < 32; shift += 8) {
    std::array<std::uint32_t, 256> next{};
    for (const std::uint32_t value : values) ++next[value >> shift & 0xFFU];
    std::exclusive_scan(next.begin(), next.end(), next.begin(), 0U);
    for (const std::uint32_t value : values) spare[next[value >> shift & 0xFFU]++] = value;
    values.swap(spare);
  }
}

void make_set(std::vector<std::uint32_t>& values, std::vector<std::uint32_t>& spare) {
  sort_hashes(values, spare);
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

/// The half of a hash that is kept; the other half decides what is an anchor.
std::uint32_t kept(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32U); }

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

Fingerprint fingerprint(std::string_view text) {
  Fingerprint out;
  std::array<std::uint64_t, kShingleWords> window{};
  std::size_t words = 0;
  std::vector<std::uint64_t> hashes;
  const auto shingle = [&](std::size_t length) {
    const std::uint64_t hash = XXH3_64bits(window.data(), length * sizeof(window[0]));
    out.shingles.push_back(kept(hash));
    hashes.push_back(hash);
  };
  auto take = [&](std::uint64_t hash, bool telling) {
    if (telling) out.names.push_back(kept(hash));
    std::copy(window.begin() + 1, window.end(), window.begin());
    window.back() = hash;
    if (++words >= kShingleWords) shingle(kShingleWords);
  };
  WordCutter(take).cut(text);
  if (words > 0 && words < kShingleWords) {
    std::rotate(window.begin(), window.end() - static_cast<std::ptrdiff_t>(words), window.end());
    shingle(words);
  }
  std::vector<std::uint32_t> spare;
  make_set(out.shingles, spare);
  make_set(out.names, spare);
  for (const std::uint64_t hash : hashes)
    if (hash % anchor_share(out.shingles.size()) == 0) out.anchors.push_back(kept(hash));
  make_set(out.anchors, spare);
  return out;
}

std::size_t shared(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  std::size_t count = 0;
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
    if (*x == *y) {
      ++count;
      ++x;
      ++y;
    } else if (*x < *y) {
      ++x;
    } else {
      ++y;
    }
  }
  return count;
}

Overlap overlap(const Fingerprint& first, const Fingerprint& second) {
  const std::size_t common = shared(first.shingles, second.shingles);
  Overlap out;
  out.of_first = share(common, first.shingles.size());
  out.of_second = share(common, second.shingles.size());
  const std::size_t fewer = std::min(first.names.size(), second.names.size());
  if (fewer > 0) out.names = share(shared(first.names, second.names), fewer);
  return out;
}

bool are_copies(const Fingerprint& a, const Fingerprint& b) {
  const std::size_t shorter = std::min(a.shingles.size(), b.shingles.size());
  const std::size_t longer = std::max(a.shingles.size(), b.shingles.size());
  if (share(shorter, longer) < kShortest) return false;
  const Overlap both = overlap(a, b);
  if (shorter < kFlash) return std::min(both.of_first, both.of_second) >= kFlashContained;
  if (std::max(both.of_first, both.of_second) < kContained) return false;
  return std::min(a.names.size(), b.names.size()) < kTellingNames || both.names >= kSameNames;
}

}  // namespace morgue
