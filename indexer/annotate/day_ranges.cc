#include "indexer/annotate/day_dates.h"
#include "indexer/annotate/day_numbers.h"
#include "indexer/annotate/day_phrase.h"
#include "indexer/annotate/day_pick.h"
#include "indexer/annotate/day_years.h"

namespace morgue::annotate {
namespace {

/// What joins the two ends of a range, and where the second one begins; 0 if nothing does.
std::size_t second_end(const DayContext& c, std::size_t at, bool between) {
  const Atom& link = c.at(at);
  std::size_t next = at + 1;
  const bool dash = link.mark == '-' || link.mark == '~';
  const bool joins = link.is(DayWord::To) || dash || (between && link.is(DayWord::And));
  if (!joins) return 0;
  return c.is(next, DayWord::The) ? next + 1 : next;
}

/// A bare number as one end of a range of days: "June 14-16", "9 to 12 of June".
std::optional<Reading> day_end(const DayContext& c, std::size_t at) {
  const auto day = month_day_at(c, at);
  if (!day || c.is(day->end, DayWord::Unit) || c.is(day->end, DayWord::Units)) return std::nullopt;
  const bool clock = c.is_mark(day->end, ':') || c.is_mark(day->end, '%');
  if (clock) return std::nullopt;
  Reading found;
  found.begin = at;
  found.end = day->end;
  found.parts.day = static_cast<unsigned>(day->value);
  return found;
}

/// The year that both ends may have: "June 14-16, 2024", "8/2-8/9, 2021".
std::optional<Reading> with_comma_year(const DayContext& c, std::optional<Reading> found) {
  if (!found || found->parts.year || !c.is_mark(found->end, ',')) return found;
  if (const auto year = year_at(c, found->end + 1)) {
    found->parts.year = year->value;
    found->end = year->end;
  }
  return found;
}

/// The same behind the first end.
std::optional<Reading> last_day(const DayContext& c, std::size_t at) {
  return with_comma_year(c, day_end(c, at));
}

/// "from 2019 to the present", "till the current date".
std::optional<Reading> present(const DayContext& c, std::size_t at) {
  static constexpr WordKey kDate = key_of("date");
  static constexpr WordKey kPresent = key_of("present");
  static constexpr WordKey kCurrent = key_of("current");
  const std::size_t noun = c.at(at).key == kCurrent ? at + 1 : at;
  const bool date = c.at(noun).key == kDate && (noun > at || c.is(at - 1, DayWord::To));
  const bool ends = c.clause_ends(noun + 1);  // not "to present an award"
  if (!c.anchor || !(date || (c.at(at).key == kPresent && ends))) return std::nullopt;
  return stretch_reading(at, noun + 1, Unit::Day, c.today());
}

bool month_and_day(const DateParts& parts) { return parts.month != 0 && parts.day != 0; }

bool whole_year(const Reading& r) { return r.unit == Unit::Year && r.parts.year; }

std::optional<Reading> year_end(const DayContext& c, std::size_t at) {
  if (auto year = year_at(c, at)) return year_reading(at, year->end, year->value);
  return std::nullopt;
}

/// The other end of a range that begins with `first`; "now" is one, too, vague though it is.
std::optional<Reading> second_reading(const DayContext& c, const Reading& first, std::size_t at) {
  if (auto today = present(c, at)) return today;
  if (c.is(at, DayWord::Relation) || c.is(at, DayWord::DayName) || c.is(at, DayWord::Edge))
    return phrase_at(c, at);
  if (c.is(at, DayWord::Now) && c.anchor) return stretch_reading(at, at + 1, Unit::Day, c.today());
  if (auto figures = figures_at(c, at)) return with_comma_year(c, figures);
  if (auto date = date_at(c, at, true)) return date;
  if (auto weekday = weekday_at(c, at, true)) return weekday;
  if (whole_year(first)) return year_end(c, at);
  if (month_and_day(first.parts)) return last_day(c, at);
  return phrase_at(c, at);
}

/// Fills what one end leaves to the other: the month of "9 to 12 June", the year of "May to October
/// 2020".
void complete_each_other(DateParts& first, DateParts& second) {
  if (second.month == 0 && second.day != 0 && first.month != 0) {
    second.month = first.day > second.day ? first.month % 12 + 1 : first.month;
    if (!second.year) second.year = first.year;
  }
  if (first.month == 0 && first.day != 0) first.month = second.month;
  if (!first.year && second.year && first.month != 0)
    first.year = *second.year - (first.month > second.month ? 1 : 0);
  if (!second.year && first.year && second.month != 0)
    second.year = *first.year + (first.month > second.month ? 1 : 0);
}

/// Seven days later for weekdays, a year later for dates, if the ends are the wrong way round.
std::optional<Stretch> in_order(Stretch from, Stretch to, const Reading& second) {
  if (to.to < from.from && !second.parts.year) {
    const Unit step = second.parts.month != 0 ? Unit::Year : Unit::Week;
    to = {shifted(to.from, step, 1), shifted(to.to, step, 1)};
  }
  if (to.to < from.from) return std::nullopt;
  return Stretch{from.from, to.to};
}

bool lone_weekday(const Reading& r) { return r.parts.weekday && r.parts.day == 0; }

Stretch weekday_from(std::chrono::weekday weekday, Day from) {
  const Day day = from + (weekday - std::chrono::weekday{from});
  return {day, day};
}

bool later_in_year(const DateParts& a, const DateParts& b) {
  return a.month != b.month ? a.month > b.month : a.day > b.day && b.day != 0;
}

/// "8 February 1700 - 17 March 1782" are two days, not a stretch that anybody speaks of.
bool lifetime(const Reading& a, const Reading& b) {
  constexpr int kYears = 2;
  return a.parts.day != 0 && b.parts.day != 0 && a.parts.year && b.parts.year &&
         *b.parts.year - *a.parts.year >= kYears;
}

/// A range from its two ends, whose parts and tense they share.
std::optional<Reading> joined_range(const DayContext& c, Reading first, Reading second) {
  if (lifetime(first, second)) return std::nullopt;
  complete_each_other(first.parts, second.parts);
  if (lone_weekday(second) && !second.stretch) {
    if (!first.stretch) first.stretch = resolved(first, c);
    if (first.stretch) second.stretch = weekday_from(*second.parts.weekday, first.stretch->from);
  }
  const Tense tense = c.tense(first.begin, second.end);
  if (!second.stretch) second.stretch = completed(second.parts, c, tense);
  if (!second.stretch) return std::nullopt;
  if (!first.stretch && !first.parts.year && first.parts.month != 0 && second.parts.month != 0)
    first.parts.year =
        year_of(second.stretch->to) - (later_in_year(first.parts, second.parts) ? 1 : 0);
  if (!first.stretch) first.stretch = completed(first.parts, c, tense);
  if (!first.stretch) return std::nullopt;
  const auto stretch = in_order(*first.stretch, *second.stretch, second);
  if (!stretch || *stretch == *first.stretch) return std::nullopt;
  Reading range;
  range.begin = first.begin;
  range.end = second.end;
  range.unit = first.unit;
  range.stretch = stretch;
  return range;
}

std::optional<Reading> range_at(const DayContext& c, const Reading& first) {
  std::size_t before = first.begin - 1;
  if (c.is(before, DayWord::The)) --before;
  const bool between = c.is(before, DayWord::Between);
  const std::size_t next = second_end(c, first.end, between);
  if (next == 0) return std::nullopt;
  const auto second = second_reading(c, first, next);
  if (!second) return std::nullopt;
  return joined_range(c, first, *second);
}

/// "the 12th of next month"; "in" only behind "from", as scores are "4-2 in last month's final".
std::optional<Reading> day_of_related_month(const DayContext& c, std::size_t at, bool from) {
  auto found = day_end(c, at);
  if (!found) return std::nullopt;
  std::size_t next = found->end;
  if (!c.is(next, DayWord::Of) && !(from && c.is(next, DayWord::In))) return std::nullopt;
  ++next;
  if (c.is(next, DayWord::The)) ++next;
  const auto month = c.is(next, DayWord::Relation) ? phrase_at(c, next) : std::nullopt;
  if (!month || month->unit != Unit::Month || !month->stretch) return std::nullopt;
  found->parts.month = month_of(month->stretch->from);
  found->parts.year = year_of(month->stretch->from);
  found->end = month->end;
  return found;
}

/// "9 to 12 of June", "14-16 June": the first end is a bare number.
std::optional<Reading> day_range_at(const DayContext& c, std::size_t at) {
  if (c.at(at).glued || c.is_mark(at - 1, '$')) return std::nullopt;
  const auto first = day_end(c, at);
  if (!first) return std::nullopt;
  const std::size_t lead = c.is(at - 1, DayWord::The) ? at - 2 : at - 1;
  const std::size_t next = second_end(c, first->end, c.is(lead, DayWord::Between));
  if (next == 0) return std::nullopt;
  auto second = date_at(c, next, true);
  if (!second) second = day_of_related_month(c, next, c.is(lead, DayWord::From));
  if (!second || !month_and_day(second->parts)) return std::nullopt;
  if (c.is(next, DayWord::Month) || c.is(next, DayWord::ShortMonth)) return std::nullopt;
  return joined_range(c, *first, *second);
}

/// "18 and 19 June", "the 22nd, 23rd or 24th of May": the first of them.
std::optional<Reading> day_in_list(const DayContext& c, std::size_t at) {
  constexpr std::size_t kMost = 4;
  if (c.at(at).glued || c.is_mark(at - 1, '$')) return std::nullopt;
  auto found = day_end(c, at);
  std::size_t next = found ? found->end : at;
  for (std::size_t i = 0; found && i < kMost; ++i) {
    const std::size_t links = next;
    if (c.is_mark(next, ',')) ++next;
    if (c.is(next, DayWord::And) || c.is(next, DayWord::Or)) ++next;
    if (next == links) return std::nullopt;
    const auto date = c.is(next, DayWord::Month) ? std::nullopt : date_at(c, next, true);
    if (date && month_and_day(date->parts)) {
      found->parts.month = date->parts.month;
      found->parts.year = date->parts.year;
      return found;
    }
    const auto day = day_end(c, next);
    if (!day) return std::nullopt;
    next = day->end;
  }
  return std::nullopt;
}

/// "June 14 and 15", "Sept. 3, 4 and 5": days that follow each other are a stretch.
std::optional<Reading> and_days(const DayContext& c, const Reading& first) {
  if (!month_and_day(first.parts) || first.parts.year || first.stretch) return std::nullopt;
  if (!c.is(first.end, DayWord::And)) return std::nullopt;
  const auto second = last_day(c, first.end + 1);
  if (!second || second->parts.day != first.parts.day + 1) return std::nullopt;
  const Atom& after = c.at(second->end);
  const bool ends = after.key == WordKey{} || after.mark == '.' || after.mark == ',' ||
                    after.is(DayWord::In) || after.is(DayWord::At) || after.is(DayWord::To);
  return ends ? joined_range(c, first, *second) : std::nullopt;
}

/// "w/c 4 Feb": the week commencing.
void widen_to_week(const DayContext& c, Reading& found) {
  static constexpr WordKey kWeek = key_of("w");
  static constexpr WordKey kCommencing = key_of("c");
  const std::size_t at = found.begin;
  const bool sign =
      c.at(at - 1).key == kCommencing && c.is_mark(at - 2, '/') && c.at(at - 3).key == kWeek;
  if (!sign || found.unit != Unit::Day || found.stretch->from != found.stretch->to) return;
  found.begin = at - 3;
  found.unit = Unit::Week;
  found.stretch = unit_around(Unit::Week, found.stretch->from);
}

bool may_be_day_number(const DayContext& c, std::size_t at) {
  return c.is(at, DayWord::Number) || c.is(at, DayWord::Ordinal) || c.is(at, DayWord::Tens) ||
         c.is(at, DayWord::Ones);
}

}  // namespace

std::optional<Reading> days_at(const DayContext& c, std::size_t at) {
  const bool every_other = c.is(at - 2, DayWord::Every) && c.at(at - 1).key == key_of("other");
  if (c.is(at - 1, DayWord::Every) || every_other) return std::nullopt;
  std::optional<Reading> found;
  if (may_be_day_number(c, at)) {
    found = day_range_at(c, at);
    if (!found) found = day_in_list(c, at);
  }
  if (!found) {
    found = phrase_at(c, at);
    if (!found) return std::nullopt;
    if (const auto range = range_at(c, *found))
      found = range;
    else if (const auto days = and_days(c, *found))
      found = days;
  }
  found->stretch = resolved(*found, c);
  if (!found->stretch || !sane(*found->stretch)) return std::nullopt;
  widen_to_week(c, *found);
  return found;
}
}  // namespace morgue::annotate
