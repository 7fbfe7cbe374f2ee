#pragma once

#include <optional>

#include "common/desk.h"
#include "query/language/parse.h"
#include "query/language/tree.h"

namespace morgue {

/// Does a query ask for what lies on the desk: tag:, has:note, query:?
[[nodiscard]] bool asks_desk(const QueryNode& root);

/// Puts what they mean in place of these: articles by their ids, and the saved query, read by the
/// same options as the query around it (relative dates count from today, not from the day that it
/// was saved; its directives are left out). An error if there is no query of that name, or if it
/// asks for itself in the end.
[[nodiscard]] std::optional<QueryError> resolve_desk(Query& query, const DeskState& desk,
                                                     const ParseOptions& options);

}  // namespace morgue
