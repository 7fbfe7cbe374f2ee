#include "query/render/copies.h"

#include <gtest/gtest.h>

#include "tests/support/articles.h"

namespace morgue {
namespace {

SearchResult result_of(std::uint64_t total, GroupBy group, Extent extent) {
  SearchResult result;
  result.total = total;
  result.group = group;
  result.extent = extent;
  return result;
}

TEST(ExtentText, SaysWhatIsFoldedAndBetweenWhichDays) {
  const EndDay june{*make_day(2024, 6, 15)};
  const EndDay october{*make_day(2026, 10, 2)};
  EXPECT_EQ(count_line(result_of(38, GroupBy::Dup, {49, 9, june, october})),
            "38 articles (11 copies folded) in 9 sources, 2024-06-15..2026-10-02");
  EXPECT_EQ(count_line(result_of(1, GroupBy::Dup, {2, 1, june, june})),
            "1 article (1 copy folded) in 1 source, 2024-06-15");
  EXPECT_EQ(count_line(result_of(3, GroupBy::Dup, {3, 0, {}, {}})), "3 articles");
  EXPECT_EQ(count_line(result_of(3, GroupBy::None, {3, 2, {}, {}})), "3 articles in 2 sources");
  EXPECT_EQ(count_line(result_of(2, GroupBy::Source, {9, 2, june, october})),
            "2 articles (7 more of the same sources folded) in 2 sources, 2024-06-15..2026-10-02");
}

TEST(ExtentText, ShowsDaysAsTheyAreKnown) {
  const EndDay year{*make_day(1998, 1, 1), Precision::Year};
  const EndDay guess{*make_day(2026, 9, 21), Precision::Day, true};
  EXPECT_EQ(extent_text(result_of(2, GroupBy::Dup, {2, 0, year, guess})), ", 1998..2026-09-21?");
}

TEST(ExtentText, ClaimsNothingOfWhatWasNotLookedAt) {
  SearchResult result;
  result.total = 4200;
  result.total_exact = false;
  EXPECT_EQ(count_line(result), "~4,200 articles");
  result.group = GroupBy::Dup;
  EXPECT_EQ(count_line(result), "~4,200 articles (copies folded)");
}

TEST(CopiesText, SaysWhatElseThereIsAndHowToFindIt) {
  RenderOptions options;
  options.shown_id = [](ArticleId id) { return to_string(id).substr(0, 6); };
  Hit hit{test::full_article(), 1, {}, {}};
  EXPECT_EQ(copies_text(hit, options), "");
  hit.family = {ArticleId{0xa7f31c0000000000}, 7, 5, true};
  EXPECT_EQ(copies_text(hit, options), "+7 copies, 5 sources · dup:f-a7f31c");
  hit.family = {ArticleId{0xa7f31c0000000000}, 1, 0, true};
  hit.older_versions = 2;
  EXPECT_EQ(copies_text(hit, options), "+1 copy · dup:f-a7f31c · 2 older versions");
  hit.family.copies = 0;
  hit.older_versions = 1;
  EXPECT_EQ(copies_text(hit, options), "1 older version");
}

}  // namespace
}  // namespace morgue
