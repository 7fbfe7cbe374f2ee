#include "indexer/annotate/gazetteer.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace morgue::annotate {
namespace {

std::vector<char> small() {
  return pack_gazetteer({{key_of("lena"), Known::FirstName},
                         {key_of("calder"), Known::Surname},
                         {key_of("calder"), Known::City}});
}

TEST(Gazetteer, KnowsWhatWasPacked) {
  const auto packed = small();
  const Gazetteer gazetteer({packed.data(), packed.size()});
  EXPECT_EQ(gazetteer.known(key_of("lena")), Known::FirstName);
  EXPECT_EQ(gazetteer.known(key_of("calder")), Known::Surname | Known::City);
  EXPECT_EQ(gazetteer.known(key_of("amari")), Known::Nothing);
}

TEST(Gazetteer, IsPackedTheSameInAnyOrder) {
  EXPECT_EQ(small(), pack_gazetteer({{key_of("calder"), Known::City},
                                     {key_of("calder"), Known::Surname},
                                     {key_of("lena"), Known::FirstName}}));
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
  EXPECT_EQ(names.known(key_of("whereupon")), Known::Nothing);
}

}  // namespace
}  // namespace morgue::annotate
