#include "query/match/word_matcher.h"

#include <gmock/gmock.h>

namespace morgue {
namespace {

using How = WantedWord::How;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(WordMatcher, TellsWhichWantedWordsAWordIs) {
  WordMatcher matcher({{How::Stem, "resigned", 0},
                       {How::Surface, "resigns", 0},
                       {How::Pattern, "res*", 0},
                       {How::Fuzzy, "resing", 1}},
                      {"en"});
  EXPECT_THAT(matcher.match("resigned"), ElementsAre(0, 2));
  EXPECT_THAT(matcher.match("resigns"), ElementsAre(0, 1, 2));
  EXPECT_THAT(matcher.match("resign"), ElementsAre(0, 2, 3));  // two neighbours swapped
  EXPECT_THAT(matcher.match("rest"), ElementsAre(2));
  EXPECT_THAT(matcher.match("ferry"), IsEmpty());
  EXPECT_THAT(matcher.match("resigned"), ElementsAre(0, 2)) << "remembered";
}

TEST(WordMatcher, StemsMayTurnYIntoI) {
  WordMatcher matcher({{How::Stem, "dying", 0}}, {"en"});
  EXPECT_THAT(matcher.match("die"), ElementsAre(0));
  EXPECT_THAT(matcher.match("dies"), ElementsAre(0));
}

TEST(WordMatcher, StemsOfEachLanguageCount) {
  WordMatcher matcher({{How::Stem, "hafens", 0}}, {"en", "de"});
  EXPECT_THAT(matcher.match("hafen"), ElementsAre(0));
}

TEST(WordMatcher, AFunctionWordIsNobodysStem) {
  WordMatcher matcher({{How::Stem, "doe", 0}, {How::Stem, "does", 0}}, {"en"});
  EXPECT_THAT(matcher.match("doe"), ElementsAre(0, 1));
  EXPECT_THAT(matcher.match("does"), ElementsAre(1));
}

TEST(FitsPattern, StarsAreAnyLettersQuestionMarksOneCharacter) {
  EXPECT_TRUE(fits_pattern("resign", "resign*"));
  EXPECT_TRUE(fits_pattern("colour", "col*r"));
  EXPECT_TRUE(fits_pattern("abcbcd", "a*bcd"));
  EXPECT_TRUE(fits_pattern("港区", "?区"));
  EXPECT_TRUE(fits_pattern("", "*"));
  EXPECT_FALSE(fits_pattern("resig", "resign*"));
  EXPECT_FALSE(fits_pattern("port", "p?t"));
  EXPECT_FALSE(fits_pattern("ports", "port"));
  EXPECT_FALSE(fits_pattern("", "?"));
}

TEST(WithinDistance, CountsCharactersAndSwapsOfNeighbours) {
  EXPECT_TRUE(within_distance("pike", "pyke", 1));
  EXPECT_TRUE(within_distance("pike", "pkie", 1));
  EXPECT_TRUE(within_distance("pike", "pikes", 1));
  EXPECT_TRUE(within_distance("港", "区", 1));
  EXPECT_TRUE(within_distance("pike", "pike", 0));
  EXPECT_FALSE(within_distance("pike", "pyk", 1));
  EXPECT_TRUE(within_distance("pike", "pyk", 2));
  EXPECT_FALSE(within_distance("pike", "ikep", 1));
}

}  // namespace
}  // namespace morgue
