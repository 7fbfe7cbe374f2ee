#pragma once

#include <vector>

#include "common/article.h"
#include "common/result.h"
#include "indexer/draft.h"

namespace morgue {

/// The articles of a plain text (`draft.text`): one, or several where a copied page goes on with
/// the articles of other outlets (see split_page()). Each has its own title, source, authors, time
/// and text without the page's furniture; `member` is "1", "2", ... if there are several (behind
/// the draft's own member and a slash, if it has one).
///
/// The text keeps its dateline (its words are the agency's); `dateline` holds the place besides. An
/// embedded post stays where its words are quoted: it is what the reporter shows as evidence, and
/// people search for it. A title is never made up: a text that starts with running text has none.
///
/// A text without a sentence or of more than a million lines gives one ReadError. Linear, pure.
[[nodiscard]] std::vector<Result<Article, ReadError>> extract_plain_text(const Draft& draft);

}  // namespace morgue
