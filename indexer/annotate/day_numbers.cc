#include "indexer/annotate/day_numbers.h"

namespace morgue::annotate {
namespace {

constexpr int kMostCounted = 9999;
constexpr unsigned kLastMonthDay = 31;
constexpr int kFirstYearRead = 1000;
constexpr int kLastYearRead = 2999;

std::size_t skip_hyphen(const DayContext& c, std::size_t at) {
  return c.is_mark(at, '-') && c.at(at).glued ? at + 1 : at;
}

/// "seven", "twenty", "twenty-seven": 1 to 99.
std::optional<Numeral> small_number_at(const DayContext& c, std::size_t at) {
  if (c.is(at, DayWord::Ones)) return Numeral{c.at(at).value, at + 1};
  if (!c.is(at, DayWord::Tens)) return std::nullopt;
  const std::size_t next = skip_hyphen(c, at + 1);
  if (c.is(next, DayWord::Ones) && c.at(next).value < 10)
    return Numeral{c.at(at).value + c.at(next).value, next + 1};
  return Numeral{c.at(at).value, at + 1};
}

/// "two thousand", "two thousand and five".
std::optional<Numeral> thousands_at(const DayContext& c, std::size_t at) {
  if (!c.is(at, DayWord::Ones) || !c.is(at + 1, DayWord::Thousand)) return std::nullopt;
  const int base = 1000 * c.at(at).value;
  const std::size_t next = c.is(at + 2, DayWord::And) ? at + 3 : at + 2;
  if (const auto rest = small_number_at(c, next)) return Numeral{base + rest->value, rest->end};
  return Numeral{base, at + 2};
}

/// "nineteen ninety-six", "seventeen hundred thirty-three".
std::optional<Numeral> hundreds_at(const DayContext& c, std::size_t at) {
  constexpr int kEarliest = 12;
  const auto century = small_number_at(c, at);
  if (!century || century->value < kEarliest || century->value > 20) return std::nullopt;
  std::size_t next = century->end;
  const bool hundred = c.is(next, DayWord::Hundred);
  if (hundred) ++next;
  if (hundred && c.is(next, DayWord::And)) ++next;
  const auto rest = small_number_at(c, next);
  if (!rest || rest->value < 10) return std::nullopt;
  return Numeral{100 * century->value + rest->value, rest->end};
}

}  // namespace

int full_year(const DayContext& c, int two_digits) {
  constexpr int kAhead = 20;
  constexpr int kPivotUndated = 2040;
  const int latest = c.anchor ? year_of(*c.anchor) + kAhead : kPivotUndated;
  const int year = latest / 100 * 100 + two_digits;
  return year > latest ? year - 100 : year;
}

std::optional<Numeral> count_at(const DayContext& c, std::size_t at) {
  const Atom& atom = c.at(at);
  if (atom.is(DayWord::Number))
    return atom.value <= kMostCounted ? std::optional(Numeral{atom.value, at + 1}) : std::nullopt;
  if (atom.is(DayWord::A)) {
    if (!c.is(at + 1, DayWord::Few)) return Numeral{1, at + 1};
    return count_at(c, at + 1);
  }
  if (atom.is(DayWord::Few) && atom.value == 2)
    return Numeral{2, c.is(at + 1, DayWord::Of) ? at + 2 : at + 1};
  return small_number_at(c, at);
}

std::optional<Numeral> ordinal_at(const DayContext& c, std::size_t at) {
  if (c.is(at, DayWord::Ordinal)) return Numeral{c.at(at).value, at + 1};
  if (!c.is(at, DayWord::Tens)) return std::nullopt;
  const std::size_t next = skip_hyphen(c, at + 1);
  if (!c.is(next, DayWord::Ordinal) || c.at(next).value > 9 || c.at(next).digits > 0)
    return std::nullopt;
  return Numeral{c.at(at).value + c.at(next).value, next + 1};
}

std::optional<Numeral> month_day_at(const DayContext& c, std::size_t at) {
  if (c.is(at, DayWord::The)) return ordinal_at(c, at + 1);
  auto day = ordinal_at(c, at);
  if (!day && c.is(at, DayWord::Number) && c.at(at).digits <= 2)
    day = Numeral{c.at(at).value, at + 1};
  if (!day) day = small_number_at(c, at);
  if (!day || day->value < 1 || day->value > static_cast<int>(kLastMonthDay)) return std::nullopt;
  return day;
}

std::optional<Numeral> year_at(const DayContext& c, std::size_t at) {
  const Atom& atom = c.at(at);
  if (atom.is(DayWord::Number)) {
    if (atom.digits != 4 || atom.value < kFirstYearRead || atom.value > kLastYearRead)
      return std::nullopt;
    return Numeral{atom.value, at + 1};
  }
  if (const auto thousands = thousands_at(c, at)) return thousands;
  return hundreds_at(c, at);
}

std::optional<Numeral> short_year_at(const DayContext& c, std::size_t at) {
  const bool apostrophe = c.is_mark(at, '\'');
  if (apostrophe && c.is(at + 1, DayWord::Number) && c.at(at + 1).digits == 2 && c.at(at + 1).glued)
    return Numeral{full_year(c, c.at(at + 1).value), at + 2};
  return year_at(c, at);
}

}  // namespace morgue::annotate
