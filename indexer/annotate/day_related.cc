#include <algorithm>
#include <array>

#include "indexer/annotate/day_dates.h"
#include "indexer/annotate/day_numbers.h"
#include "indexer/annotate/day_phrase.h"
#include "indexer/annotate/day_pick.h"
#include "indexer/annotate/day_units.h"

namespace morgue::annotate {
namespace {

using std::chrono::days;

/// "last quarter": a whole unit, before or after this one.
std::optional<Stretch> related_unit(const DayContext& c, Relation relation, Unit unit) {
  const bool by_reference = relation == Relation::That || relation == Relation::Preceding ||
                            relation == Relation::Following;
  const auto base = by_reference ? c.leaning_on(unit) : std::nullopt;
  if (by_reference ? !base : !c.anchor) return std::nullopt;
  switch (relation) {
    case Relation::That:
      return unit_around(unit, base->from);
    case Relation::Preceding:
      return unit_away(unit, base->from, -1);
    case Relation::Following:
      return unit_away(unit, base->to, 1);
    case Relation::Last:
      return unit_away(unit, *c.anchor, -1);
    case Relation::This:
      return unit_around(unit, *c.anchor);
    case Relation::Next:
    case Relation::Coming:
      return unit_away(unit, *c.anchor, 1);
    case Relation::Past:
      if (unit == Unit::Quarter || unit == Unit::Weekend) return unit_away(unit, *c.anchor, -1);
      return Stretch{shifted(*c.anchor, unit, -1), *c.anchor};
  }
  return std::nullopt;
}

std::size_t past_day_part(const DayContext& c, std::size_t at) {
  return c.is(at, DayWord::DayPart) ? at + 1 : at;
}

/// "last night", "this morning".
std::optional<Reading> day_part(const DayContext& c, std::size_t at, Relation relation) {
  const bool last = relation == Relation::Last;
  if (!c.anchor || (!last && relation != Relation::This)) return std::nullopt;
  const Day day = *c.anchor - days{last ? 1 : 0};
  return stretch_reading(at, at + 2, Unit::Day, Stretch{day, day});
}

std::optional<Reading> related_season(const DayContext& c, std::size_t at, std::size_t season_at,
                                      Relation relation) {
  if (!c.anchor) return std::nullopt;
  const auto season = static_cast<Season>(c.at(season_at).value);
  const auto seasons = yearly(*c.anchor, [&](int y) { return season_stretch(y, season); });
  Pick pick = Pick::Nearest;
  if (relation == Relation::Last || relation == Relation::Past) pick = Pick::Over;
  if (relation == Relation::Next || relation == Relation::Coming) pick = Pick::Ahead;
  const auto year = short_year_at(c, season_at + 1);
  if (year)
    return stretch_reading(at, year->end, Unit::Quarter, season_stretch(year->value, season));
  if (relation == Relation::This)
    return stretch_reading(at, season_at + 1, Unit::Quarter,
                           season_stretch(year_of(*c.anchor), season));
  return stretch_reading(at, season_at + 1, Unit::Quarter,
                         picked_by_tense(seasons, *c.anchor, pick));
}

/// "Johnnie Christmas", "The Christmas Cottage".
bool feast_in_name(const DayContext& c, std::size_t at) {
  const Atom& before = c.at(at - 1);
  const Atom& next = c.at(at + 1);
  const bool began = before.capital && before.kind == DayWord::None && !before.starts_sentence;
  const bool goes_on = next.capital && next.kind == DayWord::None && !next.starts_sentence &&
                       !c.at(at).possessive && !c.at(at).starts_sentence;
  return began || goes_on;
}

/// "this weekend" is still said on Monday of the one before.
std::optional<Stretch> this_weekend(const DayContext& c, std::size_t begin, std::size_t end) {
  const bool past = c.tense(begin, end) == Tense::Past;
  const Stretch coming = unit_around(Unit::Weekend, *c.anchor);
  const bool just_over = std::chrono::weekday{*c.anchor} - std::chrono::Monday <= days{2};
  if (!past || !just_over) return coming;
  return unit_away(Unit::Weekend, *c.anchor, -1);
}

bool works(Day day) {
  const std::chrono::weekday weekday{day};
  return weekday != std::chrono::Saturday && weekday != std::chrono::Sunday;
}

/// "business" days, "trading" weeks.
bool of_work(const Atom& atom) {
  static constexpr std::array kWork = {key_of("business"), key_of("working"), key_of("trading")};
  return std::find(kWork.begin(), kWork.end(), atom.key) != kWork.end();
}

/// "this working week", "next workweek": Monday to Friday.
std::optional<Reading> working_week(const DayContext& c, std::size_t at, std::size_t next,
                                    Relation relation) {
  static constexpr WordKey kWorkweek = key_of("workweek");
  const bool two_words =
      of_work(c.at(next)) && c.is(next + 1, DayWord::Unit) && c.unit(next + 1) == Unit::Week;
  const std::size_t end = next + (two_words ? 2 : 1);
  const bool of_year = c.is(end, DayWord::Of);  // "the last trading week of the year"
  if ((!two_words && c.at(next).key != kWorkweek) || of_year || relation == Relation::Past)
    return std::nullopt;
  const auto week = related_unit(c, relation, Unit::Week);
  if (!week) return std::nullopt;
  return stretch_reading(at, end, Unit::Week, Stretch{week->from, week->from + days{4}});
}

/// "the last 60 trading days", "the next four business days".
std::optional<Stretch> working_days(const DayContext& c, Relation relation, const Numeral& count) {
  if (!of_work(c.at(count.end)) || !c.is(count.end + 1, DayWord::Units) ||
      c.unit(count.end + 1) != Unit::Day || !c.anchor)
    return std::nullopt;
  const auto span = several_units(c, relation, count.value, Unit::Day);
  if (!span) return std::nullopt;
  const days step{span->from > *c.anchor ? 1 : -1};
  Day day = *c.anchor;
  Day first = *c.anchor;
  for (int left = count.value; left > 0;) {
    day += step;
    if (!works(day)) continue;
    if (left == count.value) first = day;
    --left;
  }
  return step > days{0} ? Stretch{first, day} : Stretch{day, first};
}

/// "the same quarter last year": of the year before.
std::optional<Reading> same_unit_last_year(const DayContext& c, std::size_t at, std::size_t next) {
  const Unit unit = c.unit(next);
  const bool last_year = c.is(next + 1, DayWord::Relation) &&
                         c.relation(next + 1) == Relation::Last && c.is(next + 2, DayWord::Unit) &&
                         c.unit(next + 2) == Unit::Year;
  if (!last_year || unit >= Unit::Year || unit == Unit::Day || !c.anchor) return std::nullopt;
  const auto base = unit == Unit::Quarter && c.quarter ? std::optional(c.quarter->stretch)
                                                       : c.leaning_on(Unit::Year);
  const int years = year_of(*c.anchor) - 1 - year_of(base->from);
  const Day day = shifted(base->from, Unit::Year, years);
  Reading found = stretch_reading(at, next + 3, unit, unit_around(unit, day));
  found.comparison = true;
  return found;
}

/// "within the next two weeks" may be today.
bool after_within(const DayContext& c, std::size_t at) {
  static constexpr WordKey kWithin = key_of("within");
  return c.at(c.is(at - 1, DayWord::The) ? at - 2 : at - 1).key == kWithin;
}

/// "the last three months and two weeks": begins the smaller units earlier and tells where they
/// end. "The last three months and two weeks ago" are two things.
std::size_t lengthen(const DayContext& c, std::size_t end, Unit unit, Stretch& span) {
  Day from = span.from;
  std::size_t behind = end;
  while (c.is(behind, DayWord::And)) {
    const auto more = c.is(behind + 1, DayWord::A) ? std::nullopt : count_at(c, behind + 1);
    if (!more || !c.any_unit(more->end) || c.unit(more->end) >= unit) return end;
    unit = c.unit(more->end);
    from = shifted(from, unit, -more->value);
    behind = more->end + 1;
  }
  if (c.is(behind, DayWord::Ago) || c.is(behind, DayWord::Shift) || c.is(behind, DayWord::Around))
    return end;
  span.from = from;
  return behind;
}

std::optional<Reading> related_units(const DayContext& c, std::size_t at, std::size_t next,
                                     Relation relation) {
  const auto count = c.is(next, DayWord::A) ? std::nullopt : count_at(c, next);
  if (count)
    if (const auto days = working_days(c, relation, *count))
      return stretch_reading(at, count->end + 2, Unit::Day, days);
  if (count && c.is(count->end, DayWord::Units)) {
    const Unit unit = c.unit(count->end);
    // "the last five months of her life" count from somewhere else.
    if (unit == Unit::Weekend || c.is(count->end + 1, DayWord::Of)) return std::nullopt;
    auto span = several_units(c, relation, count->value, unit);
    if (span && relation == Relation::Next && after_within(c, at)) span->from = *c.anchor;
    std::size_t end = count->end + 1;
    if (span && span->to == *c.anchor) end = lengthen(c, end, unit, *span);
    return stretch_reading(at, end, Unit::Day, span);
  }
  const std::size_t fiscal = c.is(next, DayWord::Fiscal) ? next + 1 : next;
  if (!c.is(fiscal, DayWord::Unit)) return std::nullopt;
  if (relation == Relation::That)
    if (auto last_year = same_unit_last_year(c, at, fiscal)) return last_year;
  const Unit unit = c.unit(fiscal);
  const bool vague_day =
      unit == Unit::Day && (relation == Relation::Last || relation == Relation::This ||
                            relation == Relation::Past || relation == Relation::Coming);
  if (vague_day || unit == Unit::Half) return std::nullopt;
  if (unit == Unit::Day && relation == Relation::Next) relation = Relation::Following;
  Reading found = stretch_reading(at, fiscal + 1, unit, related_unit(c, relation, unit));
  if (unit == Unit::Weekend && relation == Relation::This && c.anchor)
    found.stretch = this_weekend(c, at, fiscal + 1);
  return found;
}

/// "last Friday", "this June", "next 6th of April", "this friday 5/12".
std::optional<Reading> related_date(const DayContext& c, std::size_t at, std::size_t next,
                                    Relation relation) {
  if (!c.date_word(next)) return std::nullopt;
  if (relation == Relation::That) return std::nullopt;
  if (c.is(next, DayWord::Month) && !c.at(next).capital &&
      (c.at(next).value == 3 || c.at(next).value == 5) && !month_day_at(c, next + 1))
    return std::nullopt;  // "this may"
  auto date = weekday_at(c, next);
  if (!date) date = date_at(c, next, true);
  if (!date) date = figures_at(c, next);
  if (!date || (c.is(next, DayWord::Number) && date->parts.month == 0)) return std::nullopt;
  date->begin = at;
  if (date->stretch || date->parts.year) return date;
  const bool lone_weekday = date->parts.month == 0 && date->parts.day == 0;
  const bool after_reference = relation == Relation::Following || relation == Relation::Preceding;
  if (after_reference && !c.reference)
    relation = relation == Relation::Following ? Relation::Next : Relation::Last;
  if (lone_weekday && after_reference && c.reference)
    date->stretch = weekday_by(relation, *date->parts.weekday, c.reference->stretch.from);
  else if (date->parts.weekday && !lone_weekday)
    date->stretch = completed(date->parts, c, Tense::Unknown, Relation::This);
  else
    date->stretch = completed(date->parts, c, Tense::Unknown, relation);
  return date;
}

}  // namespace

std::optional<Stretch> several_units(const DayContext& c, Relation relation, int count, Unit unit) {
  if (!c.anchor) return std::nullopt;
  const Day anchor = *c.anchor;
  const bool back =
      relation == Relation::Last || relation == Relation::Past || relation == Relation::Preceding;
  const bool ahead =
      relation == Relation::Next || relation == Relation::Coming || relation == Relation::Following;
  if (!back && !ahead) return std::nullopt;
  const bool whole = unit == Unit::Quarter || unit == Unit::Decade;
  if (back && whole)
    return Stretch{unit_away(unit, anchor, -count).from, unit_away(unit, anchor, -1).to};
  if (ahead && whole)
    return Stretch{unit_away(unit, anchor, 1).from, unit_away(unit, anchor, count).to};
  if (back) return Stretch{shifted(anchor, unit, -count), anchor};
  return Stretch{anchor + days{1}, shifted(anchor, unit, count)};
}

std::optional<Reading> day_name_at(const DayContext& c, std::size_t at) {
  if (!c.anchor || !c.is(at, DayWord::DayName)) return std::nullopt;
  const Day day = *c.anchor + days{c.at(at).value};
  return stretch_reading(at, past_day_part(c, at + 1), Unit::Day, Stretch{day, day});
}

std::optional<Reading> related_at(const DayContext& c, std::size_t at) {
  Relation relation = c.relation(at);
  std::size_t next = at + 1;
  if (relation == Relation::This && c.is(next, DayWord::Relation)) {
    relation = c.relation(next);  // "this past week", "this coming Friday"
    ++next;
    if (relation == Relation::Past && c.is(next, DayWord::Unit)) relation = Relation::Last;
  }
  if (relation == Relation::That && c.is(next, DayWord::Relation)) ++next;  // "that same year"
  if (c.is(next, DayWord::DayPart)) return day_part(c, at, relation);
  static constexpr WordKey kFall = key_of("fall");
  if (relation == Relation::That && c.at(next).key == kFall)
    return std::nullopt;  // "stocks that fall"
  if (c.is(next, DayWord::Season)) return related_season(c, at, next, relation);
  if (auto week = working_week(c, at, next, relation)) return week;
  if (auto units = related_units(c, at, next, relation)) return units;
  if (auto date = related_date(c, at, next, relation)) return date;
  if (auto feast = feast_at(c, next, relation)) {
    feast->begin = at;
    return feast;
  }
  return std::nullopt;
}

std::optional<Reading> feast_at(const DayContext& c, std::size_t at,
                                std::optional<Relation> relation) {
  WordKey phrase = c.at(at).key;
  std::optional<Holiday> holiday;
  std::size_t end = at;
  std::size_t words = 1;
  for (std::size_t next = at; words <= kHolidayWords && next < c.atoms.size(); ++next) {
    if (c.is_mark(next, '\'') && c.at(next).glued) continue;  // "Veterans' Day"
    if (next > at) phrase = joined(phrase, c.at(next).key);
    if (const auto found = holiday_named(phrase)) holiday = found, end = next + 1;
    ++words;
  }
  if (!holiday || (end == at + 1 && feast_in_name(c, at))) return std::nullopt;
  return feast_reading(c, *holiday, at, end, relation);
}

std::optional<Reading> season_at(const DayContext& c, std::size_t at) {
  const auto season = static_cast<Season>(c.at(at).value);
  std::size_t next = at + 1;
  if (c.is(next, DayWord::Of)) ++next;
  if (const auto year = short_year_at(c, next))
    return stretch_reading(at, year->end, Unit::Quarter, season_stretch(year->value, season));
  if (next != at + 1 && c.is(next, DayWord::Relation)) {
    const auto year = related_at(c, next);
    if (year && year->unit == Unit::Year && year->stretch)
      return stretch_reading(at, year->end, Unit::Quarter,
                             season_stretch(year_of(year->stretch->from), season));
  }
  const bool led =
      c.is(at - 1, DayWord::The) && (c.is(at - 2, DayWord::In) || c.is(at - 2, DayWord::At));
  if (!led || next != at + 1 || !c.anchor) return std::nullopt;
  const auto seasons = yearly(*c.anchor, [&](int y) { return season_stretch(y, season); });
  const Pick pick = pick_for(c.tense(at, at + 1), Pick::Nearest);
  return stretch_reading(at, at + 1, Unit::Quarter, picked_by_tense(seasons, *c.anchor, pick));
}
}  // namespace morgue::annotate
