#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/instant.h"
#include "common/result.h"

/// The forms that a single date of the query language takes; ranges and refusals are in days.cc.
namespace morgue::date_forms {

/// Why a date is refused. Where it stands is added by those who know.
struct Fault {
  std::string message;  ///< empty: no form fits
  std::string hint;
};
using Range = Result<DayRange, Fault>;

/// Lower case, with every run of blanks, "_" and "-" made one "-": "June 14, 2024" -> june-14-2024.
[[nodiscard]] std::string normalised(std::string_view text);

/// The pieces between the hyphens of a normalised date; at least one.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text);

/// A number without a sign that is written with `least` to `most` digits (at most nine).
[[nodiscard]] std::optional<int> number_of_digits(std::string_view text, std::size_t least,
                                                  std::size_t most);
[[nodiscard]] std::optional<int> year_number(std::string_view text);  ///< four digits

struct Duration {
  int months = 0;
  int days = 0;
};
/// "30d", "6-weeks".
[[nodiscard]] std::optional<Duration> read_duration(std::string_view text);
/// "p6m", "p1y2m3w4d": a period of ISO 8601 in lower case.
[[nodiscard]] std::optional<Duration> read_period(std::string_view text);
/// `day` moved into the future (sign 1) or the past (-1); the 31st becomes the last of a month.
[[nodiscard]] Day moved(Day day, const Duration& by, int sign);

/// The days that a normalised date names. May leave the years 1 to 9999.
[[nodiscard]] Range known_date(std::string_view text, Day today);

}  // namespace morgue::date_forms
