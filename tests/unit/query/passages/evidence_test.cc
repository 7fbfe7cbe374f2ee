#include "query/passages/evidence.h"

#include <gtest/gtest.h>

namespace morgue {
namespace {

UnitHit at(std::uint16_t unit, std::uint32_t word, bool in_title = false) {
  return {unit, in_title, word, word, {word * 10, word * 10 + 5}};
}

constexpr Unit kWord{2.0, true};
/// BM25 of one occurrence is its idf; of two in a window 1.375 times that.
constexpr double kTwice = 2.0 * 2.2 / 3.2;

TEST(Evidence, IsNothingWithoutHits) {
  const Evidence evidence = find_evidence({}, std::vector<Unit>{kWord});
  EXPECT_EQ(evidence.window, 0);
  EXPECT_EQ(evidence.pairs, 0);
  EXPECT_EQ(evidence.coverage, 0);
}

TEST(Evidence, WindowHoldsSixtyWords) {
  const std::vector<Unit> units = {kWord, {6.0, true}};
  const std::vector<UnitHit> inside = {at(0, 0), at(1, 59)};
  EXPECT_DOUBLE_EQ(find_evidence(inside, units).window, 8);
  EXPECT_DOUBLE_EQ(find_evidence(inside, units).coverage, 1);
  const std::vector<UnitHit> outside = {at(0, 0), at(1, 60)};
  EXPECT_DOUBLE_EQ(find_evidence(outside, units).window, 6);
  EXPECT_DOUBLE_EQ(find_evidence(outside, units).coverage, 0.75);
}

TEST(Evidence, RepeatedWordsSaturate) {
  const std::vector<Unit> units = {kWord};
  EXPECT_DOUBLE_EQ(find_evidence(std::vector{at(0, 3), at(0, 9)}, units).window, 2 * kTwice);
}

TEST(Evidence, TitleAndTextAreDifferentWindows) {
  const std::vector<Unit> units = {kWord, kWord};
  EXPECT_DOUBLE_EQ(find_evidence(std::vector{at(0, 1, true), at(1, 2)}, units).coverage, 0.5);
}

TEST(Evidence, PairsFollowEachOtherAsInTheQuery) {
  const std::vector<Unit> units = {kWord, {5.0, true}};
  EXPECT_DOUBLE_EQ(find_evidence(std::vector{at(0, 1), at(1, 4)}, units).pairs, 2);
  EXPECT_DOUBLE_EQ(find_evidence(std::vector{at(0, 1), at(1, 5)}, units).pairs, 0);
  EXPECT_DOUBLE_EQ(find_evidence(std::vector{at(1, 1), at(0, 2)}, units).pairs, 0);
  const std::vector<Unit> unordered = {kWord, {5.0, false}};
  EXPECT_DOUBLE_EQ(find_evidence(std::vector{at(0, 1), at(1, 2)}, unordered).pairs, 0);
}

}  // namespace
}  // namespace morgue
