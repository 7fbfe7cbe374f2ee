#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/text.h"

namespace morgue {

/// A word that a query looks for.
struct WantedWord {
  enum class How : std::uint8_t {
    Stem,     ///< any word with the same stem
    Surface,  ///< this word
    Pattern,  ///< `*` stands for any letters, `?` for one
    Fuzzy,    ///< up to `distance` letters may differ, but for the first
  };
  How how = How::Stem;
  std::string folded;  ///< as common/text.h folds; wildcards kept
  int distance = 0;
  /// Of Stem and Surface: the same word in other spellings, folded ("mueller" of "müller").
  std::vector<std::string> spellings = {};
  friend bool operator==(const WantedWord&, const WantedWord&) = default;
};

/// A wanted word that a word of a text is.
struct WordMatch {
  std::uint16_t wanted = 0;  ///< its index
  bool by_stem = false;      ///< it is another form of it; no word of somebody's name is
  friend bool operator==(const WordMatch&, const WordMatch&) = default;
};

/// Tells which wanted words a word of a text is. Remembers every word that it has seen, so a text
/// costs one look-up per word. Not for two threads.
class WordMatcher {
 public:
  /// `languages`: whose stems count as the same (codes as of Stemmer).
  WordMatcher(std::vector<WantedWord> wanted, const std::vector<std::string>& languages);

  /// The wanted words that this one is, by their index; valid until the matcher dies.
  [[nodiscard]] const std::vector<WordMatch>& match(std::string_view folded);
  /// What the wanted words begin with.
  [[nodiscard]] const Beginnings& beginnings() const { return beginnings_; }

 private:
  [[nodiscard]] static bool is(const WantedWord& wanted, std::string_view folded);
  [[nodiscard]] bool has_stem_of(std::string_view folded, std::size_t index);

  void note_beginning(const WantedWord& wanted, std::string_view folded);

  std::vector<WantedWord> wanted_;
  Beginnings beginnings_;
  std::vector<Stemmer> stemmers_;
  std::vector<std::vector<std::vector<std::string>>> stems_;  // [wanted][language]
  std::vector<std::vector<WordMatch>> answers_;
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const noexcept {
      return std::hash<std::string_view>{}(s);
    }
  };
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> known_;
};

/// Does a folded word fit a pattern with `*` and `?`? Linear in practice, never exponential.
[[nodiscard]] bool fits_pattern(std::string_view word, std::string_view pattern);

/// Can `a` be made `b` by at most `most` insertions, deletions, changes or swaps of neighbours?
/// Counts characters, not bytes.
[[nodiscard]] bool within_distance(std::string_view a, std::string_view b, int most);

}  // namespace morgue
