#pragma once

#include <cstdint>
#include <vector>

#include "indexer/extract/lines.h"

namespace morgue {

/// What is known of each line before the page is cut: enough to judge a line by its neighbours.
struct LineFacts {
  bool related = false;    ///< opens_related()
  bool repeated = false;   ///< a label that stands on the page more than once
  bool furniture = false;  ///< is_furniture() as if outside an article's text
  bool stamp = false;      ///< carries a relative time or a date
  bool credit = false;     ///< a lone line that names an outlet of the page; set by split_page()
  bool skipped = false;    ///< rules and reading times: they neither join nor part a head
};

[[nodiscard]] std::vector<LineFacts> page_facts(const std::vector<Line>& lines);

}  // namespace morgue
