#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "indexer/annotate/scan.h"

namespace morgue::annotate {

/// An article as a row of words: those of the title, then those of the text. The strings are
/// borrowed.
struct ArticleWords {
  std::string_view title;
  std::string_view text;
  std::vector<Word> words;
  std::size_t title_words = 0;  ///< so many of `words` stand in the title

  [[nodiscard]] bool in_title(std::size_t word) const { return word < title_words; }
  [[nodiscard]] std::string_view string_of(std::size_t word) const {
    return in_title(word) ? title : text;
  }
  /// The word as the article writes it.
  [[nodiscard]] std::string_view written(std::size_t word) const {
    return words[word].where.of(string_of(word));
  }
};

/// Scans an article into `into`, whose memory is used again. Compounds of two names are taken apart
/// ("the Amari-Holt talks" -> "Amari", "-", "Holt") if both halves stand alone elsewhere in the
/// article; the halves of one name ("Jean-Luc") hardly ever do. If the text has wrapped lines (some
/// line goes on with a small letter where the one before it stopped without a mark), only a blank
/// line begins a paragraph.
void read_words(std::string_view title, std::string_view text, ArticleWords& into);

}  // namespace morgue::annotate
