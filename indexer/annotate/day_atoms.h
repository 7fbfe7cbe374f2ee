#pragma once

#include <cstdint>
#include <vector>

#include "indexer/annotate/article_words.h"
#include "indexer/annotate/day_words.h"

namespace morgue::annotate {

/// A word or a part of one, as the grammar of days reads it: "mid-June" is three atoms, and so are
/// "1990-95" and "third-quarter".
struct Atom {
  WordKey key{};
  Span where;
  std::int32_t value = 0;  ///< as DayWord says
  std::uint32_t word = 0;  ///< index of its word in the article
  DayWord kind = DayWord::None;
  std::uint8_t digits = 0;  ///< of a Number
  char mark = 0;            ///< as Word::mark
  bool glued = false;       ///< no white space before it
  bool capital = false;     ///< begins with a capital letter
  bool starts_sentence = false;
  bool possessive = false;

  [[nodiscard]] bool is(DayWord asked) const { return kind == asked; }
  [[nodiscard]] bool is_mark(char asked) const { return mark == asked; }
};

/// The atoms of the article's title, if `title`, or of its text. Linear time.
void read_atoms(const ArticleWords& article, bool title, std::vector<Atom>& into);

}  // namespace morgue::annotate
