// parse_page_date and day_of_url: dates as pages write them.
#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "common/utf8.h"
#include "indexer/extract/html_dates.h"
#include "indexer/read/ascii.h"

namespace morgue {
namespace {

using namespace std::literals;

struct MonthName {
  std::string_view folded;
  unsigned month;
};

/// Openings of month names, folded; a word is a month if it starts with one of them and is not much
/// longer. English, German, French, Spanish, Portuguese, Italian, Dutch, Nordic, Polish, Czech,
/// Turkish, Indonesian, Russian, Ukrainian, Lithuanian, Icelandic. The longer ones stand first.
constexpr std::array kMonths = {
    MonthName{"januar", 1},  MonthName{"janv", 1},       MonthName{"jan", 1},
    MonthName{"jaan", 1},    MonthName{"enero", 1},      MonthName{"ene", 1},
    MonthName{"gennaio", 1}, MonthName{"genn", 1},       MonthName{"gen", 1},
    MonthName{"stycz", 1},   MonthName{"leden", 1},      MonthName{"ledna", 1},
    MonthName{"ocak", 1},    MonthName{"янв", 1},        MonthName{"січ", 1},
    MonthName{"saus", 1},    MonthName{"tammik", 1},     MonthName{"jän", 1},
    MonthName{"jan", 1},     MonthName{"febr", 2},       MonthName{"feb", 2},
    MonthName{"fev", 2},     MonthName{"lut", 2},        MonthName{"unor", 2},
    MonthName{"subat", 2},   MonthName{"фев", 2},        MonthName{"лют", 2},
    MonthName{"vasari", 2},  MonthName{"helmik", 2},     MonthName{"marz", 3},
    MonthName{"mars", 3},    MonthName{"march", 3},      MonthName{"marca", 3},
    MonthName{"marec", 3},   MonthName{"marzec", 3},     MonthName{"marco", 3},
    MonthName{"maart", 3},   MonthName{"maret", 3},      MonthName{"mar", 3},
    MonthName{"mrt", 3},     MonthName{"brez", 3},       MonthName{"март", 3},
    MonthName{"мар", 3},     MonthName{"берез", 3},      MonthName{"kovo", 3},
    MonthName{"kovas", 3},   MonthName{"maalisk", 3},    MonthName{"mar", 3},
    MonthName{"april", 4},   MonthName{"apr", 4},        MonthName{"avril", 4},
    MonthName{"avr", 4},     MonthName{"abril", 4},      MonthName{"abr", 4},
    MonthName{"kwie", 4},    MonthName{"dub", 4},        MonthName{"nisan", 4},
    MonthName{"апр", 4},     MonthName{"квіт", 4},       MonthName{"balan", 4},
    MonthName{"huhtik", 4},  MonthName{"mayis", 5},      MonthName{"mayo", 5},
    MonthName{"maggio", 5},  MonthName{"magg", 5},       MonthName{"may", 5},
    MonthName{"mag", 5},     MonthName{"maio", 5},       MonthName{"mai", 5},
    MonthName{"maj", 5},     MonthName{"mei", 5},        MonthName{"kvet", 5},
    MonthName{"мая", 5},     MonthName{"май", 5},        MonthName{"трав", 5},
    MonthName{"geguz", 5},   MonthName{"toukok", 5},     MonthName{"juin", 6},
    MonthName{"june", 6},    MonthName{"juni", 6},       MonthName{"junio", 6},
    MonthName{"junho", 6},   MonthName{"giugno", 6},     MonthName{"giu", 6},
    MonthName{"jun", 6},     MonthName{"czerw", 6},      MonthName{"cerven ", 6},
    MonthName{"haziran", 6}, MonthName{"июн", 6},        MonthName{"черв", 6},
    MonthName{"birzel", 6},  MonthName{"kesak", 6},      MonthName{"cervenc", 7},
    MonthName{"cerven", 6},  MonthName{"cervna", 6},     MonthName{"juillet", 7},
    MonthName{"juil", 7},    MonthName{"july", 7},       MonthName{"juli", 7},
    MonthName{"julio", 7},   MonthName{"julho", 7},      MonthName{"jul", 7},
    MonthName{"luglio", 7},  MonthName{"lug", 7},        MonthName{"lip", 7},
    MonthName{"temmuz", 7},  MonthName{"июл", 7},        MonthName{"лип", 7},
    MonthName{"liepos", 7},  MonthName{"heinak", 7},     MonthName{"august", 8},
    MonthName{"aug", 8},     MonthName{"aout", 8},       MonthName{"agosto", 8},
    MonthName{"agustus", 8}, MonthName{"ago", 8},        MonthName{"agu", 8},
    MonthName{"sierp", 8},   MonthName{"srp", 8},        MonthName{"agustos", 8},
    MonthName{"авг", 8},     MonthName{"серп", 8},       MonthName{"rugpj", 8},
    MonthName{"elok", 8},    MonthName{"agst", 8},       MonthName{"sept", 9},
    MonthName{"sep", 9},     MonthName{"setemb", 9},     MonthName{"settem", 9},
    MonthName{"set", 9},     MonthName{"wrze", 9},       MonthName{"zari", 9},
    MonthName{"eylul", 9},   MonthName{"сен", 9},        MonthName{"верес", 9},
    MonthName{"rugsej", 9},  MonthName{"syysk", 9},      MonthName{"octob", 10},
    MonthName{"oct", 10},    MonthName{"oktob", 10},     MonthName{"okt", 10},
    MonthName{"outub", 10},  MonthName{"out", 10},       MonthName{"ottob", 10},
    MonthName{"ott", 10},    MonthName{"pazdz", 10},     MonthName{"rijn", 10},
    MonthName{"ekim", 10},   MonthName{"окт", 10},       MonthName{"жовт", 10},
    MonthName{"spali", 10},  MonthName{"lokak", 10},     MonthName{"novem", 11},
    MonthName{"nov", 11},    MonthName{"listopadu", 11}, MonthName{"listop", 11},
    MonthName{"kasim", 11},  MonthName{"ноя", 11},       MonthName{"лист", 11},
    MonthName{"lapkri", 11}, MonthName{"marrask", 11},   MonthName{"decem", 12},
    MonthName{"dec", 12},    MonthName{"dez", 12},       MonthName{"dic", 12},
    MonthName{"des", 12},    MonthName{"grud", 12},      MonthName{"prosin", 12},
    MonthName{"aralik", 12}, MonthName{"дек", 12},       MonthName{"груд", 12},
    MonthName{"gruod", 12},  MonthName{"jouluk", 12},
};
/// Letters that an ending may add: "янв" + "аря", "febr" + "uary".
constexpr std::size_t kMonthEndingBytes = 8;

unsigned month_of(std::string_view folded) {
  if (const unsigned english = month_by_name(folded); english != 0) return english;
  for (const MonthName& name : kMonths)
    if (folded.substr(0, name.folded.size()) == name.folded &&
        folded.size() <= name.folded.size() + kMonthEndingBytes)
      return name.month;
  return 0;
}

/// A number or a word of a date, and the character in front of it.
struct Part {
  bool number = false;
  int value = 0;
  std::size_t digits = 0;
  std::string word;  ///< folded
  char before = ' ';
  char after = ' ';
};

/// Dates for people are short; a longer text is not read to its end.
constexpr std::size_t kMaxDateBytes = 160;

/// The marks of Chinese, Japanese and Korean dates count as separators.
char separator_of(std::string_view text, std::size_t at, std::size_t& length) {
  struct Mark {
    std::string_view mark;
    char stands_for;
  };
  constexpr std::array kMarks = {Mark{"年", '-'}, Mark{"月", '-'}, Mark{"日", ' '}, Mark{"時", ':'},
                                 Mark{"时", ':'}, Mark{"分", ' '}, Mark{"년", '-'}, Mark{"월", '-'},
                                 Mark{"일", ' '}, Mark{"시", ':'}, Mark{"분", ' '}};
  for (const Mark& mark : kMarks)
    if (text.substr(at, mark.mark.size()) == mark.mark) {
      length = mark.mark.size();
      return mark.stands_for;
    }
  return 0;
}

std::vector<Part> parts_of(std::string_view text) {
  std::vector<Part> parts;
  char before = ' ';
  for (std::size_t at = 0; at < text.size();) {
    Part part;
    part.before = before;
    if (ascii::is_digit(text[at])) {
      const std::size_t begin = at;
      while (at < text.size() && ascii::is_digit(text[at])) ++at;
      part.number = true;
      part.digits = at - begin;
      if (part.digits > 8) continue;
      std::from_chars(text.data() + begin, text.data() + at, part.value);
    } else {
      const auto d = utf8::decode(text, at);
      std::size_t length = 0;
      if (const char mark = separator_of(text, at, length); mark != 0) {
        // "3月 11日": blanks after the mark change nothing.
        before = mark;
        if (!parts.empty()) parts.back().after = mark;
        at += length;
        while (at < text.size() && text[at] == ' ') ++at;
        continue;
      }
      if (!utf8::is_letter(d.code_point)) {
        before = text[at];
        if (!parts.empty() && parts.back().after == ' ') parts.back().after = before;
        at += d.length;
        continue;
      }
      while (at < text.size()) {
        const auto next = utf8::decode(text, at);
        std::size_t unused = 0;
        if (!utf8::is_letter(next.code_point) || separator_of(text, at, unused) != 0) break;
        utf8::append_folded(part.word, next.code_point);
        at += next.length;
      }
    }
    parts.push_back(std::move(part));
    before = ' ';
  }
  return parts;
}

bool is_year(const Part& part) {
  return part.number && part.digits == 4 && part.value >= 1700 && part.value < 2200;
}
bool is_day(const Part& part) {
  return part.number && part.digits <= 2 && part.value >= 1 && part.value <= 31;
}

/// "11th", "1er", "2nd": the ending of a day is a word of its own here.
bool is_day_ending(const Part& part) {
  constexpr std::array kEndings = {"th"sv, "st"sv, "nd"sv,  "rd"sv, "er"sv,
                                   "de"sv, "of"sv, "del"sv, "d"sv};
  return !part.number && std::ranges::find(kEndings, std::string_view(part.word)) != kEndings.end();
}

struct FoundDay {
  Day day;
  std::size_t last_part;  ///< where the time may begin
};

std::optional<FoundDay> day_by_month_name(const std::vector<Part>& parts) {
  for (std::size_t m = 0; m < parts.size(); ++m) {
    if (parts[m].number) continue;
    const unsigned month = month_of(parts[m].word);
    if (month == 0) continue;
    std::size_t before = m;
    while (before > 0 && is_day_ending(parts[before - 1])) --before;
    std::size_t after = m + 1;
    while (after < parts.size() && is_day_ending(parts[after])) ++after;
    const auto try_day = [&](std::size_t day, std::size_t year) -> std::optional<FoundDay> {
      while (year < parts.size() && is_day_ending(parts[year])) ++year;
      if (day >= parts.size() || year >= parts.size() || !is_day(parts[day]) ||
          !is_year(parts[year]))
        return std::nullopt;
      const auto found =
          make_day(parts[year].value, month, static_cast<unsigned>(parts[day].value));
      if (!found) return std::nullopt;
      return FoundDay{*found, std::max({m, day, year})};
    };
    if (before > 0)
      if (const auto found = try_day(before - 1, after)) return found;  // 11 March 2025
    if (const auto found = try_day(after, after + 1)) return found;     // March 11, 2025
    // "Tue Mar 11 17:58:00 CET 2025", as Unix prints it.
    if (after + 5 < parts.size())
      for (std::size_t year = after + 3; year <= after + 5; ++year)
        if (const auto found = try_day(after, year)) return FoundDay{found->day, after};
    if (before > 1 && is_year(parts[before - 2]))  // 2025 11 March
      if (const auto found = try_day(before - 1, before - 2)) return found;
  }
  return std::nullopt;
}

bool joins_date(char c) { return c == '-' || c == '/' || c == '.'; }

std::optional<FoundDay> day_by_numbers(const std::vector<Part>& parts, bool month_first) {
  for (std::size_t i = 0; i + 2 < parts.size(); ++i) {
    const Part& a = parts[i];
    const Part& b = parts[i + 1];
    const Part& c = parts[i + 2];
    if (!a.number || !b.number || !c.number || !joins_date(b.before) || !joins_date(c.before))
      continue;
    std::optional<Day> day;
    const auto make = [](int y, int m, int d) {
      return make_day(y, static_cast<unsigned>(m), static_cast<unsigned>(d));
    };
    if (is_year(a)) {
      day = make(a.value, b.value, c.value);
    } else if (is_year(c) || (c.digits == 2 && a.digits <= 2)) {
      const int year = is_year(c) ? c.value : 2000 + c.value;
      const bool first = month_first && b.before == '/';
      day = first ? make(year, a.value, b.value) : make(year, b.value, a.value);
      if (!day) day = first ? make(year, b.value, a.value) : make(year, a.value, b.value);
    }
    if (day) return FoundDay{*day, i + 2};
  }
  return std::nullopt;
}

struct Clock {
  std::chrono::seconds time{};
  Precision precision = Precision::Minute;
  std::size_t last_part = 0;
};

std::optional<Clock> clock_of(const std::vector<Part>& parts) {
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Part& hour = parts[i];
    if (!hour.number || hour.digits > 2 || hour.value > 24) continue;
    std::size_t next = i + 1;
    // "17h58" and "17.58 Uhr" are clocks as well.
    const bool letter_h =
        next + 1 < parts.size() && parts[next].word == "h" && parts[next + 1].number;
    if (letter_h) ++next;
    if (next >= parts.size()) return std::nullopt;
    const Part& minute = parts[next];
    const bool uhr =
        minute.before == '.' && next + 1 < parts.size() && parts[next + 1].word == "uhr";
    if (!minute.number || minute.digits != 2 || minute.value > 59) continue;
    if (minute.before != ':' && !letter_h && !uhr) continue;
    Clock clock{std::chrono::hours(hour.value) + std::chrono::minutes(minute.value),
                Precision::Minute, next};
    if (next + 1 < parts.size() && parts[next + 1].number && parts[next + 1].before == ':' &&
        parts[next + 1].value < 60) {
      clock.time += std::chrono::seconds(parts[++next].value);
      clock.precision = Precision::Second;
    }
    if (next + 1 < parts.size() && !parts[next + 1].number) {
      const std::string& half = parts[next + 1].word;
      const bool pm = half == "pm" || half == "p";
      if (pm && hour.value < 12) clock.time += std::chrono::hours(12);
      if ((half == "am" || half == "a") && hour.value == 12) clock.time -= std::chrono::hours(12);
    }
    clock.last_part = next;
    if (clock.time < std::chrono::hours(24)) return clock;
  }
  return std::nullopt;
}

struct Zone {
  std::string_view name;
  int minutes;
};
constexpr std::array kZones = {
    Zone{"utc", 0},    Zone{"gmt", 0},    Zone{"z", 0},      Zone{"est", -300}, Zone{"edt", -240},
    Zone{"cst", -360}, Zone{"cdt", -300}, Zone{"mst", -420}, Zone{"mdt", -360}, Zone{"pst", -480},
    Zone{"pdt", -420}, Zone{"cet", 60},   Zone{"cest", 120}, Zone{"bst", 60},   Zone{"eet", 120},
    Zone{"eest", 180}, Zone{"msk", 180},  Zone{"jst", 540},  Zone{"kst", 540},  Zone{"sast", 120},
    Zone{"aest", 600}, Zone{"aedt", 660}, Zone{"mez", 60},   Zone{"mesz", 120}};

std::optional<std::chrono::minutes> zone_of(const std::vector<Part>& parts, std::size_t clock) {
  std::optional<std::chrono::minutes> found;
  for (std::size_t i = clock + 1; i < parts.size(); ++i) {
    const Part& part = parts[i];
    if (part.number && (part.before == '+' || part.before == '-')) {
      int minutes = 0;
      if (part.digits == 4) minutes = part.value / 100 * 60 + part.value % 100;
      if (part.digits <= 2) {
        minutes = part.value * 60;
        if (i + 1 < parts.size() && parts[i + 1].before == ':' && parts[i + 1].number)
          minutes += parts[i + 1].value;
      }
      if (minutes <= 14 * 60 && part.digits != 3)
        return std::chrono::minutes(part.before == '-' ? -minutes : minutes);
    }
    for (const Zone& zone : kZones)
      if (!part.number && part.word == zone.name) found = std::chrono::minutes(zone.minutes);
  }
  return found;
}

std::optional<Timestamp> by_epoch(std::string_view text) {
  text = ascii::trimmed(text);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  // Ten digits are seconds (2001-2286), thirteen milliseconds.
  if (text.size() != 10 && text.size() != 13) return std::nullopt;
  if (text.size() == 13) number /= 1000;
  return Timestamp{Instant(std::chrono::seconds(number)), std::chrono::minutes(0),
                   Precision::Second};
}

}  // namespace

std::optional<Timestamp> parse_page_date(std::string_view text, bool month_first) {
  text = utf8::prefix(ascii::trimmed(text), kMaxDateBytes);
  if (auto time = parse_iso8601(text))
    return time->precision == Precision::Year ? std::nullopt : time;
  if (auto time = parse_rfc822(text)) return time;
  if (auto time = by_epoch(text)) return time;
  const std::vector<Part> parts = parts_of(text);
  auto day = day_by_month_name(parts);
  if (!day) day = day_by_numbers(parts, month_first);
  if (!day) return std::nullopt;
  Timestamp time = at_day(day->day);
  if (const auto clock = clock_of(parts)) {
    time.instant = Instant(day->day) + clock->time;
    time.precision = clock->precision;
    time.offset = zone_of(parts, clock->last_part);
    if (time.offset) time.instant -= *time.offset;
  }
  return time;
}

std::optional<Day> day_of_url(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  const auto number = [&](std::size_t at, std::size_t digits) -> int {
    int value = 0;
    if (at + digits > url.size()) return -1;
    const auto [end, error] = std::from_chars(url.data() + at, url.data() + at + digits, value);
    return error == std::errc{} && end == url.data() + at + digits ? value : -1;
  };
  const auto digit_at = [&](std::size_t at) { return at < url.size() && ascii::is_digit(url[at]); };
  for (std::size_t at = 1; at + 8 <= url.size(); ++at) {
    if (digit_at(at - 1) || !digit_at(at)) continue;
    const int year = number(at, 4);
    if (year < 1990 || year >= 2100) continue;
    const char join = url[at + 4];
    std::optional<Day> day;
    if ((join == '/' || join == '-' || join == '_' || join == '.') && !digit_at(at - 1)) {
      const std::size_t month_digits = digit_at(at + 6) ? 2 : 1;
      const std::size_t behind = at + 5 + month_digits;
      if (behind >= url.size() || url[behind] != join) continue;
      const std::size_t day_digits = digit_at(behind + 2) ? 2 : 1;
      if (digit_at(behind + 1 + day_digits)) continue;
      const int month = number(at + 5, month_digits);
      const int date = number(behind + 1, day_digits);
      if (month > 0 && date > 0)
        day = make_day(year, static_cast<unsigned>(month), static_cast<unsigned>(date));
    } else if (ascii::is_digit(join) && !digit_at(at + 8) && number(at, 8) > 0) {
      day = make_day(year, static_cast<unsigned>(number(at + 4, 2)),
                     static_cast<unsigned>(number(at + 6, 2)));
    }
    if (day) return day;
  }
  return std::nullopt;
}

}  // namespace morgue
