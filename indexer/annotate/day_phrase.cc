#include "indexer/annotate/day_phrase.h"

#include "indexer/annotate/day_dates.h"
#include "indexer/annotate/day_numbers.h"
#include "indexer/annotate/day_pick.h"
#include "indexer/annotate/day_units.h"
#include "indexer/annotate/day_years.h"

namespace morgue::annotate {
namespace {

using Read = std::optional<Reading> (*)(const DayContext&, std::size_t);

/// The first of several ways to read on that reads something.
template <std::size_t N>
std::optional<Reading> first_of(const Read (&ways)[N], const DayContext& c, std::size_t at) {
  for (const Read way : ways)
    if (auto found = way(c, at)) return found;
  return std::nullopt;
}

std::optional<Reading> plain_date(const DayContext& c, std::size_t at) { return date_at(c, at); }
std::optional<Reading> plain_weekday(const DayContext& c, std::size_t at) {
  return weekday_at(c, at);
}
std::optional<Reading> plain_feast(const DayContext& c, std::size_t at) { return feast_at(c, at); }

/// "early May", "mid-2019", "the end of the year", "late on Tuesday": the part isn't cut out, what
/// it is a part of is spoken of.
std::optional<Reading> edge(const DayContext& c, std::size_t at) {
  std::size_t next = at + 1;
  const bool hyphen = c.is_mark(next, '-') && c.at(next).glued;
  if (hyphen) ++next;
  const bool noun = c.at(at).value == 1;  // "late on Tuesday", not "will end on Tuesday"
  if (c.is(next, DayWord::Of) || (!noun && (c.is(next, DayWord::In) || c.is(next, DayWord::On))))
    ++next;
  if (c.is(next, DayWord::The)) ++next;
  auto inner = phrase_at(c, next);
  if (inner) inner->begin = at;
  return inner;
}

/// "by EOY": the year is spoken of.
std::optional<Reading> end_of(const DayContext& c, std::size_t at) {
  if (!c.anchor) return std::nullopt;
  return stretch_reading(at, at + 1, c.unit(at), unit_around(c.unit(at), *c.anchor));
}

/// "earlier this month", "later in the week".
std::optional<Reading> shift(const DayContext& c, std::size_t at) {
  std::size_t next = at + 1;
  if (c.is(next, DayWord::In) || c.is(next, DayWord::On)) ++next;
  if (c.is(next, DayWord::The)) ++next;
  const bool unit = c.is(next, DayWord::Relation) || c.is(next, DayWord::Unit);
  if (c.anchor && next == at + 3 && c.is(next, DayWord::Unit) && c.unit(next) == Unit::Day)
    return stretch_reading(at, next + 1, Unit::Day, c.today());
  auto inner = unit ? phrase_at(c, next) : std::nullopt;
  if (inner) inner->begin = at;
  return inner;
}

std::optional<Reading> apostrophe(const DayContext& c, std::size_t at) {
  static constexpr Read kWays[] = {decade_at, lone_short_year_at};
  return first_of(kWays, c, at);
}

std::optional<Reading> by_kind(const DayContext& c, std::size_t at) {
  switch (c.at(at).kind) {
    case DayWord::Number: {
      static constexpr Read kWays[] = {joined_date_at,  figures_at, quarter_at, plain_date,
                                       foreign_date_at, counted_at, decade_at,  lone_year_at};
      return first_of(kWays, c, at);
    }
    case DayWord::Ordinal: {
      static constexpr Read kWays[] = {plain_feast, plain_date, century_at,
                                       quarter_at,  nth_at,     bare_day_at};
      return first_of(kWays, c, at);
    }
    case DayWord::Ones:
    case DayWord::Tens: {
      static constexpr Read kWays[] = {plain_date, counted_at, century_at,
                                       decade_at,  nth_at,     lone_year_at};
      return first_of(kWays, c, at);
    }
    case DayWord::A:
    case DayWord::Few:
      return counted_at(c, at);
    case DayWord::Decade:
      return decade_at(c, at);
    case DayWord::Month:
    case DayWord::ShortMonth: {
      static constexpr Read kWays[] = {plain_feast, plain_date};
      return first_of(kWays, c, at);
    }
    case DayWord::Weekday:
    case DayWord::ShortWeekday:
      return plain_weekday(c, at);
    case DayWord::Unit: {
      static constexpr Read kWays[] = {fiscal_year_at, unit_at};
      return first_of(kWays, c, at);
    }
    case DayWord::Season:
      return season_at(c, at);
    case DayWord::DayName:
      return day_name_at(c, at);
    case DayWord::Quarter:
    case DayWord::Half:
      return quarter_at(c, at);
    case DayWord::Fiscal: {
      static constexpr Read kWays[] = {quarter_at, fiscal_year_at};
      return first_of(kWays, c, at);
    }
    case DayWord::Relation: {
      static constexpr Read kWays[] = {nth_at, quarter_at, related_at};
      return first_of(kWays, c, at);
    }
    case DayWord::Edge:
      return edge(c, at);
    case DayWord::Begun:  // "the beginning of the year"
      return c.is(at + 1, DayWord::Of) ? edge(c, at) : std::nullopt;
    case DayWord::Shift:
      return shift(c, at);
    case DayWord::EndOf:
      return end_of(c, at);
    case DayWord::In:
      return in_units_at(c, at);
    case DayWord::Now:
      return c.anchor && c.is(at - 1, DayWord::Between) && c.is(at + 1, DayWord::And)
                 ? std::optional(stretch_reading(at, at + 1, Unit::Day, c.today()))
                 : std::nullopt;
    case DayWord::Feast:
      return feast_at(c, at);
    case DayWord::None:
      return c.is_mark(at, '\'') ? apostrophe(c, at) : std::nullopt;
    default:
      return std::nullopt;
  }
}

/// "Monday two weeks ago".
std::optional<Reading> weekday_of_counted(const DayContext& c, const Reading& found) {
  if (!found.parts.weekday || found.parts.day != 0) return std::nullopt;
  const auto week = counted_at(c, found.end);
  if (!week || week->unit != Unit::Week || !week->stretch) return std::nullopt;
  return stretch_reading(found.begin, week->end, Unit::Day,
                         nth_weekday(*week->stretch, *found.parts.weekday, 1));
}

/// "Tuesday of next week", "Friday this week", "the 15th of next month", "June of last year".
std::optional<Reading> inside_unit(const DayContext& c, const Reading& found) {
  const DateParts& parts = found.parts;
  if (found.stretch || parts.year) return std::nullopt;
  if (auto counted = weekday_of_counted(c, found)) return counted;
  std::size_t next = found.end;
  if (c.is(next, DayWord::Of)) ++next;
  if (c.is(next, DayWord::The)) ++next;
  if (!c.is(next, DayWord::Relation)) return std::nullopt;
  const auto unit = related_at(c, next);
  if (!unit || !unit->stretch) return std::nullopt;
  Reading whole = found;
  whole.end = unit->end;
  const Day from = unit->stretch->from;
  if (unit->unit == Unit::Week && parts.weekday && parts.day == 0)
    whole.stretch = nth_weekday(*unit->stretch, *parts.weekday, 1);
  else if (unit->unit == Unit::Year && parts.month != 0)
    whole.parts.year = year_of(from);
  else if (unit->unit == Unit::Month && parts.day != 0 && parts.month == 0)
    whole.stretch = day_stretch(year_of(from), month_of(from), parts.day);
  else
    return std::nullopt;
  return whole;
}

/// "last week on Friday", "the first week of May on Friday", "two weeks ago on Friday".
std::optional<Reading> with_weekday(const DayContext& c, const Reading& week) {
  if (week.unit != Unit::Week || !week.stretch) return std::nullopt;
  std::size_t next = week.end;
  if (c.is(next, DayWord::On) || c.is_mark(next, '-')) ++next;
  const auto day = weekday_at(c, next);
  if (!day || day->parts.day != 0) return std::nullopt;  // "two weeks ago on Thursday, May 6"
  return stretch_reading(week.begin, day->end, Unit::Day,
                         nth_weekday(*week.stretch, *day->parts.weekday, 1));
}

Reading with_day_part(const DayContext& c, Reading found) {
  if (found.unit == Unit::Day && c.is(found.end, DayWord::DayPart)) ++found.end;
  return found;
}

/// "Sept. 11 attacks": the year needs no saying.
constexpr WordKey kAttacks = key_of("attacks");
constexpr WordKey kAttack = key_of("attack");

bool nine_eleven(const Reading& reading, const DayContext& c) {
  constexpr int kYear = 2001;
  return reading.parts.month == 9 && reading.parts.day == 11 && c.anchor &&
         year_of(*c.anchor) > kYear &&
         (c.at(reading.end).key == kAttacks || c.at(reading.end).key == kAttack);
}

constexpr WordKey kTo = key_of("to");

/// The verbs' tense, unless the month belongs to a noun ("the October figures") or the preposition
/// knows better ("crude for December", "put off until Friday").
Tense tense_of(const Reading& reading, const DayContext& c) {
  static constexpr WordKey kFor = key_of("for");
  const Atom& lead = c.at(reading.begin - 1);
  const Tense tense = c.tense(reading.begin, reading.end);
  if (reading.unit != Unit::Month) {
    const bool until = lead.is(DayWord::To) && !lead.starts_sentence && reading.parts.month == 0 &&
                       !c.at(reading.end - 1).possessive;
    return until ? Tense::Future : tense;
  }
  const bool attributive = c.attributive(reading.begin, reading.end);
  // "the year to March" is over, what is put off to March is not, and is compared to March was.
  const bool to = lead.key == kTo && !c.any_unit(reading.begin - 2);
  if (attributive || ((lead.key == kFor || to) && tense == Tense::Past)) return Tense::Unknown;
  return tense;
}

/// "by March", "until June": the next one, however far away.
std::optional<Relation> reached(const Reading& reading, const DayContext& c) {
  static constexpr WordKey kBy = key_of("by");
  const Atom& lead = c.at(reading.begin - 1);
  const bool until = lead.is(DayWord::To) && lead.key != kTo;
  const bool reaches = until || (lead.key == kBy && !lead.starts_sentence);
  const bool month = reading.unit == Unit::Month && !c.attributive(reading.begin, reading.end);
  return reaches && month ? std::optional(Relation::Coming) : std::nullopt;
}

}  // namespace

std::optional<Reading> phrase_at(const DayContext& c, std::size_t at) {
  // "the end of the week of two days before early June" is as deep as people go; a text that goes
  // on like that for pages must cost neither the stack nor the square of its length.
  constexpr int kDeepest = 4;
  if (c.nesting == kDeepest) return std::nullopt;
  ++c.nesting;
  auto found = by_kind(c, at);
  --c.nesting;
  if (!found) return std::nullopt;
  if (const auto whole = inside_unit(c, *found)) found = whole;
  if (const auto weekday = with_weekday(c, *found)) found = weekday;
  return with_day_part(c, *found);
}

std::optional<Stretch> resolved(const Reading& reading, const DayContext& c) {
  if (reading.stretch) return reading.stretch;
  if (nine_eleven(reading, c)) return day_stretch(2001, 9, 11);
  return completed(reading.parts, c, tense_of(reading, c), reached(reading, c));
}

}  // namespace morgue::annotate
