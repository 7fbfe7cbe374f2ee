#pragma once

#include <cstdint>
#include <vector>

#include "indexer/annotate/article_words.h"

namespace morgue::annotate {

/// The words of the text with which its paragraphs begin, in order; the first word of the text
/// first.
[[nodiscard]] std::vector<std::uint32_t> paragraph_starts(const ArticleWords& article);

}  // namespace morgue::annotate
