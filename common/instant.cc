#include "common/instant.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace morgue {
namespace {

using std::chrono::minutes;

constexpr std::string_view kBlanks = " \t\r\n";

std::string_view trimmed(std::string_view s) {
  const auto first = s.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return s.substr(first, s.find_last_not_of(kBlanks) - first + 1);
}

/// A cursor over ASCII: every read either takes what it names or leaves the cursor where it was.
struct Scanner {
  std::string_view rest;

  [[nodiscard]] bool done() const { return rest.empty(); }
  bool take(char c) {
    if (rest.empty() || rest.front() != c) return false;
    rest.remove_prefix(1);
    return true;
  }
  bool take_any(std::string_view set) {
    if (rest.empty() || set.find(rest.front()) == std::string_view::npos) return false;
    rest.remove_prefix(1);
    return true;
  }
  /// Exactly `count` digits.
  std::optional<int> digits(std::size_t count) {
    if (rest.size() < count) return {};
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (rest[i] < '0' || rest[i] > '9') return {};
      value = value * 10 + (rest[i] - '0');
    }
    rest.remove_prefix(count);
    return value;
  }
  [[nodiscard]] bool at_digit() const {
    return !rest.empty() && rest.front() >= '0' && rest.front() <= '9';
  }
  std::string_view letters() {
    std::size_t n = 0;
    while (n < rest.size() && std::isalpha(static_cast<unsigned char>(rest[n]))) ++n;
    const auto word = rest.substr(0, n);
    rest.remove_prefix(n);
    return word;
  }
  void blanks() {
    while (!rest.empty() && kBlanks.find(rest.front()) != std::string_view::npos)
      rest.remove_prefix(1);
  }
};

struct Clock {
  int hour = 0, minute = 0, second = 0;
  Precision precision = Precision::Minute;
};

std::optional<Clock> read_clock(Scanner& in, bool basic) {
  Clock clock;
  const auto hour = in.digits(2);
  if (!hour) return {};
  clock.hour = *hour;
  if (!basic && !in.take(':')) return {};
  const auto minute = in.digits(2);
  if (!minute) return {};
  clock.minute = *minute;
  if (basic ? in.at_digit() : in.take(':')) {
    const auto second = in.digits(2);
    if (!second) return {};
    clock.second = *second;
    clock.precision = Precision::Second;
    if (in.take_any(".,"))
      while (in.at_digit()) in.rest.remove_prefix(1);
  }
  // 24:00 is the end of the day in ISO 8601; 60 is a leap second.
  if (clock.hour > 24 || clock.minute > 59 || clock.second > 60) return {};
  if (clock.hour == 24 && (clock.minute != 0 || clock.second != 0)) return {};
  return clock;
}

/// "Z", "+01:00", "+0100", "+01"; an empty rest means that no zone is stated. False if malformed.
bool read_offset(Scanner& in, std::optional<minutes>& offset) {
  if (in.done()) return true;
  if (in.take_any("Zz")) {
    offset = minutes{0};
    return true;
  }
  const bool west = !in.rest.empty() && in.rest.front() == '-';
  if (!in.take_any("+-")) return false;
  const auto hours = in.digits(2);
  if (!hours) return false;
  in.take(':');
  int mins = 0;
  if (in.at_digit()) {
    const auto read = in.digits(2);
    if (!read) return false;
    mins = *read;
  }
  if (*hours > 15 || mins > 59) return false;
  const minutes east{*hours * 60 + mins};
  offset = west ? -east : east;
  return true;
}

/// Nothing if it is the leap second of the year 9999, which nobody could write.
std::optional<Timestamp> combine(Day day, const Clock& clock, std::optional<minutes> offset) {
  constexpr Day kEndOfYears{std::chrono::year{10000} / 1 / 1};
  const Instant wall = day + std::chrono::hours{clock.hour} + minutes{clock.minute} +
                       std::chrono::seconds{clock.second};
  if (wall >= kEndOfYears) return {};
  return Timestamp{wall - offset.value_or(minutes{0}), offset, clock.precision};
}

std::string lower_ascii(std::string_view s) {
  std::string out(s);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (!out.empty() && out.back() == '.') out.pop_back();
  return out;
}

constexpr std::array<std::string_view, 12> kMonths = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};
constexpr std::array<std::string_view, 7> kWeekdays = {"sunday",   "monday", "tuesday", "wednesday",
                                                       "thursday", "friday", "saturday"};

/// RFC 822 zone names. Military letters are read as "no zone known", as RFC 2822 advises.
std::optional<minutes> zone_by_name(std::string_view name) {
  struct Zone {
    std::string_view name;
    int hours;
  };
  constexpr std::array<Zone, 14> zones = {{{"ut", 0},
                                           {"utc", 0},
                                           {"gmt", 0},
                                           {"z", 0},
                                           {"est", -5},
                                           {"edt", -4},
                                           {"cst", -6},
                                           {"cdt", -5},
                                           {"mst", -7},
                                           {"mdt", -6},
                                           {"pst", -8},
                                           {"pdt", -7},
                                           {"bst", 1},
                                           {"cet", 1}}};
  const std::string key = lower_ascii(name);
  for (const auto& zone : zones)
    if (zone.name == key) return minutes{zone.hours * 60};
  return {};
}

}  // namespace

std::optional<Day> make_day(int year, unsigned month, unsigned day) {
  const std::chrono::year_month_day ymd{std::chrono::year{year}, std::chrono::month{month},
                                        std::chrono::day{day}};
  if (!ymd.ok()) return {};
  return Day{ymd};
}

Day Timestamp::local_day() const {
  return std::chrono::floor<std::chrono::days>(instant + offset.value_or(minutes{0}));
}

std::optional<Timestamp> parse_iso8601(std::string_view text) {
  Scanner in{trimmed(text)};
  const auto year = in.digits(4);
  if (!year) return {};
  const auto dated = [&](Precision precision, int month, int day) -> std::optional<Timestamp> {
    const auto found = make_day(*year, static_cast<unsigned>(month), static_cast<unsigned>(day));
    if (!found) return {};
    return Timestamp{*found, {}, precision};
  };
  if (in.done()) return dated(Precision::Year, 1, 1);
  const bool basic = !in.take('-');
  const auto month = in.digits(2);
  if (!month) return {};
  if (in.done()) return basic ? std::nullopt : dated(Precision::Month, *month, 1);
  if (!basic && !in.take('-')) return {};
  const auto day = in.digits(2);
  if (!day) return {};
  const auto date = dated(Precision::Day, *month, *day);
  if (!date || in.done()) return date;
  if (!in.take_any("Tt ")) return {};
  in.blanks();
  const bool basic_clock = in.rest.size() >= 3 && in.rest[2] != ':';
  const auto clock = read_clock(in, basic_clock);
  if (!clock) return {};
  in.blanks();
  std::optional<minutes> offset;
  if (in.rest == "UTC" || in.rest == "GMT") {
    offset = minutes{0};
    in.rest = {};
  } else if (!read_offset(in, offset)) {
    return {};
  }
  if (!in.done()) return {};
  return combine(std::chrono::floor<std::chrono::days>(date->instant), *clock, offset);
}

std::optional<Timestamp> parse_rfc822(std::string_view text) {
  Scanner in{trimmed(text)};
  if (!in.at_digit()) {
    if (!weekday_by_name(in.letters())) return {};
    in.take('.');
    in.take(',');
    in.blanks();
  }
  int day = 0;
  std::size_t day_digits = 0;
  while (in.at_digit() && day_digits < 2) {
    day = day * 10 + *in.digits(1);
    ++day_digits;
  }
  if (day_digits == 0) return {};
  while (in.take_any(" -")) {
  }
  const unsigned month = month_by_name(in.letters());
  if (month == 0) return {};
  in.take('.');
  while (in.take_any(" -")) {
  }
  int year = 0;
  if (const auto four = in.digits(4)) {
    year = *four;
  } else if (const auto two = in.digits(2)) {
    year = *two < 70 ? 2000 + *two : 1900 + *two;
  } else {
    return {};
  }
  const auto date = make_day(year, month, static_cast<unsigned>(day));
  if (!date) return {};
  in.blanks();
  if (in.done()) return Timestamp{*date, {}, Precision::Day};
  const auto clock = read_clock(in, false);
  if (!clock) return {};
  in.blanks();
  std::optional<minutes> offset;
  if (!in.done() && std::isalpha(static_cast<unsigned char>(in.rest.front()))) {
    offset = zone_by_name(in.letters());
  } else if (!read_offset(in, offset)) {
    return {};
  }
  in.blanks();
  if (in.take('('))  // a comment naming the zone
    return in.rest.ends_with(')') ? combine(*date, *clock, offset) : std::nullopt;
  if (!in.done()) return {};
  return combine(*date, *clock, offset);
}

std::string to_iso8601(const Timestamp& time) {
  const Instant wall = time.instant + time.offset.value_or(minutes{0});
  const Day day = std::chrono::floor<std::chrono::days>(wall);
  std::string date = to_iso8601(day);
  if (time.precision == Precision::Year) return date.substr(0, date.size() - 6);
  if (time.precision == Precision::Month) return date.substr(0, date.size() - 3);
  if (time.precision == Precision::Day) return date;
  const std::chrono::hh_mm_ss clock{wall - day};
  std::string out = fmt::format("{}T{:02}:{:02}:{:02}", date, clock.hours().count(),
                                clock.minutes().count(), clock.seconds().count());
  if (!time.offset) return out;
  if (time.offset->count() == 0) return out + 'Z';
  const auto east = std::abs(time.offset->count());
  return out +
         fmt::format("{}{:02}:{:02}", time.offset->count() < 0 ? '-' : '+', east / 60, east % 60);
}

std::string to_iso8601(Instant instant) {
  return to_iso8601(Timestamp{instant, minutes{0}, Precision::Second});
}

std::string to_iso8601(Day day) {
  const std::chrono::year_month_day ymd{day};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(ymd.year()),
                     static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()));
}

Timestamp at_day(Day day) { return {day, {}, Precision::Day}; }

unsigned month_by_name(std::string_view name) {
  const std::string key = lower_ascii(name);
  if (key.size() < 3) return 0;
  for (unsigned i = 0; i < kMonths.size(); ++i) {
    const bool abbreviated = key.size() == 3 || (key == "sept");
    if (key == kMonths[i] || (abbreviated && kMonths[i].starts_with(key))) return i + 1;
  }
  return 0;
}

std::optional<std::chrono::weekday> weekday_by_name(std::string_view name) {
  const std::string key = lower_ascii(name);
  for (unsigned i = 0; i < kWeekdays.size(); ++i) {
    const bool abbreviated = key.size() == 3 || key == "tues" || key == "thur" || key == "thurs";
    if (key == kWeekdays[i] || (abbreviated && kWeekdays[i].starts_with(key)))
      return std::chrono::weekday{i};
  }
  return {};
}

}  // namespace morgue
