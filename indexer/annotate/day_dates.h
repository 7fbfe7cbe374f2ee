#pragma once

#include <cstddef>
#include <optional>

#include "indexer/annotate/day_context.h"

namespace morgue::annotate {

/// Days and months of the calendar: "14 June 2024", "June 14", "Friday, Sept. 6", "June 2024",
/// "in May". Parts that were not said are left open. What only looks like a month or a weekday
/// ("May said", "the Sunday Times") is nothing, unless `sure`: something in front of it says that
/// it is a date.
[[nodiscard]] std::optional<Reading> date_at(const DayContext& c, std::size_t at,
                                             bool sure = false);

/// A month's name, a day and a year of four digits in any order, joined by hyphens or slashes:
/// "14-Jun-2024", "June-2024-14", "2024/14/Jun".
[[nodiscard]] std::optional<Reading> joined_date_at(const DayContext& c, std::size_t at);

/// Dates in figures: "2024-06-14", "6/14/24", "14.06.2024", "20240614", "2015-12", "2019/20",
/// "9/11". Where both orders are days the month is the first number, as in the United States; with
/// full stops the day is.
[[nodiscard]] std::optional<Reading> figures_at(const DayContext& c, std::size_t at);

/// A day, a month and a year in German, French, Spanish, Italian, Portuguese or Dutch: "14. Juni
/// 2024", "14 de junio de 2024". All three must be there.
[[nodiscard]] std::optional<Reading> foreign_date_at(const DayContext& c, std::size_t at);

/// A weekday and what belongs to it: "Tuesday", "Wed", "tuesday the eleventh".
[[nodiscard]] std::optional<Reading> weekday_at(const DayContext& c, std::size_t at,
                                                bool sure = false);

/// "the 15th", where no other noun follows.
[[nodiscard]] std::optional<Reading> bare_day_at(const DayContext& c, std::size_t at);

}  // namespace morgue::annotate
