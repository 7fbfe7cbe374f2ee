#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "query/match/article_view.h"
#include "query/match/compile.h"
#include "query/match/search.h"
#include "tests/unit/query/archive_for_test.h"
#include "tests/unit/query/language/query_for_test.h"

// Random words, phrases, patterns and typing errors over articles full of variants: what the index
// proposes is compared with the check of every article. They must agree, or the answer of a query
// would depend on whether it was verified.

namespace morgue::test {
namespace {

const std::vector<std::string> kWords = {
    "Müller",      "Mueller",      "Muller",      "MÜLLER",        "Zelensky",
    "Zelenskyy",   "zelenskiy",    "data",        "centre",        "data-centre",
    "datacentre",  "data-centres", "datacentres", "co-operate",    "cooperate",
    "cooperation", "l'Europe",     "Europe",      "l’Europe-Asie", "d'Amico",
    "Amico",       "Banks",        "bank",        "banks",         "Bank-Keats",
    "Keating",     "Keats",        "Tony",        "Toni",          "北京市",
    "京",          "北京",         "ガス",        "ｶﾞｽ",           "ภาษี",
    "résumé",      "resume",       "Øresund",     "Oeresund",      "Đoković",
    "Djokovic",    "F-16",         "f16",         "U.S.",          "us",
    "1,000",       "2.5",          "does",        "Dös",           "in-to",
    "into",        "mother-in-law"};
const std::vector<std::string> kPeople = {"Banks", "Keating",    "Keats",  "Tony",
                                          "Toni",  "Bank-Keats", "d'Amico"};

class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}
  std::size_t below(std::size_t n) { return engine_() % n; }
  const std::string& word() { return kWords[below(kWords.size())]; }
  std::string text(std::size_t most) {
    std::string out;
    for (std::size_t n = 1 + below(most); n > 0; --n) out += (out.empty() ? "" : " ") + word();
    return out;
  }
  std::string query() {
    std::string w = word();
    switch (below(6)) {
      case 0:
        return '"' + text(3) + '"';
      case 1:
        return "title:" + w;
      case 2:
        std::erase(w, '-');
        return w.size() > 3 && static_cast<signed char>(w[2]) > 0 ? w.substr(0, 3) + "*" : w;
      case 3:
        return w.find_first_of("-.,'’") == std::string::npos && w.size() > 4 ? w + "~1" : w;
      default:
        return w;
    }
  }

 private:
  std::mt19937 engine_;
};

TEST(Folding, IndexAndVerificationAgree) {
  Random random(20261129);
  std::vector<Piece> pieces;
  for (std::uint64_t id = 1; id <= 150; ++id) {
    Piece piece{.id = id, .title = random.text(3), .text = random.text(6)};
    if (random.below(2) == 0) piece.people = {kPeople[random.below(kPeople.size())]};
    pieces.push_back(std::move(piece));
  }
  TestArchive archive;
  archive.add({pieces.begin(), pieces.begin() + 90});
  archive.add({pieces.begin() + 90, pieces.end()});
  const ArchiveReader reader = archive.open();
  SearchOptions options;
  options.limit = 0;
  std::size_t answered = 0;
  for (int round = 0; round < 600; ++round) {
    const std::string text = random.query();
    const Query query = query_of(text, false);
    const auto plan = compile(query, reader, {});
    ASSERT_TRUE(plan) << text;
    std::vector<std::uint64_t> expected;
    ArticleEncoder encoder;
    ArticleDecoder decoder;
    WordMatcher matcher(plan->wanted, plan->languages);
    for (const Piece& piece : pieces) {
      ASSERT_TRUE(decoder.open(encoder.encode(article_of(piece))));
      const ArticleView view(decoder, matcher);
      std::vector<UnitHit> hits;
      if (check(plan->condition.check, view, hits)) expected.push_back(piece.id);
    }
    std::vector<std::uint64_t> got;
    for (const Hit& hit : answer(archive, text, options).hits) got.push_back(hit.article.id.value);
    std::sort(got.begin(), got.end());
    ASSERT_EQ(got, expected) << text << "\n" << print(query.root);
    if (!expected.empty()) ++answered;
  }
  EXPECT_GT(answered, 400U) << "most queries should find something";
}

}  // namespace
}  // namespace morgue::test
