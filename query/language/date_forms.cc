// Dates of the query language.
//
//   days      = cmp date | date ".." date | date ".." | ".." date | iso | duration | date
//   cmp       = ">" | ">=" | "<" | "<="
//   iso       = date "/" period | period "/" date | date "/" | "/" date | date "/" date
//   period    = "P" [n "Y"] [n "M"] [n "W"] [n "D"]
//   date      = year | decade | month | day | week | quarter | name | duration | epoch
//   year      = "2024"                          decade = "1990s"
//   month     = "2024-06" | "2024/06" | "june-2024" | "june"
//   day       = "2024-06-14" | "20240614" | "2024/06/14" | "14-june-2024" | "june-14-2024"
//             | "14-june" | "june-14" | "monday" | "last-monday"
//   week      = "2024-W24"                      quarter = "2024-Q3" | "q3-2024"
//   name      = "today" | "now" | "yesterday" | ("this" | "last") "-" ("week" | ... | "year")
//   duration  = n ["-"] ("d" | "w" | "m" | "y" | "days" ...)   from that day until today
//   epoch     = "@" seconds                     the day in UTC
//
// Case does not count; "-", "_" and blanks are equal. A partial date widens to all the days that it
// names, and a bound takes the end that makes it inclusive. Without a year, the latest past one is
// meant. Weeks start on Monday. "m" is months. 03/04/2024 is refused: nobody can know.
#include "query/language/date_forms.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "common/utf8.h"
#include "query/language/vocabulary.h"

namespace morgue::date_forms {
namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::year;
using std::chrono::year_month;
using std::chrono::year_month_day;
using std::chrono::year_month_day_last;

// Durations beyond these lead out of the calendar (years 1 to 9999).
constexpr int kMostDays = 999'999;
constexpr int kMostMonths = 99'999;

/// A number without a sign of at most nine digits.
std::optional<int> number(std::string_view text) {
  int value = 0;
  if (text.empty() || text.size() > 9) return {};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || text[0] == '-') return {};
  return value;
}

std::optional<Duration> duration_of(int count, std::string_view unit) {
  const auto is = [&](std::string_view letter, std::string_view name) {
    return unit == letter || unit == name ||
           (unit.starts_with(name) && unit.substr(name.size()) == "s");
  };
  count = std::min(count, kMostDays);
  if (is("d", "day")) return Duration{0, count};
  if (is("w", "week")) return Duration{0, std::min(7 * count, kMostDays)};
  if (is("m", "month")) return Duration{std::min(count, kMostMonths), 0};
  if (is("y", "year")) return Duration{std::min(12 * count, kMostMonths), 0};
  return {};
}

/// "14", "1st", "22nd"
std::optional<int> day_number(std::string_view text) {
  for (std::string_view ending : {"st", "nd", "rd", "th"})
    if (text.ends_with(ending)) return number_of_digits(text.substr(0, text.size() - 2), 1, 2);
  return number_of_digits(text, 1, 2);
}

Range fault(std::string message, std::string hint = {}) {
  return failure(Fault{std::move(message), std::move(hint)});
}

DayRange whole_months(year_month first, int count) {
  const year_month last = first + months{count - 1};
  return {Day{first / 1}, Day{year_month_day_last{last / std::chrono::last}}};
}

Range month_range(int y, int m) {
  if (m < 1 || m > 12) return fault(fmt::format("no month {:02}", m), "months go from 01 to 12");
  return whole_months(year{y} / m, 1);
}

Range day_range(int y, int m, int d) {
  if (m < 1 || m > 12) return fault(fmt::format("no month {:02}", m), "months go from 01 to 12");
  if (const auto day = make_day(y, static_cast<unsigned>(m), static_cast<unsigned>(d)))
    return DayRange{*day, *day};
  const year_month_day_last last{
      year{y}, std::chrono::month_day_last{std::chrono::month{static_cast<unsigned>(m)}}};
  return fault(fmt::format("no such day: {:04}-{:02}-{:02}", y, m, d),
               fmt::format("{:04}-{:02} has {} days", y, m, static_cast<unsigned>(last.day())));
}

Range week_range(int y, int week) {
  // ISO 8601: week 1 holds the 4th of January.
  const auto monday_of_first = [](int of) {
    const Day fourth{year{of} / 1 / 4};
    return fourth - (std::chrono::weekday{fourth} - std::chrono::Monday);
  };
  const Day first = monday_of_first(y) + days{7 * (week - 1)};
  if (week < 1 || first >= monday_of_first(y + 1))
    return fault(fmt::format("{:04} has no week {:02}", y, week));
  return DayRange{first, first + days{6}};
}

Day plus_months(Day day, int count) {
  const year_month_day date{day};
  const year_month to = year_month{date.year(), date.month()} + months{count};
  const year_month_day_last last{to / std::chrono::last};
  return Day{to / std::min(date.day(), last.day())};
}

std::optional<DayRange> named(std::string_view text, Day today) {
  const Day yesterday = today - days{1};
  if (text == "today" || text == "now") return DayRange{today, today};
  if (text == "yesterday") return DayRange{yesterday, yesterday};
  const auto latest = [](std::chrono::weekday day, Day until) {
    const Day found = until - (std::chrono::weekday{until} - day);
    return DayRange{found, found};
  };
  if (const auto day = weekday_by_name(text)) return latest(*day, today);
  const bool last = text.starts_with("last-");
  if (!last && !text.starts_with("this-")) return {};
  const std::string_view unit = text.substr(5);
  const int back = last ? -1 : 0;
  const year_month_day date{today};
  if (unit == "week") {
    const Day monday = today - (std::chrono::weekday{today} - std::chrono::Monday) + days{7 * back};
    return DayRange{monday, monday + days{6}};
  }
  const year_month month{date.year(), date.month()};
  if (unit == "month") return whole_months(month + months{back}, 1);
  if (unit == "year") return whole_months((date.year() + std::chrono::years{back}) / 1, 12);
  if (unit == "quarter") {
    const int into = (static_cast<int>(static_cast<unsigned>(date.month())) - 1) % 3;
    return whole_months(month - months{into} + months{3 * back}, 3);
  }
  if (const auto day = weekday_by_name(unit); day && last) return latest(*day, yesterday);
  return {};
}

/// A day of a month without its year: the latest that is not in the future. Looks back eight years,
/// the longest gap between two 29ths of February.
Range latest_day(int m, int d, Day today) {
  const int this_year = static_cast<int>(year_month_day{today}.year());
  for (int y = this_year; y >= this_year - 8; --y) {
    const auto day = make_day(y, static_cast<unsigned>(m), static_cast<unsigned>(d));
    if (day && *day <= today) return DayRange{*day, *day};
  }
  return day_range(this_year, m, d);
}

Range latest_month(int m, Day today) {
  const year_month_day date{today};
  const bool reached = m <= static_cast<int>(static_cast<unsigned>(date.month()));
  return month_range(static_cast<int>(date.year()) - (reached ? 0 : 1), m);
}

Range one_piece(std::string_view piece, Day today) {
  if (const auto y = year_number(piece)) return whole_months(year{*y} / 1, 12);
  if (const auto ymd = number_of_digits(piece, 8, 8))
    return day_range(*ymd / 10000, *ymd / 100 % 100, *ymd % 100);
  if (piece.size() == 5 && piece.ends_with("0s"))
    if (const auto y = year_number(piece.substr(0, 4))) return whole_months(year{*y} / 1, 120);
  if (const unsigned m = month_by_name(piece)) return latest_month(static_cast<int>(m), today);
  if (piece.starts_with('@') && piece.size() >= 7 && piece.size() <= 12) {
    std::int64_t seconds = 0;
    const auto [end, error] =
        std::from_chars(piece.data() + 1, piece.data() + piece.size(), seconds);
    if (error == std::errc{} && end == piece.data() + piece.size() && seconds >= 0) {
      const Day day = std::chrono::floor<days>(Instant{std::chrono::seconds{seconds}});
      return DayRange{day, day};
    }
  }
  return fault({});
}

std::optional<int> quarter_number(std::string_view piece) {
  if (piece.size() != 2 || piece[0] != 'q' || piece[1] < '1' || piece[1] > '4') return {};
  return piece[1] - '0';
}

Range two_pieces(std::string_view a, std::string_view b, Day today) {
  const auto quarter = [](int y, int q) { return whole_months(year{y} / (3 * q - 2), 3); };
  if (const auto y = year_number(a)) {
    if (const auto m = number_of_digits(b, 1, 2)) return month_range(*y, *m);
    if (const auto q = quarter_number(b)) return quarter(*y, *q);
    if (b.starts_with('w'))
      if (const auto w = number_of_digits(b.substr(1), 1, 2)) return week_range(*y, *w);
  }
  const int m_first = static_cast<int>(month_by_name(a));
  if (const auto y = year_number(b)) {
    if (const auto q = quarter_number(a)) return quarter(*y, *q);
    if (m_first) return month_range(*y, m_first);
  }
  const auto d_second = day_number(b);
  if (m_first && d_second) return latest_day(m_first, *d_second, today);
  const auto d_first = day_number(a);
  const int m_second = static_cast<int>(month_by_name(b));
  if (d_first && m_second) return latest_day(m_second, *d_first, today);
  return fault({});
}

Range three_pieces(std::string_view a, std::string_view b, std::string_view c) {
  if (const auto y = year_number(a)) {
    const auto m = number_of_digits(b, 1, 2);
    const auto d = number_of_digits(c, 1, 2);
    if (m && d) return day_range(*y, *m, *d);
  }
  const auto y = year_number(c);
  if (!y) return fault({});
  if (const unsigned m = month_by_name(a))
    if (const auto d = day_number(b)) return day_range(*y, static_cast<int>(m), *d);
  if (const unsigned m = month_by_name(b))
    if (const auto d = day_number(a)) return day_range(*y, static_cast<int>(m), *d);
  return fault({});
}

}  // namespace

std::string normalised(std::string_view text) {
  std::string out;
  for (const char c : lower_ascii(utf8::one_line(text))) {
    const bool gap = c == ' ' || c == '_' || c == '-';
    if (gap && out.ends_with(',')) out.pop_back();  // "june 14, 2024"
    if (!gap) out += c;
    if (gap && !out.ends_with('-')) out += '-';
  }
  return out;
}

std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> pieces;
  while (true) {
    const std::size_t end = text.find('-');
    pieces.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return pieces;
    text.remove_prefix(end + 1);
  }
}

std::optional<int> number_of_digits(std::string_view text, std::size_t least, std::size_t most) {
  if (text.size() < least || text.size() > most) return {};
  return number(text);
}

std::optional<int> year_number(std::string_view text) { return number_of_digits(text, 4, 4); }

std::optional<Duration> read_duration(std::string_view text) {
  const std::size_t end = text.find_first_not_of("0123456789");
  if (end == 0 || end == std::string_view::npos) return {};
  std::string_view unit = text.substr(end);
  if (unit.starts_with('-')) unit.remove_prefix(1);
  const auto count = number(text.substr(0, std::min<std::size_t>(end, 9)));
  return count ? duration_of(*count, unit) : std::nullopt;
}

std::optional<Duration> read_period(std::string_view text) {
  if (!text.starts_with('p') || text.size() < 3) return {};
  text.remove_prefix(1);
  Duration sum;
  std::size_t order = 0;
  constexpr std::string_view units = "ymwd";
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_not_of("0123456789"), text.size());
    const auto count = number(text.substr(0, end));
    if (!count || end == text.size()) return {};
    const std::size_t unit = units.find(text[end], order);
    if (unit == std::string_view::npos) return {};
    order = unit + 1;
    const Duration part = *duration_of(*count, text.substr(end, 1));
    sum.months = std::min(sum.months + part.months, kMostMonths);
    sum.days = std::min(sum.days + part.days, kMostDays);
    text.remove_prefix(end + 1);
  }
  return sum;
}

Day moved(Day day, const Duration& by, int sign) {
  return plus_months(day, sign * by.months) + days{sign * by.days};
}

Range known_date(std::string_view text, Day today) {
  if (const auto found = named(text, today)) return *found;
  if (const auto back = read_duration(text)) {
    const Day day = moved(today, *back, -1);
    return DayRange{day, day};
  }
  const auto pieces = split(text);
  if (pieces.size() == 1) return one_piece(pieces[0], today);
  if (pieces.size() == 2) return two_pieces(pieces[0], pieces[1], today);
  if (pieces.size() == 3) return three_pieces(pieces[0], pieces[1], pieces[2]);
  return fault({});
}

}  // namespace morgue::date_forms
