#include "indexer/annotate/model.h"

#include <gmock/gmock.h>

#include <string_view>
#include <vector>

namespace morgue::annotate {
namespace {

using testing::ElementsAre;

constexpr Label kFirst = label_of(EntityKind::Person, Part::First);
constexpr Label kInner = label_of(EntityKind::Person, Part::Inner);
constexpr Label kLast = label_of(EntityKind::Person, Part::Last);
constexpr Label kOnly = label_of(EntityKind::Place, Part::Only);

constexpr Feature kFeature = 0x123456789ABCDEF1;

std::vector<char> small() {
  PackedWeights weights{};
  weights[kFirst] = 7;
  weights[kOnly] = -3;
  std::array<std::array<std::int16_t, kLabels>, kLabels> neighbours{};
  neighbours[kFirst][kLast] = 50;
  return pack_model({{kFeature, weights}}, neighbours);
}

Scores score(Label label, std::int16_t value) {
  Scores scores{};
  scores[label] = value;
  return scores;
}

std::vector<Label> best(const std::vector<Scores>& scores) {
  const auto packed = small();
  std::vector<Label> labels;
  Model({packed.data(), packed.size()}).best(scores, labels);
  return labels;
}

TEST(Model, AddsTheWeightsOfTheFeaturesThatItKnows) {
  const auto packed = small();
  const Model model({packed.data(), packed.size()});
  Scores scores{};
  model.add(std::vector<Feature>{kFeature, 42, kFeature}, scores);
  Scores expected{};
  expected[kFirst] = 14;
  expected[kOnly] = -6;
  EXPECT_EQ(scores, expected);
}

TEST(Model, KnowsNothingIfItsBytesAreCutShortOrStrange) {
  const auto packed = small();
  for (const std::string_view bytes :
       {std::string_view(packed.data(), packed.size() - 1), std::string_view("strange")}) {
    Scores scores{};
    Model(bytes).add(std::vector<Feature>{kFeature}, scores);
    EXPECT_EQ(scores, Scores{});
  }
}

TEST(Model, ChoosesTheBestRowOfLabels) {
  EXPECT_THAT(best({score(kOnly, 40), score(kOutside, 40)}), ElementsAre(kOnly, kOutside));
  // The neighbours' weight of 50 makes up for the lower scores.
  EXPECT_THAT(best({score(kFirst, 1), score(kOutside, 40)}), ElementsAre(kFirst, kLast));
}

TEST(Model, NeverChoosesARowThatSpellsNoNames) {
  EXPECT_THAT(best({score(kInner, 100)}), testing::Not(ElementsAre(kInner)));
  EXPECT_THAT(best({score(kLast, 90), score(kFirst, 90)}),
              testing::Not(ElementsAre(kLast, kFirst)));
  EXPECT_TRUE(best({}).empty());
}

TEST(Label, MayFollowOnlyWhatItContinues) {
  EXPECT_TRUE(may_follow(kFirst, kInner));
  EXPECT_TRUE(may_follow(kInner, kLast));
  EXPECT_TRUE(may_follow(kLast, kOnly));
  EXPECT_TRUE(may_follow(kOutside, kFirst));
  EXPECT_FALSE(may_follow(kFirst, kOutside));
  EXPECT_FALSE(may_follow(kOutside, kLast));
  EXPECT_FALSE(may_follow(kFirst, label_of(EntityKind::Org, Part::Last)));
}

}  // namespace
}  // namespace morgue::annotate
