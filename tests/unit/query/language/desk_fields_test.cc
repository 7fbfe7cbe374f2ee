#include "query/language/desk_fields.h"

#include <gtest/gtest.h>

#include "tests/unit/query/language/query_for_test.h"

namespace morgue {
namespace {

DeskState desk() {
  DeskState out;
  out.tags["todo"] = {ArticleId{1}, ArticleId{2}};
  out.tags["Tomorrow"] = {ArticleId{3}};
  out.notes[ArticleId{4}] = {{1, "2026-11-24", "ask"}};
  out.queries["ferry"] = {"2026-11-24", "ferry crash -football"};
  out.queries["late"] = {"2026-11-24", "date:yesterday"};
  out.queries["both"] = {"2026-11-24", "query:ferry tag:todo"};
  out.queries["loop"] = {"2026-11-24", "bridge OR query:ring"};
  out.queries["ring"] = {"2026-11-24", "query:loop"};
  out.queries["torn"] = {"2026-11-24", "ferry AND ("};
  return out;
}

std::string resolved(std::string_view text) {
  Query query = query_of(text);
  const auto error = resolve_desk(query, desk(), {.today = kToday});
  return error ? error->message : print(query.root);
}

TEST(DeskFields, AreAskedForAnywhere) {
  EXPECT_TRUE(asks_desk(query_of("ferry NOT (bridge OR tag:todo)").root));
  EXPECT_TRUE(asks_desk(query_of("has:quote,note").root));
  EXPECT_FALSE(asks_desk(query_of("has:quote ferry is:first").root));
}

TEST(DeskFields, AStarIsATag) {
  EXPECT_TRUE(asks_desk(query_of("is:starred").root));
  EXPECT_EQ(resolved("is:starred"), "(id:)");
  DeskState starred = desk();
  starred.tags[kStar] = {ArticleId{7}};
  Query query = query_of("is:wire,starred");
  EXPECT_FALSE(resolve_desk(query, starred, {.today = kToday}));
  EXPECT_EQ(print(query.root), "(or (id: 0000000000000007) (is: wire))");
}

TEST(DeskFields, TagsAreTheArticlesThatHaveThem) {
  EXPECT_EQ(resolved("tag:todo"), "(id: 0000000000000001 0000000000000002)");
  EXPECT_EQ(resolved("tag:to*"), "(id: 0000000000000001 0000000000000002 0000000000000003)");
  EXPECT_EQ(resolved("tag:TOMORROW,none"), "(id: 0000000000000003)");
  EXPECT_EQ(resolved("tag:/row$/"), "(id: 0000000000000003)");
  EXPECT_EQ(resolved("tag:/(/"), "/(/ is no regular expression: missing ): (");
}

TEST(DeskFields, NotesBesideOtherThingsThatAnArticleHas) {
  EXPECT_EQ(resolved("has:note"), "(id: 0000000000000004)");
  EXPECT_EQ(resolved("has:note,quote"), "(or (id: 0000000000000004) (has: quote))");
}

TEST(DeskFields, ASavedQueryStandsForItself) {
  EXPECT_EQ(resolved("query:ferry"), "(and ferry crash (not football))");
  EXPECT_EQ(resolved("query:ferry bridge"), "(and (and ferry crash (not football)) bridge)");
  EXPECT_EQ(resolved("-query:ferry bridge"), "(and (not (and ferry crash (not football))) bridge)");
}

TEST(DeskFields, DatesOfASavedQueryCountFromToday) {
  EXPECT_EQ(resolved("query:late"), "(date: 2026-11-22 2026-11-22)");
}

TEST(DeskFields, ASavedQueryMayAskForOthersButNotForItself) {
  EXPECT_EQ(resolved("query:both"),
            "(and (and ferry crash (not football)) (id: 0000000000000001 0000000000000002))");
  EXPECT_EQ(resolved("query:loop"), "the saved query loop asks for itself");
}

TEST(DeskFields, SayWhatCannotBeAsked) {
  EXPECT_EQ(resolved("query:fery"), "no query is saved as \"fery\"");
  EXPECT_EQ(resolved("query:torn").substr(0, 36), "the saved query torn can't be read: ");
}

TEST(DeskFields, KnowAQueryThatOnlyFilters) {
  Query query = query_of("query:late");
  ASSERT_FALSE(resolve_desk(query, desk(), {.today = kToday}));
  EXPECT_TRUE(query.filters_only);
  query = query_of("query:ferry");
  ASSERT_FALSE(resolve_desk(query, desk(), {.today = kToday}));
  EXPECT_FALSE(query.filters_only);
}

}  // namespace
}  // namespace morgue
