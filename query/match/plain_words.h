#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "query/language/tree.h"

namespace morgue {

/// The words of a text as typed; what is written in a script without spaces stays together.
[[nodiscard]] std::vector<std::string_view> pieces_of(std::string_view text);

/// The words of a soft AND: each one once (weighing more if it was typed twice), those of
/// "Al-Amari" apart (that they stand side by side counts as evidence), function words only if
/// there is nothing else. A phrase (--loose has them in a soft AND, too) is followed by its words.
[[nodiscard]] std::vector<QueryNode> plain_words(const QueryNode& soft);

/// The plain words of a query as they were typed, in order, function words included; nothing of
/// fields, and nothing under NOT.
[[nodiscard]] std::vector<std::string> typed_words(const QueryNode& root);

}  // namespace morgue
