#include "query/match/word_matcher.h"

#include <algorithm>
#include <cstdlib>

#include "common/utf8.h"

namespace morgue {
namespace {

std::u32string characters(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Decoded d = utf8::decode(text, at);
    out += d.code_point;
    at += d.length;
  }
  return out;
}

}  // namespace

WordMatcher::WordMatcher(std::vector<WantedWord> wanted, const std::vector<std::string>& languages)
    : wanted_(std::move(wanted)) {
  for (const std::string& language : languages) stemmers_.emplace_back(language);
  for (const WantedWord& word : wanted_) {
    note_beginning(word, word.folded);
    for (const std::string& spelling : word.spellings) note_beginning(word, spelling);
    auto& stems = stems_.emplace_back();
    if (word.how != WantedWord::How::Stem) continue;
    for (Stemmer& stemmer : stemmers_) {
      auto& of_language = stems.emplace_back();
      of_language.emplace_back(stemmer.stem(word.folded));
      for (const std::string& spelling : word.spellings)
        of_language.emplace_back(stemmer.stem(spelling));
    }
  }
  answers_.emplace_back();  // number 0: none of them
}

void WordMatcher::note_beginning(const WantedWord& wanted, std::string_view folded) {
  const bool fuzzy = wanted.how == WantedWord::How::Fuzzy;
  const std::string_view fixed = folded.substr(0, folded.find_first_of("*?"));
  const bool whole = fixed.size() == folded.size();
  if (fuzzy)
    beginnings_.add(fixed.substr(0, 1));
  else if (whole && fixed.size() == 1 && wanted.how == WantedWord::How::Surface)
    beginnings_.add_word(fixed);
  else
    beginnings_.add(fixed);
}

bool WordMatcher::is(const WantedWord& wanted, std::string_view folded) {
  switch (wanted.how) {
    case WantedWord::How::Stem:
    case WantedWord::How::Surface:
      return wanted.folded == folded || std::find(wanted.spellings.begin(), wanted.spellings.end(),
                                                  folded) != wanted.spellings.end();
    case WantedWord::How::Pattern:
      return fits_pattern(folded, wanted.folded);
    case WantedWord::How::Fuzzy:
      return folded[0] == wanted.folded[0] &&
             within_distance(folded, wanted.folded, wanted.distance);
  }
  return false;
}

bool WordMatcher::has_stem_of(std::string_view folded, std::size_t index) {
  if (stems_[index].empty() || is_function_word(folded)) return false;
  for (std::size_t i = 0; i < stemmers_.size(); ++i) {
    const auto& wanted = stems_[index][i];
    if (std::find(wanted.begin(), wanted.end(), stemmers_[i].stem(folded)) != wanted.end())
      return true;
  }
  return false;
}

const std::vector<WordMatch>& WordMatcher::match(std::string_view folded) {
  if (!beginnings_.may_hold(folded)) return answers_[0];
  if (const auto known = known_.find(folded); known != known_.end()) return answers_[known->second];
  std::vector<WordMatch> answer;
  for (std::size_t i = 0; i < wanted_.size(); ++i) {
    const bool itself = is(wanted_[i], folded);
    if (itself || has_stem_of(folded, i))
      answer.push_back({static_cast<std::uint16_t>(i), !itself});
  }
  std::uint32_t number = 0;
  if (!answer.empty()) {
    const auto same = std::find(answers_.begin(), answers_.end(), answer);
    number = static_cast<std::uint32_t>(same - answers_.begin());
    if (same == answers_.end()) answers_.push_back(std::move(answer));
  }
  known_.emplace(folded, number);
  return answers_[number];
}

bool fits_pattern(std::string_view word, std::string_view pattern) {
  // The usual two pointers with one point to come back to: the last `*`.
  std::size_t w = 0;
  std::size_t p = 0;
  std::size_t star = std::string_view::npos;
  std::size_t star_word = 0;
  const auto length = [&](std::size_t at) { return utf8::decode(word, at).length; };
  while (w < word.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      star_word = w;
    } else if (p < pattern.size() && pattern[p] == '?') {
      ++p;
      w += length(w);
    } else if (p < pattern.size() && pattern[p] == word[w]) {
      ++p;
      ++w;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      star_word += length(star_word);
      w = star_word;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

bool within_distance(std::string_view a_bytes, std::string_view b_bytes, int most) {
  // Optimal string alignment (Damerau-Levenshtein without overlapping swaps), three rows.
  const std::u32string a = characters(a_bytes);
  const std::u32string b = characters(b_bytes);
  const auto difference =
      static_cast<std::ptrdiff_t>(a.size()) - static_cast<std::ptrdiff_t>(b.size());
  if (std::abs(difference) > most) return false;
  std::vector<int> before(b.size() + 1);
  std::vector<int> last(b.size() + 1);
  std::vector<int> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = static_cast<int>(i);
    int least = row[0];
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] =
          std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1] ? 1 : 0)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
      least = std::min(least, row[j]);
    }
    if (least > most) return false;
    std::swap(before, last);
    std::swap(last, row);
  }
  return last[b.size()] <= most;
}

}  // namespace morgue
