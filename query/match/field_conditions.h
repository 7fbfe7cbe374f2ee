#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "common/result.h"
#include "query/language/tree.h"
#include "query/match/archive_reader.h"
#include "query/match/check.h"

namespace morgue {

/// A field of a query (person, source, date ...), resolved against an archive.
struct FieldCondition {
  Xapian::Query candidates;  ///< all articles that fulfil it, without weight
  bool exact = true;         ///< and no others
  Check check;
  std::vector<std::string> notes;
};

/// Precondition: the node is an Entity, Keyword, Dates or Number. An error if the archive does not
/// hold the field yet, or a pattern fits too much.
[[nodiscard]] Result<FieldCondition, QueryError> field_condition(const QueryNode& node,
                                                                 const ArchiveReader& archive);

}  // namespace morgue
