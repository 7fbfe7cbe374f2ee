#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "indexer/draft.h"
#include "indexer/extract/page_view.h"

namespace morgue {

/// A page that holds more than one article.
struct PageParts {
  bool live = false;  ///< a live blog: the parts are its entries
  /// What is left of the page without its parts: a live blog's own summary.
  std::optional<Draft> head;
  /// One draft for each part, in the order of the page: its element as a document of its own, its
  /// headline, time and address as candidates, and what the page states for all.
  std::vector<Draft> parts;
  /// The time of day that each part shows in its first lines, where it shows one.
  std::vector<std::optional<std::chrono::minutes>> clocks;
};

/// Cuts a page into its articles; no parts if it holds one.
///
/// A live blog is a page that is declared to be one, or calls itself one in its address, title or
/// class names, with at least three elements of one make side by side, each with a time of day and
/// running text, which together hold most of the page's. What is declared in the JSON-LD (entries)
/// is taken instead where it has more of them.
///
/// Other pages are cut if they hold several <article> elements with a headline and running text
/// each, of comparable length, and neither one of those headlines nor an <h1> over them is declared
/// to be the page's own. Two of them need a time or a byline each.
[[nodiscard]] PageParts cut_page(const PageView& view, const Draft& draft);

}  // namespace morgue
