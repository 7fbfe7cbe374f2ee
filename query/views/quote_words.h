#pragma once

#include <string>
#include <vector>

#include "query/language/tree.h"

namespace morgue {

/// The words of a query that quotations may have, as QuotesOptions takes them.
[[nodiscard]] std::vector<std::string> quote_words(const QueryNode& root);

}  // namespace morgue
