#include <array>

#include "indexer/annotate/day_dates.h"
#include "indexer/annotate/day_numbers.h"

namespace morgue::annotate {
namespace {

/// Numbers with one and the same mark between them, nothing around it: "6/14/24".
struct Figures {
  std::array<const Atom*, 3> numbers{};
  std::size_t count = 0;
  char mark = 0;
  std::size_t end = 0;
};

bool is_separator(const DayContext& c, std::size_t at) {
  const Atom& atom = c.at(at);
  return atom.glued && (atom.mark == '-' || atom.mark == '/' || atom.mark == '.') &&
         c.at(at + 1).glued && c.is(at + 1, DayWord::Number);
}

/// "9-3-2023": numbers that hyphens join, the first or the last of four digits.
bool hyphenated(const DayContext& c, std::size_t at) {
  const Atom* numbers[] = {&c.at(at), &c.at(at + 2), &c.at(at + 4)};
  for (const Atom* number : numbers)
    if (!number->is(DayWord::Number)) return false;
  const bool year_first = numbers[0]->digits == 4 && numbers[2]->digits <= 2;
  const bool year_last = numbers[0]->digits <= 2 && numbers[2]->digits == 4;
  return (year_first || year_last) && numbers[1]->digits <= 2 && c.is_mark(at + 1, '-') &&
         c.is_mark(at + 3, '-');
}

/// The second date of "9-3-2023-9-8-2023" begins with atom `at`.
bool ends_range(const DayContext& c, std::size_t at) {
  constexpr std::size_t kDate = 6;  // three numbers with a hyphen behind each
  return c.is_mark(at - 1, '-') && hyphenated(c, at - kDate) && hyphenated(c, at);
}

/// Nothing if there are more than three, or if something sticks to them ("+86 2010-2015-86").
std::optional<Figures> figures(const DayContext& c, std::size_t at) {
  const Atom& before = c.at(at - 1);
  const bool after_number = c.at(at - 1).glued && c.is(at - 2, DayWord::Number);
  const bool dash =
      before.mark == '-' && (!(after_number && c.is_mark(at + 1, '-')) || ends_range(c, at));
  const bool stuck = c.at(at).glued && before.mark != '(' && before.mark != '"' && !dash &&
                     before.mark != '\'' && before.mark != ',';
  if (stuck || before.mark == '+' || before.mark == '$') return std::nullopt;
  Figures found;
  found.numbers[found.count++] = &c.at(at);
  found.end = at + 1;
  while (is_separator(c, found.end)) {
    const char mark = c.at(found.end).mark;
    if (found.mark != 0 && mark != found.mark) break;
    if (found.count == found.numbers.size()) {
      if (!ends_range(c, found.end + 1)) return std::nullopt;
      break;
    }
    found.mark = mark;
    found.numbers[found.count++] = &c.at(found.end + 1);
    found.end += 2;
  }
  return found;
}

std::optional<Reading> dated(std::size_t at, const Figures& figures, std::optional<int> year,
                             int month, int day) {
  constexpr int kLeapYear = 2000;
  if (month < 1 || day < 1) return std::nullopt;
  const auto stretch = day_stretch(year.value_or(kLeapYear), static_cast<unsigned>(month),
                                   static_cast<unsigned>(day));
  if (!stretch) return std::nullopt;
  Reading found;
  found.begin = at;
  found.end = figures.end;
  found.parts = {year, static_cast<unsigned>(month), static_cast<unsigned>(day), {}};
  if (year) found.stretch = stretch;
  return found;
}

std::optional<Reading> three(const DayContext& c, std::size_t at, const Figures& f) {
  const auto [a, b, y] = f.numbers;
  if (a->digits == 4) return dated(at, f, a->value, b->value, y->value);
  if (a->digits > 2 || b->digits > 2 || (y->digits != 2 && y->digits != 4)) return std::nullopt;
  // "10-5-12" is a record of wins more often than a day.
  if (f.mark == '-' && y->digits == 2 && b->digits != 2) return std::nullopt;
  const int year = y->digits == 4 ? y->value : full_year(c, y->value);
  const bool day_first = f.mark == '.' || a->value > 12;
  return day_first ? dated(at, f, year, b->value, a->value)
                   : dated(at, f, year, a->value, b->value);
}

Reading of(std::size_t at, std::size_t end, Unit unit, std::optional<Stretch> stretch) {
  Reading found;
  found.begin = at;
  found.end = end;
  found.unit = unit;
  found.stretch = stretch;
  return found;
}

/// "2019/20", "1990-95", "2014-2018".
std::optional<Reading> years(std::size_t at, const Figures& f) {
  const int first = f.numbers[0]->value;
  const Atom& second = *f.numbers[1];
  const int last = second.digits == 4 ? second.value : first / 100 * 100 + second.value;
  constexpr int kLongest = 300;
  const bool in_order = first < last && last - first <= kLongest;
  if (!in_order || (second.digits != 2 && second.digits != 4)) return std::nullopt;
  const auto from = year_stretch(first);
  const auto to = year_stretch(last);
  if (!from || !to) return std::nullopt;
  return of(at, f.end, Unit::Year, Stretch{from->from, to->to});
}

bool plausible_year(int year) { return 1000 <= year && year <= 2200; }

/// Words that make a date of "5/12".
bool leads_to_day(const DayContext& c, std::size_t at) {
  switch (c.at(at).kind) {
    case DayWord::On:
    case DayWord::From:
    case DayWord::Between:
    case DayWord::To:
    case DayWord::Relation:
    case DayWord::Weekday:
    case DayWord::ShortWeekday:
    case DayWord::At:
    case DayWord::Around:
      return true;
    default:
      // "Friday, 5/12", "5/12-5/19", "11/20, 11/22 or 11/25"
      return (c.is_mark(at, ',') && c.is(at - 1, DayWord::Weekday)) ||
             (c.is(at - 1, DayWord::Number) && c.is_mark(at - 2, '/') &&
              (c.is_mark(at, '-') || c.is_mark(at, ',') || c.is(at, DayWord::Or)));
  }
}

/// The day of the attacks has figures for a name.
std::optional<Reading> nine_eleven(std::size_t at, const Figures& f) {
  constexpr int kYear = 2001;
  if (f.mark != '/' || f.numbers[0]->value != 9 || f.numbers[1]->value != 11) return std::nullopt;
  return of(at, f.end, Unit::Day, day_stretch(kYear, 9, 11));
}

std::optional<Reading> two(const DayContext& c, std::size_t at, const Figures& f) {
  const auto [a, b, none] = f.numbers;
  if (a->digits == 4 && plausible_year(a->value)) {
    const bool next_year = b->digits == 2 && b->value == (a->value + 1) % 100;
    const bool month = b->digits <= 2 && 1 <= b->value && b->value <= 12 && f.mark != '.';
    if (!month || next_year) return f.mark == '.' ? std::nullopt : years(at, f);
    Reading found =
        of(at, f.end, Unit::Month, month_stretch(a->value, static_cast<unsigned>(b->value)));
    return found;
  }
  if (b->digits == 4 && a->digits <= 2 && plausible_year(b->value) && f.mark != '.' &&
      1 <= a->value && a->value <= 12)
    return of(at, f.end, Unit::Month, month_stretch(b->value, static_cast<unsigned>(a->value)));
  if (a->digits > 2 || b->digits > 2 || f.mark == '.') return std::nullopt;
  const bool weekday = c.is(at - 1, DayWord::Weekday) || c.is_mark(at - 1, ',');
  if (f.mark == '-' && !weekday) return std::nullopt;
  const bool on_a_day = c.is(at - 1, DayWord::On) || c.is(at - 1, DayWord::From) || weekday;
  if (const auto attacks = nine_eleven(at, f); attacks && !on_a_day) return attacks;
  const bool begins_range =
      c.is_mark(f.end, '-') && c.is(f.end + 1, DayWord::Number) && c.is_mark(f.end + 2, '/');
  if (!leads_to_day(c, at - 1) && !begins_range) return std::nullopt;
  return a->value > 12 ? dated(at, f, std::nullopt, b->value, a->value)
                       : dated(at, f, std::nullopt, a->value, b->value);
}

std::optional<Reading> one(std::size_t at, const Figures& f) {
  constexpr int kFirst = 19000101;
  constexpr int kLast = 21001231;
  const Atom& number = *f.numbers[0];
  if (number.digits != 8 || number.value < kFirst || number.value > kLast) return std::nullopt;
  const auto stretch =
      day_stretch(number.value / 10000, static_cast<unsigned>(number.value / 100 % 100),
                  static_cast<unsigned>(number.value % 100));
  if (!stretch) return std::nullopt;
  return of(at, f.end, Unit::Day, stretch);
}

/// "on 2023 06 14".
std::optional<Reading> spaced(const DayContext& c, std::size_t at) {
  const Atom& year = c.at(at);
  const Atom& month = c.at(at + 1);
  const Atom& day = c.at(at + 2);
  const bool numbers = month.is(DayWord::Number) && day.is(DayWord::Number);
  const bool digits = year.digits == 4 && month.digits == 2 && day.digits == 2;
  if (!c.is(at - 1, DayWord::On) || !numbers || !digits || is_separator(c, at + 3))
    return std::nullopt;
  Figures found;
  found.end = at + 3;
  return dated(at, found, year.value, month.value, day.value);
}

}  // namespace

std::optional<Reading> figures_at(const DayContext& c, std::size_t at) {
  if (!c.is(at, DayWord::Number)) return std::nullopt;
  if (const auto apart = spaced(c, at)) return apart;
  const auto found = figures(c, at);
  if (!found) return std::nullopt;
  if (found->count == 3) return three(c, at, *found);
  return found->count == 2 ? two(c, at, *found) : one(at, *found);
}

}  // namespace morgue::annotate
