#include <array>

#include "indexer/annotate/day_dates.h"
#include "indexer/annotate/day_numbers.h"

namespace morgue::annotate {
namespace {

/// Months in German, French, Spanish, Italian, Portuguese and Dutch, folded, where they aren't
/// written as in English.
constexpr std::array<std::string_view, 12> kMonths = {
    "januar janner janvier enero gennaio janeiro januari",
    "februar fevrier febrero febbraio fevereiro februari",
    "marz mars marzo marco maart",
    "avril abril aprile",
    "mai mayo maggio maio mei",
    "juni juin junio giugno junho",
    "juli juillet julio luglio julho",
    "aout agosto augustus",
    "septembre septiembre settembre setembro",
    "oktober octobre octubre ottobre outubro",
    "novembre noviembre novembro",
    "dezember decembre diciembre dicembre dezembro december"};

struct ForeignMonth {
  WordKey key{};
  unsigned month = 0;
};

constexpr std::size_t count_names() {
  std::size_t count = 0;
  for (const std::string_view names : kMonths) {
    ++count;
    for (const char c : names) count += c == ' ' ? 1 : 0;
  }
  return count;
}

constexpr auto months_by_key() {
  std::array<ForeignMonth, count_names()> table{};
  std::size_t at = 0;
  for (unsigned month = 1; month <= kMonths.size(); ++month) {
    for (std::string_view left = kMonths[month - 1]; !left.empty(); ++at) {
      const std::size_t blank = left.find(' ');
      table[at] = {key_of(left.substr(0, blank)), month};
      left.remove_prefix(blank == std::string_view::npos ? left.size() : blank + 1);
    }
  }
  return table;
}

unsigned month_at(const DayContext& c, std::size_t at) {
  static constexpr auto kTable = months_by_key();
  if (c.is(at, DayWord::Month)) return static_cast<unsigned>(c.at(at).value);
  for (const ForeignMonth& each : kTable)
    if (each.key == c.at(at).key) return each.month;
  return 0;
}

/// "de", "del", "di" between the parts.
std::size_t skip_of(const DayContext& c, std::size_t at) {
  static constexpr std::array kOf = {key_of("de"), key_of("del"), key_of("di")};
  for (const WordKey key : kOf)
    if (c.at(at).key == key) return at + 1;
  return at;
}

}  // namespace

std::optional<Reading> foreign_date_at(const DayContext& c, std::size_t at) {
  const Atom& day = c.at(at);
  if (!day.is(DayWord::Number) || day.digits > 2) return std::nullopt;
  std::size_t next = at + 1;
  if (c.is_mark(next, '.') && c.at(next).glued) ++next;
  next = skip_of(c, next);
  const unsigned month = month_at(c, next);
  if (month == 0) return std::nullopt;
  const auto year = year_at(c, skip_of(c, next + 1));
  if (!year || !c.is(year->end - 1, DayWord::Number)) return std::nullopt;
  const auto stretch = day_stretch(year->value, month, static_cast<unsigned>(day.value));
  if (!stretch) return std::nullopt;
  Reading found = stretch_reading(at, year->end, Unit::Day, stretch);
  found.parts = {year->value, month, static_cast<unsigned>(day.value), {}};
  return found;
}

}  // namespace morgue::annotate
