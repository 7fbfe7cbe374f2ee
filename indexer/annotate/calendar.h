#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "common/instant.h"

namespace morgue::annotate {

/// A stretch of the calendar, both ends included.
struct Stretch {
  Day from{};
  Day to{};
  friend bool operator==(const Stretch&, const Stretch&) = default;
};

/// The steps of the calendar, small to large. Weeks begin on Monday (ISO 8601).
enum class Unit : std::uint8_t {
  Day,
  Weekend,
  Week,
  Fortnight,
  Month,
  Quarter,
  Half,  ///< of a year
  Year,
  Decade,
  Century,
};

enum class Season : std::uint8_t { Spring, Summer, Autumn, Winter };

[[nodiscard]] int year_of(Day day);
[[nodiscard]] unsigned month_of(Day day);

/// `day` and `count` units later; the day of the month gives way where there is none (31 June).
[[nodiscard]] Day shifted(Day day, Unit unit, int count);
/// The unit that holds `day` (a fortnight: the week and the one after it).
[[nodiscard]] Stretch unit_around(Unit unit, Day day);

/// The unit that is `count` units away from `day`.
[[nodiscard]] inline Stretch unit_away(Unit unit, Day day, int count) {
  return unit_around(unit, shifted(day, unit, count));
}

/// All of these want a year of 1 to 9999 and give nothing for others, or for days that are not.
[[nodiscard]] std::optional<Stretch> year_stretch(int year);
[[nodiscard]] std::optional<Stretch> month_stretch(int year, unsigned month);
[[nodiscard]] std::optional<Stretch> day_stretch(int year, unsigned month, unsigned day);
[[nodiscard]] std::optional<Stretch> quarter_stretch(int year, int quarter);
[[nodiscard]] std::optional<Stretch> half_stretch(int year, int half);
/// Whole months, as meteorologists count; the winter of a year is the one that begins in it.
[[nodiscard]] std::optional<Stretch> season_stretch(int year, Season season);
[[nodiscard]] std::optional<Stretch> decade_stretch(int first_year);
/// The way newspapers count: the 19th century is 1800 to 1899.
[[nodiscard]] std::optional<Stretch> century_stretch(int number);
/// ISO week 1 to 53.
[[nodiscard]] std::optional<Stretch> week_stretch(int year, int week);

/// The `nth` such weekday of a stretch, from its end if negative (-1 is the last).
[[nodiscard]] std::optional<Stretch> nth_weekday(Stretch of, std::chrono::weekday weekday, int nth);

/// Easter Sunday of the western churches (Meeus, Astronomical Algorithms, 1991).
[[nodiscard]] Day easter_sunday(int year);

[[nodiscard]] bool sane(Stretch stretch);  ///< in order, and within years 1 to 9999

}  // namespace morgue::annotate
