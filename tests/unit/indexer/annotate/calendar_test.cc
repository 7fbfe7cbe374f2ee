#include "indexer/annotate/calendar.h"

#include <gtest/gtest.h>

namespace morgue::annotate {
namespace {

Day day(int year, unsigned month, unsigned number) { return *make_day(year, month, number); }

TEST(Calendar, MonthsGiveWayWhereThereIsNoSuchDay) {
  EXPECT_EQ(shifted(day(2024, 1, 31), Unit::Month, 1), day(2024, 2, 29));
  EXPECT_EQ(shifted(day(2024, 2, 29), Unit::Year, -1), day(2023, 2, 28));
}

TEST(Calendar, WeeksBeginOnMonday) {
  EXPECT_EQ(unit_around(Unit::Week, day(2024, 6, 16)),
            (Stretch{day(2024, 6, 10), day(2024, 6, 16)}));
}

TEST(Calendar, NumbersWeeksAsIsoDoes) {
  EXPECT_EQ(week_stretch(2021, 1), (Stretch{day(2021, 1, 4), day(2021, 1, 10)}));
  EXPECT_EQ(week_stretch(2021, 54), std::nullopt);
}

TEST(Calendar, CountsWeekdaysFromEitherEnd) {
  const Stretch may = *month_stretch(2021, 5);
  EXPECT_EQ(nth_weekday(may, std::chrono::Monday, 1), (Stretch{day(2021, 5, 3), day(2021, 5, 3)}));
  EXPECT_EQ(nth_weekday(may, std::chrono::Monday, -1),
            (Stretch{day(2021, 5, 31), day(2021, 5, 31)}));
  EXPECT_EQ(nth_weekday(may, std::chrono::Monday, 6), std::nullopt);
}

TEST(Calendar, HasWintersThatReachIntoTheNextYear) {
  EXPECT_EQ(season_stretch(2023, Season::Winter), (Stretch{day(2023, 12, 1), day(2024, 2, 29)}));
}

TEST(Calendar, KnowsEaster) {
  EXPECT_EQ(easter_sunday(1961), day(1961, 4, 2));
  EXPECT_EQ(easter_sunday(2024), day(2024, 3, 31));
  EXPECT_EQ(easter_sunday(2038), day(2038, 4, 25));
}

TEST(Calendar, HasNoYearsBeyondFourDigits) {
  EXPECT_EQ(year_stretch(0), std::nullopt);
  EXPECT_EQ(year_stretch(10'000), std::nullopt);
}

}  // namespace
}  // namespace morgue::annotate
