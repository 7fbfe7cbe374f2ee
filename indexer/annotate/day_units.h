#pragma once

#include <cstddef>
#include <optional>

#include "indexer/annotate/day_context.h"

namespace morgue::annotate {

/// "today", "yesterday morning", "last night", "this evening".
[[nodiscard]] std::optional<Reading> day_name_at(const DayContext& c, std::size_t at);

/// What begins with a relation: "last week", "next three months", "this Friday", "last June 5",
/// "this summer", "that year", "the following day".
[[nodiscard]] std::optional<Reading> related_at(const DayContext& c, std::size_t at);

/// "the past three weeks", "the next two quarters"; nothing for other relations.
[[nodiscard]] std::optional<Stretch> several_units(const DayContext& c, Relation relation,
                                                   int count, Unit unit);

/// How "two days" are counted: ago, earlier, from now, before Christmas.
struct Direction {
  std::size_t end = 0;
  int sign = 0;
  std::optional<Stretch> from;
  bool exact = false;  ///< counted from a day, to a day
};
/// Nothing if the words at `at` don't say it.
[[nodiscard]] std::optional<Direction> direction_at(const DayContext& c, std::size_t at);

/// "year-ago", "year-earlier", with or without the unit behind it ("the year-earlier quarter").
[[nodiscard]] std::optional<Reading> year_earlier(const DayContext& c, std::size_t at);

/// What begins with a count: "two days ago", "three weeks from now", "a year earlier", "two weeks
/// before Christmas".
[[nodiscard]] std::optional<Reading> counted_at(const DayContext& c, std::size_t at);

/// "in two weeks" where the verb says that it is to come; `at` is the "in".
[[nodiscard]] std::optional<Reading> in_units_at(const DayContext& c, std::size_t at);

/// "the day before yesterday", "the day after", "the week of June 14", "the quarter", "the
/// weekend".
[[nodiscard]] std::optional<Reading> unit_at(const DayContext& c, std::size_t at);

/// The season of a year, or of this one: "summer 2024", "the spring of 2010", "in the winter".
[[nodiscard]] std::optional<Reading> season_at(const DayContext& c, std::size_t at);

/// "Easter", "New Year's Day 2024", "Labor Day weekend".
[[nodiscard]] std::optional<Reading> feast_at(const DayContext& c, std::size_t at,
                                              std::optional<Relation> relation = std::nullopt);

}  // namespace morgue::annotate
