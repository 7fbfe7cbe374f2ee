#include "indexer/annotate/spelling.h"

#include <gtest/gtest.h>

namespace morgue::annotate {
namespace {

TEST(Spelling, TransliterationsSoundAlike) {
  EXPECT_EQ(sound_key("zelensky"), sound_key("zelenskiy"));
  EXPECT_EQ(sound_key("zelensky"), sound_key("zelenskyy"));
  EXPECT_EQ(sound_key("gaddafi"), sound_key("qadhafi"));
  EXPECT_EQ(sound_key("meyer"), sound_key("meier"));
}

TEST(Spelling, OtherNamesDoNot) {
  EXPECT_NE(sound_key("marten"), sound_key("martin"));
  EXPECT_NE(sound_key("holt"), sound_key("colt"));
}

TEST(Spelling, ShortWordsSoundAsTheyAreWritten) {
  EXPECT_EQ(sound_key("pike"), key_of("pike"));
  EXPECT_NE(sound_key("kate"), sound_key("cate"));
}

TEST(Spelling, NicknamesBelongToTheirNames) {
  EXPECT_TRUE(are_nicknames(key_of("bill"), key_of("william")));
  EXPECT_TRUE(are_nicknames(key_of("edward"), key_of("ted")));
  EXPECT_FALSE(are_nicknames(key_of("bill"), key_of("robert")));
  EXPECT_FALSE(are_nicknames(key_of("rowan"), key_of("pike")));
}

}  // namespace
}  // namespace morgue::annotate
