#include "indexer/annotate/day_dates.h"

#include <array>

#include "indexer/annotate/day_numbers.h"

namespace morgue::annotate {
namespace {

constexpr unsigned kMarch = 3;
constexpr unsigned kMay = 5;

bool is_month(const DayContext& c, std::size_t at) {
  return c.is(at, DayWord::Month) || c.is(at, DayWord::ShortMonth);
}

/// Past a hyphen or slash that joins two parts of a date ("05-Aug-2016", "Oct/2").
std::size_t skip_joint(const DayContext& c, std::size_t at) {
  const bool joint = (c.is_mark(at, '-') || c.is_mark(at, '/')) && c.at(at).glued;
  return joint && c.at(at + 1).glued ? at + 1 : at;
}

std::size_t skip_comma(const DayContext& c, std::size_t at) {
  return c.is_mark(at, ',') ? at + 1 : at;
}

/// Words in front of a month that make it one: "in May", "last March", "early June".
bool leads_to_date(const DayContext& c, std::size_t at) {
  switch (c.at(at).kind) {
    case DayWord::In:
    case DayWord::Of:
    case DayWord::From:
    case DayWord::To:
    case DayWord::Between:
    case DayWord::At:
    case DayWord::Relation:
    case DayWord::Edge:
    case DayWord::Around:
    case DayWord::Weekday:
    case DayWord::Ended:
    case DayWord::Begun:
      return true;
    case DayWord::None:
      return c.is_mark(at, '-') && c.at(at).glued && c.is(at - 1, DayWord::Edge);
    default:
      return false;
  }
}

/// "April Jones", "Theresa May", "the Sunday Times": a name goes on, or has begun.
bool in_name(const DayContext& c, std::size_t at) {
  const Atom& next = c.at(at + 1);
  const Atom& before = c.at(at - 1);
  const bool owned = before.possessive || before.is(DayWord::The) || before.key == key_of("its") ||
                     before.key == key_of("their");
  const bool goes_on = !owned && next.capital && next.kind == DayWord::None &&
                       !next.starts_sentence && !c.at(at).possessive;
  const bool began =
      before.capital && before.kind == DayWord::None && !before.starts_sentence && before.mark == 0;
  return goes_on || began;
}

/// Whether a month without a day or a year beside it is one.
bool plausible_month(const DayContext& c, std::size_t at) {
  const Atom& atom = c.at(at);
  const bool lead =
      leads_to_date(c, at - 1) ||
      (c.is(at - 1, DayWord::The) && (c.is(at - 2, DayWord::In) || c.is(at - 2, DayWord::At)));
  const auto month = static_cast<unsigned>(atom.value);
  const bool a_word = month == kMarch || month == kMay;
  const std::size_t link = at + 1;
  const bool range = c.is(link, DayWord::To) || (c.is_mark(link, '-') && c.at(link).glued);
  if (range && is_month(c, link + 1) && (atom.capital || !a_word)) return true;
  if (atom.is(DayWord::ShortMonth))  // "by Jan Smith"
    return (atom.capital && lead && !c.at(at + 1).capital) || c.is(at - 1, DayWord::In);
  if (!atom.capital) return lead && !(a_word && !c.is(at - 1, DayWord::In));
  if (lead) return true;
  const Atom& next = c.at(at + 1);
  const bool noun_behind = !next.capital && next.kind == DayWord::None && next.mark == 0;
  if (month == kMarch)  // "reported March revenue", not "March for Life"
    return noun_behind && !atom.starts_sentence && !in_name(c, at);
  if (a_word) return c.is(at - 1, DayWord::The) && noun_behind;
  return !in_name(c, at);
}

struct YearPart {
  int year = 0;
  std::size_t end = 0;
};

/// The year behind a month or a day: "2024", ", 2024", "of 2024", "in 2024", "-2024", "'98".
std::optional<YearPart> year_behind(const DayContext& c, std::size_t at, bool after_day) {
  std::size_t from = skip_joint(c, at);
  const bool joined = from != at;
  if (!joined) from = skip_comma(c, at);
  if (from == at && (c.is(at, DayWord::Of) || c.is(at, DayWord::In))) from = at + 1;
  if (const auto year = short_year_at(c, from)) return YearPart{year->value, year->end};
  const bool short_year = c.is(from, DayWord::Number) && c.at(from).digits == 2;
  const bool same_joint = joined && after_day && c.at(at).mark == c.at(at - 2).mark;
  if (short_year && (same_joint || (from == at + 1 && c.is(at, DayWord::Of))))
    return YearPart{full_year(c, c.at(from).value), from + 1};
  return std::nullopt;
}

/// The year behind a time of day, as machines write it: "Mar 15 09:41:30 GMT 2014".
std::optional<YearPart> year_behind_clock(const DayContext& c, std::size_t at) {
  const auto minutes = [&](std::size_t colon) {
    return c.is_mark(colon, ':') && c.at(colon).glued && c.is(colon + 1, DayWord::Number);
  };
  if (!c.is(at, DayWord::Number) || !minutes(at + 1) || !minutes(at + 3)) return std::nullopt;
  const std::size_t behind = at + 5;
  const Atom& zone = c.at(behind);
  const bool zoned = zone.capital && zone.is(DayWord::None);
  const std::size_t next = zoned ? behind + 1 : behind;
  const auto year = c.is(next, DayWord::Number) ? year_at(c, next) : std::nullopt;
  return year ? std::optional(YearPart{year->value, year->end}) : std::nullopt;
}

/// "June 8:30": no day, but a time of day.
bool starts_clock_time(const DayContext& c, std::size_t behind_number) {
  return c.is_mark(behind_number, ':') && c.at(behind_number).glued;
}

Reading reading(std::size_t begin, std::size_t end, DateParts parts) {
  Reading found;
  found.begin = begin;
  found.end = end;
  found.parts = parts;
  found.unit = parts.day != 0 || parts.weekday ? Unit::Day
               : parts.month != 0              ? Unit::Month
                                               : Unit::Year;
  return found;
}

Reading with_year(const DayContext& c, Reading found) {
  auto year = year_behind(c, found.end, found.parts.day != 0);
  if (!year && found.parts.day != 0) year = year_behind_clock(c, found.end);
  if (year) {
    found.parts.year = year->year;
    found.end = year->end;
  }
  return found;
}

/// "June 14", "Sept. 11th", "June the 9th", "Oct/2", "June 2024", "June".
std::optional<Reading> month_first(const DayContext& c, std::size_t at, bool sure) {
  DateParts parts;
  parts.month = static_cast<unsigned>(c.at(at).value);
  const std::size_t next = skip_joint(c, at + 1);
  const std::size_t from =
      next == at + 1 ? (c.is_mark(next, '.') && c.at(next).glued ? at + 2 : next) : next;
  const auto day = month_day_at(c, c.is_mark(from, ',') ? from + 1 : from);
  const bool comma_day = c.is_mark(from, ',') && day && !c.is(from + 1, DayWord::Ordinal);
  const bool lower_verb = !c.at(at).capital && parts.month == kMarch && !leads_to_date(c, at - 1) &&
                          !c.is(at - 1, DayWord::On) && !c.at(from).glued;
  if (day && !comma_day && !starts_clock_time(c, day->end) && !year_at(c, from) && !lower_verb) {
    parts.day = static_cast<unsigned>(day->value);
    return with_year(c, reading(at, day->end, parts));
  }
  const Reading month = with_year(c, reading(at, at + 1, parts));
  if (month.parts.year || sure || plausible_month(c, at)) return month;
  return std::nullopt;
}

/// "14 June", "14th of June", "the 9th day of May", "05-Aug-2016".
std::optional<Reading> day_first(const DayContext& c, std::size_t at) {
  const auto day = month_day_at(c, at);
  if (!day) return std::nullopt;
  std::size_t next = skip_joint(c, day->end);
  if (next == day->end && c.is(next, DayWord::Unit) && c.unit(next) == Unit::Day) ++next;
  if (c.is(next, DayWord::Of)) ++next;
  if (!is_month(c, next)) return std::nullopt;
  // "$12 December 27": the number in front is a price, the one behind a day.
  if (c.is_mark(at - 1, '$') && month_day_at(c, next + 1)) return std::nullopt;
  DateParts parts;
  parts.day = static_cast<unsigned>(day->value);
  parts.month = static_cast<unsigned>(c.at(next).value);
  const bool verb = parts.month == kMarch || parts.month == kMay;
  if (verb && !c.at(next).capital && next == day->end && !year_at(c, next + 1) &&
      !c.is(at, DayWord::Number))
    return std::nullopt;  // "the first may be"
  return with_year(c, reading(at, next + 1, parts));
}

constexpr std::array kNewspapers = {
    key_of("times"),   key_of("telegraph"), key_of("mirror"),   key_of("mail"),
    key_of("express"), key_of("herald"),    key_of("post"),     key_of("world"),
    key_of("people"),  key_of("business"),  key_of("standard"), key_of("sun"),
    key_of("tribune"), key_of("star"),      key_of("sport"),    key_of("age")};
constexpr std::array kHabits = {key_of("mornings"), key_of("afternoons"), key_of("evenings"),
                                key_of("nights")};

template <std::size_t N>
bool one_of(const std::array<WordKey, N>& keys, WordKey key) {
  for (const WordKey each : keys)
    if (each == key) return true;
  return false;
}

bool plausible_weekday(const DayContext& c, std::size_t at) {
  const Atom& atom = c.at(at);
  const Atom& next = c.at(at + 1);
  if (one_of(kHabits, next.key)) return false;
  if (c.is(at - 1, DayWord::Every) || c.is(at - 1, DayWord::A)) return false;
  if (next.capital && one_of(kNewspapers, next.key)) return false;
  if (atom.is(DayWord::Weekday)) return true;
  // "Sun", "Sat" and "Wed" are words.
  const bool beside_date =
      month_day_at(c, at + 1) || is_month(c, at + 1) || is_month(c, skip_comma(c, at + 1));
  const bool led = c.is(at - 1, DayWord::On) || c.is(at - 1, DayWord::Relation) ||
                   c.is(at - 1, DayWord::Or) || c.is(at - 1, DayWord::Unit);
  return atom.capital && (beside_date || led);
}

/// Words in front of "the 15th".
bool leads_to_day(const DayContext& c, std::size_t at) {
  return c.is(at, DayWord::On) || c.is(at, DayWord::At) || c.is(at, DayWord::To) ||
         c.is(at, DayWord::Of) || c.is(at, DayWord::Around);
}

/// Where a date may begin behind a weekday: past a comma, a bracket, a full stop, "the".
std::size_t behind_weekday(const DayContext& c, std::size_t at) {
  std::size_t next = at;
  if (c.is_mark(next, '.') && c.at(next).glued) ++next;
  if (c.is_mark(next, ',') || c.is_mark(next, '(')) ++next;
  if (next == at) next = skip_joint(c, at);
  return next;
}

/// "Monday 21", "Mon 13th", "tuesday the eleventh".
std::optional<Numeral> day_beside_weekday(const DayContext& c, std::size_t at) {
  const auto day = month_day_at(c, at);
  if (!day) return std::nullopt;
  if (c.is(at, DayWord::Number)) {
    const Atom& after = c.at(day->end);
    const bool alone =
        after.kind == DayWord::None &&
        (after.key == WordKey{} || after.mark == '!' || after.mark == '.' || after.mark == ',');
    return alone ? day : std::nullopt;
  }
  const bool ordinal = c.is(at, DayWord::Ordinal) || c.is(at, DayWord::The);
  return ordinal && !c.is(day->end, DayWord::Unit) ? day : std::nullopt;
}

/// "2019-aug-01", "2020/Sep/23", "2017 April".
std::optional<Reading> year_first(const DayContext& c, std::size_t at) {
  const auto year = c.is(at, DayWord::Number) ? year_at(c, at) : std::nullopt;
  if (!year) return std::nullopt;
  const std::size_t month = skip_joint(c, year->end);
  if (!is_month(c, month)) return std::nullopt;
  DateParts parts;
  parts.year = year->value;
  parts.month = static_cast<unsigned>(c.at(month).value);
  const std::size_t next = skip_joint(c, month + 1);
  const auto day = month_day_at(c, next);
  const bool joined = month != year->end;
  if (!joined && (day || year_at(c, next))) return std::nullopt;  // "in 2017 April 5 was"
  if (!joined || !day || next == month + 1) return reading(at, month + 1, parts);
  parts.day = static_cast<unsigned>(day->value);
  return reading(at, day->end, parts);
}

/// The parts of a date that one and the same mark joins, in whichever order; the day and the year
/// are told apart by their digits.
bool add_joined_part(const DayContext& c, std::size_t at, DateParts& parts) {
  const Atom& atom = c.at(at);
  if (is_month(c, at) && parts.month == 0)
    parts.month = static_cast<unsigned>(atom.value);
  else if (atom.is(DayWord::Number) && atom.digits == 4 && !parts.year)
    parts.year = atom.value;
  else if (atom.is(DayWord::Number) && atom.digits <= 2 && parts.day == 0)
    parts.day = static_cast<unsigned>(atom.value);
  else
    return false;
  return true;
}

}  // namespace

std::optional<Reading> joined_date_at(const DayContext& c, std::size_t at) {
  const char mark = c.at(at + 1).mark;
  if (mark != '-' && mark != '/') return std::nullopt;
  DateParts parts;
  constexpr std::size_t kEnd = 5;  // three parts, two marks
  for (std::size_t i = 0; i < kEnd; ++i) {
    const bool part = i % 2 == 0;
    if (i > 0 && !c.at(at + i).glued) return std::nullopt;
    if (part ? !add_joined_part(c, at + i, parts) : !c.is_mark(at + i, mark)) return std::nullopt;
  }
  const auto day = day_stretch(parts.year.value_or(0), parts.month, parts.day);
  if (!day) return std::nullopt;
  return reading(at, at + kEnd, parts);
}

std::optional<Reading> date_at(const DayContext& c, std::size_t at, bool sure) {
  const Atom& before = c.at(at - 1);
  if (auto found = joined_date_at(c, at)) return found;
  if (is_month(c, at)) return month_first(c, at, sure);
  // "1,250.5 May": a number that another one runs into.
  if (c.at(at).glued && (before.mark == '.' || before.mark == ',')) return std::nullopt;
  if (auto found = year_first(c, at)) return found;
  return day_first(c, at);
}

std::optional<Reading> weekday_at(const DayContext& c, std::size_t at, bool sure) {
  if (!c.is(at, DayWord::Weekday) && !c.is(at, DayWord::ShortWeekday)) return std::nullopt;
  if (!sure && !plausible_weekday(c, at)) return std::nullopt;
  DateParts parts;
  parts.weekday = std::chrono::weekday{static_cast<unsigned>(c.at(at).value)};
  const std::size_t next = behind_weekday(c, at + 1);
  std::optional<Reading> date = date_at(c, next);
  if (!date || date->parts.day == 0) date = figures_at(c, next);
  if (date && date->parts.day != 0) {
    date->begin = at;
    date->parts.weekday = parts.weekday;
    if (c.is_mark(next - 1, '(') && c.is_mark(date->end, ')')) ++date->end;
    return date;
  }
  if (const auto day = day_beside_weekday(c, next)) {
    parts.day = static_cast<unsigned>(day->value);
    return reading(at, day->end, parts);
  }
  return reading(at, at + 1, parts);
}

std::optional<Reading> bare_day_at(const DayContext& c, std::size_t at) {
  const std::size_t lead = c.is(at - 1, DayWord::The) ? at - 2 : at - 1;
  const bool led = c.is(lead, DayWord::On) || (lead == at - 2 && leads_to_day(c, lead));
  const bool by_figures = c.is(at, DayWord::Ordinal) && c.at(at).digits > 0;
  if (!led || !by_figures) return std::nullopt;
  const Atom& after = c.at(at + 1);
  const bool ends = after.key == WordKey{} || (after.mark != 0 && !after.glued) ||
                    after.mark == '.' || after.mark == ',' || after.mark == '?';
  const bool goes_on =
      after.is(DayWord::And) || after.is(DayWord::Or) || after.is(DayWord::Relation);
  if (!(ends || goes_on) || c.at(at).value < 1 || c.at(at).value > 31) return std::nullopt;
  DateParts parts;
  parts.day = static_cast<unsigned>(c.at(at).value);
  return reading(at, at + 1, parts);
}

}  // namespace morgue::annotate
