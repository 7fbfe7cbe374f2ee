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

constexpr std::array kFromPoints = {key_of("now"), key_of("today")};

/// "two days before the new year": by itself that is the year, as a point in time its first day.
std::optional<Reading> new_year(const DayContext& c, std::size_t at) {
  static constexpr WordKey kNew = key_of("new");
  static constexpr WordKey kYear = key_of("year");
  static constexpr WordKey kFirstDay = joined(joined(kNew, kYear), key_of("day"));
  const bool said = c.at(at).key == kNew && c.at(at + 1).key == kYear;
  const auto holiday = said ? holiday_named(kFirstDay) : std::nullopt;
  return holiday ? feast_reading(c, *holiday, at, at + 2, std::nullopt) : std::nullopt;
}

std::optional<Direction> from_point(const DayContext& c, std::size_t at, int sign) {
  if (c.at(at).key == kFromPoints[0]) {
    if (!c.anchor) return std::nullopt;
    return Direction{at + 1, sign, Stretch{*c.anchor, *c.anchor}, false};
  }
  const std::size_t next = c.is(at, DayWord::The) ? at + 1 : at;
  auto point = phrase_at(c, next);
  if (!point) point = new_year(c, next);
  // "the three years from January to March": the ends of a range.
  if (!point || c.is(point->end, DayWord::To)) return std::nullopt;
  const auto stretch = resolved(*point, c);
  if (!stretch) return std::nullopt;
  return Direction{point->end, sign, stretch, point->unit == Unit::Day};
}

Reading comparison(std::size_t begin, std::size_t end, Unit unit, std::optional<Stretch> stretch) {
  Reading found = stretch_reading(begin, end, unit, stretch);
  found.comparison = true;
  return found;
}

/// "a year earlier", said of a quarter, is that quarter of the year before.
std::optional<Stretch> same_unit_years_away(const DayContext& c, int years) {
  if (!c.quarter || c.quarter->sentence != c.sentence) return std::nullopt;
  return unit_around(Unit::Quarter, shifted(c.quarter->stretch.from, Unit::Year, years));
}

std::optional<Reading> directed(const DayContext& c, std::size_t at, const Numeral& count,
                                std::size_t unit_at, const Direction& to) {
  const Unit unit = c.unit(unit_at);
  const int moved = to.sign * count.value;
  const bool compared = unit == Unit::Year && count.value == 1 && to.sign < 0 && !to.exact;
  if (compared)
    if (const auto quarter = same_unit_years_away(c, moved))
      return comparison(at, to.end, Unit::Quarter, quarter);
  if (!to.from) return std::nullopt;
  const Day target = shifted(to.from->from, unit, moved);
  if (to.exact) return stretch_reading(at, to.end, Unit::Day, Stretch{target, target});
  return stretch_reading(at, to.end, unit, unit_around(unit, target));
}

/// "three days starting next Monday", "for two weeks from June 14".
std::optional<Reading> counted_from(const DayContext& c, std::size_t at, const Numeral& count) {
  static constexpr WordKey kFor = key_of("for");
  std::size_t next = count.end + 1;
  const bool lasts = c.at(at - 1).key == kFor;
  if (lasts && c.is_mark(next, ',')) ++next;
  const bool from_day = lasts && c.is(next, DayWord::From);
  if (!c.is(next, DayWord::Begun) && !from_day) return std::nullopt;
  if (!from_day) ++next;
  if (c.is(next, DayWord::From) || c.is(next, DayWord::On)) ++next;
  const auto day = phrase_at(c, next);
  if (!day || day->unit != Unit::Day) return std::nullopt;
  const auto from = resolved(*day, c);
  if (!from) return std::nullopt;
  const Day end = shifted(from->from, c.unit(count.end), count.value);
  return stretch_reading(at, day->end, Unit::Day, Stretch{from->from, end - days{1}});
}

/// "two years and three months ago": as fine as the smallest unit, and counted from the largest one
/// down, as calendars are.
std::optional<Reading> compound_at(const DayContext& c, std::size_t at, const Numeral& count) {
  constexpr int kMostUnits = 4;
  int counts[kMostUnits] = {count.value};
  Unit units[kMostUnits] = {c.unit(count.end)};
  std::size_t end = count.end + 1;
  int parts = 1;
  for (; parts < kMostUnits; ++parts) {
    std::size_t next = c.is_mark(end, ',') ? end + 1 : end;
    if (c.is(next, DayWord::And)) ++next;
    const auto more = c.is(next, DayWord::A) ? std::nullopt : count_at(c, next);
    if (!more || !c.any_unit(more->end) || c.unit(more->end) >= units[parts - 1]) break;
    counts[parts] = more->value;
    units[parts] = c.unit(more->end);
    end = more->end + 1;
  }
  const bool said = c.is(end, DayWord::Ago) || c.is(end, DayWord::Shift);
  const auto to = parts > 1 && said ? direction_at(c, end) : std::nullopt;
  if (!to || !to->from) return std::nullopt;
  Day day = to->from->from;
  for (int i = 0; i < parts; ++i) day = shifted(day, units[i], to->sign * counts[i]);
  return stretch_reading(at, to->end, units[parts - 1], unit_around(units[parts - 1], day));
}

/// "for the first time in two years", "the worst loss in a decade".
bool measures_a_record(const DayContext& c, std::size_t at) {
  constexpr std::size_t kWindow = 5;
  static constexpr std::array kRecords = {key_of("worst"), key_of("best"),   key_of("most"),
                                          key_of("least"), key_of("record"), key_of("once"),
                                          key_of("only"),  key_of("low"),    key_of("high")};
  for (std::size_t before = at; before > 0 && at - before < kWindow; --before) {
    const Atom& atom = c.at(before - 1);
    const std::string_view written = atom.where.of(c.text);
    const bool superlative = written.size() > 4 && written.ends_with("est");
    if (superlative || atom.is(DayWord::Ordinal)) return true;
    if (std::find(kRecords.begin(), kRecords.end(), atom.key) != kRecords.end()) return true;
  }
  return false;
}

/// "wants to retire in three years"; of other times the verb tells nothing.
bool wanted(const DayContext& c, std::size_t at) {
  constexpr std::size_t kWindow = 8;
  static constexpr std::array kWant = {key_of("want"), key_of("wants")};
  for (std::size_t before = at; before > 0 && at - before < kWindow; --before) {
    const Atom& atom = c.at(before - 1);
    if (atom.mark == '.' || atom.mark == ',') return false;
    const bool want = std::find(kWant.begin(), kWant.end(), atom.key) != kWant.end();
    if (want && c.is(before, DayWord::To)) return true;
  }
  return false;
}

}  // namespace

std::optional<Direction> direction_at(const DayContext& c, std::size_t at) {
  const std::optional<Stretch> today =
      c.anchor ? std::optional(Stretch{*c.anchor, *c.anchor}) : std::nullopt;
  if (c.is(at, DayWord::Ago)) return Direction{at + 1, -1, today, false};
  if (c.is(at, DayWord::Shift))
    return Direction{at + 1, c.at(at).value, c.leaning_on(c.unit(at - 1)), false};
  if (c.is(at, DayWord::From)) return from_point(c, at + 1, 1);
  if (c.is(at, DayWord::Around)) {
    if (auto point = from_point(c, at + 1, c.at(at).value)) return point;
    // "two days before" ends there; "two days before the vote" says nothing that we know.
    const Atom& after = c.at(at + 1);
    const bool ends = after.mark != 0 || after.key == WordKey{};
    if (ends) return Direction{at + 1, c.at(at).value, c.leaning_on(c.unit(at - 1)), false};
  }
  return std::nullopt;
}

std::optional<Reading> year_earlier(const DayContext& c, std::size_t at) {
  std::size_t next = at + 1;
  if (c.is_mark(next, '-')) ++next;
  const bool back =
      c.is(next, DayWord::Ago) || (c.is(next, DayWord::Shift) && c.at(next).value < 0);
  if (!back || c.unit(at) != Unit::Year || !c.anchor) return std::nullopt;
  static constexpr WordKey kPeriod = key_of("period");
  const std::size_t noun = next + 1;
  if (c.is(noun, DayWord::Unit) && c.unit(noun) == Unit::Quarter) {
    const Day base = c.quarter ? c.quarter->stretch.from : shifted(*c.anchor, Unit::Quarter, -1);
    return comparison(at, noun + 1, Unit::Quarter,
                      unit_around(Unit::Quarter, shifted(base, Unit::Year, -1)));
  }
  const bool period = c.at(noun).key == kPeriod;
  if (period && c.quarter)
    return comparison(at, noun + 1, Unit::Quarter,
                      unit_around(Unit::Quarter, shifted(c.quarter->stretch.from, Unit::Year, -1)));
  if (const auto quarter = same_unit_years_away(c, -1))
    return comparison(at, next + 1, Unit::Quarter, quarter);
  return comparison(at, next + 1, Unit::Year, unit_away(Unit::Year, *c.anchor, -1));
}

std::optional<Reading> counted_at(const DayContext& c, std::size_t at) {
  const auto count = count_at(c, at);
  if (!count || c.is_mark(count->end, '-')) return std::nullopt;
  const std::size_t unit = count->end;
  if (c.is(unit, DayWord::Relation) && c.is(unit + 1, DayWord::Units) &&
      c.unit(unit + 1) != Unit::Weekend)  // "the ten previous weeks"
    return stretch_reading(at, unit + 2, Unit::Day,
                           several_units(c, c.relation(unit), count->value, c.unit(unit + 1)));
  if (!c.any_unit(unit) || c.unit(unit) == Unit::Weekend || c.unit(unit) == Unit::Half)
    return std::nullopt;
  if (auto begun = counted_from(c, at, *count)) return begun;
  if (auto compound = compound_at(c, at, *count)) return compound;
  const auto direction = direction_at(c, unit + 1);
  if (!direction) return std::nullopt;
  return directed(c, at, *count, unit, *direction);
}

std::optional<Reading> in_units_at(const DayContext& c, std::size_t at) {
  const auto count = count_at(c, at + 1);
  if (!count || !c.anchor || !c.any_unit(count->end) || measures_a_record(c, at))
    return std::nullopt;
  const Unit unit = c.unit(count->end);
  const Stretch stretch = unit_away(unit, *c.anchor, count->value);
  static constexpr WordKey kTime = key_of("time");  // "in two weeks' time"
  const std::size_t noun = c.is_mark(count->end + 1, '\'') ? count->end + 2 : count->end + 1;
  if (c.at(noun).key == kTime) return stretch_reading(at, noun + 1, unit, stretch);
  // A span to the left only: "the first rise in two years will" is none.
  const bool ahead = tense_around(c.atoms, c.text, at, c.atoms.size()) == Tense::Future;
  if (!ahead && !wanted(c, at)) return std::nullopt;
  return stretch_reading(at, count->end + 1, unit, stretch);
}
}  // namespace morgue::annotate
