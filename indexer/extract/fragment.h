#pragma once

#include "common/article.h"
#include "indexer/draft.h"

namespace morgue {

/// The article of a draft whose body is all article (Draft::fragment): the fields as its format
/// gave them, the paragraphs of the markup in order. Left out are scripts and controls, what is
/// hidden, and the captions of figures, which are kept apart. The text may be empty: an entry that
/// is only a headline or a picture still shows that there was one.
[[nodiscard]] Article fragment_article(const Draft& draft);

}  // namespace morgue
