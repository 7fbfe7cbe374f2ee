#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "indexer/annotate/article_words.h"

namespace morgue::annotate {

/// What stands between a pair of quotation marks: the words [begin, end) of the article, marks
/// included.
struct Quoted {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t marks = 1;  ///< so many words at each closed end are marks (`` and '' are two)
  bool closed = true;       ///< the closing mark is there
  bool single = false;      ///< ‘these’ or 'these'
  bool reopens = false;     ///< goes on from the quotation that the paragraph before left open
  friend bool operator==(const Quoted&, const Quoted&) = default;
};

/// All outermost pairs of quotation marks in the text of an article, in order, never overlapping:
/// “ ”, " ", „ “, « », » «, `` '', ‘ ’ and ' ' (apostrophes are told from them by where they
/// stand). A quotation lies within one paragraph. One that is not closed there is taken to run on
/// if the next paragraph opens again, or if it opens its paragraph and no other follows; otherwise
/// to its first full stop. `paragraphs` as paragraph_starts() gives them. Linear time.
[[nodiscard]] std::vector<Quoted> quoted_spans(const ArticleWords& article,
                                               std::span<const std::uint32_t> paragraphs);

}  // namespace morgue::annotate
