#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/article.h"
#include "indexer/draft.h"
#include "indexer/extract/main_text.h"
#include "indexer/extract/page_view.h"

namespace morgue {

// What a page says about its article beside its text and its byline.

/// The outlet's keywords, each once and as it spells them: of the JSON-LD, article:tag,
/// news_keywords, links with rel=tag, or the plain keywords; the first of these that has any. Plain
/// keywords are often the site's: they count only if the article speaks of half of them.
[[nodiscard]] std::vector<std::string> page_tags(const Draft& draft, const Article& article);

/// Live if the page is declared to be a LiveBlogPosting; Opinion if it is declared to be one, or if
/// its section or a folder of its address is called so in one of twenty languages.
[[nodiscard]] ArticleType page_type(const Draft& draft, std::string_view section,
                                    std::string_view url);

/// The words under the pictures between the headline and the end of the text, each once.
[[nodiscard]] std::vector<std::string> page_captions(const PageView& view, const MainText& text);

/// True if the article says of itself that it was corrected: "Correction: ...", "An earlier version
/// of this article ...", in the larger languages, or a box that is named so.
[[nodiscard]] bool page_corrected(const PageView& view, const MainText& text);

}  // namespace morgue
