#include "common/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace morgue {
namespace {

using testing::ElementsAre;

std::vector<std::string> sentence_texts(std::string_view text) {
  std::vector<std::string> out;
  for (Span s : sentences(text)) out.emplace_back(s.of(text));
  return out;
}

TEST(Words, ApostrophesAndPossessives) {
  EXPECT_THAT(
      words("O'Neill's don’t Kyiv's d'Amico the boys' 'quoted' rock'n'roll"),
      ElementsAre("oneill", "dont", "kyiv", "damico", "the", "boys", "quoted", "rocknroll"));
}

TEST(Words, AcronymsAndNumbers) {
  EXPECT_THAT(
      words("U.S. troops, the U.N.-led 1,000 men 2.5% 1,2 10%-70% a.m. end.Next J.K. 3,1415"),
      ElementsAre("us", "troops", "the", "un", "led", "1000", "men", "2.5", "1", "2", "10", "70",
                  "am", "end", "next", "jk", "3", "1415"));
}

TEST(Words, HyphensSeparateAndInvisibleCharactersDoNot) {
  EXPECT_THAT(words("Al-Amari re\u00ADopened zero\u200Bwidth"),
              ElementsAre("al", "amari", "reopened", "zerowidth"));
}

TEST(Words, OtherScripts) {
  EXPECT_THAT(words("Владимир Путин 北京市 Ελλάδα Straße"),
              ElementsAre("владимир", "путин", "北", "京", "市", "ελλαδα", "strasse"));
}

TEST(Words, OfScriptsWithoutSpacesAreCharactersWithTheirMarks) {
  EXPECT_THAT(words("ภาษีใหม่"), ElementsAre("ภ", "า", "ษี", "ใ", "ห", "ม่"));
  EXPECT_THAT(words("ｶﾞｽ会社"), ElementsAre("ガ", "ス", "会", "社"));
  EXPECT_THAT(words("か\u3099す"), ElementsAre("が", "す"));
}

TEST(Words, SignsThatJoinLettersOfSomeLanguages) {
  EXPECT_THAT(words("צה״ל וצ׳ק"), ElementsAre("צהל", "וצק"));
  EXPECT_THAT(words("col·laboració a·b"), ElementsAre("collaboracio", "a", "b"));
}

TEST(Words, SpansPointAtWhatIsWritten) {
  const std::string_view text = "In Kyiv's U.S. embassy, Gregorová spoke";
  std::vector<std::string> written;
  Tokenizer tokenizer(text);
  for (Token token; tokenizer.next(token);) written.emplace_back(token.where.of(text));
  EXPECT_THAT(written, ElementsAre("In", "Kyiv", "U.S", "embassy", "Gregorová", "spoke"));
}

TEST(Words, LongRunsAreCutOnceAndPassedWhole) {
  const std::string run(1000, 'x');
  EXPECT_THAT(words(run + " end"), ElementsAre(std::string(kMaxWordBytes, 'x'), "end"));
  std::string wide;
  for (int i = 0; i < 100; ++i) wide += "я";
  EXPECT_EQ(words(wide).at(0).size(), kMaxWordBytes);
}

TEST(Words, MarksAloneAreNoWord) {
  EXPECT_THAT(words("a \u0301\u0302 b"), ElementsAre("a", "b"));
  std::string marks;
  for (int i = 0; i < 200'000; ++i) marks += "\u0301 ";
  EXPECT_THAT(words(marks), ElementsAre());
}

TEST(WordKey, JoinsFoldedWords) {
  EXPECT_EQ(word_key("Müller, O'Neill & Co."), "muller oneill co");
}

TEST(Sentences, AbbreviationsDoNotEndThem) {
  EXPECT_THAT(
      sentence_texts("Mr. Pike met Gen. Brandt in the U.S. Senate. The U.S. The port stayed shut."),
      ElementsAre("Mr. Pike met Gen. Brandt in the U.S. Senate.", "The U.S.",
                  "The port stayed shut."));
  EXPECT_THAT(
      sentence_texts("Meridian Freight Inc. Chairman J. R. Moss left on Jan. 5. He is 61."),
      ElementsAre("Meridian Freight Inc. Chairman J. R. Moss left on Jan. 5.", "He is 61."));
}

TEST(Sentences, QuotationsStayWhole) {
  EXPECT_THAT(
      sentence_texts("\"Really?\" he asked. \"I will not guess.\" She left. “No!” It was 2.5 m."),
      ElementsAre("\"Really?\" he asked.", "\"I will not guess.\"", "She left.", "“No!”",
                  "It was 2.5 m."));
}

TEST(Sentences, EndWithTheirParagraph) {
  EXPECT_THAT(
      sentence_texts("A headline without a stop\n\nHard wrapped\ntext. And more...\n  \nEnd"),
      ElementsAre("A headline without a stop", "Hard wrapped\ntext.", "And more...", "End"));
}

TEST(Sentences, OtherScripts) {
  EXPECT_THAT(sentence_texts("港は閉鎖された。再開は未定。"),
              ElementsAre("港は閉鎖された。", "再開は未定。"));
}

TEST(Stemmer, JoinsInflectionsOfItsLanguage) {
  Stemmer english;
  EXPECT_EQ(std::string(english.stem("reopening")), std::string(english.stem("reopened")));
  Stemmer german("de");
  EXPECT_EQ(std::string(german.stem("hafens")), std::string(german.stem("hafen")));
  EXPECT_EQ(Stemmer("ja").stem("港"), "港");
}

TEST(FunctionWords, AreAClosedList) {
  EXPECT_TRUE(is_function_word("the"));
  EXPECT_TRUE(is_function_word("when"));
  EXPECT_FALSE(is_function_word("port"));
}

}  // namespace
}  // namespace morgue
