#pragma once

#include <span>
#include <vector>

#include "query/match/field_conditions.h"

namespace morgue {

/// A range of days, cut into the fewest whole years, whole months and days that make it up; each by
/// its first day.
struct CalendarCover {
  std::vector<Day> years, months, days;
  friend bool operator==(const CalendarCover&, const CalendarCover&) = default;
};

/// Looks at these years only; ascending, without repeats.
[[nodiscard]] CalendarCover cover(const DayRange& range, std::span<const int> years);

/// The part of field_condition() for date fields. Precondition: the node is a Dates.
[[nodiscard]] FieldCondition date_condition(const QueryNode& node, const ArchiveReader& archive);

}  // namespace morgue
