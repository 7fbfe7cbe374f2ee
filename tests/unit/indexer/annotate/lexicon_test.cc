#include "indexer/annotate/lexicon.h"

#include <gtest/gtest.h>

namespace morgue::annotate {
namespace {

TEST(Lexicon, KnowsTheRolesOfWords) {
  EXPECT_TRUE(has(roles_of(key_of("president")), Role::Title));
  EXPECT_TRUE(has(roles_of(key_of("mr")), Role::Honorific));
  EXPECT_EQ(roles_of(key_of("general")), Role::Title);
  EXPECT_EQ(roles_of(key_of("der")), Role::Particle);
  EXPECT_EQ(roles_of(key_of("sunday")), Role::Calendar);
  EXPECT_EQ(roles_of(key_of("plinth")), Role::None);
}

TEST(Lexicon, KnowsWhichWordsKeepTheirFullStop) {
  EXPECT_TRUE(is_abbreviation(key_of("gen")));
  EXPECT_TRUE(is_abbreviation(key_of("esq")));
  EXPECT_FALSE(is_abbreviation(key_of("general")));
}

}  // namespace
}  // namespace morgue::annotate
