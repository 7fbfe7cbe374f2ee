#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/instant.h"

namespace morgue {

/// How exactly an article speaks of a time.
enum class DayGrain : std::uint8_t {
  Day,    ///< a day, a week, up to kMostDays
  Month,  ///< a month, a season, up to kMostMonths
  Year,   ///< a year, a decade, up to kMostYears
};

inline constexpr int kMostDays = 31;
inline constexpr int kMostMonths = 12;
inline constexpr int kMostYears = 10;

/// What the stretch of days from `from` to `to` (included) is: whole years of the calendar, whole
/// months, or days; a stretch that is neither and longer than kMostDays counts as the months that
/// it touches, or else as the years. Nothing if it is longer than kMostYears ("the 20th century"),
/// ends before it begins, or leaves the years 1 to 9999: such a mention can't be asked for.
[[nodiscard]] std::optional<DayGrain> day_grain(Day from, Day to);

/// The terms (common/schema.h) under which one mention is listed, without repeats:
///   any grain    kAboutYear of every year that it touches;
///   Day, Month   kAboutMonth of every month;
///   Day          kAboutDay of every day;
///   Month        kAboutWholeMonth of every month;
///   Year         kAboutWholeYear of every year.
/// So any range can be asked for by few terms: a year of it by kAboutYear alone; a month by
/// kAboutMonth, and by kAboutWholeYear for what is a grain coarser; a day by kAboutDay, and by
/// kAboutWholeMonth. What is two grains coarser ("in 2024" for a day of June) is not asked for.
[[nodiscard]] std::vector<std::string> about_terms(Day from, Day to);

}  // namespace morgue
