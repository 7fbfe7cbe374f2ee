#include <fmt/format.h>
#include <gmock/gmock.h>

#include <random>

#include "common/field_terms_about.h"
#include "query/match/date_conditions.h"
#include "query/match/search.h"
#include "tests/unit/query/archive_for_test.h"
#include "tests/unit/query/language/query_for_test.h"

namespace morgue::test {
namespace {

using std::chrono::days;
using std::chrono::year_month_day;

Day day(const char* iso) { return parse_iso8601(iso)->local_day(); }

TEST(Cover, IsTheFewestPiecesOfTheCalendar) {
  const std::vector<int> years = {2023, 2024, 2025};
  const CalendarCover expected{{day("2024-01-01")},
                               {day("2023-12-01"), day("2025-01-01")},
                               {day("2023-11-30"), day("2025-02-01")}};
  EXPECT_EQ(cover({day("2023-11-30"), day("2025-02-01")}, years), expected);
  EXPECT_EQ(cover({{}, day("2023-12-31")}, years), (CalendarCover{{day("2023-01-01")}, {}, {}}));
  EXPECT_EQ(cover({day("2026-01-01"), {}}, years), CalendarCover{});
}

class About : public testing::Test {
 protected:
  TestArchive archive_{{{.id = 1,
                         .title = "A",
                         .text = "The ferry sank on June 14.",
                         .date = "2025-02-01",
                         .days = {{"June 14", "2024-06-14", "2024-06-14"}}},
                        {.id = 2,
                         .title = "B",
                         .text = "The ferry sank in June.",
                         .date = "2025-01-01",
                         .days = {{"in June", "2024-06-01", "2024-06-30"}}},
                        {.id = 3,
                         .title = "C",
                         .text = "The ferry sank last year.",
                         .date = "2025-03-01",
                         .days = {{"last year", "2024-01-01", "2024-12-31"}}},
                        {.id = 4,
                         .title = "Week of storms",
                         .text = "The ferry sank.",
                         .date = "2024-06-30",
                         .days = {{"Week", "2024-06-28", "2024-07-04"}}},
                        {.id = 5,
                         .title = "E",
                         .text = "The ferry of the nineties, and of the century.",
                         .date = "2024-06-14",
                         .days = {{"the nineties", "1990-01-01", "1999-12-31"},
                                  {"the century", "1901-01-01", "2000-12-31"}}}}};
  [[nodiscard]] std::string set(std::string_view query) const { return set_of(archive_, query); }
};

TEST_F(About, FindsWhatIsAsFineOrAGrainCoarser) {
  EXPECT_EQ(set("about:2024-06-14"), "1 2");
  EXPECT_EQ(set("about:2024-06-15"), "2");
  EXPECT_EQ(set("about:2024-06"), "1 2 3 4");
  EXPECT_EQ(set("about:2024-07"), "3 4");
  EXPECT_EQ(set("about:2024-07-04"), "4");
  EXPECT_EQ(set("about:2024-07-05"), "");
  EXPECT_EQ(set("about:2024"), "1 2 3 4");
  EXPECT_EQ(set("about:1990s"), "5");
  EXPECT_EQ(set("about:1995-06"), "5");
  EXPECT_EQ(set("about:1901..1989"), "") << "a century is not a time";
}

TEST_F(About, TakesRangesAndOtherFields) {
  EXPECT_EQ(set("about:2024.."), "1 2 3 4");
  EXPECT_EQ(set("about:..2023"), "5");
  EXPECT_EQ(set("about:2024-06-13..2024-06-14"), "1 2");
  EXPECT_EQ(set("about:june-2024"), "1 2 3 4");
  EXPECT_EQ(set("about:14-june-2024 date:2025.."), "1 2");
  EXPECT_EQ(set("about:2024-06-14 about:2024-06"), "1 2");
  EXPECT_EQ(set("about:2024-06-14 about:2024-07"), "");
  EXPECT_EQ(set("-about:2024"), "5");
  EXPECT_EQ(set("ferry -about:2024-06-14"), "3 4 5");
  EXPECT_EQ(set("about:2024-07 OR about:1995"), "3 4 5");
}

TEST_F(About, RanksTheDayAboveTheMonth) {
  EXPECT_EQ(found(archive_, "about:2024-06-14 ferry"), "1 2");
  EXPECT_EQ(found(archive_, "about:2024-06-28 ferry"), "4 2");
  const auto hits = answer(archive_, "about:2024-06-14 ferry").hits;
  EXPECT_NEAR(hits[0].score - hits[1].score, RankingWeights{}.about_fine, 0.2);
  EXPECT_EQ(found(archive_, "about:2024-06-14"), "1 2") << "newest first";
  EXPECT_EQ(found(archive_, "about:2024-06-30"), "2 4") << "a filter: by date";
}

TEST_F(About, MarksWhereTheDayIsNamed) {
  SearchOptions oldest;
  oldest.sort = SortOrder::Oldest;
  const auto hits = answer(archive_, "about:2024-06", oldest).hits;
  ASSERT_EQ(hits.size(), 4U);
  EXPECT_THAT(hits[0].title_marks, testing::ElementsAre(Span{0, 4}));
  EXPECT_THAT(hits[1].passages.at(0).marks, testing::ElementsAre(Span{15, 22}));
}

/// By the definition alone, day by day: what the pieces of the range have in common with a mention.
bool speaks_of(Day from, Day to, const DayRange& asked) {
  const auto grain = day_grain(from, to);
  if (!grain) return false;
  for (Day at = from; at <= to; at += days{1}) {
    if (!asked.contains(at)) continue;
    const year_month_day ymd{at};
    const auto holds = [&](Day a, Day b) { return asked.contains(a) && asked.contains(b); };
    const Day first{ymd.year() / ymd.month() / 1};
    const Day last{ymd.year() / ymd.month() / std::chrono::last};
    if (holds(Day{ymd.year() / 1 / 1}, Day{ymd.year() / 12 / 31})) return true;
    if (holds(first, last)) return true;  // a year is a grain coarser
    if (*grain != DayGrain::Year) return true;
  }
  return false;
}

TEST(AboutOfRandomDays, IsTheSameForTermsAndByDefinition) {
  std::mt19937 random(20261124);
  const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  const Day start = day("2022-11-15");
  // Units of the calendar, so that mentions and pieces meet in every way.
  const auto stretch = [&]() -> std::pair<Day, Day> {
    const Day from = start + days{below(900)};
    const year_month_day ymd{from};
    switch (below(4)) {
      case 0:
        return {from, from};
      case 1:
        return {from, from + days{below(31)}};
      case 2: {
        const auto last = ymd.year() / ymd.month() + std::chrono::months{below(4)};
        return {Day{ymd.year() / ymd.month() / 1}, Day{last / std::chrono::last}};
      }
      default:
        return {Day{ymd.year() / 1 / 1},
                Day{(ymd.year() + std::chrono::years{below(2)}) / 12 / 31}};
    }
  };
  std::vector<Piece> pieces;
  std::vector<std::pair<Day, Day>> spoken;
  for (std::uint64_t id = 1; id <= 150; ++id) {
    spoken.push_back(stretch());
    pieces.push_back(
        {.id = id,
         .title = "A",
         .text = "then",
         .days = {{"then", to_iso8601(spoken.back().first), to_iso8601(spoken.back().second)}}});
  }
  const TestArchive archive(pieces);
  for (int round = 0; round < 120; ++round) {
    const auto [from, to] = stretch();
    const DayRange asked{from, to};
    const std::string range = fmt::format("{}..{}", to_iso8601(from), to_iso8601(to));
    std::string expected;
    std::string others;
    for (std::size_t i = 0; i < spoken.size(); ++i) {
      std::string& list = speaks_of(spoken[i].first, spoken[i].second, asked) ? expected : others;
      list += fmt::format("{}{}", list.empty() ? "" : " ", i + 1);
    }
    ASSERT_EQ(set_of(archive, "about:" + range), expected) << range << ", by terms";
    // What a NOT leaves out is not known before every stored article has been read.
    ASSERT_EQ(set_of(archive, "NOT (\"then\" about:" + range + ")"), others)
        << range << ", by the stored article";
  }
}

}  // namespace
}  // namespace morgue::test
