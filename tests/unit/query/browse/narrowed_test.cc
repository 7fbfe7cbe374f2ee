#include "query/browse/narrowed.h"

#include <gtest/gtest.h>

#include "query/language/parse.h"

namespace morgue::browse {
namespace {

TEST(QueryText, IsWhatWasTyped) {
  EXPECT_EQ(query_text({"ferry OR bridge"}), "ferry OR bridge");
  EXPECT_EQ(query_text({""}), "*");
  EXPECT_EQ(query_text({"  "}), "*");
}

TEST(QueryText, AddsWhatItWasNarrowedTo) {
  EXPECT_EQ(query_text({"ferry crash", {{"source:herald"}, {"-person:@p17"}}}),
            "ferry crash source:herald -person:@p17");
  EXPECT_EQ(query_text({"", {{"source:herald"}}}), "source:herald");
  EXPECT_EQ(query_text({"*", {{"source:herald"}}}), "source:herald");
}

/// The tree that a question is read as.
std::string tree(const Question& question) {
  const auto query = parse_query(query_text(question), {});
  return query ? print(query->root) : query.error().message;
}

TEST(QueryText, NarrowsAllOfAnAlternative) {
  EXPECT_EQ(tree({"ferry OR bridge", {{"lang:en"}}}), tree({"(ferry OR bridge) lang:en"}));
  EXPECT_EQ(tree({"ferry OR bridge sort:newest", {{"lang:en"}}}),
            tree({"(ferry OR bridge) lang:en"}));
  EXPECT_EQ(query_text({"ferry OR bridge sort:newest", {{"lang:en"}}}),
            "(ferry OR bridge) sort:newest lang:en");
}

TEST(QueryText, NarrowsAFieldThatIsThereAlready) {
  // source:a source:b alone would be either.
  EXPECT_EQ(query_text({"source:a,b ferry", {{"source:a"}}}), "source:a,b ferry AND source:a");
  EXPECT_EQ(tree({"source:a,b ferry", {{"source:a"}}}),
            tree({"(source:a,b) AND ferry AND source:a"}));
}

TEST(Narrowing, SaysWhomANumberMeans) {
  const FacetValue ana{"Ana Løw", 17, 4, "person:@p17"};
  EXPECT_EQ(narrowing_to(ana, false).query, "person:@p17");
  EXPECT_EQ(narrowing_to(ana, false).label, "Ana Løw");
  EXPECT_EQ(narrowing_to(ana, true).query, "-person:@p17");
  EXPECT_EQ(narrowing_to({"herald", 0, 4, "source:herald"}, false).label, "");
}

Stretch stretch(TimeUnit unit, int year, unsigned month, unsigned day) {
  return {unit, bucket_of(*make_day(year, month, day), unit)};
}

TEST(Narrowing, OfTimeIsADate) {
  EXPECT_EQ(narrowing_to(stretch(TimeUnit::Month, 2024, 6, 1)).query, "date:2024-06");
  EXPECT_EQ(narrowing_to(stretch(TimeUnit::Year, 2024, 6, 1)).query, "date:2024");
  EXPECT_EQ(narrowing_to(stretch(TimeUnit::Day, 2024, 6, 3)).query, "date:2024-06-03");
  EXPECT_EQ(narrowing_to(stretch(TimeUnit::Week, 2024, 6, 5)).query, "date:2024-06-03..2024-06-09");
}

TEST(Narrowing, OfTimeMovesToItsNeighbours) {
  const Stretch june = stretch(TimeUnit::Month, 2024, 6, 1);
  EXPECT_EQ(narrowing_to(moved(june, true)).query, "date:2024-07");
  EXPECT_EQ(narrowing_to(moved(june, false)).query, "date:2024-05");
  EXPECT_EQ(narrowing_to(moved(stretch(TimeUnit::Year, 2024, 1, 1), false)).query, "date:2023");
  EXPECT_EQ(narrowing_to(moved(stretch(TimeUnit::Week, 2024, 6, 5), true)).query,
            "date:2024-06-10..2024-06-16");
}

TEST(Narrowed, HasOneWindowOfTimeAndEachFieldOnce) {
  Question question{"ferry"};
  question = narrowed(question, narrowing_to(stretch(TimeUnit::Month, 2024, 6, 1)));
  question = narrowed(question, {"source:herald"});
  question = narrowed(question, narrowing_to(stretch(TimeUnit::Day, 2024, 6, 3)));
  question = narrowed(question, {"source:herald"});
  EXPECT_EQ(query_text(question), "ferry date:2024-06-03 source:herald");
}

}  // namespace
}  // namespace morgue::browse
