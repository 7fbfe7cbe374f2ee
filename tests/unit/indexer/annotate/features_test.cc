#include "indexer/annotate/features.h"

#include <gmock/gmock.h>

#include <string>
#include <string_view>
#include <vector>

namespace morgue::annotate {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// The runs of a text, as written from the first word to the last.
std::vector<std::string> runs_of(std::string_view text) {
  const Gazetteer nothing("");
  Features features(nothing);
  ArticleWords article;
  read_words("", text, article);
  features.read(article);
  std::vector<std::string> runs;
  for (const Run& run : features.runs()) {
    const Span where{article.words[run.begin].where.begin, article.words[run.end - 1].where.end};
    runs.emplace_back(where.of(text));
  }
  return runs;
}

std::vector<Feature> features_of(std::string_view text, std::size_t word) {
  const Gazetteer nothing("");
  Features features(nothing);
  ArticleWords article;
  read_words("", text, article);
  features.read(article);
  std::vector<Feature> found;
  for (const Run& run : features.runs())
    if (run.begin <= word && word < run.end) features.of_word(run, word, found);
  return found;
}

TEST(Features, OnlyCapitalsCanBeNames) {
  EXPECT_THAT(runs_of("the dam above the town held"), IsEmpty());
  EXPECT_THAT(runs_of("the dam of Calder, Lena Amari said"), ElementsAre("Calder", "Lena Amari"));
}

TEST(Features, WordsThatLinkCapitalsBelongToTheRun) {
  EXPECT_THAT(runs_of("the Ministry of Water and Juan de la Torre left"),
              ElementsAre("Ministry of Water and Juan de la Torre"));
  EXPECT_THAT(runs_of("William \"Bill\" Holt spoke of it"), ElementsAre("William \"Bill\" Holt"));
  EXPECT_THAT(runs_of("Holt ran of the in to Calder"), ElementsAre("Holt", "Calder"));
}

TEST(Features, NumbersBesideCapitalsBelongToTheRun) {
  EXPECT_THAT(runs_of("the 2nd Brigade took Route 66 home"),
              ElementsAre("2nd Brigade", "Route 66"));
}

TEST(Features, NoRunCrossesAParagraph) {
  EXPECT_THAT(runs_of("by Lena Amari\n\nCalder was dry"), ElementsAre("Lena Amari", "Calder"));
}

TEST(Features, RunsOfATextInCapitalsAreCut) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "DAM ";
  EXPECT_THAT(runs_of(text), testing::SizeIs(5));
}

TEST(Features, DependOnTheNeighboursButNotOnWhatIsFarAway) {
  const auto here = features_of("now and then Amari said no more", 3);
  EXPECT_FALSE(here.empty());
  EXPECT_EQ(here, features_of("now and then Amari said no less", 3));
  EXPECT_NE(here, features_of("now and then Amari fell no more", 3));
}

TEST(Features, TellWhetherTheArticleWritesTheWordSmallElsewhere) {
  EXPECT_NE(features_of("Rice fell. They sold no rice", 0),
            features_of("Rice fell. They sold no dice", 0));
}

}  // namespace
}  // namespace morgue::annotate
