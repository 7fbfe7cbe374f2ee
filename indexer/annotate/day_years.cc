#include "indexer/annotate/day_years.h"

#include <algorithm>
#include <array>

#include "indexer/annotate/day_numbers.h"

namespace morgue::annotate {
namespace {

/// What newspapers count, or measure, without a comma in the number.
constexpr std::array kCounted = {key_of("people"),   key_of("percent"), key_of("pct"),
                                 key_of("km"),       key_of("kg"),      key_of("metres"),
                                 key_of("meters"),   key_of("miles"),   key_of("feet"),
                                 key_of("dollars"),  key_of("euros"),   key_of("pounds"),
                                 key_of("yen"),      key_of("men"),     key_of("women"),
                                 key_of("children"), key_of("pieces"),  key_of("jobs"),
                                 key_of("workers"),  key_of("troops"),  key_of("soldiers"),
                                 key_of("points"),   key_of("gmt"),     key_of("hours"),
                                 key_of("et"),       key_of("edt"),     key_of("est"),
                                 key_of("rupees"),   key_of("yuan"),    key_of("tonnes"),
                                 key_of("tons"),     key_of("barrels"), key_of("shares"),
                                 key_of("copies"),   key_of("votes"),   key_of("yards"),
                                 key_of("acres"),    key_of("words"),   key_of("pages"),
                                 key_of("calories"), key_of("square"),  key_of("cubic"),
                                 key_of("million"),  key_of("billion"), key_of("students"),
                                 key_of("bst"),      key_of("utc"),     key_of("local"),
                                 key_of("brl"),      key_of("usd"),     key_of("bc"),
                                 key_of("bce"),      key_of("m"),       key_of("mg"),
                                 key_of("hectares"), key_of("members"), key_of("employees"),
                                 key_of("homes"),    key_of("houses"),  key_of("cars"),
                                 key_of("units"),    key_of("rounds"),  key_of("times"),
                                 key_of("patients"), key_of("francs"),  key_of("marks"),
                                 key_of("refugees"), key_of("guests"),  key_of("residents"),
                                 key_of("m2"),       key_of("rpm"),     key_of("watts"),
                                 key_of("degrees"),  key_of("hp"),      key_of("lire"),
                                 key_of("pesos"),    key_of("roubles"), key_of("rubles"),
                                 key_of("lbs"),      key_of("avenue"),  key_of("schoolchildren"),
                                 key_of("street"),   key_of("road"),    key_of("st"),
                                 key_of("ave"),      key_of("block")};

/// What has a number for a name.
constexpr std::array kNumbered = {
    key_of("no"),      key_of("number"),  key_of("flight"),     key_of("windows"),
    key_of("route"),   key_of("highway"), key_of("room"),       key_of("model"),
    key_of("boeing"),  key_of("airbus"),  key_of("resolution"), key_of("page"),
    key_of("chapter"), key_of("section"), key_of("article"),    key_of("nikkei"),
    key_of("pin"),     key_of("code"),    key_of("unit"),       key_of("nasdaq"),
    key_of("over"),    key_of("nearly"),  key_of("almost"),     key_of("approximately"),
    key_of("tel"),     key_of("than"),    key_of("ext"),        key_of("russell"),
    key_of("mazda"),   key_of("peugeot"), key_of("phone"),      key_of("fax"),
    key_of("roughly"), key_of("around"),  key_of("about"),      key_of("bill"),
    key_of("only"),    key_of("least"),   key_of("iso"),        key_of("x")};

template <std::size_t N>
bool one_of(const std::array<WordKey, N>& keys, WordKey key) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

constexpr int kFirstPlausible = 1200;
constexpr int kLastPlausible = 2150;
constexpr int kFirstUnled = 1600;
constexpr int kLastUnled = 2060;

bool leads_to_year(const DayContext& c, std::size_t at) {
  switch (c.at(at).kind) {
    case DayWord::In:
    case DayWord::Of:
    case DayWord::From:
    case DayWord::Between:
    case DayWord::Edge:
    case DayWord::The:
    case DayWord::Season:
    case DayWord::Fiscal:
    case DayWord::Around:
      return true;
    case DayWord::At: {
      // "as 2000", "for 2000", "with 2000": these lead to numbers as well as to years.
      static constexpr std::array kSure = {key_of("by"),  key_of("since"),      key_of("during"),
                                           key_of("for"), key_of("throughout"), key_of("circa")};
      return one_of(kSure, c.at(at).key);
    }
    default:
      return c.is_mark(at, '(');
  }
}

bool stuck(const DayContext& c, std::size_t begin, std::size_t end) {
  const Atom& before = c.at(begin - 1);
  const Atom& after = c.at(end);
  const bool in_front = c.at(begin).glued && before.mark != '(' && before.mark != '"' &&
                        before.mark != '\'' && before.mark != '[' && before.mark != '-' &&
                        before.mark != ',' && before.mark != '=';
  const bool behind = after.glued &&
                      (after.mark == ':' || after.mark == '%' || after.mark == '$') &&
                      c.at(end + 1).glued;
  const bool domain = after.mark == '.' && after.glued && c.at(end + 1).glued &&
                      c.at(end + 1).mark == 0;  // "(1336.HK)"
  return in_front || behind || domain || before.mark == '$' || before.mark == '+' ||
         (after.mark == '%' && after.glued);
}

/// "ABC-1999" is the name of a thing; "post-1990" and "mid-1990" are not.
bool named_by_hyphen(const DayContext& c, std::size_t at) {
  if (!c.is_mark(at - 1, '-') || !c.at(at).glued || !c.at(at - 1).glued) return false;
  const Atom& head = c.at(at - 2);
  static constexpr std::array kHeads = {key_of("post"), key_of("pre"),  key_of("since"),
                                        key_of("mid"),  key_of("late"), key_of("early")};
  return !head.is(DayWord::Edge) && !one_of(kHeads, head.key);
}

bool counts_something(const DayContext& c, std::size_t begin, std::size_t end) {
  const Atom& after = c.at(end);
  if (one_of(kCounted, after.key) || after.is(DayWord::Units)) return true;
  if (after.is(DayWord::Unit) && !c.at(end - 1).possessive) return c.unit(end) == Unit::Year;
  if (c.is_mark(end, '-') && after.glued && c.at(end + 1).glued)
    return true;  // "2000-seat", "2015-118"
  if (leads_to_year(c, begin - 1)) return false;
  const std::string_view next = after.where.of(c.text);
  const bool plural = !after.capital && after.kind == DayWord::None && next.size() > 3 &&
                      next.ends_with('s') && !next.ends_with("ss") && !c.at(end - 1).possessive;
  return plural;
}

/// "where the year is greater" than 1998; anything else that is greater is a number.
bool compared_year(const DayContext& c, std::size_t at) {
  static constexpr std::array kCompared = {key_of("greater"), key_of("less")};
  static constexpr WordKey kIs = key_of("is");
  const std::size_t noun = c.at(at - 1).key == kIs ? at - 2 : at - 1;
  return one_of(kCompared, c.at(at).key) && c.is(noun, DayWord::Unit) && c.unit(noun) == Unit::Year;
}

bool unled_year(const DayContext& c, std::size_t begin, int year) {
  if (year < kFirstUnled || year > kLastUnled) return false;
  const Atom& before = c.at(begin - 1);
  return !one_of(kNumbered, before.key) && before.mark != '#' && before.mark != '/' &&
         !before.is(DayWord::Number) && before.mark != '*';
}

/// "the 1930's": an apostrophe of the old style, where it can't be the year's.
std::optional<Reading> possessive_decade(const DayContext& c, std::size_t at) {
  const Atom& atom = c.at(at);
  const bool decade = atom.is(DayWord::Number) && atom.digits == 4 && atom.value % 10 == 0 &&
                      atom.possessive && atom.value <= kLastUnled;
  if (!decade || !(c.is(at - 1, DayWord::The) || c.is(at - 1, DayWord::Edge))) return std::nullopt;
  Reading found;
  found.begin = at;
  found.end = at + 1;
  found.unit = Unit::Decade;
  found.stretch = decade_stretch(atom.value);
  return found;
}

}  // namespace

Reading year_reading(std::size_t begin, std::size_t end, int year) {
  Reading found;
  found.begin = begin;
  found.end = end;
  found.unit = Unit::Year;
  found.parts.year = year;
  found.stretch = year_stretch(year);
  return found;
}

std::optional<Reading> lone_year_at(const DayContext& c, std::size_t at) {
  const auto year = year_at(c, at);
  if (!year || year->value < kFirstPlausible || year->value > kLastPlausible) return std::nullopt;
  const bool in_words = !c.is(at, DayWord::Number);
  if (in_words && !leads_to_year(c, at - 1)) return std::nullopt;
  if (stuck(c, at, year->end) || named_by_hyphen(c, at) || counts_something(c, at, year->end))
    return std::nullopt;
  static constexpr WordKey kLeast = key_of("least");  // "until at least 2013"
  const bool at_least =
      c.at(at - 1).key == kLeast && (leads_to_year(c, at - 3) || c.is(at - 3, DayWord::To));
  static constexpr WordKey kThan = key_of("than");  // "later than 2020"
  const bool than = c.at(at - 1).key == kThan;
  const bool later_than = than && (c.is(at - 2, DayWord::Shift) || compared_year(c, at - 2));
  const bool led = (leads_to_year(c, at - 1) || at_least || later_than) &&
                   (at_least || later_than || !one_of(kNumbered, c.at(at - 1).key));
  if (!led && !unled_year(c, at, year->value)) return std::nullopt;
  return year_reading(at, year->end, year->value);
}

std::optional<Reading> lone_short_year_at(const DayContext& c, std::size_t at) {
  if (!c.is_mark(at, '\'') || !leads_to_year(c, at - 1)) return std::nullopt;
  const auto year = short_year_at(c, at);
  const bool closed = year && c.is_mark(year->end, '\'');  // "the '98' team": a quotation
  if (!year || closed) return std::nullopt;
  return year_reading(at, year->end, year->value);
}

namespace {

std::optional<Reading> decade_reading(std::size_t begin, std::size_t end, int first_year) {
  return stretch_reading(begin, end, Unit::Decade, decade_stretch(first_year));
}

/// "in his mid-70s": an age.
bool owned(const DayContext& c, std::size_t at) {
  static constexpr std::array kOwners = {key_of("his"), key_of("her"), key_of("their"),
                                         key_of("my"),  key_of("our"), key_of("your")};
  constexpr std::size_t kBefore = 3;  // "his", "mid", "-"
  for (std::size_t i = 1; i <= kBefore; ++i)
    if (one_of(kOwners, c.at(at - i).key)) return true;
  return false;
}

/// "the nineteen-nineties", "in the 1990 s".
std::optional<Reading> decade_in_two(const DayContext& c, std::size_t at) {
  const Atom& first = c.at(at);
  const std::size_t next = c.is_mark(at + 1, '-') ? at + 2 : at + 1;
  constexpr int kEarliest = 17;
  const bool in_words = first.is(DayWord::Ones) && first.value >= kEarliest &&
                        c.is(next, DayWord::Decade) && c.at(next).digits == 0;
  if (in_words) return decade_reading(at, next + 1, 100 * first.value + c.at(next).value);
  const bool apart = first.is(DayWord::Number) && first.digits == 4 && first.value % 10 == 0 &&
                     first.value <= kLastUnled && c.at(at + 1).key == key_of("s") &&
                     leads_to_year(c, at - 1);
  return apart ? decade_reading(at, at + 2, first.value) : std::nullopt;
}

}  // namespace

std::optional<Reading> decade_at(const DayContext& c, std::size_t at) {
  if (const auto two = decade_in_two(c, at)) return two;
  const bool apostrophe = c.is_mark(at, '\'');
  const std::size_t word = apostrophe ? at + 1 : at;
  if (const auto possessive = possessive_decade(c, at)) return possessive;
  if (!c.is(word, DayWord::Decade) || (apostrophe && !c.at(word).glued)) return std::nullopt;
  const Atom& atom = c.at(word);
  const bool four = atom.digits == 4;
  const bool in_words = atom.digits == 0 && c.is(at - 1, DayWord::In);
  // "in his nineties" is an age, "in the 70s" a temperature as often as not; "the" and no more.
  const bool led = c.is(at - 1, DayWord::The) || c.is(at - 1, DayWord::Edge) ||
                   c.is_mark(at - 1, '-') || (apostrophe && atom.digits == 2);
  if (!four && ((!led && !in_words) || owned(c, at))) return std::nullopt;
  Reading found;
  found.begin = at;
  found.end = word + 1;
  found.unit = Unit::Decade;
  const int first = four ? atom.value : full_year(c, atom.value);
  found.stretch = first % 100 == 0 && four && first < 1900 ? century_stretch(first / 100 + 1)
                                                           : decade_stretch(first);
  return found;
}

std::optional<Reading> century_at(const DayContext& c, std::size_t at) {
  const auto number = ordinal_at(c, at);
  if (!number) return std::nullopt;
  const std::size_t unit = c.is_mark(number->end, '-') ? number->end + 1 : number->end;
  const bool century =
      (c.is(unit, DayWord::Unit) || c.is(unit, DayWord::Units)) && c.unit(unit) == Unit::Century;
  if (!century) return std::nullopt;
  Reading found;
  found.begin = at;
  found.end = unit + 1;
  found.unit = Unit::Century;
  found.stretch = century_stretch(number->value);
  return found;
}

std::optional<Reading> fiscal_year_at(const DayContext& c, std::size_t at) {
  std::size_t next = at;
  const bool fiscal = c.is(at, DayWord::Fiscal);
  if (fiscal && c.at(at).value > 0) return year_reading(at, at + 1, c.at(at).value);
  if (fiscal) ++next;
  const bool word = c.is(next, DayWord::Unit) && c.unit(next) == Unit::Year;
  if (word) ++next;
  if (!fiscal && !word) return std::nullopt;
  if (c.is(next, DayWord::Of) && word) ++next;
  const auto year = short_year_at(c, next);
  if (!year || year->value < kFirstPlausible || year->value > kLastPlausible) return std::nullopt;
  if (stuck(c, next, year->end)) return std::nullopt;
  // "fiscal 2013/14" is named after the year in which it ends.
  if (c.is_mark(year->end, '/') && c.is(year->end + 1, DayWord::Number) &&
      c.at(year->end + 1).digits == 2)
    return year_reading(at, year->end + 2, year->value + 1);
  return year_reading(at, year->end, year->value);
}

}  // namespace morgue::annotate
