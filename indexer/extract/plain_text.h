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
/// The text keeps its dateline (its words are the agency's); `dateline` holds the place besides.
/// Posts of social networks that the page embeds are dropped: they have another author, and what
/// matters in them the article quotes. A title is never made up: a text that starts with running
/// text has none. Markdown is read as its text.
///
/// A text without a sentence or of more than a million lines gives one ReadError. Linear, pure.
[[nodiscard]] std::vector<Result<Article, ReadError>> extract_plain_text(const Draft& draft);

}  // namespace morgue
