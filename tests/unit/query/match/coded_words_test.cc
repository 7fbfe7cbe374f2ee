#include "query/match/coded_words.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "indexer/store/index_document.h"
#include "query/match/article_view.h"
#include "query/match/check.h"
#include "query/match/compile.h"
#include "query/passages/evidence.h"
#include "tests/unit/query/archive_for_test.h"
#include "tests/unit/query/language/query_for_test.h"

// Whatever the forward index decides has to be what the text says: the places of words, sentences,
// paragraphs and the lead, and so every condition that is told by words, and the evidence.

namespace morgue::test {
namespace {

const std::vector<std::string> kWords = {
    "the",     "of",     "port",     "ports",   "Müller",        "Mueller",   "data-centre",
    "centre",  "data",   "l'Europe", "Europe",  "Banks",         "banks",     "bank",
    "北京市",  "U.S.",   "us",       "O'Neill", "in-to",         "because",   "through",
    "reopens", "reopen", "1,000",    "F-16",    "mother-in-law", "harbour's", "Will"};
const std::vector<std::string> kPeople = {"Banks", "Will", "O'Neill"};
const std::vector<std::string> kQueries = {"\"the port of\"",  "port w/3 banks",
                                           "port w/s bank",    "port w/p reopen",
                                           "title:ports",      "lead:data-centre",
                                           "hlead:banks",      "atleast2(port)",
                                           "\"data centre\"",  "\"to the port\" OR us",
                                           "because NOT port", "europe pre/4 centre",
                                           "\"Banks will\"",   "muller reopen bank of datacentre"};

class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}
  std::size_t below(std::size_t n) { return engine_() % n; }
  std::string text(std::size_t words) {
    std::string out;
    for (std::size_t i = 0; i < words; ++i) {
      if (i > 0) out += below(9) == 0 ? ". " : below(14) == 0 ? ".\n\n" : " ";
      out += kWords[below(kWords.size())];
    }
    return out;
  }

 private:
  std::mt19937 engine_;
};

std::string listed(const std::vector<WordPlace>& places) {
  std::string out;
  for (const WordPlace& place : places)
    out += fmt::format("{}:{}:{}-{} ", place.in_title, place.wanted, place.position, place.last);
  return out;
}

std::string listed(const std::vector<UnitHit>& hits) {
  std::string out;
  for (const UnitHit& hit : hits)
    out += fmt::format("{}:{}:{}-{} ", hit.in_title, hit.unit, hit.first, hit.last);
  return out;
}

TEST(CodedWords, TellWhatTheTextSays) {
  Random random(20261130);
  std::vector<Piece> pieces;
  for (std::uint64_t id = 1; id <= 80; ++id) {
    Piece piece{.id = id, .title = random.text(4), .text = random.text(40)};
    if (random.below(2) == 0) piece.people = {kPeople[random.below(kPeople.size())]};
    pieces.push_back(std::move(piece));
  }
  const TestArchive archive(pieces);
  const ArchiveReader reader = archive.open();
  ArticleEncoder encoder;
  ArticleDecoder decoder;
  DocumentBuilder builder;
  std::size_t answers = 0;
  for (const std::string& text : kQueries) {
    const auto plan = compile(query_of(text, true), reader, {true, {}, {}});
    ASSERT_TRUE(plan) << text;
    const Check& condition = plan->condition.check;
    WordMatcher matcher(plan->wanted, plan->languages);
    const CodedWords coded(plan->wanted, plan->languages);
    ASSERT_TRUE(is_told_by_words(condition, coded)) << text;
    for (const Piece& piece : pieces) {
      const StoredArticle stored = article_of(piece);
      ASSERT_TRUE(decoder.open(encoder.encode(stored)));
      const ArticleView whole(decoder, matcher);
      const ArticleView words(builder.build(stored).forward, coded, 0);
      const std::string where = text + "\n" + piece.title + "\n" + piece.text;
      ASSERT_EQ(listed(words.places()), listed(whole.places())) << where;
      std::vector<UnitHit> hits;
      const bool answered = check(condition, whole, hits);
      answers += answered ? 1 : 0;
      std::vector<UnitHit> told;
      ASSERT_EQ(check(condition, words, told), answered) << where;
      sort_hits(hits);
      sort_hits(told);
      ASSERT_EQ(listed(told), listed(hits)) << where;
      const Evidence by_text = find_evidence(hits, plan->units, whole.text());
      const Evidence by_words = find_evidence(told, plan->units, words.sentences_of_text());
      ASSERT_EQ(by_words.sentence, by_text.sentence) << where;
      ASSERT_EQ(by_words.window, by_text.window) << where;
      ASSERT_EQ(by_words.pairs, by_text.pairs) << where;
      ASSERT_EQ(by_words.lead, by_text.lead) << where;
      ASSERT_EQ(by_words.title, by_text.title) << where;
    }
  }
  EXPECT_GT(answers, 200U);
}

TEST(CodedWords, PatternsAreNotTold) {
  const CodedWords coded({{WantedWord::How::Pattern, "port*", 0, {}},
                          {WantedWord::How::Fuzzy, "port", 1, {}},
                          {WantedWord::How::Stem, "port", 0, {}}},
                         {"en"});
  EXPECT_FALSE(coded.knows(0));
  EXPECT_FALSE(coded.knows(1));
  EXPECT_TRUE(coded.knows(2));
}

TEST(CodedWords, DamagedBytesAreReadAsSomething) {
  const CodedWords coded({{WantedWord::How::Stem, "port", 0, {}}}, {"en"});
  Random random(7);
  for (int round = 0; round < 2000; ++round) {
    std::string bytes;
    for (std::size_t n = random.below(40); n > 0; --n)
      bytes += static_cast<char>(random.below(256));
    const ArticleView view(bytes, coded, 0);
    EXPECT_LE(view.sentence_at(5), view.sentences_of_text().size());
  }
}

TEST(Search, SaysTheSameWithAndWithoutForwardIndex) {
  Random random(4);
  std::vector<Piece> pieces;
  for (std::uint64_t id = 1; id <= 300; ++id)
    pieces.push_back({.id = id, .title = random.text(3), .text = random.text(30)});
  TestArchive archive;
  archive.add({pieces.begin(), pieces.begin() + 200});
  archive.add({pieces.begin() + 200, pieces.end()});
  std::vector<std::string> with;
  for (const std::string& query : kQueries) with.push_back(found(archive, query));
  archive.lose_words();
  for (std::size_t i = 0; i < kQueries.size(); ++i)
    EXPECT_EQ(found(archive, kQueries[i]), with[i]) << kQueries[i];
}

TEST(Search, FindsThePhrasesThatTextsHold) {
  Random random(12);
  std::vector<Piece> pieces;
  for (std::uint64_t id = 1; id <= 500; ++id)
    pieces.push_back({.id = id, .title = random.text(3), .text = random.text(30)});
  TestArchive archive;
  archive.add(pieces);
  std::vector<std::string> phrases;
  for (int i = 0; i < 150; ++i) {
    std::string phrase;
    for (std::size_t words = 2 + random.below(4); words > 0; --words)
      phrase += kWords[random.below(kWords.size())] + (words > 1 ? " " : "");
    phrases.push_back('"' + phrase + '"');
  }
  for (const std::string phrase :
       {"datacentre", "into the", "the into", "motherinlaw", "of motherinlaw", "data centre",
        "europe of", "l'europe", "us us"})
    phrases.push_back('"' + phrase + '"');
  std::vector<std::string> with;
  std::size_t any = 0;
  for (const std::string& query : phrases) {
    with.push_back(found(archive, query));
    any += !with.back().empty();
  }
  EXPECT_GT(any, 30U);
  archive.lose_words();
  for (std::size_t i = 0; i < phrases.size(); ++i)
    EXPECT_EQ(found(archive, phrases[i]), with[i]) << phrases[i];
}

}  // namespace
}  // namespace morgue::test
