#pragma once

#include <bitset>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/forward_file.h"
#include "common/text.h"
#include "query/match/word_matcher.h"

namespace morgue {

/// What a code may begin with: the first two of three bytes, or one.
struct CodeBeginning {
  unsigned char first = 0, second = 0;
  std::size_t length = 0;  ///< 3, or 1
  friend auto operator<=>(const CodeBeginning&, const CodeBeginning&) = default;
};

/// Tells which wanted words a word of the forward index is: WordMatcher for codes instead of texts.
/// It knows what is wanted by its stem or as it stands, not patterns and fuzzy words.
class CodedWords {
 public:
  /// `languages` as of WordMatcher.
  CodedWords(const std::vector<WantedWord>& wanted, const std::vector<std::string>& languages);

  /// Can it tell this wanted word, by its index?
  [[nodiscard]] bool knows(std::uint16_t wanted) const { return known_[wanted]; }

  /// False for nearly all words of three bytes that match() finds nothing for: by the first two.
  [[nodiscard]] bool may_match(unsigned char first, unsigned char second) const {
    return beginnings_[static_cast<std::size_t>(first) << 8U | second];
  }
  /// may_match() of all of them, by first << 8 | second.
  [[nodiscard]] const std::bitset<65536>& beginnings() const { return beginnings_; }
  /// The beginnings of all codes that a wanted word may have, ascending.
  [[nodiscard]] std::vector<CodeBeginning> beginnings_of(std::uint16_t wanted) const;
  /// The same of a common word.
  [[nodiscard]] bool may_match(unsigned char common) const { return common_[common]; }

  /// Calls `found` with the index of each wanted word that the code may be.
  template <typename F>
  void match(WordCode code, F&& found) const {
    if (!forward::has_stem(code)) {
      if (common_[code & 0xFFU])
        for (const Rule& rule : common_rules_)
          if (rule.key == code) found(rule.wanted);
      return;
    }
    const std::uint32_t stem = forward::stem_of(code);
    const std::uint32_t form = forward::form_of(code);
    for (const Rule& rule : rules_)
      if (rule.key == stem &&
          (rule.form == form || (rule.form == kAnyForm && form != forward::kName)))
        found(rule.wanted);
  }

  /// All codes that this folded word may have, ascending.
  [[nodiscard]] std::vector<WordCode> codes_of(std::string_view folded);

 private:
  static constexpr std::uint32_t kAnyForm = forward::kForms;
  struct Rule {
    std::uint32_t key = 0;   // the number of a stem; of common_rules_ the code
    std::uint32_t form = 0;  // or any but a name's
    std::uint16_t wanted = 0;
  };
  void want(std::uint16_t number, const WantedWord& word);
  void want_itself(std::uint16_t number, std::string_view folded);
  void want_stem(std::uint16_t number, std::string_view folded);

  std::vector<Stemmer> stemmers_;
  std::vector<bool> known_;
  std::vector<Rule> rules_, common_rules_;
  std::bitset<65536> beginnings_;  // of the codes of rules_
  std::bitset<256> common_;        // of common_rules_
};

}  // namespace morgue
