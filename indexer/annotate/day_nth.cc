#include <algorithm>

#include "indexer/annotate/day_dates.h"
#include "indexer/annotate/day_numbers.h"
#include "indexer/annotate/day_phrase.h"
#include "indexer/annotate/day_pick.h"
#include "indexer/annotate/day_units.h"
#include "indexer/annotate/day_years.h"

namespace morgue::annotate {
namespace {

using std::chrono::days;

/// Weeks belong to the month or year that holds their Thursday, as in ISO 8601.
std::optional<Stretch> weeks_of(Stretch whole, int nth, int count) {
  const auto thursday = nth_weekday(whole, std::chrono::Thursday, nth);
  if (!thursday) return std::nullopt;
  const Day monday = thursday->from - days{3};
  return nth > 0 ? Stretch{monday, monday + days{7 * count - 1}}
                 : Stretch{monday - days{7 * (count - 1)}, monday + days{6}};
}

/// The first half of a month ends with its fifteenth day, as in business.
std::optional<Stretch> half_of(Stretch whole, int nth) {
  if (nth != 1 && nth != 2) return std::nullopt;
  const auto length = whole.to - whole.from;
  if (length <= days{31}) {
    const Day middle = whole.from + days{14};
    return nth == 1 ? Stretch{whole.from, middle} : Stretch{middle + days{1}, whole.to};
  }
  const Day middle = shifted(whole.from, Unit::Month, static_cast<int>((length / 2).count() / 30));
  return nth == 1 ? Stretch{whole.from, middle - days{1}} : Stretch{middle, whole.to};
}

/// `count` units of a stretch from the `nth` on, or to the last one if that is -1.
std::optional<Stretch> part_of(Stretch whole, Unit unit, int nth, int count) {
  if (nth == 0 || count < 1) return std::nullopt;
  if (unit == Unit::Week) return weeks_of(whole, nth, count);
  if (unit == Unit::Half) return half_of(whole, nth);
  const Day after = whole.to + days{1};
  const Day from = nth > 0 ? shifted(whole.from, unit, nth - 1) : shifted(after, unit, -count);
  const Stretch part{from, shifted(from, unit, count) - days{1}};
  if (part.from < whole.from || whole.to < part.to) return std::nullopt;
  return part;
}

/// The month or year behind "of" or "in": "of June", "of last year", "of the year", "in 2019".
std::optional<Reading> whole_behind(const DayContext& c, std::size_t at) {
  std::size_t next = at;
  const bool linked = c.is(next, DayWord::Of) || c.is(next, DayWord::In) || c.is_mark(next, ',');
  if (linked) ++next;
  if (c.is(next, DayWord::The)) ++next;
  if (next > at && c.is(next, DayWord::Unit) && c.anchor) {
    const auto year = fiscal_year_at(c, next);
    if (year) return year;
    const Unit unit = c.unit(next);
    const bool fits = unit == Unit::Year || unit == Unit::Month;
    if (c.is(next - 1, DayWord::The) && fits)
      return stretch_reading(next, next + 1, unit, unit_around(unit, *c.anchor));
    return std::nullopt;
  }
  if (c.is(next, DayWord::Relation)) return related_at(c, next);
  if (auto fiscal = fiscal_year_at(c, next)) return fiscal;
  if (const auto year = short_year_at(c, next)) return year_reading(next, year->end, year->value);
  if (!linked || c.is_mark(at, ',')) return std::nullopt;
  if (c.is(next, DayWord::Decade)) return decade_at(c, next);
  if (auto century = century_at(c, next)) return century;
  return date_at(c, next, true);
}

/// The stretch that the part belongs to, and where it ends.
struct Whole {
  Stretch stretch;
  Unit unit;
  std::size_t end;
};

std::optional<Whole> resolved_whole(const DayContext& c, std::size_t at) {
  const auto behind = whole_behind(c, at);
  if (!behind || behind->unit < Unit::Month) return std::nullopt;
  const auto stretch = resolved(*behind, c);
  if (!stretch) return std::nullopt;
  return Whole{*stretch, behind->unit, behind->end};
}

struct Counted {
  int nth = 0;
  std::size_t end = 0;
};

std::optional<Counted> which(const DayContext& c, std::size_t at) {
  if (c.is(at, DayWord::Relation) && c.relation(at) == Relation::Last) return Counted{-1, at + 1};
  const auto ordinal = ordinal_at(c, at);
  if (!ordinal) return std::nullopt;
  return Counted{ordinal->value, ordinal->end};
}

/// "first Monday of September".
std::optional<Reading> nth_weekday_of(const DayContext& c, std::size_t at, const Counted& counted) {
  const auto whole = resolved_whole(c, counted.end + 1);
  if (!whole) return std::nullopt;
  const auto weekday = std::chrono::weekday{static_cast<unsigned>(c.at(counted.end).value)};
  return stretch_reading(at, whole->end, Unit::Day,
                         nth_weekday(whole->stretch, weekday, counted.nth));
}

/// "the first nine months" is said of the year; which one, the verbs tell.
std::optional<Reading> first_months(const DayContext& c, std::size_t at, std::size_t end,
                                    int count) {
  if (!c.anchor || count < 2 || count > 11) return std::nullopt;
  const auto spans = yearly(*c.anchor, [&](int year) {
    return std::optional(Stretch{month_stretch(year, 1)->from,
                                 month_stretch(year, static_cast<unsigned>(count))->to});
  });
  return stretch_reading(at, end, Unit::Month,
                         picked(spans, *c.anchor, pick_for(c.tense(at, end), Pick::Begun)));
}

std::optional<Reading> nth_unit_of(const DayContext& c, std::size_t at, const Counted& counted) {
  std::size_t next = counted.end;
  int count = 1;
  if (const auto several = count_at(c, next); several && !c.is(next, DayWord::A)) {
    count = several->value;
    next = several->end;
  }
  if (!c.is(next, DayWord::Unit) && !c.is(next, DayWord::Units)) return std::nullopt;
  const Unit unit = c.unit(next);
  if (unit == Unit::Weekend || unit == Unit::Century || unit == Unit::Decade) return std::nullopt;
  const auto whole = resolved_whole(c, next + 1);
  if (!whole) {
    const bool of_year = unit == Unit::Month && c.is(next, DayWord::Units) && counted.nth == 1;
    return of_year ? first_months(c, at, next + 1, count) : std::nullopt;
  }
  const auto part = part_of(whole->stretch, unit, counted.nth, count);
  if (!part) return std::nullopt;
  return stretch_reading(at, whole->end, count > 1 ? Unit::Day : unit, part);
}

std::optional<Stretch> quarter_or_half(bool half, int year, int nth) {
  return half ? half_stretch(year, nth) : quarter_stretch(year, nth);
}

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

/// Behind "third quarter", "third-quarter", "Q3", "first-half"; kNone if it is none of them.
struct Named {
  bool half = false;
  bool figures = false;
  int nth = 0;
  std::size_t end = kNone;
};

Named quarter_name(const DayContext& c, std::size_t at) {
  if (c.is(at, DayWord::Quarter) || c.is(at, DayWord::Half))
    return {c.is(at, DayWord::Half), true, c.at(at).value, at + 1};
  const auto nth = ordinal_at(c, at);
  if (!nth || nth->value > 4) return {};
  std::size_t next = nth->end;
  if (c.is_mark(next, '-')) ++next;
  if (c.is(next, DayWord::Fiscal) && c.at(next).value == 0) ++next;
  if (!c.is(next, DayWord::Unit)) return {};
  const Unit unit = c.unit(next);
  if (unit != Unit::Quarter && unit != Unit::Half) return {};
  if (unit == Unit::Half && nth->value > 2) return {};
  return {unit == Unit::Half, false, nth->value, next + 1};
}

/// A half of a match is one, too: "in the first half" needs a year or money beside it.
bool half_of_year(const DayContext& c, const Named& named, std::size_t at) {
  if (named.figures || c.is_mark(at + 1, '-')) return true;
  return c.is(named.end, DayWord::To);
}

/// "1989 third quarter", "this year's first quarter", "2019-Q1": the year stands in front.
std::optional<Reading> year_in_front(const DayContext& c, std::size_t at) {
  if (c.is(at, DayWord::Relation)) {
    const auto year = related_at(c, at);
    return year && year->unit == Unit::Year ? year : std::nullopt;
  }
  if (c.is(at, DayWord::Fiscal)) {
    if (const auto year = fiscal_year_at(c, at)) return year;
    return std::nullopt;
  }
  const auto year = year_at(c, at);
  if (!year || !c.is(at, DayWord::Number)) return std::nullopt;
  return year_reading(at, year->end, year->value);
}

std::optional<Reading> after_year(const DayContext& c, std::size_t at) {
  const auto year = year_in_front(c, at);
  if (!year || !year->stretch) return std::nullopt;
  std::size_t next = year->end;
  if (c.is_mark(next, '-') || c.is_mark(next, '\'')) ++next;
  const Named named = quarter_name(c, next);
  if (named.end == kNone) return std::nullopt;
  return stretch_reading(at, named.end, named.half ? Unit::Half : Unit::Quarter,
                         quarter_or_half(named.half, year_of(year->stretch->from), named.nth));
}

/// The latest quarter to be reported, or the one that verbs say is to come.
std::optional<Stretch> some_quarter(const DayContext& c, const Named& named, std::size_t at) {
  if (!c.anchor) return std::nullopt;
  const Tense tense = c.attributive(at, named.end) ? Tense::Unknown : c.tense(at, named.end);
  const auto all =
      yearly(*c.anchor, [&](int year) { return quarter_or_half(named.half, year, named.nth); });
  return picked_by_tense(all, *c.anchor, pick_for(tense, Pick::Nearest));
}

}  // namespace

std::optional<Reading> quarter_at(const DayContext& c, std::size_t at) {
  if (const auto found = after_year(c, at)) return found;
  const bool fiscal = c.is(at, DayWord::Fiscal) && c.at(at).value == 0;
  const Named named = quarter_name(c, fiscal ? at + 1 : at);
  const bool in_a_row = c.is(named.end, DayWord::In) && c.is(named.end + 1, DayWord::A);
  if (named.end == kNone || in_a_row) return std::nullopt;
  const Unit unit = named.half ? Unit::Half : Unit::Quarter;
  std::size_t next = named.end;
  if (named.figures && (c.is_mark(next, '-') || c.is_mark(next, '/'))) ++next;
  const auto whole = resolved_whole(c, next);
  if (whole && whole->unit == Unit::Year)
    return stretch_reading(at, whole->end, unit,
                           quarter_or_half(named.half, year_of(whole->stretch.from), named.nth));
  if (whole && named.half)
    return stretch_reading(at, whole->end, Unit::Half, half_of(whole->stretch, named.nth));
  if (named.half && !half_of_year(c, named, at)) return std::nullopt;
  return stretch_reading(at, named.end, unit, some_quarter(c, named, at));
}

std::optional<Reading> nth_at(const DayContext& c, std::size_t at) {
  const auto counted = which(c, at);
  if (!counted) return std::nullopt;
  if (c.is(counted->end, DayWord::Weekday)) return nth_weekday_of(c, at, *counted);
  return nth_unit_of(c, at, *counted);
}

Stretch weekend_with(Stretch feast) {
  const Day day = feast.from;
  const auto weekday = std::chrono::weekday{day};
  if (weekday == std::chrono::Monday) return {day - days{2}, day};
  const Day sunday = day + (std::chrono::Sunday - weekday);
  const bool bridge = weekday == std::chrono::Thursday || weekday == std::chrono::Friday;
  return {bridge ? day : sunday - days{1}, sunday};
}

namespace {

std::optional<int> feast_year(const DayContext& c, std::size_t& end) {
  std::size_t next = end;
  if (c.is_mark(next, ',') || c.is(next, DayWord::Of)) ++next;
  if (const auto year = short_year_at(c, next)) {
    end = year->end;
    return year->value;
  }
  if (!c.is(next, DayWord::Relation) || !c.is(next + 1, DayWord::Unit)) return std::nullopt;
  const auto year = related_at(c, next);
  if (!year || year->unit != Unit::Year || !year->stretch) return std::nullopt;
  end = year->end;
  return year_of(year->stretch->from);
}

bool is_weekend(const DayContext& c, std::size_t at) {
  return c.is(at, DayWord::Unit) && c.unit(at) == Unit::Weekend;
}

}  // namespace

std::optional<Reading> feast_reading(const DayContext& c, Holiday holiday, std::size_t begin,
                                     std::size_t end, std::optional<Relation> relation) {
  bool weekend = is_weekend(c, end);
  if (weekend) ++end;
  const auto year = feast_year(c, end);
  if (!weekend && is_weekend(c, end)) weekend = true, ++end;
  std::optional<Stretch> stretch;
  if (year) {
    stretch = holiday_in(*year, holiday);
  } else if (c.anchor) {
    Pick pick = pick_for(c.tense(begin, end), Pick::Nearest);
    if (relation == Relation::Last || relation == Relation::Preceding) pick = Pick::Over;
    if (relation && *relation >= Relation::Next && *relation != Relation::That &&
        *relation != Relation::Preceding)
      pick = Pick::Ahead;
    const auto all = yearly(*c.anchor, [&](int y) { return holiday_in(y, holiday); });
    stretch = relation == Relation::This ? holiday_in(year_of(*c.anchor), holiday)
                                         : picked_by_tense(all, *c.anchor, pick);
  }
  if (stretch && weekend) stretch = weekend_with(*stretch);
  return stretch_reading(begin, end, weekend ? Unit::Weekend : Unit::Day, stretch);
}

}  // namespace morgue::annotate
