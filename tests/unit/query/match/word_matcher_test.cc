#include "query/match/word_matcher.h"

#include <gmock/gmock.h>

namespace morgue {
namespace {

using How = WantedWord::How;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<int> matched(WordMatcher& matcher, std::string_view folded) {
  std::vector<int> out;
  for (const WordMatch match : matcher.match(folded)) out.push_back(match.wanted);
  return out;
}

TEST(WordMatcher, TellsWhichWantedWordsAWordIs) {
  WordMatcher matcher({{How::Stem, "resigned", 0},
                       {How::Surface, "resigns", 0},
                       {How::Pattern, "res*", 0},
                       {How::Fuzzy, "resing", 1}},
                      {"en"});
  EXPECT_THAT(matched(matcher, "resigned"), ElementsAre(0, 2));
  EXPECT_THAT(matched(matcher, "resigns"), ElementsAre(0, 1, 2));
  EXPECT_THAT(matched(matcher, "resign"), ElementsAre(0, 2, 3));  // two neighbours swapped
  EXPECT_THAT(matched(matcher, "rest"), ElementsAre(2));
  EXPECT_THAT(matched(matcher, "ferry"), IsEmpty());
  EXPECT_THAT(matched(matcher, "resigned"), ElementsAre(0, 2)) << "remembered";
}

TEST(WordMatcher, StemsMayTurnYIntoI) {
  WordMatcher matcher({{How::Stem, "dying", 0}}, {"en"});
  EXPECT_THAT(matched(matcher, "die"), ElementsAre(0));
  EXPECT_THAT(matched(matcher, "dies"), ElementsAre(0));
}

TEST(WordMatcher, StemsOfEachLanguageCount) {
  WordMatcher matcher({{How::Stem, "hafens", 0}}, {"en", "de"});
  EXPECT_THAT(matched(matcher, "hafen"), ElementsAre(0));
}

TEST(WordMatcher, AFunctionWordIsNobodysStem) {
  WordMatcher matcher({{How::Stem, "doe", 0}, {How::Stem, "does", 0}}, {"en"});
  EXPECT_THAT(matched(matcher, "doe"), ElementsAre(0, 1));
  EXPECT_THAT(matched(matcher, "does"), ElementsAre(1));
}

TEST(WordMatcher, TellsFormsFromTheWordItself) {
  WordMatcher matcher({{How::Stem, "banks", 0}}, {"en"});
  EXPECT_THAT(matcher.match("banks"), ElementsAre(WordMatch{0, false}));
  EXPECT_THAT(matcher.match("bank"), ElementsAre(WordMatch{0, true}));
}

TEST(WordMatcher, OtherSpellingsAreTheWordItself) {
  WordMatcher matcher({{How::Stem, "muller", 0, {"mueller"}}, {How::Surface, "ost", 0, {"oest"}}},
                      {"en"});
  EXPECT_THAT(matcher.match("mueller"), ElementsAre(WordMatch{0, false}));
  EXPECT_THAT(matcher.match("muellers"), ElementsAre(WordMatch{0, true}));
  EXPECT_THAT(matcher.match("oest"), ElementsAre(WordMatch{1, false}));
  EXPECT_THAT(matcher.match("oests"), IsEmpty());
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
