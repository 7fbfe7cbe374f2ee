#include "indexer/annotate/day_units.h"

#include <algorithm>
#include <array>

#include "indexer/annotate/day_dates.h"
#include "indexer/annotate/day_numbers.h"
#include "indexer/annotate/day_phrase.h"
#include "indexer/annotate/day_pick.h"

namespace morgue::annotate {
namespace {

using std::chrono::days;

/// "the week of June 14", "the week ending Sept. 3", "the week beginning February 4".
std::optional<Reading> week_around(const DayContext& c, std::size_t at) {
  std::size_t next = at + 1;
  const bool link =
      c.is(next, DayWord::Of) || c.is(next, DayWord::Ended) || c.is(next, DayWord::Begun);
  if (!link) return std::nullopt;
  ++next;
  if (c.is(next, DayWord::On)) ++next;
  if (c.is(next, DayWord::The)) ++next;
  const auto feast = c.unit(at) == Unit::Weekend ? feast_at(c, next) : std::nullopt;
  if (feast && feast->stretch)
    return stretch_reading(at, feast->end, Unit::Weekend, weekend_with(*feast->stretch));
  const auto day = phrase_at(c, next);
  if (!day || day->unit != Unit::Day) return std::nullopt;
  const auto stretch = resolved(*day, c);
  if (!stretch) return std::nullopt;
  Stretch week = unit_around(c.unit(at), stretch->from);
  if (c.unit(at) == Unit::Weekend) return stretch_reading(at, day->end, Unit::Weekend, week);
  if (c.is(at + 1, DayWord::Ended)) week = {stretch->to - days{6}, stretch->to};
  const bool sunday = std::chrono::weekday{stretch->from} == std::chrono::Sunday;
  if (c.is(at + 1, DayWord::Begun) && sunday) week = {stretch->from, stretch->from + days{6}};
  return stretch_reading(at, day->end, Unit::Week, week);
}

/// "the day before yesterday", "the week after next", "the year before", "the day after Easter".
std::optional<Reading> unit_beside(const DayContext& c, std::size_t at) {
  if (!c.is(at + 1, DayWord::Around)) return std::nullopt;
  const int sign = c.at(at + 1).value;
  const Unit unit = c.unit(at);
  const bool other = c.is(at + 2, DayWord::Relation) && !c.any_unit(at + 3) && !c.date_word(at + 3);
  if (other && c.anchor && c.relation(at + 2) == (sign > 0 ? Relation::Next : Relation::Last))
    return stretch_reading(at, at + 3, unit, unit_away(unit, *c.anchor, 2 * sign));
  const auto direction = direction_at(c, at + 1);
  if (!direction || !direction->from) return std::nullopt;
  const Day base = sign > 0 ? direction->from->to : direction->from->from;
  return stretch_reading(at, direction->end, unit, unit_away(unit, base, sign));
}

/// "week 31", "week 3 of 2027".
std::optional<Reading> numbered_week(const DayContext& c, std::size_t at) {
  const Atom& number = c.at(at + 1);
  const bool week = c.unit(at) == Unit::Week && !c.at(at).capital;
  if (!week || !number.is(DayWord::Number) || number.digits > 2 || !c.anchor) return std::nullopt;
  int year = year_of(*c.anchor);
  std::size_t end = at + 2;
  if (c.is(end, DayWord::Of)) {
    const auto whole = phrase_at(c, end + 1);
    if (!whole || whole->unit != Unit::Year || !whole->stretch) return std::nullopt;
    year = year_of(whole->stretch->from);
    end = whole->end;
  }
  const auto found = week_stretch(year, number.value);
  return found ? std::optional(stretch_reading(at, end, Unit::Week, found)) : std::nullopt;
}

/// "the year to date".
std::optional<Reading> unit_to_date(const DayContext& c, std::size_t at) {
  static constexpr WordKey kDate = key_of("date");
  if (!c.is(at + 1, DayWord::To) || c.at(at + 2).key != kDate || !c.anchor) return std::nullopt;
  return stretch_reading(at, at + 3, Unit::Day,
                         Stretch{unit_around(c.unit(at), *c.anchor).from, *c.anchor});
}

/// "by year-end": the year is spoken of.
std::optional<Reading> year_end(const DayContext& c, std::size_t at) {
  static constexpr WordKey kEnd = key_of("end");
  std::size_t next = at + 1;
  if (c.is_mark(next, '-')) ++next;
  const bool led = c.is(at - 1, DayWord::The) || c.is(at - 1, DayWord::At) ||
                   c.is(at - 1, DayWord::To) || c.is(at - 1, DayWord::Around);
  if (c.unit(at) != Unit::Year || c.at(next).key != kEnd || !c.anchor || !led) return std::nullopt;
  if (const auto year = year_at(c, next + 1))
    return stretch_reading(at, year->end, Unit::Year, year_stretch(year->value));
  return stretch_reading(at, next + 1, Unit::Year, unit_around(Unit::Year, *c.anchor));
}

bool goes_on_as_noun(const DayContext& c, std::size_t at) {
  const Atom& next = c.at(at);
  static constexpr std::array kLinks = {key_of("that"), key_of("which"), key_of("when")};
  for (const WordKey key : kLinks)
    if (next.key == key) return true;
  return next.is(DayWord::Of) || next.is(DayWord::Ended) || next.is(DayWord::Begun) ||
         next.is(DayWord::Around) || next.is(DayWord::To) || next.mark == '-' ||
         next.is(DayWord::Number);
}

/// "the rest of the year", "the last race of the week"; not "that time of the year", and not what
/// is awarded again and again, "player of the month".
bool belongs_to_unit(const DayContext& c, std::size_t at) {
  static constexpr std::array kAnyOfThem = {
      key_of("time"),   key_of("times"),  key_of("part"),   key_of("parts"),  key_of("most"),
      key_of("season"), key_of("player"), key_of("rookie"), key_of("coach"),  key_of("team"),
      key_of("goal"),   key_of("man"),    key_of("woman"),  key_of("person"), key_of("word")};
  const Atom& noun = c.at(at - 3);
  const bool of_the = c.is(at - 1, DayWord::The) && c.is(at - 2, DayWord::Of);
  if (!of_the || c.at(at).capital || noun.is(DayWord::Unit) || noun.is(DayWord::Units))
    return false;
  return std::find(kAnyOfThem.begin(), kAnyOfThem.end(), noun.key) == kAnyOfThem.end();
}

/// "the rest of the day"; "at the end of the day" and "the order of the day" are no days, and that
/// of "the day he left" is another one.
bool belongs_to_day(const DayContext& c, std::size_t at) {
  static constexpr std::array kSayings = {key_of("order"),   key_of("issue"), key_of("issues"),
                                          key_of("hour"),    key_of("hours"), key_of("money"),
                                          key_of("question")};
  static constexpr std::array kClauses = {key_of("he"),   key_of("she"), key_of("it"),
                                          key_of("they"), key_of("we"),  key_of("i"),
                                          key_of("you"),  key_of("his"), key_of("her")};
  const Atom& noun = c.at(at - 3);
  const Atom& after = c.at(at + 1);
  return c.unit(at) == Unit::Day && belongs_to_unit(c, at) && !noun.is(DayWord::Edge) &&
         std::find(kSayings.begin(), kSayings.end(), noun.key) == kSayings.end() &&
         std::find(kClauses.begin(), kClauses.end(), after.key) == kClauses.end() &&
         !goes_on_as_noun(c, at + 1);
}

/// "the rest of the quarter": of this one.
bool still_running(const DayContext& c, std::size_t at) {
  static constexpr std::array kLeft = {key_of("rest"), key_of("remainder"), key_of("balance")};
  return c.is(at - 2, DayWord::Of) &&
         std::find(kLeft.begin(), kLeft.end(), c.at(at - 3).key) != kLeft.end();
}

/// "shares were up 2 percent for the day."
bool for_the_day(const DayContext& c, std::size_t at) {
  static constexpr WordKey kFor = key_of("for");
  return c.unit(at) == Unit::Day && c.is(at - 1, DayWord::The) && c.at(at - 2).key == kFor &&
         c.clause_ends(at + 1);
}

/// "in the quarter", "for the year": this one, and of quarters the one that was spoken of.
std::optional<Reading> the_unit(const DayContext& c, std::size_t at) {
  const Unit unit = c.unit(at);
  const bool led =
      c.is(at - 1, DayWord::The) && (c.is(at - 2, DayWord::In) || c.is(at - 2, DayWord::At) ||
                                     (c.is(at - 2, DayWord::Of) && c.is(at - 3, DayWord::Edge)));
  const bool edge = c.is(at - 1, DayWord::Of) && c.is(at - 2, DayWord::Edge);
  if (c.anchor && (for_the_day(c, at) || belongs_to_day(c, at)))
    return stretch_reading(at, at + 1, Unit::Day, c.today());
  const bool fits =
      unit == Unit::Quarter || unit == Unit::Year || unit == Unit::Month || unit == Unit::Week;
  if (!(led || edge || belongs_to_unit(c, at)) || !fits || !c.anchor || goes_on_as_noun(c, at + 1))
    return std::nullopt;
  if (unit == Unit::Quarter && !still_running(c, at)) {
    const Day base = c.quarter ? c.quarter->stretch.from : shifted(*c.anchor, unit, -1);
    return stretch_reading(at, at + 1, unit, unit_around(unit, base));
  }
  return stretch_reading(at, at + 1, unit, unit_around(unit, *c.anchor));
}

std::optional<Reading> the_weekend(const DayContext& c, std::size_t at) {
  if (!c.anchor || c.is(at - 1, DayWord::A) || c.is(at - 1, DayWord::Every)) return std::nullopt;
  const bool led = c.is(at - 1, DayWord::The) || c.is(at - 1, DayWord::At);
  if (!led || c.is(at + 1, DayWord::Of)) return std::nullopt;
  std::vector<Stretch> weekends;
  for (int week = -1; week <= 1; ++week)
    weekends.push_back(unit_away(Unit::Weekend, *c.anchor, week));
  const Pick pick = pick_for(c.tense(at, at + 1), Pick::Nearest);
  return stretch_reading(at, at + 1, Unit::Weekend, picked(weekends, *c.anchor, pick));
}

}  // namespace

std::optional<Reading> unit_at(const DayContext& c, std::size_t at) {
  const Unit unit = c.unit(at);
  if (const auto end = year_end(c, at)) return end;
  if (const auto week = numbered_week(c, at)) return week;
  if (const auto stretch = unit_to_date(c, at)) return stretch;
  if (auto earlier = year_earlier(c, at)) return earlier;
  if (unit == Unit::Week || unit == Unit::Weekend)
    if (auto week = week_around(c, at)) return week;
  if (c.is(at - 1, DayWord::The))
    if (auto beside = unit_beside(c, at)) return beside;
  return unit == Unit::Weekend ? the_weekend(c, at) : the_unit(c, at);
}

}  // namespace morgue::annotate
