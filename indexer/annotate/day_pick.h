#pragma once

#include <optional>
#include <vector>

#include "indexer/annotate/day_context.h"

namespace morgue::annotate {

/// Which of the days that come round again and again ("June 14", "Friday", "Easter") is meant.
enum class Pick : std::uint8_t {
  Begun,    ///< the latest that has begun on the day of publication
  Open,     ///< the earliest that is not over
  Nearest,  ///< the nearest, of two the earlier
  Over,     ///< the latest that is over
  Ahead,    ///< the earliest that has not begun
};

/// `otherwise` where the verbs tell nothing.
[[nodiscard]] Pick pick_for(Tense tense, Pick otherwise);

/// One of `candidates`, which are in order.
[[nodiscard]] std::optional<Stretch> picked(const std::vector<Stretch>& candidates, Day anchor,
                                            Pick pick);

/// The same, but what would be most of a year away is taken to be the nearest after all.
[[nodiscard]] std::optional<Stretch> picked_by_tense(const std::vector<Stretch>& candidates,
                                                     Day anchor, Pick pick);

/// What `in_year` gives for the years around the anchor, in order. Nine years to either side hold
/// 29 February and any weekday of a given day.
template <typename InYear>
[[nodiscard]] std::vector<Stretch> yearly(Day anchor, InYear in_year) {
  constexpr int kReach = 9;
  std::vector<Stretch> found;
  for (int year = year_of(anchor) - kReach; year <= year_of(anchor) + kReach; ++year)
    if (const std::optional<Stretch> stretch = in_year(year)) found.push_back(*stretch);
  return found;
}

/// Completes the parts of a date by what is nearest to the day of publication in the sense of
/// `tense`, or as `relation` says ("last June", "this Friday"). Nothing if there is no such day, or
/// if there is no anchor and no year.
[[nodiscard]] std::optional<Stretch> completed(const DateParts& parts, const DayContext& c,
                                               Tense tense,
                                               std::optional<Relation> relation = std::nullopt);

/// A weekday in the week that `relation` says, counted from `from`.
[[nodiscard]] Stretch weekday_by(Relation relation, std::chrono::weekday weekday, Day from);

}  // namespace morgue::annotate
