#pragma once

#include <vector>

#include "common/article.h"
#include "common/result.h"
#include "indexer/draft.h"

namespace morgue {

/// The article of a page (`draft.html` is set). What a record said beside its page ("record"
/// candidates) comes before anything that the page says. Consent walls, bot checks and pages
/// without running text give a ReadError that says which of these it is.
[[nodiscard]] std::vector<Result<Article, ReadError>> extract_html(const Draft& draft);

}  // namespace morgue
