// Ranges of days, and refusals that say what would be right. Grammar: date_forms.cc.
#include "query/language/days.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "common/suggest.h"
#include "query/language/date_forms.h"
#include "query/language/error_text.h"
#include "query/language/parse.h"

namespace morgue {
namespace {

using date_forms::Fault;
using date_forms::known_date;
using date_forms::moved;
using date_forms::normalised;
using date_forms::number_of_digits;
using date_forms::Range;
using date_forms::read_duration;
using date_forms::read_period;
using date_forms::split;
using date_forms::year_number;
using std::chrono::days;
using std::chrono::year;

using Pieces = std::vector<std::string_view>;

constexpr std::string_view kExamples =
    "try 2024-06-14, june-2024, yesterday, last-week, 30d or 2024-06..2024-09";
constexpr std::array<std::string_view, 11> kNamedDates = {
    "today",     "yesterday", "this-week",    "last-week",    "this-month", "last-month",
    "this-year", "last-year", "this-quarter", "last-quarter", "now"};
/// What the pieces of a date can be, beside numbers.
constexpr std::array<std::string_view, 27> kDateWords = {
    "january",   "february",  "march",   "april",    "may",      "june",   "july",
    "august",    "september", "october", "november", "december", "monday", "tuesday",
    "wednesday", "thursday",  "friday",  "saturday", "sunday",   "this",   "last",
    "week",      "month",     "quarter", "year",     "days",     "weeks"};

/// Why 03/04/2024, 3.4.24 and 03-04-2024 are refused: they name two days.
std::optional<Fault> other_order(std::string_view text) {
  for (const char separator : {'/', '.', '-'}) {
    std::string dashed(text);
    if (separator != '-') {
      if (dashed.find('-') != std::string::npos) continue;
      std::replace(dashed.begin(), dashed.end(), separator, '-');
    }
    const Pieces p = split(dashed);
    if (p.size() != 3) continue;
    const auto a = number_of_digits(p[0], 1, 2), b = number_of_digits(p[1], 1, 2);
    const auto y = number_of_digits(p[2], 2, 4);
    if (!a || !b || !y) continue;
    std::vector<std::string> readings;
    for (const auto& [m, d] : {std::pair{*b, *a}, std::pair{*a, *b}})
      if (p[2].size() == 4 && make_day(*y, static_cast<unsigned>(m), static_cast<unsigned>(d)))
        readings.push_back(fmt::format("{:04}-{:02}-{:02}", *y, m, d));
    if (readings.size() == 1)
      return Fault{fmt::format("unknown date {}", in_quotes(text)),
                   fmt::format("did you mean {}?", readings[0])};
    return Fault{fmt::format("{} is ambiguous: day or month first?", in_quotes(text)),
                 fmt::format("write it as YYYY-MM-DD{}{}", readings.empty() ? "" : ": ",
                             fmt::join(readings, " or "))};
  }
  return {};
}

/// "12/2024" -> 2024-12, "30" -> 30d: what a few digits were meant to say.
std::optional<Fault> other_digits(std::string_view text) {
  const std::size_t mark = text.find_first_of("/.-");
  const auto first = number_of_digits(text.substr(0, mark), 1, 3);
  if (!first) return {};
  const std::string unknown = fmt::format("unknown date {}", in_quotes(text));
  if (mark == std::string_view::npos)
    return Fault{unknown, fmt::format("{}d is the last {} days; a day is 2024-06-14", text, text)};
  const auto y = year_number(text.substr(mark + 1));
  if (!y || *first < 1 || *first > 12) return {};
  return Fault{unknown, fmt::format("did you mean {:04}-{:02}?", *y, *first)};
}

/// "jnue-2024" -> "june-2024": every piece that is no known word or number replaced by the nearest,
/// if that makes a date.
std::optional<std::string> corrected(std::string_view text, Day today) {
  if (const auto whole = did_you_mean(text, kNamedDates)) return std::string(*whole);
  std::string out;
  for (std::string_view piece : split(text)) {
    std::string_view best = piece;
    const bool known = month_by_name(piece) != 0 || weekday_by_name(piece).has_value() ||
                       piece.find_first_of("0123456789") != std::string_view::npos;
    if (!known) best = did_you_mean(piece, kDateWords).value_or(piece);
    if (!out.empty()) out += '-';
    out += best;
  }
  if (out == text || !known_date(out, today)) return {};
  return out;
}

/// The calendar that can be written with four digits.
bool in_calendar(const DayRange& range) {
  const Day first{year{1} / 1 / 1}, last{year{9999} / 12 / 31};
  const auto fits = [&](const std::optional<Day>& day) {
    return !day || (first <= *day && *day <= last);
  };
  return fits(range.first) && fits(range.last);
}

Fault out_of_calendar() { return {"the calendar here has the years 0001 to 9999", {}}; }

Range read_date(std::string_view raw, Day today) {
  const std::string text = normalised(raw);
  if (text.empty()) return failure(Fault{"a date is missing", std::string(kExamples)});
  Range range = known_date(text, today);
  if (range) return in_calendar(*range) ? range : failure(out_of_calendar());
  if (!range.error().message.empty()) return range;
  if (auto two = other_order(text)) return failure(std::move(*two));
  if (auto digits = other_digits(text)) return failure(std::move(*digits));
  const auto meant = corrected(text, today);
  return failure(Fault{fmt::format("unknown date {}", in_quotes(raw)),
                       meant ? fmt::format("did you mean {}?", *meant) : std::string(kExamples)});
}

/// A part of the text of a date, and how to say where a fault in it is.
struct Part {
  std::string_view whole;
  std::string_view text;

  [[nodiscard]] Span where() const {
    const auto begin = static_cast<std::uint32_t>(text.data() - whole.data());
    return {begin, begin + static_cast<std::uint32_t>(text.size())};
  }
  [[nodiscard]] QueryError error(Fault fault) const {
    return {where(), std::move(fault.message), std::move(fault.hint)};
  }
};
using Days = Result<DayRange, QueryError>;

Days read(const Part& part, Day today) {
  Range range = read_date(part.text, today);
  if (!range) return failure(part.error(std::move(range.error())));
  return *range;
}

Days checked(const Part& whole, const DayRange& range) {
  if (!in_calendar(range)) return failure(whole.error(out_of_calendar()));
  if (!range.first || !range.last || *range.first <= *range.last) return range;
  return failure(whole.error({fmt::format("the range runs backwards: {} is after {}",
                                          to_iso8601(*range.first), to_iso8601(*range.last)),
                              "the earlier end goes first: 2024-01..2024-06"}));
}

Days compared(const Part& whole, std::string_view compare, Day today) {
  const Days date = read({whole.whole, whole.text.substr(compare.size())}, today);
  if (!date) return date;
  if (compare == ">") return checked(whole, {*date->last + days{1}, {}});
  if (compare == ">=") return checked(whole, {date->first, {}});
  if (compare == "<") return checked(whole, {{}, *date->first - days{1}});
  return checked(whole, {{}, date->last});
}

/// In january..march-2024 the first end takes the year of the second.
std::optional<std::string> with_year_of(std::string_view a, std::string_view b) {
  const auto names_month = [](const Pieces& pieces) {
    return std::any_of(pieces.begin(), pieces.end(),
                       [](std::string_view piece) { return month_by_name(piece) != 0; });
  };
  const auto has_year = [](const Pieces& pieces) {
    return std::any_of(pieces.begin(), pieces.end(),
                       [](std::string_view piece) { return year_number(piece).has_value(); });
  };
  const std::string first = normalised(a), second = normalised(b);
  const Pieces lower = split(first), upper = split(second);
  if (!names_month(lower) || has_year(lower) || !names_month(upper) || !year_number(upper.back()))
    return {};
  return fmt::format("{}-{}", first, upper.back());
}

Days ranged(const Part& whole, std::size_t dots, Day today) {
  const Part low{whole.whole, whole.text.substr(0, dots)};
  const Part high{whole.whole, whole.text.substr(dots + 2)};
  if (low.text.empty() && high.text.empty())
    return failure(whole.error({"a range needs at least one end", std::string(kExamples)}));
  DayRange range;
  if (!high.text.empty()) {
    const Days end = read(high, today);
    if (!end) return end;
    range.last = end->last;
  }
  if (!low.text.empty()) {
    const auto dated = with_year_of(low.text, high.text);
    Range start = read_date(dated ? std::string_view(*dated) : low.text, today);
    if (!start) return failure(low.error(std::move(start.error())));
    range.first = start->first;
    Days both = checked(whole, range);
    if (!both && dated) both.error().hint = "name the year of both ends";
    return both;
  }
  return checked(whole, range);
}

/// The intervals of ISO 8601, as in Recoll and FreshRSS.
Days interval(const Part& whole, std::size_t slash, Day today) {
  const Part low{whole.whole, whole.text.substr(0, slash)};
  const Part high{whole.whole, whole.text.substr(slash + 1)};
  if (low.text.empty() && high.text.empty())
    return failure(whole.error({"a range needs at least one end", std::string(kExamples)}));
  const auto before = read_period(normalised(low.text)), after = read_period(normalised(high.text));
  DayRange range;
  if (!high.text.empty() && !after) {
    const Days end = read(high, today);
    if (!end) return end;
    range.last = end->last;
  }
  if (before) {
    if (high.text.empty()) range.last = today;
    if (!range.last)
      return failure(whole.error({"one end of the range must be a date", std::string(kExamples)}));
    range.first = moved(*range.last, *before, -1);
    return checked(whole, range);
  }
  if (!low.text.empty()) {
    const Days start = read(low, today);
    if (!start) return start;
    range.first = start->first;
    if (after) range.last = moved(*range.first, *after, 1) - days{1};
  } else if (after) {
    return failure(whole.error({"one end of the range must be a date", std::string(kExamples)}));
  }
  return checked(whole, range);
}

/// Trims `text` without losing where it stands.
std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return text.substr(0, 0);
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

}  // namespace

Result<DayRange, QueryError> parse_date(std::string_view text, Day today) {
  return read({text, trimmed(text)}, today);
}

Result<DayRange, QueryError> parse_days(std::string_view text, Day today) {
  const Part whole{text, trimmed(text)};
  for (std::string_view compare : {">=", "<=", ">", "<"})
    if (whole.text.starts_with(compare)) return compared(whole, compare, today);
  if (const std::size_t dots = whole.text.find(".."); dots != std::string_view::npos)
    return ranged(whole, dots, today);
  const std::string plain = normalised(whole.text);
  if (read_duration(plain)) {
    const Days start = read(whole, today);
    return start ? checked(whole, {start->first, today}) : start;
  }
  const std::size_t slash = whole.text.find('/');
  if (slash != std::string_view::npos && !other_order(plain)) {
    std::string dashed(plain);
    std::replace(dashed.begin(), dashed.end(), '/', '-');
    const Pieces p = split(dashed);
    const bool short_tail = std::all_of(p.begin() + 1, p.end(), [](std::string_view piece) {
      return number_of_digits(piece, 1, 2).has_value();
    });
    if (year_number(p[0]) && short_tail && (p.size() == 2 || p.size() == 3)) {
      Range day = read_date(dashed, today);
      if (!day) return failure(whole.error(std::move(day.error())));
      return *day;
    }
    if (auto digits = other_digits(plain)) return failure(whole.error(std::move(*digits)));
    return interval(whole, slash, today);
  }
  return read(whole, today);
}

}  // namespace morgue
