#include "query/passages/evidence.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "common/text.h"

namespace morgue {
namespace {

UnitHit at(std::uint16_t unit, std::uint32_t word, bool in_title = false) {
  return {unit, in_title, word, word, {word * 10, word * 10 + 5}};
}

/// A text of words of ten bytes each, in which sentences end with these words.
std::string text_of(std::uint32_t words, const std::vector<std::uint32_t>& ends,
                    std::string_view between = "    ") {
  std::string text;
  for (std::uint32_t i = 0; i < words; ++i) {
    const bool last = std::find(ends.begin(), ends.end(), i) != ends.end();
    text += last ? "Tide." : "Tide,";
    text += last ? between : "    ";
    text += ' ';
  }
  return text;
}

constexpr double kIdf = 2.0;
/// BM25 of one occurrence is its idf; of two in a window 1.375 times that.
constexpr double kTwice = 2 * 2.2 / 3.2;

Unit word(double idf = kIdf) { return {idf, true}; }

Evidence evidence(const std::vector<UnitHit>& hits, const std::vector<Unit>& units,
                  const std::string& text = text_of(200, {})) {
  return find_evidence(hits, units, text);
}

TEST(Evidence, IsNothingWithoutHits) {
  const Evidence none = evidence({}, {word()});
  EXPECT_EQ(none.sentence, 0);
  EXPECT_EQ(none.window, 0);
  EXPECT_EQ(none.pairs, 0);
  EXPECT_EQ(none.lead, 0);
  EXPECT_EQ(none.title, 0);
}

TEST(Evidence, SentenceIsTheOneThatHoldsMost) {
  const std::vector<Unit> units = {word(2), word(3), word(5)};
  const std::vector<UnitHit> hits = {at(0, 3), at(1, 5), at(1, 12), at(2, 14)};
  EXPECT_DOUBLE_EQ(evidence(hits, units, text_of(30, {9})).sentence, 0.8);
  EXPECT_DOUBLE_EQ(evidence(hits, units, text_of(30, {9}, "\n\n  ")).sentence, 0.8);
  EXPECT_DOUBLE_EQ(evidence(hits, units, text_of(30, {2, 19})).sentence, 1);
  EXPECT_DOUBLE_EQ(evidence({at(1, 2), at(1, 4)}, units).sentence, 0.3) << "once is enough";
}

TEST(Evidence, HeadlineIsASentenceByItself) {
  const std::vector<Unit> units = {word(), word(), word()};
  const Evidence split = evidence({at(0, 1, true), at(1, 2, true), at(2, 2)}, units);
  EXPECT_DOUBLE_EQ(split.title, 2 / 3.0);
  EXPECT_DOUBLE_EQ(split.sentence, 2 / 3.0);
}

TEST(Evidence, WindowHoldsTwentyWords) {
  const std::vector<Unit> units = {word(), word(6)};
  EXPECT_DOUBLE_EQ(evidence({at(0, 0), at(1, 19)}, units).window, 8);
  EXPECT_DOUBLE_EQ(evidence({at(0, 0), at(1, 20)}, units).window, 6);
  EXPECT_DOUBLE_EQ(evidence({at(0, 1, true), at(1, 2)}, units).window, 6) << "not across fields";
}

TEST(Evidence, RepeatedWordsSaturate) {
  EXPECT_DOUBLE_EQ(evidence({at(0, 3), at(0, 9)}, {word()}).window, kIdf * kTwice);
}

TEST(Evidence, LeadIsTheFirstSixtyWordsOfTheText) {
  const std::vector<Unit> units = {word(), word()};
  EXPECT_DOUBLE_EQ(evidence({at(0, 59)}, units).lead, 0.5);
  EXPECT_DOUBLE_EQ(evidence({at(0, 60)}, units).lead, 0);
  EXPECT_DOUBLE_EQ(evidence({at(0, 1), at(0, 50)}, units).lead, kTwice / 2);
  EXPECT_DOUBLE_EQ(evidence({at(0, 1, true)}, units).lead, 0);
}

TEST(Evidence, PairsAreNeighboursOfTheQueryThatStandNear) {
  const std::vector<Unit> units = {word(), word(5), word()};
  EXPECT_DOUBLE_EQ(evidence({at(0, 1), at(1, 9)}, units).pairs, 2);
  EXPECT_DOUBLE_EQ(evidence({at(1, 1), at(0, 9)}, units).pairs, 2) << "in any order";
  EXPECT_DOUBLE_EQ(evidence({at(0, 1), at(1, 10)}, units).pairs, 0);
  EXPECT_DOUBLE_EQ(evidence({at(0, 1), at(2, 2)}, units).pairs, 0) << "no neighbours";
  EXPECT_DOUBLE_EQ(evidence({at(0, 1, true), at(1, 2)}, units).pairs, 0);
  const std::vector<Unit> filter = {word(), {5.0, false}};
  EXPECT_DOUBLE_EQ(evidence({at(0, 1), at(1, 2)}, filter).pairs, 0);
}

/// What the best sentence holds, by looking at all of them.
double best_of_all(const std::vector<UnitHit>& hits, const std::vector<Unit>& units,
                   const std::string& text) {
  double best = 0;
  std::size_t hit = 0;
  for (const Span sentence : sentences(text)) {
    std::set<std::uint16_t> here;
    for (; hit < hits.size() && hits[hit].where.begin < sentence.end; ++hit)
      here.insert(hits[hit].unit);
    double covered = 0;
    for (const std::uint16_t unit : here) covered += units[unit].idf;
    best = std::max(best, covered);
  }
  return best;
}

TEST(Evidence, SentenceIsTheBestOfAll) {
  const std::vector<std::string> ends = {" ", " ", ", ", ". ", "? ", "\u2026 ", "\n\n", ".\n\n"};
  const std::vector<std::string> words = {"Tide", "U.S", "Mr", "mole", "Caf\u00e9"};
  const std::vector<Unit> units = {word(1), word(2), word(4), word(8)};
  std::mt19937 random(11);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    std::vector<UnitHit> hits;
    for (std::uint32_t number = 0; number < 30; ++number) {
      const auto begin = static_cast<std::uint32_t>(text.size());
      text += words[random() % words.size()];
      const auto end = static_cast<std::uint32_t>(text.size());
      if (random() % 4 == 0)
        hits.push_back({static_cast<std::uint16_t>(random() % units.size()),
                        false,
                        number,
                        number,
                        {begin, end}});
      text += ends[random() % ends.size()];
    }
    EXPECT_DOUBLE_EQ(evidence(hits, units, text).sentence * 15, best_of_all(hits, units, text))
        << text;
  }
}

}  // namespace
}  // namespace morgue
