#pragma once

#include <vector>

#include "common/article.h"
#include "common/result.h"
#include "indexer/draft.h"

namespace morgue {

/// Turns a draft into clean articles: main text, title, byline, time, source; a page that holds
/// several articles gives several, each with a `member` ("1", "2", ...). A draft without an article
/// (an empty shell, a page of links) gives one ReadError that says so. Pure, any thread.
[[nodiscard]] std::vector<Result<Article, ReadError>> extract(const Draft& draft);

}  // namespace morgue
