#pragma once

#include <bitset>
#include <cstddef>
#include <string_view>

namespace morgue {

/// Which words are looked for, as far as their first two bytes (folded) tell: nearly all other
/// words of a text are told from them by these alone. A stem begins like its word, but for y and i
/// ("dying", "die"), so these count as one.
class Beginnings {
 public:
  /// Words that begin with these bytes; with all of them if there are none.
  void add(std::string_view fixed) {
    if (fixed.empty()) {
      bits_.set();
    } else if (fixed.size() == 1) {
      for (unsigned second = 0; second < 256; ++second)
        bits_.set(number(fixed[0], static_cast<char>(second)));
    } else {
      add_word(fixed);
    }
  }
  /// A word, which may be one letter.
  void add_word(std::string_view word) { bits_.set(number(word[0], second_of(word))); }

  /// Precondition: the word is not empty.
  [[nodiscard]] bool may_hold(std::string_view word) const {
    return bits_[number(word[0], second_of(word))];
  }
  /// The same of a word of two or more bytes.
  [[nodiscard]] bool may_hold(char first, char second) const {
    return bits_[number(first, second)];
  }

 private:
  static char second_of(std::string_view word) { return word.size() > 1 ? word[1] : '\0'; }
  static std::size_t number(char first, char second) {
    return static_cast<std::size_t>(static_cast<unsigned char>(first)) << 8U |
           static_cast<unsigned char>(second == 'y' ? 'i' : second);
  }

  std::bitset<65536> bits_;
};

}  // namespace morgue
