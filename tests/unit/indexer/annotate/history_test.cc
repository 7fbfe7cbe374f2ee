#include "indexer/annotate/history.h"

#include <gtest/gtest.h>

#include <string_view>
#include <vector>

namespace morgue::annotate {
namespace {

constexpr Label kOnlyPerson = label_of(EntityKind::Person, Part::Only);
constexpr Label kOnlyPlace = label_of(EntityKind::Place, Part::Only);

/// The history of the first word of a text of capitalised words, each a run by itself.
std::vector<Feature> history_of_first(std::string_view text, const std::vector<Label>& labels) {
  ArticleWords article;
  read_words("", text, article);
  std::vector<Run> runs;
  for (std::uint32_t i = 0; i < article.words.size(); ++i) runs.push_back({i, i + 1});
  History history;
  history.read(article, runs, labels);
  std::vector<Feature> features;
  history.of_word(runs[0], 0, features);
  return features;
}

TEST(History, IsWhatTheWordWasElsewhere) {
  EXPECT_NE(history_of_first("Amari Holt Amari", {kOnlyPerson, kOnlyPlace, kOnlyPerson}),
            history_of_first("Amari Holt Amari", {kOnlyPerson, kOnlyPlace, kOnlyPlace}));
}

TEST(History, DoesNotCountTheWordItself) {
  EXPECT_EQ(history_of_first("Amari Calder Holt", {kOnlyPerson, kOnlyPlace, kOnlyPerson}),
            history_of_first("Holt Calder Amari", {kOnlyPerson, kOnlyPlace, kOnlyPerson}));
}

TEST(History, ForgetsTheArticleBefore) {
  ArticleWords article;
  read_words("", "Amari Amari", article);
  History history;
  history.read(article, {{0, 1}, {1, 2}}, {kOnlyPerson, kOnlyPerson});
  read_words("", "Amari", article);
  history.read(article, {{0, 1}}, {kOnlyPerson});
  std::vector<Feature> features;
  history.of_word({0, 1}, 0, features);
  EXPECT_EQ(features, history_of_first("Amari", {kOnlyPerson}));
}

}  // namespace
}  // namespace morgue::annotate
