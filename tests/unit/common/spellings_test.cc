#include "common/spellings.h"

#include <gmock/gmock.h>

#include <set>

#include "common/spelling_rows.h"
#include "common/text.h"

namespace morgue {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

TEST(LongSpelling, WritesMarkedLettersAsTwo) {
  EXPECT_EQ(long_spelling("Müller"), "mueller");
  EXPECT_EQ(long_spelling("Øresund"), "oeresund");
  EXPECT_EQ(long_spelling("ÅRHUS"), "aarhus");
  EXPECT_EQ(long_spelling("Đoković"), "djokovic");
  EXPECT_EQ(long_spelling("Jääskeläinen"), "jaeaeskelaeinen");
  EXPECT_EQ(long_spelling("Mu\u0308ller"), "mueller");
}

TEST(LongSpelling, IsThatOfNoOtherWord) {
  EXPECT_EQ(long_spelling("Muller"), "");
  EXPECT_EQ(long_spelling("Mueller"), "");
  EXPECT_EQ(long_spelling("Erdoğan"), "") << "readers write Erdogan only";
  EXPECT_EQ(long_spelling("Noël"), "");
  EXPECT_EQ(long_spelling("pöt"), "") << "poet is an English word";
  EXPECT_EQ(long_spelling("Dös"), "");
}

TEST(LongSpelling, OfEnglishArticlesIsThatOfNames) {
  EXPECT_EQ(long_spelling("für", "en"), "");
  EXPECT_EQ(long_spelling("für", "de"), "fuer");
  EXPECT_EQ(long_spelling("Özil", "en"), "oezil");
}

TEST(ShortSpellings, ContractSomeOfThePairs) {
  EXPECT_THAT(short_spellings("mueller"), ElementsAre("muller"));
  EXPECT_THAT(short_spellings("aeroeskoebing"), Contains("aroskobing"));
  EXPECT_THAT(short_spellings("muller"), IsEmpty());
  for (const char* english : {"poet", "does", "blue", "cruel", "goes", "venue", "Tuesday"})
    EXPECT_THAT(short_spellings(words(english)[0]), IsEmpty()) << english;
  EXPECT_LE(short_spellings(std::string(60, 'a')).size(), 8U);
}

TEST(Transliterations, AreThoseOfOneName) {
  EXPECT_THAT(transliterations("zelensky"), Contains("zelenskyy"));
  EXPECT_THAT(transliterations("zelenskyy"), Contains("zelenskiy"));
  EXPECT_THAT(transliterations("zelenskiy"), Contains("zelensky"));
  EXPECT_THAT(transliterations("kiev"), Contains("kyiv"));
  EXPECT_THAT(transliterations("aliyev"), ElementsAre("aliev"));
  EXPECT_THAT(transliterations("aliev"), ElementsAre("aliyev"));
  EXPECT_THAT(transliterations("sergei"), ElementsAre("sergey"));
}

TEST(Transliterations, JoinNoTwoNames) {
  EXPECT_THAT(transliterations("sikorsky"), Not(Contains("sikorski"))) << "an aircraft, a Pole";
  for (const char* word : {"tony", "toni", "sky", "risky", "husky", "keating", "keats", "banks",
                           "serhi", "ali", "maria", "polanski", "vladimir", "a"})
    EXPECT_THAT(transliterations(word), IsEmpty()) << word;
}

TEST(SpellingRows, HoldFoldedWordsOnce) {
  std::multiset<std::string> all;
  for (const std::string_view row : kSpellingRows) {
    const auto parts = words(row);
    EXPECT_EQ(word_key(row), row);
    EXPECT_GT(parts.size(), 1U) << row;
    all.insert(parts.begin(), parts.end());
  }
  for (const std::string& word : all) EXPECT_EQ(all.count(word), 1U) << word;
}

}  // namespace
}  // namespace morgue
