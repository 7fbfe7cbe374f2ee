#include "indexer/annotate/holidays.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace morgue::annotate {
namespace {

enum class Rule : std::uint8_t {
  Fixed,    ///< month, day
  Weekday,  ///< month, weekday (0 is Sunday), which one
  Easter,   ///< days after Easter Sunday
  NthPlus,  ///< like Weekday, and days later
  Islamic,  ///< month and day of the Islamic calendar
};

struct Feast {
  std::string_view names;  ///< separated by '|'
  Rule rule;
  int month = 0;
  int day = 0;  ///< day of the month, weekday, or days after Easter
  int nth = 0;
  int later = 0;
};

/// Public knowledge: US federal holidays (5 U.S.C. 6103), UK bank holidays, the Christian year.
/// "Labour Day" and "Mother's Day" fall on other days in other countries and are left out, but for
/// the American ones, which have a spelling or a home of their own.
constexpr auto kFeasts = std::to_array<Feast>({
    {"new year day|new years day", Rule::Fixed, 1, 1},
    {"new year eve|new years eve", Rule::Fixed, 12, 31},
    {"martin luther king day|martin luther king jr|mlk day", Rule::Weekday, 1, 1, 3},
    {"inauguration day", Rule::Fixed, 1, 20},
    {"groundhog day", Rule::Fixed, 2, 2},
    {"valentine day|valentines day", Rule::Fixed, 2, 14},
    {"presidents day|president day", Rule::Weekday, 2, 1, 3},
    {"st patrick day|saint patrick day|st patricks day|saint patrick", Rule::Fixed, 3, 17},
    {"april fool day|april fools day", Rule::Fixed, 4, 1},
    {"earth day", Rule::Fixed, 4, 22},
    {"anzac day", Rule::Fixed, 4, 25},
    {"may day|international workers day", Rule::Fixed, 5, 1},
    {"cinco de mayo", Rule::Fixed, 5, 5},
    {"mother day|mothers day", Rule::Weekday, 5, 0, 2},
    {"memorial day", Rule::Weekday, 5, 1, -1},
    {"juneteenth", Rule::Fixed, 6, 19},
    {"canada day", Rule::Fixed, 7, 1},
    {"father day|fathers day", Rule::Weekday, 6, 0, 3},
    {"independence day|fourth of july", Rule::Fixed, 7, 4},
    {"bastille day", Rule::Fixed, 7, 14},
    {"labor day", Rule::Weekday, 9, 1, 1},
    {"columbus day", Rule::Weekday, 10, 1, 2},
    {"halloween", Rule::Fixed, 10, 31},
    {"guy fawkes night|bonfire night", Rule::Fixed, 11, 5},
    {"veterans day|armistice day|remembrance day", Rule::Fixed, 11, 11},
    {"thanksgiving|thanksgiving day", Rule::Weekday, 11, 4, 4},
    {"black friday", Rule::NthPlus, 11, 4, 4, 1},
    {"cyber monday", Rule::NthPlus, 11, 4, 4, 4},
    {"christmas|christmas day|xmas", Rule::Fixed, 12, 25},
    {"christmas eve", Rule::Fixed, 12, 24},
    {"boxing day", Rule::Fixed, 12, 26},
    {"mardi gras|shrove tuesday", Rule::Easter, 0, -47},
    {"ash wednesday", Rule::Easter, 0, -46},
    {"palm sunday", Rule::Easter, 0, -7},
    {"maundy thursday|holy thursday", Rule::Easter, 0, -3},
    {"good friday", Rule::Easter, 0, -2},
    {"holy saturday", Rule::Easter, 0, -1},
    {"easter|easter sunday", Rule::Easter, 0, 0},
    {"easter monday", Rule::Easter, 0, 1},
    {"ascension day", Rule::Easter, 0, 39},
    {"pentecost|whit sunday", Rule::Easter, 0, 49},
    {"whit monday|pentecost monday", Rule::Easter, 0, 50},
    {"corpus christi day", Rule::Easter, 0, 60},
    {"eid al fitr|eid al-fitr|eid ul fitr|eid ul-fitr", Rule::Islamic, 10, 1},
    {"eid al adha|eid al-adha|eid ul adha|eid ul-adha", Rule::Islamic, 12, 10},
});

/// The day of the tabular Islamic calendar (astronomical epoch; Reingold and Dershowitz,
/// Calendrical Calculations, 2018, ch. 7). Sightings of the moon put feasts up to a day earlier or
/// later.
Day islamic_day(int year, int month, int day) {
  constexpr Day kEpoch =
      std::chrono::sys_days{std::chrono::year{622} / std::chrono::July / 18};  // Gregorian
  return kEpoch + std::chrono::days{day - 1 + 29 * (month - 1) + month / 2 + 354 * (year - 1) +
                                    (3 + 11 * year) / 30};
}

/// The first such day of a year of ours; one year in 33 has two.
std::optional<Stretch> islamic_in(Stretch whole, int month, int day) {
  constexpr int kEpochYear = 622;
  const int years = year_of(whole.from) - kEpochYear;
  const int about = years * 33 / 32;
  for (int year = std::max(1, about - 1); year <= about + 2; ++year) {
    const Day found = islamic_day(year, month, day);
    if (whole.from <= found && found <= whole.to) return Stretch{found, found};
  }
  return std::nullopt;
}

constexpr WordKey phrase_key(std::string_view words) {
  WordKey key{};
  bool first = true;
  while (!words.empty()) {
    const std::size_t blank = words.find(' ');
    const WordKey word = key_of(words.substr(0, blank));
    key = first ? word : joined(key, word);
    first = false;
    words.remove_prefix(blank == std::string_view::npos ? words.size() : blank + 1);
  }
  return key;
}

struct Name {
  WordKey key{};
  Holiday holiday = 0;
};

constexpr std::size_t count_names() {
  std::size_t count = 0;
  for (const Feast& feast : kFeasts)
    count += 1 + static_cast<std::size_t>(std::count(feast.names.begin(), feast.names.end(), '|'));
  return count;
}

constexpr auto names_by_key() {
  std::array<Name, count_names()> names{};
  std::size_t at = 0;
  for (Holiday holiday = 0; holiday < kFeasts.size(); ++holiday) {
    for (std::string_view left = kFeasts[holiday].names; !left.empty(); ++at) {
      const std::size_t bar = left.find('|');
      names[at] = {phrase_key(left.substr(0, bar)), holiday};
      left.remove_prefix(bar == std::string_view::npos ? left.size() : bar + 1);
    }
  }
  std::sort(names.begin(), names.end(), [](const Name& a, const Name& b) { return a.key < b.key; });
  return names;
}

}  // namespace

std::optional<Holiday> holiday_named(WordKey phrase) {
  static constexpr auto kNames = names_by_key();
  const auto* found =
      std::lower_bound(kNames.begin(), kNames.end(), phrase,
                       [](const Name& name, WordKey key) { return name.key < key; });
  if (found == kNames.end() || found->key != phrase) return std::nullopt;
  return found->holiday;
}

std::optional<Stretch> holiday_in(int year, Holiday holiday) {
  const Feast& feast = kFeasts[holiday];
  const auto month = static_cast<unsigned>(feast.month);
  if (feast.rule == Rule::Fixed) return day_stretch(year, month, static_cast<unsigned>(feast.day));
  const auto whole = year_stretch(year);
  if (!whole) return std::nullopt;
  if (feast.rule == Rule::Easter) {
    const Day day = easter_sunday(year) + std::chrono::days{feast.day};
    return Stretch{day, day};
  }
  if (feast.rule == Rule::Islamic) return islamic_in(*whole, feast.month, feast.day);
  const auto weekday = std::chrono::weekday{static_cast<unsigned>(feast.day)};
  auto found = nth_weekday(*month_stretch(year, month), weekday, feast.nth);
  if (found)
    found = Stretch{found->from + std::chrono::days{feast.later},
                    found->to + std::chrono::days{feast.later}};
  return found;
}

}  // namespace morgue::annotate
