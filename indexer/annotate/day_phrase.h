#pragma once

#include <cstddef>
#include <optional>

#include "indexer/annotate/day_context.h"
#include "indexer/annotate/holidays.h"

namespace morgue::annotate {

/// The longest expression of one stretch of the calendar that begins with atom `at`; no ranges.
[[nodiscard]] std::optional<Reading> phrase_at(const DayContext& c, std::size_t at);

/// An expression of one stretch, or a range of two of them ("June 14-16", "from May to October
/// 2020", "2019 to 2021"), resolved.
[[nodiscard]] std::optional<Reading> days_at(const DayContext& c, std::size_t at);

/// The stretch of a reading, its missing parts chosen by tense and preposition.
[[nodiscard]] std::optional<Stretch> resolved(const Reading& reading, const DayContext& c);

/// A part of a stretch by its number: "the first week of June", "third quarter of 2023", "last
/// Monday in May", "the first nine months", "Q3 2024".
[[nodiscard]] std::optional<Reading> nth_at(const DayContext& c, std::size_t at);
/// "Q3", "third quarter", "second half", with the year where there is one.
[[nodiscard]] std::optional<Reading> quarter_at(const DayContext& c, std::size_t at);

/// Saturday and Sunday beside a feast, and the days between.
[[nodiscard]] Stretch weekend_with(Stretch feast);

/// A feast whose name ends before atom `end`, with the year or the weekend behind it.
[[nodiscard]] std::optional<Reading> feast_reading(const DayContext& c, Holiday holiday,
                                                   std::size_t begin, std::size_t end,
                                                   std::optional<Relation> relation);

}  // namespace morgue::annotate
