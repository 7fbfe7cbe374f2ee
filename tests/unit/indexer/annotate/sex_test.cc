#include "indexer/annotate/sex.h"

#include <gtest/gtest.h>

namespace morgue::annotate {
namespace {

TEST(Sex, HonorificsTellIt) {
  EXPECT_EQ(sex_of_honorific(key_of("mr")), Sex::Male);
  EXPECT_EQ(sex_of_honorific(key_of("dame")), Sex::Female);
  EXPECT_EQ(sex_of_honorific(key_of("dr")), Sex::Unknown);
}

TEST(Sex, OnlyWordsOfOneSexTellIt) {
  EXPECT_EQ(sex_of_role(key_of("spokeswoman")), Sex::Female);
  EXPECT_EQ(sex_of_role(key_of("chairman")), Sex::Male);
  EXPECT_EQ(sex_of_role(key_of("actor")), Sex::Unknown);
}

TEST(Sex, ContradictsOnlyIfBothAreKnown) {
  EXPECT_TRUE(contradicts(Sex::Male, Sex::Female));
  EXPECT_FALSE(contradicts(Sex::Male, Sex::Unknown));
}

}  // namespace
}  // namespace morgue::annotate
