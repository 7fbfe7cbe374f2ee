#include "indexer/annotate/day_pick.h"

#include <algorithm>

namespace morgue::annotate {
namespace {

using std::chrono::days;

days distance(const Stretch& stretch, Day anchor) {
  if (stretch.to < anchor) return anchor - stretch.to;
  return anchor < stretch.from ? stretch.from - anchor : days{0};
}

std::optional<Stretch> one_day(Day day) { return Stretch{day, day}; }

bool fits(const DateParts& parts, Day day) {
  return !parts.weekday || *parts.weekday == std::chrono::weekday{day};
}

/// The parts, with the year given; days that are not that weekday don't count.
std::optional<Stretch> in_year(const DateParts& parts, int year) {
  if (parts.day == 0) return month_stretch(year, parts.month);
  const auto day = day_stretch(year, parts.month, parts.day);
  return day && fits(parts, day->from) ? day : std::nullopt;
}

Pick pick_for(std::optional<Relation> relation, Tense tense, Pick otherwise) {
  if (!relation) return pick_for(tense, otherwise);
  switch (*relation) {
    case Relation::Last:
    case Relation::Past:
    case Relation::Preceding:
      return Pick::Over;
    case Relation::Next:
    case Relation::Coming:
    case Relation::Following:
      return Pick::Ahead;
    default:
      return Pick::Nearest;
  }
}

std::optional<Stretch> day_of_some_month(const DateParts& parts, Day anchor, Pick pick) {
  std::vector<Stretch> found;
  const Stretch year = unit_around(Unit::Year, anchor);
  constexpr int kMonths = 36;  // to either side; a weekday comes round sooner
  for (int i = -kMonths; i <= kMonths; ++i) {
    const Day month = shifted(year.from, Unit::Month, static_cast<int>(month_of(anchor)) - 1 + i);
    const auto day = day_stretch(year_of(month), month_of(month), parts.day);
    if (day && fits(parts, day->from)) found.push_back(*day);
  }
  return picked(found, anchor, pick);
}

std::optional<Stretch> some_weekday(std::chrono::weekday weekday, Day anchor, Tense tense,
                                    std::optional<Relation> relation) {
  if (relation) return weekday_by(*relation, weekday, anchor);
  const Day before = anchor - (std::chrono::weekday{anchor} - weekday);
  if (before == anchor || tense != Tense::Future) return one_day(before);
  return one_day(before + days{7});
}

}  // namespace

Pick pick_for(Tense tense, Pick otherwise) {
  if (tense == Tense::Past) return Pick::Begun;
  return tense == Tense::Future ? Pick::Open : otherwise;
}

std::optional<Stretch> picked_by_tense(const std::vector<Stretch>& candidates, Day anchor,
                                       Pick pick) {
  // Newspapers add the year, or "next", to what is that far ahead, and what was nearly a year ago
  // is spoken of less often than what comes next month. From looking at Reuters articles.
  constexpr days kFarAhead{200};
  constexpr days kFarBack{290};
  const auto found = picked(candidates, anchor, pick);
  if (!found) return found;
  const days away = distance(*found, anchor);
  const bool doubtful =
      (pick == Pick::Begun && away > kFarBack) || (pick == Pick::Open && away > kFarAhead);
  return doubtful ? picked(candidates, anchor, Pick::Nearest) : found;
}

std::optional<Stretch> picked(const std::vector<Stretch>& candidates, Day anchor, Pick pick) {
  std::optional<Stretch> best;
  for (const Stretch& candidate : candidates) {
    switch (pick) {
      case Pick::Begun:
        if (candidate.from <= anchor) best = candidate;
        break;
      case Pick::Over:
        if (candidate.to < anchor) best = candidate;
        break;
      case Pick::Open:
        if (!best && anchor <= candidate.to) best = candidate;
        break;
      case Pick::Ahead:
        if (!best && anchor < candidate.from) best = candidate;
        break;
      case Pick::Nearest:
        if (!best || distance(candidate, anchor) < distance(*best, anchor)) best = candidate;
        break;
    }
  }
  return best;
}

Stretch weekday_by(Relation relation, std::chrono::weekday weekday, Day from) {
  const Day monday = unit_around(Unit::Week, from).from;
  const Day this_week = monday + (weekday - std::chrono::Monday);
  const Day before = from - days{1} - (std::chrono::weekday{from - days{1}} - weekday);
  const Day after = from + days{1} + (weekday - std::chrono::weekday{from + days{1}});
  Day day = this_week;
  switch (relation) {
    case Relation::Last:
      day = this_week - days{7};
      break;
    case Relation::Next:
      day = this_week + days{7};
      break;
    case Relation::Past:
    case Relation::Preceding:
      day = before;
      break;
    case Relation::Coming:
    case Relation::Following:
      day = after;
      break;
    case Relation::This:
    case Relation::That:
      break;
  }
  return {day, day};
}

std::optional<Stretch> completed(const DateParts& parts, const DayContext& c, Tense tense,
                                 std::optional<Relation> relation) {
  if (parts.year) {
    if (parts.month == 0) return year_stretch(*parts.year);
    if (parts.day == 0) return month_stretch(*parts.year, parts.month);
    return day_stretch(*parts.year, parts.month, parts.day);  // a wrong weekday is the lesser error
  }
  if (!c.anchor) return std::nullopt;
  const Day anchor = *c.anchor;
  if (parts.month == 0 && parts.day == 0) {
    if (!parts.weekday) return std::nullopt;
    return some_weekday(*parts.weekday, anchor, tense, relation);
  }
  const Pick pick = pick_for(relation, tense, Pick::Nearest);
  if (parts.month == 0) return day_of_some_month(parts, anchor, pick);
  if (relation == Relation::This) return in_year({{}, parts.month, parts.day, {}}, year_of(anchor));
  if (parts.weekday) {
    // A weekday that fits no year nearby is an error of the writer's; the date counts.
    constexpr days kNearby{366};
    const auto fitting = yearly(anchor, [&](int year) { return in_year(parts, year); });
    const auto nearest = picked(fitting, anchor, Pick::Nearest);
    if (nearest && distance(*nearest, anchor) <= kNearby) return nearest;
  }
  const DateParts date{{}, parts.month, parts.day, {}};
  return picked_by_tense(yearly(anchor, [&](int year) { return in_year(date, year); }), anchor,
                         pick);
}

}  // namespace morgue::annotate
