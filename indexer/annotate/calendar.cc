#include "indexer/annotate/calendar.h"

namespace morgue::annotate {
namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::year_month;
using std::chrono::year_month_day;

constexpr int kFirstYear = 1;
constexpr int kLastYear = 9999;

bool is_year(int year) { return kFirstYear <= year && year <= kLastYear; }

Day first_of(year_month month) { return month / std::chrono::day{1}; }
Day last_of(year_month month) { return month / std::chrono::last; }
year_month month_at(int year, unsigned month) {
  return std::chrono::year{year} / std::chrono::month{month};
}
year_month month_holding(Day day) {
  const year_month_day date{day};
  return date.year() / date.month();
}

std::optional<Stretch> months_of(int year, unsigned first, unsigned count) {
  if (!is_year(year)) return std::nullopt;
  const year_month begin = month_at(year, first);
  return Stretch{first_of(begin), last_of(begin + months{count - 1})};
}

Stretch years_around(int year, int size) {
  const int first = year - ((year % size) + size) % size;
  return {first_of(month_at(first, 1)), last_of(month_at(first + size - 1, 12))};
}

Day monday_before(Day day) { return day - (std::chrono::weekday{day} - std::chrono::Monday); }

Day months_later(Day day, int count) {
  const year_month_day moved = year_month_day{day} + months{count};
  return moved.ok() ? Day{moved} : last_of(moved.year() / moved.month());
}

}  // namespace

int year_of(Day day) { return static_cast<int>(year_month_day{day}.year()); }
unsigned month_of(Day day) { return static_cast<unsigned>(year_month_day{day}.month()); }

Day shifted(Day day, Unit unit, int count) {
  switch (unit) {
    case Unit::Day:
      return day + days{count};
    case Unit::Weekend:
    case Unit::Week:
      return day + days{7 * count};
    case Unit::Fortnight:
      return day + days{14 * count};
    case Unit::Month:
      return months_later(day, count);
    case Unit::Quarter:
      return months_later(day, 3 * count);
    case Unit::Half:
      return months_later(day, 6 * count);
    case Unit::Year:
      return months_later(day, 12 * count);
    case Unit::Decade:
      return months_later(day, 120 * count);
    case Unit::Century:
      return months_later(day, 1200 * count);
  }
  return day;
}

Stretch unit_around(Unit unit, Day day) {
  const int year = year_of(day);
  const unsigned month = month_of(day);
  switch (unit) {
    case Unit::Day:
      return {day, day};
    case Unit::Weekend:
      return {monday_before(day) + days{5}, monday_before(day) + days{6}};
    case Unit::Week:
      return {monday_before(day), monday_before(day) + days{6}};
    case Unit::Fortnight:
      return {monday_before(day), monday_before(day) + days{13}};
    case Unit::Month:
      return {first_of(month_holding(day)), last_of(month_holding(day))};
    case Unit::Quarter: {
      const year_month first = month_at(year, (month - 1) / 3 * 3 + 1);
      return {first_of(first), last_of(first + months{2})};
    }
    case Unit::Half: {
      const year_month first = month_at(year, month <= 6 ? 1 : 7);
      return {first_of(first), last_of(first + months{5})};
    }
    case Unit::Year:
      return years_around(year, 1);
    case Unit::Decade:
      return years_around(year, 10);
    case Unit::Century:
      return years_around(year, 100);
  }
  return {day, day};
}

std::optional<Stretch> year_stretch(int year) { return months_of(year, 1, 12); }

std::optional<Stretch> month_stretch(int year, unsigned month) {
  if (month < 1 || month > 12) return std::nullopt;
  return months_of(year, month, 1);
}

std::optional<Stretch> day_stretch(int year, unsigned month, unsigned day) {
  const auto found = is_year(year) ? make_day(year, month, day) : std::nullopt;
  if (!found) return std::nullopt;
  return Stretch{*found, *found};
}

std::optional<Stretch> quarter_stretch(int year, int quarter) {
  if (quarter < 1 || quarter > 4) return std::nullopt;
  return months_of(year, static_cast<unsigned>(3 * quarter - 2), 3);
}

std::optional<Stretch> half_stretch(int year, int half) {
  if (half < 1 || half > 2) return std::nullopt;
  return months_of(year, static_cast<unsigned>(6 * half - 5), 6);
}

std::optional<Stretch> season_stretch(int year, Season season) {
  return months_of(year, 3 + 3 * static_cast<unsigned>(season), 3);
}

std::optional<Stretch> decade_stretch(int first_year) {
  if (!is_year(first_year) || !is_year(first_year + 9)) return std::nullopt;
  return years_around(first_year, 10);
}

std::optional<Stretch> century_stretch(int number) {
  if (number < 2 || number > 99) return std::nullopt;
  return years_around(100 * (number - 1), 100);
}

std::optional<Stretch> week_stretch(int year, int week) {
  if (!is_year(year) || week < 1 || week > 53) return std::nullopt;
  // The fourth of January is always in week 1.
  const Day monday = monday_before(Day{month_at(year, 1) / std::chrono::day{4}});
  const Day begin = monday + days{7 * (week - 1)};
  return Stretch{begin, begin + days{6}};
}

std::optional<Stretch> nth_weekday(Stretch of, std::chrono::weekday weekday, int nth) {
  if (nth == 0) return std::nullopt;
  const Day day = nth > 0
                      ? of.from + (weekday - std::chrono::weekday{of.from}) + days{7 * (nth - 1)}
                      : of.to - (std::chrono::weekday{of.to} - weekday) + days{7 * (nth + 1)};
  if (day < of.from || of.to < day) return std::nullopt;
  return Stretch{day, day};
}

Day easter_sunday(int year) {
  const int a = year % 19;
  const int b = year / 100;
  const int c = year % 100;
  const int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  const int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
  const int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
  return month_at(year, static_cast<unsigned>(f / 31)) /
         std::chrono::day{static_cast<unsigned>(f % 31 + 1)};
}

bool sane(Stretch stretch) {
  return stretch.from <= stretch.to && is_year(year_of(stretch.from)) &&
         is_year(year_of(stretch.to));
}

}  // namespace morgue::annotate
