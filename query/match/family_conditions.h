#pragma once

#include "query/language/tree.h"
#include "query/match/archive_reader.h"
#include "query/match/field_conditions.h"

namespace morgue {

/// What an article is and has, and how it is related to others: is:, has:, type:, dup:, story:,
/// copies: and sources:. Part of it are terms, part is listed by the kin files of the segments.
/// Throws FieldRefused (term_lookup.h) for what the archive does not hold.
[[nodiscard]] FieldCondition family_condition(const QueryNode& node, const ArchiveReader& archive);

}  // namespace morgue
