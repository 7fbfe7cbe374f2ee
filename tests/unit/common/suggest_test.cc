#include "common/suggest.h"

#include <gtest/gtest.h>

#include <array>

namespace morgue {
namespace {

TEST(Suggest, CountsInsertionsDeletionsReplacementsAndSwaps) {
  EXPECT_EQ(edit_distance("tram", "tram", 3), 0U);
  EXPECT_EQ(edit_distance("tram", "trams", 3), 1U);
  EXPECT_EQ(edit_distance("tram", "tarm", 3), 1U);
  EXPECT_EQ(edit_distance("tram", "team", 3), 1U);
  EXPECT_EQ(edit_distance("", "abc", 3), 3U);
  EXPECT_EQ(edit_distance("kitten", "sitting", 3), 3U);
}

TEST(Suggest, GivesUpBeyondTheLimit) {
  EXPECT_EQ(edit_distance("kitten", "sitting", 2), 3U);
  EXPECT_EQ(edit_distance("a", "abcdefgh", 2), 3U);
}

TEST(Suggest, PrefersTheNearestThenTheSameFirstLetter) {
  constexpr std::array<std::string_view, 4> names = {"date", "lead", "has", "id"};
  EXPECT_EQ(did_you_mean("Daet", names), "date");
  EXPECT_EQ(did_you_mean("hid", names), "id");
  EXPECT_EQ(did_you_mean("hs", names), "has");
  EXPECT_EQ(did_you_mean("x", names), std::nullopt);
  EXPECT_EQ(did_you_mean("elephant", names), std::nullopt);
  constexpr std::array<std::string_view, 2> tied = {"bat", "cat"};
  EXPECT_EQ(did_you_mean("cut", tied), "cat");
  EXPECT_EQ(did_you_mean("rat", tied), "bat");
}

}  // namespace
}  // namespace morgue
