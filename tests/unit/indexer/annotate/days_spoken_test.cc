#include "indexer/annotate/days_spoken.h"

#include <gmock/gmock.h>

#include <chrono>
#include <string>
#include <string_view>

#include "tests/unit/indexer/annotate/days_said.h"

namespace morgue::annotate {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Days, AreReadInTheOrderOfEitherSideOfTheAtlantic) {
  EXPECT_THAT(said("The ferry sank on 14 June 2019, and on June 15, 2019 divers found it."),
              ElementsAre("14 June 2019: 2019-06-14", "June 15, 2019: 2019-06-15"));
  EXPECT_THAT(said("It opened on the 3rd of May 1998."),
              ElementsAre("3rd of May 1998: 1998-05-03"));
  EXPECT_THAT(said("It opened on Sept. 9, 1998."), ElementsAre("Sept. 9, 1998: 1998-09-09"));
}

TEST(Days, InFiguresPutTheYearOrTheMonthFirst) {
  EXPECT_THAT(
      said("Minutes of 2023-06-14, 6/15/2023 and 11/02/23."),
      ElementsAre("2023-06-14: 2023-06-14", "6/15/2023: 2023-06-15", "11/02/23: 2023-11-02"));
}

TEST(Days, InFiguresPutTheDayFirstWhereTheMonthCannotBe) {
  EXPECT_THAT(said("Minutes of 15/06/2023 and 04.05.2023."),
              ElementsAre("15/06/2023: 2023-06-15", "04.05.2023: 2023-05-04"));
}

TEST(Days, MayBeForeignIfTheySayTheirYear) {
  EXPECT_THAT(
      said("Am 14. Juni 2019, le 3 août 2018, el 2 de mayo de 2017, il 5 luglio 2016, em 6 de "
           "março de 2015, op 7 mei 2014."),
      ElementsAre("14. Juni 2019: 2019-06-14", "3 août 2018: 2018-08-03",
                  "2 de mayo de 2017: 2017-05-02", "5 luglio 2016: 2016-07-05",
                  "6 de março de 2015: 2015-03-06", "7 mei 2014: 2014-05-07"));
}

TEST(Days, AreNotReadOutOfOtherFigures) {
  EXPECT_THAT(said("Call +86 2010-2015-86, lot 123-12-1234, at $5/12, odds of 5/12, won 6-3."),
              IsEmpty());
  EXPECT_THAT(said("The form names 31/02/2023."), IsEmpty());
}

TEST(Days, TakeInTheWeekdayBesideThem) {
  EXPECT_THAT(said("Tom Reyes was born on Friday, March 6, 1981."),
              ElementsAre("Friday, March 6, 1981: 1981-03-06"));
}

TEST(Months, AreSpokenOfAsAWhole) {
  EXPECT_THAT(said("Between them, March 2021 was wet and early April 2021 was dry."),
              ElementsAre("March 2021: 2021-03-01 to 2021-03-31",
                          "early April 2021: 2021-04-01 to 2021-04-30"));
  EXPECT_THAT(said("It ended in February of 2020."),
              ElementsAre("February of 2020: 2020-02-01 to 2020-02-29"));
}

TEST(Months, AreNotNamesAndVerbs) {
  EXPECT_THAT(said("It may rain. Theresa May said June Carter would march. May he rest."),
              IsEmpty());
  EXPECT_THAT(said("Calder's mayor may march in August."),
              ElementsAre("August: 2024-08-01 to 2024-08-31"));
}

TEST(Months, ShortenedAreNotFirstNames) {
  EXPECT_THAT(said("Reporting by Jan Strand; it closed on Jan. 5."),
              ElementsAre("Jan. 5: 2024-01-05"));
}

TEST(Years, StandBehindPrepositionsAndInFrontOfNouns) {
  EXPECT_THAT(said("The bridge, built in 1932, survived the 1998 flood (and 2007)."),
              ElementsAre("1932: 1932-01-01 to 1932-12-31", "1998: 1998-01-01 to 1998-12-31",
                          "2007: 2007-01-01 to 2007-12-31"));
}

TEST(Years, AreNotCountsAndNames) {
  EXPECT_THAT(said("Some 2000 people took Flight 1987 for $1999, with 1800 bags, at 1,950 km."),
              IsEmpty());
}

TEST(Years, MayBeWrittenOut) {
  EXPECT_THAT(said("It shut in nineteen ninety-six."),
              ElementsAre("nineteen ninety-six: 1996-01-01 to 1996-12-31"));
}

TEST(Years, MayBeJoined) {
  EXPECT_THAT(said("The 2019/20 season, the 1990-95 drought and 2016 to 2018."),
              ElementsAre("2019/20: 2019-01-01 to 2020-12-31", "1990-95: 1990-01-01 to 1995-12-31",
                          "2016 to 2018: 2016-01-01 to 2018-12-31"));
}

TEST(Years, MayBeFiscal) {
  EXPECT_THAT(
      said("Sales in fiscal 2022 beat those of FY2021."),
      ElementsAre("fiscal 2022: 2022-01-01 to 2022-12-31", "FY2021: 2021-01-01 to 2021-12-31"));
}

TEST(Decades, HaveOneOrTwoForms) {
  EXPECT_THAT(said("From the 1920s to music of the '90s."),
              ElementsAre("1920s: 1920-01-01 to 1929-12-31", "'90s: 1990-01-01 to 1999-12-31"));
}

TEST(Decades, MayBeInWords) {
  EXPECT_THAT(said("Music of the nineteen-eighties."),
              ElementsAre("nineteen-eighties: 1980-01-01 to 1989-12-31"));
}

TEST(Days, OfWorkSkipWeekends) {
  EXPECT_THAT(said("In the last five trading days and the next three business days."),
              ElementsAre("last five trading days: 2024-06-05 to 2024-06-11",
                          "next three business days: 2024-06-13 to 2024-06-17"));
}

TEST(Quarters, MayBeTheSameOfLastYear) {
  EXPECT_THAT(said("First-quarter sales beat those of the same quarter last year."),
              ElementsAre("First-quarter: 2024-01-01 to 2024-03-31",
                          "same quarter last year: 2023-01-01 to 2023-03-31"));
}

TEST(Units, ToComeMayBeTime) {
  EXPECT_THAT(said("The vote is in two weeks' time."),
              ElementsAre("in two weeks' time: 2024-06-24 to 2024-06-30"));
}

TEST(Decades, AreNotAges) {
  EXPECT_THAT(said("Ana Løw, in her nineties, and Tom Reyes, in his mid-70s, still row."),
              IsEmpty());
}

TEST(Centuries, BeginWithTheHundreds) {
  EXPECT_THAT(said("A 19th-century mill of the late nineteenth century."),
              ElementsAre("19th-century: 1800-01-01 to 1899-12-31",
                          "late nineteenth century: 1800-01-01 to 1899-12-31"));
}

TEST(Weekdays, AreTheLastOnesIfVerbsArePast) {
  EXPECT_THAT(said("The council said on Tuesday that it met Friday."),
              ElementsAre("Tuesday: 2024-06-11", "Friday: 2024-06-07"));
}

TEST(Weekdays, AreTheNextOnesIfVerbsLookAhead) {
  EXPECT_THAT(said("Calder will vote on Tuesday. Talks are scheduled for Friday."),
              ElementsAre("Tuesday: 2024-06-18", "Friday: 2024-06-14"));
  EXPECT_THAT(said("On Monday, the court is to hear Meridian Freight."),
              ElementsAre("Monday: 2024-06-17"));
}

TEST(Weekdays, MayBeReached) {
  EXPECT_THAT(said("The vote was put off until Friday. Crews reached highs set on Monday."),
              ElementsAre("Friday: 2024-06-14", "Monday: 2024-06-10"));
}

TEST(Months, OfNounsAreTheNearest) {
  EXPECT_THAT(
      said("Crude for August delivery fell. Economists will study the May figures and expect "
           "work to end by March."),
      ElementsAre("August: 2024-08-01 to 2024-08-31", "May: 2024-05-01 to 2024-05-31",
                  "March: 2025-03-01 to 2025-03-31"));
}

TEST(Weekdays, OfThatNameAreTheDayOfPublication) {
  EXPECT_THAT(said("The dam broke on Wednesday. It will be mended."),
              ElementsAre("Wednesday: 2024-06-12"));
}

TEST(Weekdays, TakeTheWeekThatIsSaid) {
  EXPECT_THAT(said("Next Tuesday, last Friday, this Friday, Thursday of next week."),
              ElementsAre("Next Tuesday: 2024-06-18", "last Friday: 2024-06-07",
                          "this Friday: 2024-06-14", "Thursday of next week: 2024-06-20"));
}

TEST(Weekdays, ThatComeAgainAreNoDays) {
  EXPECT_THAT(said("Open every Monday, on Fridays, Sunday mornings, every other Tuesday, and on a "
                   "Thursday now and then, writes the Sunday Herald."),
              IsEmpty());
}

TEST(Today, CountsFromPublication) {
  EXPECT_THAT(
      said("Yesterday it rained, today it did not, tomorrow morning it will."),
      ElementsAre("Yesterday: 2024-06-11", "today: 2024-06-12", "tomorrow morning: 2024-06-13"));
  EXPECT_THAT(said("They met last night and the day before yesterday."),
              ElementsAre("last night: 2024-06-11", "day before yesterday: 2024-06-10"));
}

TEST(Units, AreWholeWeeksMonthsQuartersAndYears) {
  EXPECT_THAT(
      said("Last week was hot, next month may be, this year was, last quarter was not."),
      ElementsAre("Last week: 2024-06-03 to 2024-06-09", "next month: 2024-07-01 to 2024-07-31",
                  "this year: 2024-01-01 to 2024-12-31", "last quarter: 2024-01-01 to 2024-03-31"));
}

TEST(Units, AgoAreAsFineAsTheWordThatCountsThem) {
  EXPECT_THAT(said("Two days ago, three weeks ago, a month ago, 10 years ago."),
              ElementsAre("Two days ago: 2024-06-10", "three weeks ago: 2024-05-20 to 2024-05-26",
                          "a month ago: 2024-05-01 to 2024-05-31",
                          "10 years ago: 2014-01-01 to 2014-12-31"));
}

TEST(Units, ToComeNeedAVerbThatSaysSo) {
  EXPECT_THAT(said("The ferry will return in two weeks."),
              ElementsAre("in two weeks: 2024-06-24 to 2024-06-30"));
  EXPECT_THAT(said("It was a loss in three years, and will be the worst one in a decade."),
              IsEmpty());
  EXPECT_THAT(said("It will sail for the first time in two years."), IsEmpty());
}

TEST(Units, WithoutANumberAreVague) {
  EXPECT_THAT(
      said("In recent weeks and years ago, for three days, a two-year deal, aged 40 years."),
      IsEmpty());
}

TEST(Units, InNumbersReachUpToPublication) {
  EXPECT_THAT(said("In the past three months and over the next two days."),
              ElementsAre("past three months: 2024-03-12 to 2024-06-12",
                          "next two days: 2024-06-13 to 2024-06-14"));
}

TEST(Units, LeanOnWhatWasSpokenOf) {
  EXPECT_THAT(
      said("The mill burned on 3 May 2011. Later that year it was sold, and two years later "
           "it shut."),
      ElementsAre("3 May 2011: 2011-05-03", "Later that year: 2011-01-01 to 2011-12-31",
                  "two years later: 2013-01-01 to 2013-12-31"));
  EXPECT_THAT(said("Rowan Pike fell ill on 30 April 2019 and died the next day."),
              ElementsAre("30 April 2019: 2019-04-30", "next day: 2019-05-01"));
}

TEST(Units, CountFromFeastsAndDates) {
  EXPECT_THAT(said("It shut two days before Christmas 2022, three weeks after June 1, 2020."),
              ElementsAre("two days before Christmas 2022: 2022-12-23",
                          "three weeks after June 1, 2020: 2020-06-22"));
}

TEST(Quarters, AreTheNearestOnes) {
  EXPECT_THAT(said("First-quarter profit rose. Meridian Freight expects a loss in the third "
                   "quarter."),
              ElementsAre("First-quarter: 2024-01-01 to 2024-03-31",
                          "third quarter: 2024-07-01 to 2024-09-30"));
  EXPECT_THAT(said("Q3 2022, the fourth quarter of 2021 and the second quarter of last year."),
              ElementsAre("Q3 2022: 2022-07-01 to 2022-09-30",
                          "fourth quarter of 2021: 2021-10-01 to 2021-12-31",
                          "second quarter of last year: 2023-04-01 to 2023-06-30"));
}

TEST(Quarters, OfAYearEarlierAreComparedWith) {
  EXPECT_THAT(
      said("First-quarter profit fell from that of a year earlier. Costs in the quarter rose "
           "against the year-earlier quarter."),
      ElementsAre("First-quarter: 2024-01-01 to 2024-03-31",
                  "a year earlier: 2023-01-01 to 2023-03-31", "quarter: 2024-01-01 to 2024-03-31",
                  "year-earlier quarter: 2023-01-01 to 2023-03-31"));
}

TEST(Quarters, InARowAreNoneByThemselves) {
  EXPECT_THAT(said("Sales fell for the third quarter in a row."), IsEmpty());
}

TEST(Halves, OfMatchesAreNoDays) {
  EXPECT_THAT(said("Calder scored in the first half. Sales fell in the first half of 2023."),
              ElementsAre("first half of 2023: 2023-01-01 to 2023-06-30"));
}

TEST(Seasons, NeedAYearOrAnArticle) {
  EXPECT_THAT(said("The summer of 2010 and last winter."),
              ElementsAre("summer of 2010: 2010-06-01 to 2010-08-31",
                          "last winter: 2023-12-01 to 2024-02-29"));
  EXPECT_THAT(said("Spring water, a summer school and stocks that fall."), IsEmpty());
}

TEST(Parts, HaveNumbers) {
  EXPECT_THAT(
      said("The first week of June 2021, the last Monday of May 2021, the first nine months "
           "of 2022, the second half of March 2020."),
      ElementsAre("first week of June 2021: 2021-05-31 to 2021-06-06",
                  "last Monday of May 2021: 2021-05-31",
                  "first nine months of 2022: 2022-01-01 to 2022-09-30",
                  "second half of March 2020: 2020-03-16 to 2020-03-31"));
}

TEST(Parts, OfAnUnnamedYearAreOfThisOne) {
  EXPECT_THAT(said("By the end of the year and by year-end."),
              ElementsAre("end of the year: 2024-01-01 to 2024-12-31",
                          "year-end: 2024-01-01 to 2024-12-31"));
}

TEST(Weeks, AreNamedAfterADay) {
  EXPECT_THAT(said("In the week ended June 1 and the week of May 15."),
              ElementsAre("week ended June 1: 2024-05-26 to 2024-06-01",
                          "week of May 15: 2024-05-13 to 2024-05-19"));
}

TEST(Ranges, ShareMonthAndYear) {
  EXPECT_THAT(said("It ran June 14-16, 2021, from 28 to 30 May 2022 and May 3 and 4."),
              ElementsAre("June 14-16, 2021: 2021-06-14 to 2021-06-16",
                          "28 to 30 May 2022: 2022-05-28 to 2022-05-30",
                          "May 3 and 4: 2024-05-03 to 2024-05-04"));
  EXPECT_THAT(said("Between March and May 2023, from November to February 2021."),
              ElementsAre("March and May 2023: 2023-03-01 to 2023-05-31",
                          "November to February 2021: 2020-11-01 to 2021-02-28"));
}

TEST(Ranges, OfWeekdaysGoForward) {
  EXPECT_THAT(said("The fair ran from Saturday to Monday."),
              ElementsAre("Saturday to Monday: 2024-06-08 to 2024-06-10"));
}

TEST(Ranges, AreNotLives) {
  EXPECT_THAT(said("Ilse Marten (8 February 1900 – 17 March 1982) built it."),
              ElementsAre("8 February 1900: 1900-02-08", "17 March 1982: 1982-03-17"));
}

TEST(Lists, OfDaysShareTheirMonth) {
  EXPECT_THAT(said("It rained on 18 and 19 June 2023."),
              ElementsAre("18: 2023-06-18", "19 June 2023: 2023-06-19"));
}

TEST(Feasts, AreFixedOrComputed) {
  EXPECT_THAT(said("Easter 2024, Thanksgiving 2023, Christmas Eve 2022 and New Year's Day 2021."),
              ElementsAre("Easter 2024: 2024-03-31", "Thanksgiving 2023: 2023-11-23",
                          "Christmas Eve 2022: 2022-12-24", "New Year's Day 2021: 2021-01-01"));
  EXPECT_THAT(said("They met on Labor Day and will meet at Christmas."),
              ElementsAre("Labor Day: 2023-09-04", "Christmas: 2024-12-25"));
}

TEST(Feasts, AreNotNames) { EXPECT_THAT(said("The host, Dan Christmas, sang."), IsEmpty()); }

TEST(Attacks, OfSeptemberHaveTheirYear) {
  EXPECT_THAT(said("After 9/11 and the Sept. 11 attacks, flights stopped."),
              ElementsAre("9/11: 2001-09-11", "Sept. 11: 2001-09-11"));
}

TEST(MonthsAndDays, WithoutAYearAreTheNearest) {
  EXPECT_THAT(said("It opened on July 30. It will end on May 30."),
              ElementsAre("July 30: 2024-07-30", "May 30: 2024-05-30"));
  EXPECT_THAT(
      said("In October it closed; in September it will open."),
      ElementsAre("October: 2023-10-01 to 2023-10-31", "September: 2024-09-01 to 2024-09-30"));
}

TEST(Vagueness, IsNoDay) {
  EXPECT_THAT(said("Now and recently, currently, in the past, soon, later, second to none."),
              IsEmpty());
}

TEST(Undated, ArticlesGiveOnlyWhatSaysItsYear) {
  EXPECT_THAT(said("Yesterday, on Friday, June 3 and last year; on June 3, 2001.", std::nullopt),
              ElementsAre("June 3, 2001: 2001-06-03"));
}

TEST(Titles, StandBeforeTextsWithTheirOwnPlaces) {
  ArticleWords article;
  read_words("Fair opens Friday", "It closed in 2019.", article);
  const Day friday = kWednesday - std::chrono::days{5};
  const auto year = [](unsigned month, unsigned day) { return *make_day(2019, month, day); };
  EXPECT_THAT(
      days_spoken(article, kWednesday),
      ElementsAre(
          DateMention{{11, 17}, friday + std::chrono::days{7}, friday + std::chrono::days{7}, true},
          DateMention{{13, 17}, year(1, 1), year(12, 31), false}));
}

TEST(Days, OfHostileTextsCostLinearTimeAndNeverCrash) {
  for (const std::string_view again :
       {"last first 9999999 days before the 31st-of-May- 1/ the ", "early ", "the week of ",
        "two days before ", "1 day ", "Christmas last ", "the end of the ", "1-", "'9",
        "of the 1st ", "1-1-2018-", "last 9 years and 8 months and ", "Sunday a week ago ",
        "? Or "}) {
    std::string text;
    while (text.size() < 200'000) text += again;
    EXPECT_LE(said(text).size(), text.size() / 4);
  }
  EXPECT_THAT(said("9999 centuries ago, 9999 years ago, 99999999 days ago"), IsEmpty());
}

}  // namespace
}  // namespace morgue::annotate
