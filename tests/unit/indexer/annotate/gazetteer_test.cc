#include "indexer/annotate/gazetteer.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace morgue::annotate {
namespace {

constexpr Clusters kClusters{1U << 24U | 5U << 18U | 9U << 10U | 540U};

std::vector<char> small() {
  return pack_gazetteer({{key_of("lena"), {Known::FirstName, {}}},
                         {key_of("calder"), {Known::Surname, kClusters}},
                         {key_of("calder"), {Known::City, {}}}});
}

TEST(Gazetteer, KnowsWhatWasPacked) {
  const auto packed = small();
  const Gazetteer gazetteer({packed.data(), packed.size()});
  EXPECT_EQ(gazetteer.find(key_of("lena")), (Knowledge{Known::FirstName, {}}));
  EXPECT_EQ(gazetteer.find(key_of("calder")), (Knowledge{Known::Surname | Known::City, kClusters}));
  EXPECT_EQ(gazetteer.find(key_of("amari")), Knowledge{});
}

TEST(Gazetteer, TakesClustersApart) {
  EXPECT_EQ(kClusters.coarse(), 64U + 5U);
  EXPECT_EQ(kClusters.middle(), 9U);
  EXPECT_EQ(kClusters.fine(), 540U);
}

TEST(Gazetteer, IsPackedTheSameInAnyOrderOfKeys) {
  EXPECT_EQ(small(), pack_gazetteer({{key_of("calder"), {Known::City, kClusters}},
                                     {key_of("lena"), {Known::FirstName, {}}},
                                     {key_of("calder"), {Known::Surname, {}}}}));
}

TEST(Gazetteer, KnowsNothingIfItsBytesAreCutShortOrStrange) {
  const auto packed = small();
  EXPECT_EQ(Gazetteer({packed.data(), packed.size() - 1}).known(key_of("lena")), Known::Nothing);
  EXPECT_EQ(Gazetteer("no gazetteer at all").known(key_of("lena")), Known::Nothing);
  EXPECT_EQ(Gazetteer("").known(key_of("lena")), Known::Nothing);
}

TEST(Gazetteer, OfTheProgramKnowsCommonNames) {
  const Gazetteer names = Gazetteer::built_in();
  EXPECT_TRUE(has(names.known(key_of("vladimir")), Known::FirstName));
  EXPECT_TRUE(has(names.known(key_of("kowalski")), Known::Surname));
  EXPECT_TRUE(has(names.known(key_of("france")), Known::Country));
  EXPECT_TRUE(has(names.known(key_of("nairobi")), Known::Capital));
  EXPECT_TRUE(has(names.known(key_of("peruvian")), Known::Demonym));
  EXPECT_TRUE(has(names.known(joined(key_of("new"), key_of("zealand"))), Known::Country));
  EXPECT_TRUE(has(names.known(key_of("water")), Known::SmallWord));
  EXPECT_EQ(names.known(key_of("whereuponthen")), Known::Nothing);
}

}  // namespace
}  // namespace morgue::annotate
