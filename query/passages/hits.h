#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/span.h"

namespace morgue {

/// Something that a query looks for in an article: a word, a phrase, a name. Units are numbered in
/// the order in which they stand in the query.
struct Unit {
  double idf = 0;         ///< how much it tells: BM25's inverse document frequency, never negative
  bool ordered = true;    ///< a word or phrase, whose neighbours in the query may stand beside it
  std::string word = {};  ///< folded, if it is one word of which any form will do; else empty
};

/// One place where an article has a unit.
struct UnitHit {
  std::uint16_t unit = 0;
  bool in_title = false;
  std::uint32_t first = 0;  ///< number of its first word, counted in the title or in the text
  std::uint32_t last = 0;   ///< number of its last word
  Span where;               ///< bytes of the title or of the text
  friend bool operator==(const UnitHit&, const UnitHit&) = default;
};

}  // namespace morgue
