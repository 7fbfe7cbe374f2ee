#include "query/language/word.h"

#include <gtest/gtest.h>

#include "tests/unit/query/language/query_for_test.h"

namespace morgue {
namespace {

TEST(Word, LosesThePunctuationAroundIt) {
  for (const char* text :
       {"tram", "tram,", "'tram'", "tram?!", "[tram]", "+tram", "--tram", "tram:"})
    EXPECT_EQ(tree_of(text), "tram") << text;
  EXPECT_EQ(tree_of("C++"), "C++");
  EXPECT_EQ(tree_of("Orne's"), "Orne's");
}

TEST(Word, AStarAndAnInnerQuestionMarkAreWildcards) {
  EXPECT_TRUE(query_of("resign*").root.wildcard);
  EXPECT_TRUE(query_of("wom?n").root.wildcard);
  EXPECT_FALSE(query_of("women?").root.wildcard);
  EXPECT_FALSE(query_of("https://echo.example/?a=*").root.wildcard);
  EXPECT_FALSE(query_of("\"resign*\"").root.wildcard);
}

TEST(Word, ATildeAllowsOtherLettersAndACircumflexWeighs) {
  const QueryNode word = query_of("Wolodymyr~2^1.5,").root;
  EXPECT_EQ(word.text, "Wolodymyr");
  EXPECT_EQ(word.number, 2);
  EXPECT_EQ(word.weight, 1.5);
  EXPECT_EQ(query_of("tram~").root.number, 1);
  EXPECT_EQ(query_of("^2").root.text, "2");
}

TEST(Word, KeepsWhatWouldTurnIntoAnOperatorWithoutItsQuotes) {
  EXPECT_EQ(query_of("'OR'").root.text, "'OR'");
  EXPECT_EQ(query_of("'lang:fr'").root.text, "'lang:fr'");
}

TEST(Phrase, IsOneLineOfPlainText) {
  EXPECT_EQ(tree_of("\" night \n\t shift’s\u202e \""), "\"night shift's\"");
}

TEST(Phrase, WithADistanceIsAChainOfNear) {
  EXPECT_EQ(query_of("\"tram fare rise\"~9").root, query_of("tram w/9 fare w/9 rise").root);
  EXPECT_EQ(tree_of("\"Al-Basri, OR (caps)\"~9"), "(w/9 (w/9 Al-Basri or) caps)");
  EXPECT_EQ(tree_of("\"tram\"~9"), "\"tram\"");
  EXPECT_EQ(tree_of("\"tram fare\"~9^2"), "(w/9 tram^2 fare^2)");
}

}  // namespace
}  // namespace morgue
