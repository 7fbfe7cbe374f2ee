#include "query/match/phrase_filter.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace morgue::test {
namespace {

std::string coded(const std::vector<std::string>& words) {
  Stemmer stemmer("en");
  std::string out;
  for (const std::string& word : words) {
    if (word == ".")
      out += static_cast<char>(forward::kSentenceEnd);
    else if (word == "+")
      out += static_cast<char>(forward::kJoined);
    else
      forward::append(
          out,
          forward::word_code(word, is_function_word(word) ? "" : std::string(stemmer.stem(word))));
  }
  return out;
}

std::vector<WantedWord> surface(const std::vector<std::string>& words) {
  std::vector<WantedWord> out;
  for (const std::string& word : words) out.push_back({WantedWord::How::Surface, word, 0, {}});
  return out;
}

class PhraseFilterTest : public testing::Test {
 protected:
  // A phrase filter learns from what it is asked first.
  void learn(PhraseFilter& filter) const {
    for (int i = 0; i < 30; ++i) (void)filter.may_hold(coded({"the", "port", "of", "calder"}));
  }

  const std::vector<WantedWord> wanted_ = surface({"port", "of", "calder", "the"});
  const CodedWords words_{wanted_, {"en"}};
};

TEST_F(PhraseFilterTest, TellsWhetherItsWordsStandSideBySide) {
  PhraseFilter filter({0, 1, 2}, words_);
  for (int round = 0; round < 2; ++round) {
    EXPECT_TRUE(filter.may_hold(coded({"old", "port", "of", "calder", "closed"})));
    EXPECT_TRUE(filter.may_hold(coded({"port", "of", "calder"})));
    EXPECT_TRUE(filter.may_hold(coded({"the", "port", ".", "of", "calder"})));
    EXPECT_FALSE(filter.may_hold(coded({"port", "calder", "of", "port", "and", "calder"})));
    EXPECT_FALSE(filter.may_hold(coded({"port", "of"})));
    EXPECT_FALSE(filter.may_hold(coded({"of", "calder", "port"})));
    EXPECT_FALSE(filter.may_hold(""));
    learn(filter);
  }
}

TEST_F(PhraseFilterTest, KnowsThatTwoWordsMayBeReadAsOne) {
  const std::vector<WantedWord> wanted = surface({"new", "harbourside", "calder"});
  const CodedWords words(wanted, {"en"});
  PhraseFilter behind({0, 1}, words);
  PhraseFilter before({1, 2}, words);
  for (int round = 0; round < 2; ++round) {
    EXPECT_TRUE(behind.may_hold(coded({"new", "harbour", "side", "+", "harbourside", "calder"})));
    EXPECT_TRUE(before.may_hold(coded({"new", "harbour", "side", "+", "harbourside", "calder"})));
    EXPECT_FALSE(behind.may_hold(coded({"new", "harbour", "side", "calder", "harbourside"})));
    learn(behind);
    learn(before);
  }
}

/// What is said to be absent is absent, of random words with few names, and of any bytes.
TEST_F(PhraseFilterTest, NeverMissesWhatANaiveScanFinds) {
  std::mt19937 random(3);
  const std::vector<std::string> all = {"port", "of", "calder", "the", "harbour", "."};
  for (const std::vector<std::uint16_t>& phrase :
       {std::vector<std::uint16_t>{0, 1}, {1, 3}, {3, 1, 3}, {0, 2}, {2, 1, 0, 3}, {3, 3}}) {
    PhraseFilter filter(phrase, words_);
    std::vector<std::string> text;
    for (const std::uint16_t word : phrase) text.push_back(wanted_[word].folded);
    const std::string needle = coded(text);
    std::size_t held = 0, absent = 0;
    for (int article = 0; article < 2000; ++article) {
      std::vector<std::string> words;
      for (int i = 0; i < 12; ++i) words.push_back(all[random() % all.size()]);
      std::string bytes = coded(words);
      if (article % 3 == 0) bytes[random() % bytes.size()] = static_cast<char>(random());
      const bool may = filter.may_hold(bytes);
      if (article % 3 != 0 && bytes.find(needle) != std::string::npos) {
        EXPECT_TRUE(may);
        ++held;
      }
      absent += !may;
    }
    EXPECT_GT(held, 5U);
    EXPECT_GT(absent, 300U);
  }
}

}  // namespace
}  // namespace morgue::test
