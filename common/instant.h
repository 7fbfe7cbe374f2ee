#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace morgue {

/// A calendar day (proleptic Gregorian, no zone).
using Day = std::chrono::sys_days;
/// A point in time in UTC, whole seconds.
using Instant = std::chrono::sys_seconds;

/// The day `year`-`month`-`day`; nothing if there is no such day (2025-02-29).
[[nodiscard]] std::optional<Day> make_day(int year, unsigned month, unsigned day);

/// Both ends included. A missing end is open.
struct DayRange {
  std::optional<Day> first;
  std::optional<Day> last;

  [[nodiscard]] bool contains(Day day) const {
    return (!first || *first <= day) && (!last || day <= *last);
  }
  friend bool operator==(const DayRange&, const DayRange&) = default;
};

/// How exactly a time was given. Anything coarser than Second is shown as it was found: an article
/// dated by its day alone is never given a made-up time of day.
enum class Precision : std::uint8_t { Year, Month, Day, Minute, Second };

/// A time as a publisher gave it: the instant, the zone offset that was found (if one was) and how
/// exact it was. Without an offset the wall clock is kept as if it were UTC.
struct Timestamp {
  Instant instant{};
  std::optional<std::chrono::minutes> offset;  ///< east of UTC
  Precision precision = Precision::Second;

  /// The calendar day that the publisher's own clock showed.
  [[nodiscard]] Day local_day() const;
  friend bool operator==(const Timestamp&, const Timestamp&) = default;
};

/// Reads ISO 8601 / RFC 3339 ("2025-03-11T05:58:00+01:00", "2025-03-11 05:58", "20250311T0558Z",
/// "2025-03-11", "2025-03", "2025"; fractions of seconds are dropped). Nothing else: no guessing.
/// Surrounding white space is ignored, anything else left over is a failure.
[[nodiscard]] std::optional<Timestamp> parse_iso8601(std::string_view text);

/// Reads the dates of mail and feeds (RFC 822/2822/1123): "Tue, 11 Mar 2025 05:58:00 +0100", with
/// the weekday and the seconds optional and the zones UT, GMT, Z, EST..PDT.
[[nodiscard]] std::optional<Timestamp> parse_rfc822(std::string_view text);

/// ISO 8601 with the offset as found and no more precision than is known: "2025-03-11",
/// "2025-03-11T05:58:00+01:00", "2025-03-11T05:58:00" (no offset known), "...Z" (offset 0).
[[nodiscard]] std::string to_iso8601(const Timestamp& time);
[[nodiscard]] std::string to_iso8601(Instant instant);  ///< always "...Z"
[[nodiscard]] std::string to_iso8601(Day day);

/// A timestamp for a whole day.
[[nodiscard]] Timestamp at_day(Day day);

/// The month (1-12) that an English name or its abbreviation ("June", "jun", "Sept", "Sept.")
/// stands for, in any case; 0 for anything else.
[[nodiscard]] unsigned month_by_name(std::string_view name);

/// The weekday that an English name or abbreviation stands for ("Thursday", "thu", "Thurs.").
[[nodiscard]] std::optional<std::chrono::weekday> weekday_by_name(std::string_view name);

}  // namespace morgue
