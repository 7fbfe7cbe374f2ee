#pragma once

#include <cstddef>
#include <optional>

#include "indexer/annotate/day_context.h"

namespace morgue::annotate {

/// A number and the atom behind it.
struct Numeral {
  int value = 0;
  std::size_t end = 0;
};

/// A count of units: "3", "three", "twenty-five", "a", "a couple of". Not more than 9999.
[[nodiscard]] std::optional<Numeral> count_at(const DayContext& c, std::size_t at);

/// A day of a month: "14", "14th", "first", "twenty-third", "the 9th".
[[nodiscard]] std::optional<Numeral> month_day_at(const DayContext& c, std::size_t at);
/// The same, but only as an ordinal.
[[nodiscard]] std::optional<Numeral> ordinal_at(const DayContext& c, std::size_t at);

/// A year of four digits (1000 to 2999), or in words: "nineteen ninety-six", "two thousand and
/// five". Says nothing of whether it is meant as a year.
[[nodiscard]] std::optional<Numeral> year_at(const DayContext& c, std::size_t at);
/// The same, or "'98" behind a month or a season, counted near the anchor.
[[nodiscard]] std::optional<Numeral> short_year_at(const DayContext& c, std::size_t at);

/// The year that two digits stand for: at most twenty years after publication.
[[nodiscard]] int full_year(const DayContext& c, int two_digits);

}  // namespace morgue::annotate
