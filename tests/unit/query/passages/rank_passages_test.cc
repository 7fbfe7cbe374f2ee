#include "query/passages/rank_passages.h"

#include <gmock/gmock.h>

namespace morgue {
namespace {

using testing::ElementsAre;

Passage scored(double score, Span core) {
  Passage out;
  out.where = out.core = core;
  out.score = score;
  return out;
}

/// "article.passage" of each, in order.
std::vector<std::string> order(std::span<const ArticleWithPassages> articles,
                               PassageOrder wanted = PassageOrder::BestFirst) {
  std::vector<std::string> out;
  for (const RankedPassage& ranked : rank_passages(articles, wanted))
    out.push_back(std::to_string(ranked.article) + '.' + std::to_string(ranked.passage));
  return out;
}

constexpr std::string_view kText = "It sank. It rose. It sailed. Nobody knew.";
constexpr Span kSank{0, 8}, kRose{9, 17}, kSailed{18, 28}, kKnew{29, 41};

TEST(RankPassages, PutsTheBestFirstOverAllArticles) {
  const std::vector<Passage> first = {scored(0.2, kSank), scored(0.6, kRose)};
  const std::vector<Passage> second = {scored(0.5, kSailed), scored(0.1, kKnew)};
  const std::vector<ArticleWithPassages> equal = {{10, kText, first}, {10, kText, second}};
  EXPECT_THAT(order(equal), ElementsAre("0.1", "1.0", "0.0", "1.1"));
}

TEST(RankPassages, BelieveTheRankingOfTheArticlesToo) {
  const std::vector<Passage> first = {scored(0.2, kSank)};
  const std::vector<Passage> second = {scored(0.5, kSailed)};
  const std::vector<ArticleWithPassages> unequal = {{10, kText, first}, {5, kText, second}};
  EXPECT_THAT(order(unequal), ElementsAre("0.0", "1.0"));
  const std::vector<ArticleWithPassages> close = {{10, kText, first}, {9.5, kText, second}};
  EXPECT_THAT(order(close), ElementsAre("1.0", "0.0"));
}

TEST(RankPassages, ShowASentenceOfSeveralCopiesOnce) {
  constexpr std::string_view kCopy = "Desk: it SANK!";
  const std::vector<Passage> first = {scored(0.4, kSank)};
  const std::vector<Passage> second = {scored(0.6, {6, 14})};
  const std::vector<ArticleWithPassages> copies = {{10, kText, first}, {10, kCopy, second}};
  EXPECT_THAT(order(copies), ElementsAre("1.0"));
}

TEST(RankPassages, KeepTheOrderThatWasAskedFor) {
  const std::vector<Passage> first = {scored(0.2, kSank)};
  const std::vector<Passage> second = {scored(0.5, kSailed)};
  const std::vector<ArticleWithPassages> sorted = {{0, kText, first}, {0, kText, second}};
  EXPECT_THAT(order(sorted, PassageOrder::OfArticles), ElementsAre("0.0", "1.0"));
  EXPECT_THAT(order(sorted), ElementsAre("1.0", "0.0"));
}

TEST(RankPassages, OfNothingIsNothing) { EXPECT_TRUE(order({}).empty()); }

}  // namespace
}  // namespace morgue
