#include "common/field_terms_about.h"

#include <gmock/gmock.h>

#include "common/schema.h"

namespace morgue {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// Of "2024-06-14" and the like.
Day day(const char* iso) { return parse_iso8601(iso)->local_day(); }

std::optional<DayGrain> grain(const char* from, const char* to) {
  return day_grain(day(from), day(to));
}

TEST(DayGrain, IsThatOfTheCalendarUnitsThatAStretchIsMadeOf) {
  EXPECT_EQ(grain("2024-06-14", "2024-06-14"), DayGrain::Day);
  EXPECT_EQ(grain("2024-06-10", "2024-06-16"), DayGrain::Day);
  EXPECT_EQ(grain("2024-06-01", "2024-06-30"), DayGrain::Month);
  EXPECT_EQ(grain("2024-02-01", "2024-02-29"), DayGrain::Month);
  EXPECT_EQ(grain("2023-02-01", "2023-02-28"), DayGrain::Month);
  EXPECT_EQ(grain("2023-12-01", "2024-02-29"), DayGrain::Month) << "a winter";
  EXPECT_EQ(grain("2024-01-01", "2024-12-31"), DayGrain::Year);
  EXPECT_EQ(grain("1990-01-01", "1999-12-31"), DayGrain::Year);
}

TEST(DayGrain, OfALongerStretchBetweenIsTheNextCoarser) {
  EXPECT_EQ(grain("2024-06-15", "2024-07-15"), DayGrain::Day) << "31 days";
  EXPECT_EQ(grain("2024-06-15", "2024-07-16"), DayGrain::Month);
  EXPECT_EQ(grain("2024-06-15", "2025-05-20"), DayGrain::Month);
  EXPECT_EQ(grain("2024-06-15", "2025-06-01"), DayGrain::Year);
  EXPECT_EQ(grain("2020-06-01", "2022-05-31"), DayGrain::Year);
}

TEST(DayGrain, EndsWhereAMentionSaysNothingOfATime) {
  EXPECT_EQ(grain("1990-01-01", "2000-12-31"), std::nullopt) << "11 years";
  EXPECT_EQ(grain("1901-01-01", "2000-12-31"), std::nullopt);
  EXPECT_EQ(grain("2024-06-14", "2024-06-13"), std::nullopt) << "backwards";
  const Day far{std::chrono::days{4000000}};
  EXPECT_EQ(day_grain(far, far), std::nullopt);
  EXPECT_EQ(day_grain(-far.time_since_epoch() + Day{}, far), std::nullopt);
}

TEST(AboutTerms, AreFewForEveryGrain) {
  EXPECT_THAT(about_terms(day("2024-06-14"), day("2024-06-14")),
              ElementsAre("XAY2024", "XAM202406", "XAD20240614"));
  EXPECT_THAT(
      about_terms(day("2023-12-31"), day("2024-01-01")),
      ElementsAre("XAY2023", "XAY2024", "XAM202312", "XAM202401", "XAD20231231", "XAD20240101"));
  EXPECT_THAT(about_terms(day("2024-06-01"), day("2024-07-31")),
              ElementsAre("XAY2024", "XAM202406", "XAWM202406", "XAM202407", "XAWM202407"));
  EXPECT_THAT(about_terms(day("2023-01-01"), day("2024-12-31")),
              ElementsAre("XAY2023", "XAWY2023", "XAY2024", "XAWY2024"));
  EXPECT_THAT(about_terms(day("1901-01-01"), day("2000-12-31")), IsEmpty());
}

}  // namespace
}  // namespace morgue
