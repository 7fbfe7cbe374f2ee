#include "common/field_terms_about.h"

#include <chrono>

#include "common/schema.h"

namespace morgue {
namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::year_month;
using std::chrono::year_month_day;
using std::chrono::years;

year_month month_of(Day day) {
  const year_month_day ymd{day};
  return ymd.year() / ymd.month();
}

Day first_of(year_month month) { return Day{month / 1}; }

bool begins_month(Day day) { return day == first_of(month_of(day)); }

bool begins_year(Day day) {
  return begins_month(day) && month_of(day).month() == std::chrono::January;
}

}  // namespace

std::optional<DayGrain> day_grain(Day from, Day to) {
  // Far days would overflow the calendar's year: they are turned away before any arithmetic.
  static constexpr Day kFirst{std::chrono::year{1} / 1 / 1};
  static constexpr Day kLast{std::chrono::year{9999} / 12 / 31};
  if (from > to || from < kFirst || to > kLast) return {};
  const Day after = to + days{1};
  const auto touched_years = (year_month_day{to}.year() - year_month_day{from}.year()).count() + 1;
  const auto touched_months = (month_of(to) - month_of(from)).count() + 1;
  const bool whole_years = begins_year(from) && begins_year(after);
  const bool whole_months = begins_month(from) && begins_month(after);
  if (!whole_years) {
    if (!whole_months && (after - from).count() <= kMostDays) return DayGrain::Day;
    if (touched_months <= kMostMonths) return DayGrain::Month;
  }
  if (touched_years <= kMostYears) return DayGrain::Year;
  return {};
}

std::vector<std::string> about_terms(Day from, Day to) {
  std::vector<std::string> terms;
  const auto grain = day_grain(from, to);
  if (!grain) return terms;
  const std::chrono::year last_year = year_month_day{to}.year();
  for (auto year = year_month_day{from}.year(); year <= last_year; ++year) {
    const Day first{year / 1 / 1};
    terms.push_back(schema::year_term(first, schema::kAboutYear));
    if (*grain == DayGrain::Year)
      terms.push_back(schema::year_term(first, schema::kAboutWholeYear));
  }
  if (*grain == DayGrain::Year) return terms;
  for (auto month = month_of(from); month <= month_of(to); month += months{1}) {
    terms.push_back(schema::month_term(first_of(month), schema::kAboutMonth));
    if (*grain == DayGrain::Month)
      terms.push_back(schema::month_term(first_of(month), schema::kAboutWholeMonth));
  }
  if (*grain == DayGrain::Month) return terms;
  for (Day day = from; day <= to; day += days{1})
    terms.push_back(schema::day_term(day, schema::kAboutDay));
  return terms;
}

}  // namespace morgue
