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

/// All of them in order, years 1900 to 2100. A day whose stated weekday is wrong is left out: one
/// of the two is an error. Linear in the text.
[[nodiscard]] std::vector<TextDay> days_named(std::string_view text);

/// The weekdays that a text names, full names only: bit 0 is Sunday, as std::chrono counts.
[[nodiscard]] unsigned weekdays_named(std::string_view text);

/// The years (1900 to 2100) that a text names as four digits.
[[nodiscard]] std::vector<int> years_named(std::string_view text);

}  // namespace morgue
