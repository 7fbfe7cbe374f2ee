#include "indexer/annotate/scan.h"

#include <gmock/gmock.h>

#include <string>
#include <string_view>
#include <vector>

namespace morgue::annotate {
namespace {

using testing::ElementsAre;

std::vector<std::string_view> written(std::string_view text) {
  std::vector<std::string_view> words;
  for (const Word& word : scan(text)) words.push_back(word.where.of(text));
  return words;
}

std::vector<std::string_view> sentence_starts(std::string_view text) {
  std::vector<std::string_view> words;
  for (const Word& word : scan(text))
    if (word.starts_sentence) words.push_back(word.where.of(text));
  return words;
}

Shape shape_of(std::string_view word) { return scan(word).front().shape; }

TEST(Scan, KeepsNamesWithInnerMarksWhole) {
  EXPECT_THAT(written("Jean-Luc O'Neill, d’Amico and al-Amari of AT&T"),
              ElementsAre("Jean-Luc", "O'Neill", ",", "d’Amico", "and", "al-Amari", "of", "AT&T"));
}

TEST(Scan, CutsPossessivesAndCliticsOff) {
  EXPECT_THAT(written("Holt's Calder’s she'll"), ElementsAre("Holt", "Calder", "she"));
  const auto words = scan("Holt's dam");
  EXPECT_TRUE(words[0].possessive);
  EXPECT_FALSE(words[1].possessive);
  EXPECT_FALSE(scan("she'll")[0].possessive);
}

TEST(Scan, KnowsWhichFullStopsBelongToAWord) {
  EXPECT_THAT(written("Mr. Holt met J.K. Rowe in the U.S. Then he left."),
              ElementsAre("Mr.", "Holt", "met", "J.K.", "Rowe", "in", "the", "U.S.", "Then", "he",
                          "left", "."));
  EXPECT_THAT(written("It cost 1,250.50 at calder.example, 3."),
              ElementsAre("It", "cost", "1,250.50", "at", "calder.example", ",", "3", "."));
}

TEST(Scan, TellsShapesApart) {
  EXPECT_EQ(shape_of("dam"), Shape::Lower);
  EXPECT_EQ(shape_of("über"), Shape::Lower);
  EXPECT_EQ(shape_of("Über"), Shape::Title);
  EXPECT_EQ(shape_of("Jean-Luc"), Shape::Title);
  EXPECT_EQ(shape_of("O'Neill"), Shape::Title);
  EXPECT_EQ(shape_of("McAllen"), Shape::Mixed);
  EXPECT_EQ(shape_of("al-Amari"), Shape::Mixed);
  EXPECT_EQ(shape_of("DAM"), Shape::Upper);
  EXPECT_EQ(shape_of("U.S."), Shape::Upper);
  EXPECT_EQ(shape_of("J."), Shape::Initial);
  EXPECT_EQ(shape_of("50-year-old"), Shape::Number);
  EXPECT_EQ(shape_of("—"), Shape::Mark);
}

TEST(Scan, FindsWhereSentencesAndParagraphsBegin) {
  EXPECT_THAT(sentence_starts("Rain fell. \"Go,\" said Mr. Holt: Run!\n\nthe end"),
              ElementsAre("Rain", "Go", "Run", "the"));
  const auto words = scan("one two\nthree");
  EXPECT_TRUE(words[0].starts_paragraph);
  EXPECT_FALSE(words[1].starts_paragraph);
  EXPECT_TRUE(words[2].starts_paragraph);
}

TEST(Scan, GivesOneKeyToAllWaysOfWritingAWord) {
  EXPECT_EQ(scan("MÜLLER")[0].key, scan("müller")[0].key);
  EXPECT_EQ(scan("Muller")[0].key, key_of("muller"));
  EXPECT_EQ(scan("O’Neill")[0].key, key_of("o'neill"));
  EXPECT_EQ(scan("Mr.")[0].key, key_of("mr"));
  EXPECT_NE(scan("Holt")[0].key, scan("Holst")[0].key);
}

TEST(Scan, SurvivesTextsThatAreNoProse) {
  EXPECT_TRUE(scan("").empty());
  EXPECT_TRUE(scan(" \n\n ").empty());
  EXPECT_THAT(written("' - . '' --"), ElementsAre("'", "-", ".", "'", "'", "-", "-"));
  EXPECT_THAT(written("A.B'"), ElementsAre("A.B", "'"));
  EXPECT_EQ(scan(std::string(100'000, '\'')).size(), 100'000U);
}

}  // namespace
}  // namespace morgue::annotate
