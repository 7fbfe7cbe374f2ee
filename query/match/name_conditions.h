#pragma once

#include "query/match/field_conditions.h"

namespace morgue {

/// The part of field_condition() for people, organisations, places, bylines, datelines and
/// speakers. Precondition: the node is an Entity. Throws FieldRefused.
[[nodiscard]] FieldCondition name_condition(const QueryNode& node, const ArchiveReader& archive,
                                            const PeopleInQuery& people);

}  // namespace morgue
