#include "query/match/date_conditions.h"

#include <algorithm>
#include <cstdio>

#include "common/schema.h"
#include "query/match/term_lookup.h"

namespace morgue {
namespace {

using std::chrono::days;

bool covers(const DayRange& range, Day from, Day to) {
  return range.contains(from) && range.contains(to);
}

bool touches(const DayRange& range, Day from, Day to) {
  return (!range.first || *range.first <= to) && (!range.last || from <= *range.last);
}

void cover_year(const DayRange& range, int year, CalendarCover& out) {
  const Day first = *make_day(year, 1, 1);
  const Day last = *make_day(year, 12, 31);
  if (covers(range, first, last)) return out.years.push_back(first);
  if (!touches(range, first, last)) return;
  for (unsigned month = 1; month <= 12; ++month) {
    const Day from = *make_day(year, month, 1);
    const Day to = month == 12 ? last : *make_day(year, month + 1, 1) - days{1};
    if (!touches(range, from, to)) continue;
    if (covers(range, from, to)) {
      out.months.push_back(from);
      continue;
    }
    for (Day day = from; day <= to; day += days{1})
      if (range.contains(day)) out.days.push_back(day);
  }
}

/// The years that the archive has under a prefix: an open range asks for no others.
std::vector<int> years_of(const ArchiveReader& archive, std::string_view prefix) {
  std::vector<int> years;
  archive.for_each_term(std::string(prefix), [&](const std::string& term, std::uint64_t) {
    int year = 0;
    if (std::sscanf(term.c_str() + prefix.size(), "%4d", &year) == 1) years.push_back(year);
    return true;
  });
  return years;
}

void add_months(std::vector<std::string>& terms, const std::vector<Day>& all,
                std::string_view prefix) {
  for (const Day day : all) terms.push_back(schema::month_term(day, prefix));
}

void add_years(std::vector<std::string>& terms, const std::vector<Day>& all,
               std::string_view prefix) {
  for (const Day day : all) terms.push_back(schema::year_term(day, prefix));
}

void add_days(std::vector<std::string>& terms, const std::vector<Day>& all,
              std::string_view prefix) {
  for (const Day day : all) terms.push_back(schema::day_term(day, prefix));
}

FieldCondition published(const QueryNode& node, const ArchiveReader& archive) {
  const CalendarCover cut = cover(node.days, years_of(archive, schema::kYear));
  std::vector<std::string> terms;
  add_years(terms, cut.years, schema::kYear);
  add_months(terms, cut.months, schema::kMonth);
  add_days(terms, cut.days, schema::kDay);
  return by_terms(std::move(terms));
}

/// Mentions as fine as the pieces of the range, and those a grain coarser
/// (common/field_terms_about.h).
FieldCondition about(const QueryNode& node, const ArchiveReader& archive) {
  const CalendarCover cut = cover(node.days, years_of(archive, schema::kAboutYear));
  std::vector<std::string> fine;
  add_years(fine, cut.years, schema::kAboutYear);
  add_months(fine, cut.months, schema::kAboutMonth);
  add_days(fine, cut.days, schema::kAboutDay);
  std::vector<std::string> terms = fine;
  add_years(terms, cut.months, schema::kAboutWholeYear);
  add_months(terms, cut.days, schema::kAboutWholeMonth);
  const bool coarse = terms.size() > fine.size();
  FieldCondition out = by_terms(std::move(terms));
  out.check.kind = Check::Kind::About;
  if (coarse) out.preferred = Xapian::Query(Xapian::Query::OP_OR, fine.begin(), fine.end());
  return out;
}

FieldCondition by_slot(const QueryNode& node, unsigned slot, Check::Kind kind) {
  FieldCondition out;
  out.check.kind = kind;
  out.check.days = node.days;
  out.candidates =
      value_range(slot, node.days.first ? schema::sortable_first_minute(*node.days.first) : "",
                  node.days.last ? schema::sortable_last_minute(*node.days.last) : "");
  return out;
}

}  // namespace

CalendarCover cover(const DayRange& range, std::span<const int> years) {
  CalendarCover out;
  for (const int year : years) cover_year(range, year, out);
  return out;
}

FieldCondition date_condition(const QueryNode& node, const ArchiveReader& archive) {
  switch (node.field) {
    case FieldId::Added:
      return by_slot(node, schema::kAddedSlot, Check::Kind::Added);
    case FieldId::Updated:
      return by_slot(node, schema::kUpdatedSlot, Check::Kind::Updated);
    case FieldId::About:
      return about(node, archive);
    default:
      return published(node, archive);
  }
}

}  // namespace morgue
