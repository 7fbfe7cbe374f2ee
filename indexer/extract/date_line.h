#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "common/instant.h"

namespace morgue {

/// A day, with or without its year and a time of day, as a line or a dateline states it.
struct StatedTime {
  int year = 0;  ///< 0: not stated
  unsigned month = 0;
  unsigned day = 0;
  std::optional<std::chrono::seconds> clock;   ///< since midnight, on the publisher's clock
  std::optional<std::chrono::minutes> offset;  ///< east of UTC
  friend bool operator==(const StatedTime&, const StatedTime&) = default;
};

/// The time meant; `year` stands in where none is stated. Nothing if there is no such day.
[[nodiscard]] std::optional<Timestamp> timestamp(const StatedTime& stated, int year);

struct DateLine {
  std::optional<StatedTime> published;
  std::optional<StatedTime> updated;
};

/// Reads a line that is nothing but when the article was published or updated: "Published 10:02 AM
/// EDT, Thu July 3, 2025 | Updated July 4, 2025", "3 July 2025", "2025-07-03T10:02Z", "03.07.2025"
/// (days and months in figures only where they can't be confused). Nothing for any other line. At
/// most 160 bytes.
[[nodiscard]] std::optional<DateLine> read_date_line(std::string_view line);

}  // namespace morgue
