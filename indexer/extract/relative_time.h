#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "common/instant.h"

namespace morgue {

/// A time given by its distance from the moment when the page was made.
struct RelativeTime {
  std::chrono::minutes before{};
  /// What the distance was counted in: Minute, Day (also hours and weeks), Month, Year. The
  /// resolved time is never more exact.
  Precision precision = Precision::Minute;
  friend bool operator==(const RelativeTime&, const RelativeTime&) = default;
};

/// Reads a text that is nothing but such a time: "18 minutes ago", "an hour ago", "3h", "2 hrs
/// ago", "1h 20m ago", "yesterday", "just now", "Updated 2 days ago", "3 months ago".
[[nodiscard]] std::optional<RelativeTime> read_relative_time(std::string_view text);

struct TrailingTime {
  RelativeTime time;
  std::size_t begin = 0;  ///< where it starts in the line
};
/// Such a time at the end of a short line: "North Coast Radio · 2h", "The Calder Herald 3 hours
/// ago", "The Calder Herald3 hours ago" (as glued in copied lists). Without "ago" only behind a
/// separator. Nothing for lines over 200 bytes.
[[nodiscard]] std::optional<TrailingTime> find_trailing_time(std::string_view line);

/// The time meant, counted back from the page's own. A page that is known by its day alone gives
/// days: less than twelve hours ago is that day, twelve to thirty-six the day before.
[[nodiscard]] Timestamp resolve(const RelativeTime& time, const Timestamp& page);

}  // namespace morgue
