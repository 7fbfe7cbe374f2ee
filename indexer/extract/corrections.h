#pragma once

#include <string_view>

#include "common/article.h"

namespace morgue {

/// True for a paragraph that says that the article was corrected: "Correction: ...", "An earlier
/// version of this article ...", in the larger languages. Only its beginning is read.
[[nodiscard]] bool says_corrected(std::string_view paragraph);

/// True if the headline or one of the first or last paragraphs says so.
[[nodiscard]] bool says_corrected(const Article& article);

}  // namespace morgue
