#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/extract/main_text.h"
#include "indexer/extract/page_view.h"

namespace morgue {

/// A short line that a page shows near its article: candidates for its byline and its date.
struct ShownLine {
  std::string text;
  bool author = false;  ///< stands in an element that is named like an author
  bool dated = false;   ///< stands in an element that is named like a byline or a date
  bool far = false;     ///< not near the article: only a date in it counts
  friend bool operator==(const ShownLine&, const ShownLine&) = default;
};

/// The lines around the headline and between it and the text, then those in front of the headline
/// (nearest first), then those right behind the text, then all others that may hold a date (`far`).
/// Lines of paragraphs are not among them.
[[nodiscard]] std::vector<ShownLine> lines_near_article(const PageView& view, const MainText& text);

}  // namespace morgue
