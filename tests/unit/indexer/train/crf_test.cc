#include "indexer/train/crf.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace morgue::train {
namespace {

using annotate::kOutside;
using annotate::Label;
using annotate::Part;

constexpr Label kFirst = annotate::label_of(EntityKind::Person, Part::First);
constexpr Label kLast = annotate::label_of(EntityKind::Person, Part::Last);

/// Two words with feature 0 are a name; feature 1 never is.
std::vector<Example> lessons() {
  return {{{0, 0}, {1, 2}, {kFirst, kLast}}, {{1}, {1}, {kOutside}}, {{1, 1}, {1, 2}, {0, 0}}};
}

Crf trained() {
  Crf crf(2, {.rate = 0.5F, .dropout = 0, .forget = 0, .seed = 1});
  for (int pass = 0; pass < 50; ++pass) crf.pass(lessons());
  crf.finish();
  return crf;
}

TEST(Crf, LearnsWhatItIsTaught) {
  const Crf crf = trained();
  for (const Example& example : lessons()) {
    EXPECT_EQ(crf.best(example), example.gold);
    EXPECT_GT(std::exp(crf.log_probability(example)), 0.8);
  }
}

TEST(Crf, LosesLessWithEveryFewPasses) {
  Crf crf(2, {.rate = 0.1F, .dropout = 0, .forget = 0, .seed = 1});
  const double first = crf.pass(lessons());
  for (int pass = 0; pass < 20; ++pass) crf.pass(lessons());
  EXPECT_LT(crf.pass(lessons()), first / 2);
}

TEST(Crf, GivesTheSameWeightsEveryTime) { EXPECT_EQ(trained().weights(), trained().weights()); }

TEST(Crf, SharesAllProbabilityAmongTheRowsThatAreAllowed) {
  const Crf crf = trained();
  double sum = 0;
  for (std::size_t label = 0; label < annotate::kLabels; ++label) {
    const auto only = static_cast<Label>(label);
    if (annotate::may_start(only) && annotate::may_end(only))
      sum += std::exp(crf.log_probability({{0}, {1}, {only}}));
  }
  EXPECT_NEAR(sum, 1, 1e-4);
}

}  // namespace
}  // namespace morgue::train
