#pragma once

#include <string>
#include <vector>

#include "indexer/extract/scraped_page.h"

namespace morgue {

/// The outlet of an article whose head names none, from what the page says about itself: a
/// copyright line, a known outlet in the page's own notices ("Newsweek AI is in beta"), an outlet
/// to which people repeatedly "told" things; empty if there is no such sign. Credits of pictures
/// and agencies do not count.
[[nodiscard]] std::string infer_source(const std::vector<Line>& lines, const PageArticle& article);

}  // namespace morgue
