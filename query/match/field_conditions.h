#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "common/result.h"
#include "query/language/tree.h"
#include "query/match/archive_reader.h"
#include "query/match/check.h"
#include "query/match/people.h"

namespace morgue {

/// A field of a query (person, source, date ...), resolved against an archive.
struct FieldCondition {
  Xapian::Query candidates;  ///< all articles that fulfil it, without weight
  bool exact = true;         ///< and no others
  /// Those that fulfil it better than others, to be ranked above them; empty if there is no such
  /// difference.
  Xapian::Query preferred;
  Check check;
  std::vector<std::string> notes;
};

/// Precondition: the node is an Entity, Keyword, Dates or Number. An error if the archive does not
/// hold the field yet, or a pattern fits too much.
/// `people`: who was found to be meant by its names.
[[nodiscard]] Result<FieldCondition, QueryError> field_condition(const QueryNode& node,
                                                                 const ArchiveReader& archive,
                                                                 const PeopleInQuery& people);

/// Articles whose value in a slot is between these, both included; an empty end is open.
[[nodiscard]] Xapian::Query value_range(unsigned slot, const std::string& low,
                                        const std::string& high);

}  // namespace morgue
