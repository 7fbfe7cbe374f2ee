#pragma once

#include <cstddef>
#include <vector>

#include "indexer/extract/page_facts.h"
#include "indexer/extract/scraped_page.h"

namespace morgue {

/// Reads the lines of an article's head from `from` on into the article's fields (title first,
/// unless it has one) and returns the first line that is not part of the head. Lines of the head
/// that are text (a deck, a first section heading) go into the body.
[[nodiscard]] std::size_t read_head(const std::vector<Line>& lines,
                                    const std::vector<LineFacts>& facts, std::size_t from,
                                    PageArticle& article);

/// Puts the lines from `from` to the article's end that are its text into its body: not the page's
/// furniture, captions that are doubled or credited, credits, promotions, and what follows the
/// first label of the page behind the last paragraph.
void read_body(const std::vector<Line>& lines, const std::vector<LineFacts>& facts,
               std::size_t from, PageArticle& article);

}  // namespace morgue
