#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "common/span.h"
#include "indexer/annotate/word_key.h"

namespace morgue::annotate {

/// How a word is written. Capitals decide which words may belong to a name.
enum class Shape : std::uint8_t {
  Lower,    ///< "dam", "über"; also the letters of scripts without case
  Title,    ///< "Dam", "Über", "Jean-Luc"
  Upper,    ///< "DAM", "U.S.", "G7"; two capitals or more
  Initial,  ///< one capital, with or without its full stop: "J.", "A"
  Mixed,    ///< "McAllen", "iPhone", "al-Amari", "O'Neill"
  Number,   ///< begins with a digit
  Mark,     ///< one punctuation mark or symbol
};

/// One word or mark of a text, as the recogniser sees it. Unlike the words of the index, a name
/// that is written with inner hyphens, apostrophes and full stops is one word here
/// ("Jean-Luc", "O'Neill", "U.S."), an abbreviation keeps its full stop ("Mr."), and marks count.
struct Word {
  Span where;     ///< without a possessive ending
  WordKey key{};  ///< of the folded form; a mark has the key of its character
  Shape shape = Shape::Mark;
  char mark = 0;  ///< what a mark is: itself if ASCII; dashes are '-', quotation marks '"' or '\''
  bool starts_sentence = false;   ///< the first word of a sentence, a quotation or a paragraph
  bool starts_paragraph = false;  ///< the first word or mark after a line break, or of the text
  bool possessive = false;        ///< "'s" or a bare apostrophe follows
  bool abbreviated = false;       ///< ends with a full stop that belongs to it
  bool hyphenated = false;        ///< a hyphen stands inside
  bool glued = false;             ///< no white space between it and the word before

  [[nodiscard]] bool capitalised() const {
    return shape == Shape::Title || shape == Shape::Upper || shape == Shape::Initial ||
           shape == Shape::Mixed;
  }
};

/// All words and marks of a text, in order. Linear time. `text` must be valid UTF-8.
[[nodiscard]] std::vector<Word> scan(std::string_view text);

/// The same, behind what `words` already holds.
void scan(std::string_view text, std::vector<Word>& words);

}  // namespace morgue::annotate
