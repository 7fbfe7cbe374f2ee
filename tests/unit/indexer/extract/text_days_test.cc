#include "indexer/extract/text_days.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace morgue {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// "2031-07-03 'July 3, 2031'", with "weekday" and "expected" where they hold.
std::vector<std::string> days(std::string_view text) {
  std::vector<std::string> out;
  for (const TextDay& day : named_times(text).days)
    out.push_back(to_iso8601(day.day) + " '" + std::string(day.where.of(text)) + "'" +
                  (day.with_weekday ? " weekday" : "") + (day.expected ? " expected" : ""));
  return out;
}

TEST(TextDays, ReadsTheUsualForms) {
  EXPECT_THAT(days("It rained on July 3, 2031."), ElementsAre("2031-07-03 'July 3, 2031'"));
  EXPECT_THAT(days("It rained on July 3rd, 2031."), ElementsAre("2031-07-03 'July 3rd, 2031'"));
  EXPECT_THAT(days("It rained on 3 July 2031."), ElementsAre("2031-07-03 '3 July 2031'"));
  EXPECT_THAT(days("on the 3rd of July 2031"), ElementsAre("2031-07-03 '3rd of July 2031'"));
  EXPECT_THAT(days("Log of 2031-07-03."), ElementsAre("2031-07-03 '2031-07-03'"));
  EXPECT_THAT(days("Sept. 3, 2031 and Oct 4 2031"),
              ElementsAre("2031-09-03 'Sept. 3, 2031'", "2031-10-04 'Oct 4 2031'"));
  EXPECT_THAT(days("(@pike) July 3, 2031"), ElementsAre("2031-07-03 'July 3, 2031'"));
}

TEST(TextDays, TrustsARightWeekdayAndDropsAWrongOne) {
  EXPECT_THAT(days("in Amsel, Thursday, July 3, 2031."),
              ElementsAre("2031-07-03 'Thursday, July 3, 2031' weekday"));
  EXPECT_THAT(days("Thu 3 July 2031"), ElementsAre("2031-07-03 'Thu 3 July 2031' weekday"));
  EXPECT_THAT(days("Friday, July 3, 2031"), IsEmpty());
}

TEST(TextDays, MarksDaysThatAreYetToCome) {
  EXPECT_THAT(days("The bridge will close on July 3, 2031. It opened on May 4, 2001."),
              ElementsAre("2031-07-03 'July 3, 2031' expected", "2001-05-04 'May 4, 2001'"));
  EXPECT_THAT(days("The deadline is July 3, 2031"),
              ElementsAre("2031-07-03 'July 3, 2031' expected"));
}

TEST(TextDays, RefusesWhatIsNoDay) {
  for (const auto text :
       {"", "July 3", "July 2031", "July 32, 2031", "February 29, 2031", "3 may 2031 people",
        "1234-07-03", "2031-7-3", "call 555-07-03", "July 3 men, 2031", "Room 3, 2031"})
    EXPECT_THAT(days(text), IsEmpty()) << text;
}

TEST(TextDays, ListsWeekdaysAndYears) {
  EXPECT_EQ(named_times("On Thursday and Sunday, a monday person").weekdays, (1U << 4U) | 1U);
  EXPECT_THAT(named_times("from 1999 to 2031, 12345 and 3000").years, ElementsAre(1999, 2031));
}

}  // namespace
}  // namespace morgue
