#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "query/verbs/input.h"

namespace morgue {

/// A query of a file of queries.
struct QueryLine {
  std::size_t number = 0;  ///< of the line where it begins, from 1
  std::string id;          ///< only of numbered_queries()
  std::string query;
};

/// The queries of a file: one a line, blank lines left out; or, if the first line is the head of a
/// CSV table (RFC 4180) with a column "query", that column. Throws Error{Usage} if such a table has
/// a quotation mark without a partner.
[[nodiscard]] std::vector<QueryLine> queries_of(std::string_view text);

/// The next line of `ID<TAB>QUERY`, as TREC has topics; blank lines are left out. Nothing at the
/// end.
[[nodiscard]] std::optional<QueryLine> next_numbered_query(InputLines& lines);

}  // namespace morgue
