#pragma once

#include <cstddef>
#include <optional>

#include "indexer/annotate/day_context.h"

namespace morgue::annotate {

/// A year by itself ("in 1999", "the 1998 election", "(1975)", "nineteen ninety-six"): a number of
/// four digits with nothing beside it that it could count or name.
[[nodiscard]] std::optional<Reading> lone_year_at(const DayContext& c, std::size_t at);

/// "'98" behind a word that leads to a year.
[[nodiscard]] std::optional<Reading> lone_short_year_at(const DayContext& c, std::size_t at);

/// "1990s", "the '90s", "the nineties".
[[nodiscard]] std::optional<Reading> decade_at(const DayContext& c, std::size_t at);

/// "the 19th century", "twenty-first-century".
[[nodiscard]] std::optional<Reading> century_at(const DayContext& c, std::size_t at);

/// "fiscal 1996", "financial year 2013", "FY2008", "calendar 1990", "the year 2008".
[[nodiscard]] std::optional<Reading> fiscal_year_at(const DayContext& c, std::size_t at);

/// A reading of a whole year.
[[nodiscard]] Reading year_reading(std::size_t begin, std::size_t end, int year);

}  // namespace morgue::annotate
