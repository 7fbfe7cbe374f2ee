#include "common/instant.h"

#include <gtest/gtest.h>

namespace morgue {
namespace {

std::string iso(std::string_view text) {
  const auto time = parse_iso8601(text);
  return time ? to_iso8601(*time) : "refused";
}

std::string mail(std::string_view text) {
  const auto time = parse_rfc822(text);
  return time ? to_iso8601(*time) : "refused";
}

TEST(Iso8601, KeepsTheOffsetAndThePrecisionThatWereFound) {
  EXPECT_EQ(iso("2025-03-11T05:58:00+01:00"), "2025-03-11T05:58:00+01:00");
  EXPECT_EQ(iso("2025-03-11T05:58:00.123Z"), "2025-03-11T05:58:00Z");
  EXPECT_EQ(iso(" 2025-03-11 05:58 "), "2025-03-11T05:58:00");
  EXPECT_EQ(iso("20250311T055800-0330"), "2025-03-11T05:58:00-03:30");
  EXPECT_EQ(iso("2025-03-11 05:58:00 UTC"), "2025-03-11T05:58:00Z");
  EXPECT_EQ(iso("2025-03-11"), "2025-03-11");
  EXPECT_EQ(iso("20250311"), "2025-03-11");
  EXPECT_EQ(iso("2025-03"), "2025-03");
  EXPECT_EQ(iso("2025"), "2025");
}

TEST(Iso8601, RefusesWhatIsNoDate) {
  for (const char* text : {"", "2025-13-01", "2025-02-29", "2025-03-11T25:00", "2025-03-11T05:61",
                           "yesterday", "2025-03-11x", "2025-03-11T05:58+99:00", "202503"})
    EXPECT_EQ(iso(text), "refused") << text;
}

TEST(Iso8601, NothingIsLaterThanWhatCanBeWritten) {
  EXPECT_EQ(iso("9999-12-31T23:59:59Z"), "9999-12-31T23:59:59Z");
  EXPECT_EQ(iso("9999-12-31T23:59:60Z"), "refused");
  EXPECT_EQ(iso("9999-12-31T24:00Z"), "refused");
}

TEST(Iso8601, TheLocalDayIsThePublishersDay) {
  const auto time = parse_iso8601("2025-07-03T23:30:00-04:00");
  ASSERT_TRUE(time);
  EXPECT_EQ(to_iso8601(time->instant), "2025-07-04T03:30:00Z");
  EXPECT_EQ(to_iso8601(time->local_day()), "2025-07-03");
}

TEST(Rfc822, ReadsMailAndFeedDates) {
  EXPECT_EQ(mail("Tue, 11 Mar 2025 05:58:00 +0100"), "2025-03-11T05:58:00+01:00");
  EXPECT_EQ(mail("11 Mar 25 05:58 EST"), "2025-03-11T05:58:00-05:00");
  EXPECT_EQ(mail("Tuesday, 1-Apr-2025 05:58:00 GMT"), "2025-04-01T05:58:00Z");
  EXPECT_EQ(mail("Tue, 11 Mar 2025 05:58:00 -0000 (UTC)"), "2025-03-11T05:58:00Z");
  EXPECT_EQ(mail("11 Mar 2025"), "2025-03-11");
  EXPECT_EQ(mail("Tue, 31 Feb 2025 05:58:00 GMT"), "refused");
  EXPECT_EQ(mail("Noday, 11 Mar 2025"), "refused");
}

TEST(Names, MonthsAndWeekdays) {
  EXPECT_EQ(month_by_name("Sept."), 9U);
  EXPECT_EQ(month_by_name("june"), 6U);
  EXPECT_EQ(month_by_name("ju"), 0U);
  EXPECT_EQ(month_by_name("janu"), 0U);
  EXPECT_EQ(weekday_by_name("Thurs."), std::chrono::Thursday);
  EXPECT_FALSE(weekday_by_name("day"));
}

}  // namespace
}  // namespace morgue
