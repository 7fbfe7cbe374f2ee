#include <gmock/gmock.h>

#include "tests/unit/indexer/annotate/days_said.h"

namespace morgue::annotate {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(WorkingWeeks, EndOnFriday) {
  EXPECT_THAT(said("The quay opens this working week, the market next workweek."),
              ElementsAre("this working week: 2024-06-10 to 2024-06-14",
                          "next workweek: 2024-06-17 to 2024-06-21"));
  EXPECT_THAT(said("It was the last trading week of a bad season."), IsEmpty());
}

TEST(Weeks, MayHaveAWeekdayBesideThem) {
  EXPECT_THAT(said("The mill burned in the second week of May on Friday."),
              ElementsAre("second week of May on Friday: 2024-05-10"));
  EXPECT_THAT(said("Pike resigned two weeks ago on Monday, May 27."),
              ElementsAre("two weeks ago: 2024-05-27 to 2024-06-02", "Monday, May 27: 2024-05-27"));
  EXPECT_THAT(said("Pike resigned Monday two weeks ago."),
              ElementsAre("Monday two weeks ago: 2024-05-27"));
}

TEST(Weeks, CommenceWithTheirMonday) {
  EXPECT_THAT(said("Bins are emptied w/c 24 June."),
              ElementsAre("w/c 24 June: 2024-06-24 to 2024-06-30"));
}

TEST(Stretches, LastFromTheDayThatIsNamed) {
  EXPECT_THAT(said("Meridian Freight shut its yard for three days from June 3."),
              ElementsAre("three days from June 3: 2024-06-03 to 2024-06-05"));
  EXPECT_THAT(said("The yard will open three days from June 24."),
              ElementsAre("three days from June 24: 2024-06-27"));
}

TEST(Stretches, AheadMayBeginToday) {
  EXPECT_THAT(said("It will close within the next two weeks."),
              ElementsAre("next two weeks: 2024-06-12 to 2024-06-26"));
  EXPECT_THAT(said("It will close over the next two weeks."),
              ElementsAre("next two weeks: 2024-06-13 to 2024-06-26"));
}

TEST(Stretches, BackMayHaveSeveralUnits) {
  EXPECT_THAT(said("She sailed for the last two months and three days."),
              ElementsAre("last two months and three days: 2024-04-09 to 2024-06-12"));
  EXPECT_THAT(said("He died two years, one month and 21 days ago."),
              ElementsAre("two years, one month and 21 days ago: 2022-04-21"));
}

TEST(Units, AreThisOneWhereSomethingBelongsToThem) {
  EXPECT_THAT(said("Calder lost the last race of the year and rested for the rest of the month."),
              ElementsAre("year: 2024-01-01 to 2024-12-31", "month: 2024-06-01 to 2024-06-30"));
  EXPECT_THAT(said("Sales grew in the first quarter of 2024 but fell for the rest of the quarter."),
              ElementsAre("first quarter of 2024: 2024-01-01 to 2024-03-31",
                          "quarter: 2024-04-01 to 2024-06-30"));
  EXPECT_THAT(said("Most of the year, at that time of the year, as player of the year."),
              IsEmpty());
  EXPECT_THAT(said("Man of the Year"), IsEmpty());
}

TEST(Units, AreTodayAtTheEndOfATradingReport) {
  EXPECT_THAT(said("Shares fell 3 percent for the day, their worst."),
              ElementsAre("day: 2024-06-12"));
  EXPECT_THAT(said("It was the worst loss of the day."), ElementsAre("day: 2024-06-12"));
  EXPECT_THAT(said("At the end of the day, cuts are the order of the day."), IsEmpty());
  EXPECT_THAT(said("She spoke of the day he left."), IsEmpty());
  EXPECT_THAT(said("They pray for the day when it ends, or for the day-to-day work."), IsEmpty());
}

TEST(Units, HaveEndsOfFewLetters) {
  EXPECT_THAT(said("Reyes wants the deck rebuilt by EOY."),
              ElementsAre("EOY: 2024-01-01 to 2024-12-31"));
}

TEST(Days, MayBeJoinedInAnyOrder) {
  EXPECT_THAT(said("Minutes of 2023/14/Jun, June-2023-15 and 16-2023-June."),
              ElementsAre("2023/14/Jun: 2023-06-14", "June-2023-15: 2023-06-15",
                          "16-2023-June: 2023-06-16"));
  EXPECT_THAT(said("Dated on 2023 06 14, then filed."), ElementsAre("2023 06 14: 2023-06-14"));
  EXPECT_THAT(said("Open 9-3-2023-9-8-2023 only."),
              ElementsAre("9-3-2023-9-8-2023: 2023-09-03 to 2023-09-08"));
}

TEST(Days, MayStickToTheirMonth) {
  EXPECT_THAT(said("Signed on Nov30, 1987; lost Jun07 and Jun99."),
              ElementsAre("Nov30, 1987: 1987-11-30"));
}

TEST(Days, OfMachinesHaveTheTimeBeforeTheYear) {
  EXPECT_THAT(said("Sent Sat Mar 15 09:41:30 GMT 2014 from Calder."),
              ElementsAre("Sat Mar 15 09:41:30 GMT 2014: 2014-03-15"));
}

TEST(Days, AreInTheNamesOfFiles) {
  EXPECT_THAT(said("See minutes-2023-06-14.pdf, but not calder-2010.pdf or part 2015-1-118."),
              ElementsAre("2023-06-14: 2023-06-14"));
}

TEST(Ranges, MayEndTodayOrInARelatedMonth) {
  EXPECT_THAT(said("Records from 2019 to the present."),
              ElementsAre("2019 to the present: 2019-01-01 to 2024-06-12"));
  EXPECT_THAT(said("She came back in 2019 to present an award."),
              ElementsAre("2019: 2019-01-01 to 2019-12-31"));
  EXPECT_THAT(said("Closed from 5-19 in next month."),
              ElementsAre("5-19 in next month: 2024-07-05 to 2024-07-19"));
  EXPECT_THAT(said("Calder won 2-4 in last month's final."),
              ElementsAre("last month: 2024-05-01 to 2024-05-31"));
  EXPECT_THAT(said("Closed from 8/2-8/9, 2021."),
              ElementsAre("8/2-8/9, 2021: 2021-08-02 to 2021-08-09"));
}

TEST(Feasts, OfTheMoonAreComputed) {
  EXPECT_THAT(said("Shops shut for Eid al-Fitr and will shut on Eid al-Adha."),
              ElementsAre("Eid al-Fitr: 2024-04-09", "Eid al-Adha: 2024-06-16"));
}

TEST(Feasts, AreCountedFromAndHaveWeekends) {
  EXPECT_THAT(said("They met five days before the new year."),
              ElementsAre("five days before the new year: 2023-12-27"));
  EXPECT_THAT(said("Rain fell on the weekend of Thanksgiving 2023."),
              ElementsAre("weekend of Thanksgiving 2023: 2023-11-23 to 2023-11-26"));
}

TEST(Questions, KeepTheirTense) {
  EXPECT_THAT(said("Will it open on Monday? Or on Tuesday?"),
              ElementsAre("Monday: 2024-06-17", "Tuesday: 2024-06-18"));
  EXPECT_THAT(said("Marten wants to retire in three years."),
              ElementsAre("in three years: 2027-01-01 to 2027-12-31"));
}

TEST(Years, MayBeCompared) {
  EXPECT_THAT(said("Ships where the year is greater than 1998, and greater than 1998."),
              ElementsAre("1998: 1998-01-01 to 1998-12-31"));
}

}  // namespace
}  // namespace morgue::annotate
