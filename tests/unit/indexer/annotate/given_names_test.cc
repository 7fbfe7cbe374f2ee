#include "indexer/annotate/given_names.h"

#include <gtest/gtest.h>

namespace morgue::annotate {
namespace {

TEST(GivenNames, TellTheSexOfCommonNames) {
  EXPECT_GT(sex_of_given_name(key_of("rowan")), 0);
  EXPECT_LT(sex_of_given_name(key_of("ilse")), 0);
}

TEST(GivenNames, SayNothingOfOthers) { EXPECT_EQ(sex_of_given_name(key_of("calder")), 0); }

}  // namespace
}  // namespace morgue::annotate
