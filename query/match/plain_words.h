#pragma once

#include <vector>

#include "query/language/tree.h"

namespace morgue {

/// The words of a soft AND: each one once (weighing more if it was typed twice), those of
/// "Al-Amari" apart (that they stand side by side counts as evidence), function words only if
/// there is nothing else.
[[nodiscard]] std::vector<QueryNode> plain_words(const QueryNode& soft);

}  // namespace morgue
