#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "common/instant.h"
#include "common/span.h"

namespace morgue {

/// A full calendar day that a text names: "July 3, 2025", "3rd of July 2025", "Thursday, 3 July
/// 2025", "2025-07-03".
struct TextDay {
  Span where;
  Day day{};
  /// A weekday stands right in front of it, and it is the right one. News names the weekday of
  /// recent days only, so such a day says more about when the text was written.
  bool with_weekday = false;
  /// Words before it in the same sentence speak of the future or of a limit ("will", "until",
  /// "deadline"): the text may be older than the day.
  bool expected = false;
  friend bool operator==(const TextDay&, const TextDay&) = default;
};

/// What a text says about days.
struct NamedTimes {
  std::vector<TextDay> days;  ///< in order, years 1900 to 2100
  unsigned weekdays = 0;      ///< bit 0 is Sunday, as std::chrono counts; full names only
  std::vector<int> years;     ///< 1900 to 2100, each time that one is named
};

/// Reads a text once. A day whose stated weekday is wrong is left out: one of the two is an error.
[[nodiscard]] NamedTimes named_times(std::string_view text);

}  // namespace morgue
