#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/draft.h"
#include "indexer/extract/page_view.h"

namespace morgue {

/// Why a page shows something else than an article, or empty if nothing speaks against it: "bot
/// check instead of an article", "consent wall instead of an article", "login page instead of an
/// article", "paywall instead of an article", "error page: 404 Not Found", "index page, not an
/// article".
///
/// `paragraphs` are what would be its text. Words alone decide only where there is little text and
/// little else: an article may speak of all these things.
[[nodiscard]] std::string wall_instead(const Draft& draft, const PageView& view,
                                       const std::vector<std::string>& paragraphs);

/// Why a page without any paragraph has none: one of the above, "empty page", "page that shows
/// nothing without JavaScript", "list of links, not an article", or "page without running text".
[[nodiscard]] std::string why_no_text(const Draft& draft, const PageView& view);

}  // namespace morgue
