#pragma once

#include <cstddef>
#include <optional>

#include "indexer/annotate/calendar.h"
#include "indexer/annotate/word_key.h"

namespace morgue::annotate {

/// A feast whose day can be computed: an index into the table of holidays.cc.
using Holiday = std::size_t;

/// The feast that goes by this name: the joined() keys of its folded words without possessive
/// endings ("new year day" for "New Year's Day").
[[nodiscard]] std::optional<Holiday> holiday_named(WordKey phrase);
/// Words of the longest name.
inline constexpr std::size_t kHolidayWords = 4;

/// The day of a feast in a year of 1 to 9999.
[[nodiscard]] std::optional<Stretch> holiday_in(int year, Holiday holiday);

}  // namespace morgue::annotate
