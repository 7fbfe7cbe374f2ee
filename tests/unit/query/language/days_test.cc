#include "query/language/days.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/unit/query/language/query_for_test.h"

namespace morgue {
namespace {

std::string shown(const Result<DayRange, QueryError>& days) {
  if (!days) return days.error().message;
  const auto end = [](const std::optional<Day>& day) { return day ? to_iso8601(*day) : ""; };
  return fmt::format("{}..{}", end(days->first), end(days->last));
}

struct Form {
  const char* text;
  const char* days;
};

void expect_all(std::initializer_list<Form> forms) {
  for (const Form& form : forms)
    EXPECT_EQ(shown(parse_days(form.text, kToday)), form.days) << form.text;
}

TEST(Days, APartialDateWidensToAllItNames) {
  expect_all({{"2024", "2024-01-01..2024-12-31"},
              {"1990s", "1990-01-01..1999-12-31"},
              {"2024-02", "2024-02-01..2024-02-29"},
              {"2024/02", "2024-02-01..2024-02-29"},
              {"2024-W24", "2024-06-10..2024-06-16"},
              {"2020-w53", "2020-12-28..2021-01-03"},
              {"2024-q3", "2024-07-01..2024-09-30"},
              {"Q3-2024", "2024-07-01..2024-09-30"},
              {"june-2024", "2024-06-01..2024-06-30"},
              {"sept-2024", "2024-09-01..2024-09-30"}});
}

TEST(Days, ADayHasManyForms) {
  for (const char* text :
       {"2024-06-14", "2024-6-14", "20240614", "2024/06/14", "14-june-2024", "14th-June-2024",
        "june-14-2024", "14 june 2024", "14_jun_2024", "June 14, 2024", "@1718323200"})
    EXPECT_EQ(shown(parse_days(text, kToday)), "2024-06-14..2024-06-14") << text;
}

TEST(Days, WithoutAYearTheLatestPastIsMeant) {
  expect_all({{"june", "2026-06-01..2026-06-30"},
              {"november", "2026-11-01..2026-11-30"},
              {"december", "2025-12-01..2025-12-31"},
              {"14-december", "2025-12-14..2025-12-14"},
              {"november-23", "2026-11-23..2026-11-23"},
              {"november-24", "2025-11-24..2025-11-24"},
              {"february-29", "2024-02-29..2024-02-29"},
              {"monday", "2026-11-23..2026-11-23"},
              {"last-monday", "2026-11-16..2026-11-16"},
              {"sun", "2026-11-22..2026-11-22"}});
}

TEST(Days, RelativeNamesFollowTheCalendar) {
  expect_all({{"today", "2026-11-23..2026-11-23"},
              {"Yesterday", "2026-11-22..2026-11-22"},
              {"this-week", "2026-11-23..2026-11-29"},
              {"last week", "2026-11-16..2026-11-22"},
              {"this-month", "2026-11-01..2026-11-30"},
              {"last_month", "2026-10-01..2026-10-31"},
              {"this-quarter", "2026-10-01..2026-12-31"},
              {"last-quarter", "2026-07-01..2026-09-30"},
              {"this-year", "2026-01-01..2026-12-31"},
              {"last-year", "2025-01-01..2025-12-31"}});
  EXPECT_EQ(shown(parse_days("last-quarter", *make_day(2026, 2, 1))), "2025-10-01..2025-12-31");
}

TEST(Days, ADurationRunsUntilToday) {
  expect_all({{"30d", "2026-10-24..2026-11-23"},
              {"7 days", "2026-11-16..2026-11-23"},
              {"6w", "2026-10-12..2026-11-23"},
              {"3m", "2026-08-23..2026-11-23"},
              {"1y", "2025-11-23..2026-11-23"},
              {"30d..7d", "2026-10-24..2026-11-16"}});
  EXPECT_EQ(shown(parse_days("1m", *make_day(2026, 3, 31))), "2026-02-28..2026-03-31");
}

TEST(Days, ARangeTakesTheOuterEnds) {
  expect_all({{"2024-06..2024-09", "2024-06-01..2024-09-30"},
              {"2024..", "2024-01-01.."},
              {"..2024", "..2024-12-31"},
              {"yesterday..today", "2026-11-22..2026-11-23"},
              {"january..march-2024", "2024-01-01..2024-03-31"},
              {"3-may..14-june-2023", "2023-05-03..2023-06-14"},
              {"yesterday..december-2026", "2026-11-22..2026-12-31"}});
}

TEST(Days, AComparisonStaysOutsideOrInsideWhatItNames) {
  expect_all({{">2024", "2025-01-01.."},
              {">=2024-06", "2024-06-01.."},
              {"<2024-06", "..2024-05-31"},
              {"<=2024-06", "..2024-06-30"}});
}

TEST(Days, IsoIntervals) {
  expect_all({{"2024-03/P6M", "2024-03-01..2024-08-31"},
              {"P1W/2024-05-25", "2024-05-18..2024-05-25"},
              {"2024/", "2024-01-01.."},
              {"/2003", "..2003-12-31"},
              {"2024-01/2024-03", "2024-01-01..2024-03-31"},
              {"2024-01-31/P1M", "2024-01-31..2024-02-28"},
              {"p1y2m3w4d/2024-12-31", "2023-10-06..2024-12-31"}});
}

TEST(Days, ASingleDateIsNoRange) {
  EXPECT_EQ(shown(parse_date("june-2024", kToday)), "2024-06-01..2024-06-30");
  EXPECT_EQ(shown(parse_date("30d", kToday)), "2026-10-24..2026-10-24");
  EXPECT_EQ(shown(parse_date("2023..2024", kToday)), "unknown date \"2023..2024\"");
}

TEST(Days, AMistakeKnowsItsPlace) {
  const auto days = parse_days(" 2024-06..2024-13", kToday);
  ASSERT_FALSE(days);
  EXPECT_EQ(days.error(), (QueryError{{10, 17}, "no month 13", "months go from 01 to 12"}));
}

TEST(Days, TellOnlyOneRefusalPerMistake) {
  EXPECT_EQ(shown(parse_days("3.4.24", kToday)), "\"3.4.24\" is ambiguous: day or month first?");
  EXPECT_EQ(shown(parse_days("32/12/2024", kToday)),
            "\"32/12/2024\" is ambiguous: day or month first?");
  EXPECT_EQ(shown(parse_days("", kToday)), "a date is missing");
  EXPECT_EQ(shown(parse_days("0000", kToday)), "the calendar here has the years 0001 to 9999");
}

}  // namespace
}  // namespace morgue
