#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "indexer/annotate/article_words.h"
#include "indexer/annotate/quoted_spans.h"

namespace morgue::annotate {

/// Adds the turns of an interview, if the article prints one ("PIKE: We knew."): what stands
/// behind such a label is quoted as if it had marks, and quotations inside are no longer outermost.
/// An article is taken for one if two labels at least come back, in four paragraphs at least.
/// Linear time.
void add_turns(const ArticleWords& article, std::span<const std::uint32_t> paragraphs,
               std::vector<Quoted>& quoted);

}  // namespace morgue::annotate
