#pragma once

#include <vector>

#include "common/article.h"
#include "indexer/annotate/article_words.h"
#include "indexer/annotate/resolve.h"

namespace morgue::annotate {

/// Who is quoted, and with which words. `names` as resolve() gives them. Sorted by place, never
/// overlapping; only of the text, not of the title. Linear time.
///
/// Direct, mixed and indirect quotations are those of PARC3 (Pareti, 2012) and PolNeAR (Newell,
/// Margolin and Ruths, 2018). What stands between quotation marks but is put into nobody's mouth
/// (scare quotes, titles of works, nicknames) is no quotation.
[[nodiscard]] std::vector<Quotation> quotations(const ArticleWords& article, const Resolved& names);

}  // namespace morgue::annotate
