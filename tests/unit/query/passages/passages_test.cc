#include "query/passages/passages.h"

#include <gmock/gmock.h>

#include <chrono>

namespace morgue {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// Every place of these words in the text, as hits of units 0, 1, ...; positions are bytes.
std::vector<UnitHit> places(std::string_view text, const std::vector<std::string>& wanted) {
  std::vector<UnitHit> hits;
  for (std::uint16_t unit = 0; unit < wanted.size(); ++unit)
    for (auto at = text.find(wanted[unit]); at != std::string_view::npos;
         at = text.find(wanted[unit], at + 1)) {
      const auto begin = static_cast<std::uint32_t>(at);
      hits.push_back(
          {unit, false, begin, begin, {begin, begin + std::uint32_t(wanted[unit].size())}});
    }
  std::sort(hits.begin(), hits.end(),
            [](const UnitHit& a, const UnitHit& b) { return a.first < b.first; });
  return hits;
}

/// The passages as people see them: "... words [hit] words ...".
std::vector<std::string> shown(std::string_view text, const std::vector<std::string>& wanted,
                               const PassageOptions& options = {}) {
  const std::vector<UnitHit> hits = places(text, wanted);
  const std::vector<Unit> units(wanted.size(), Unit{2.0, true});
  std::vector<std::string> out;
  for (const Passage& passage : find_passages(text, hits, units, options)) {
    std::string line = passage.cut_before ? "... " : "";
    std::uint32_t at = passage.where.begin;
    for (const Span mark : passage.marks) {
      EXPECT_TRUE(passage.where.contains(mark));
      line += std::string(Span{at, mark.begin}.of(text)) + '[' + std::string(mark.of(text)) + ']';
      at = mark.end;
    }
    line += Span{at, passage.where.end}.of(text);
    out.push_back(line + (passage.cut_after ? " ..." : ""));
  }
  return out;
}

PassageOptions at_most(std::size_t passages, std::size_t words = 60) { return {passages, words}; }

constexpr std::string_view kStory =
    "The council of the town met on Monday evening as usual.\n\n"
    "Nobody spoke of the ferry during the first long hour.\n\n"
    "Then the judge read out what the radar of the ferry had shown that night.\n\n"
    "The radar had been replaced twice in the seven years before.";

TEST(Passages, BestSentenceIsTheOneWithMostOfTheQuery) {
  EXPECT_THAT(shown(kStory, {"ferry", "radar"}, at_most(1)),
              ElementsAre("Then the judge read out what the [radar] of the [ferry] had shown that "
                          "night."));
}

TEST(Passages, StandInTheOrderOfTheTextWithTheirParagraph) {
  const std::string text = std::string(kStory);
  const auto passages = find_passages(text, places(text, {"council", "radar"}),
                                      std::vector<Unit>{{2.0, true}, {2.0, true}}, {});
  ASSERT_EQ(passages.size(), 2U);
  EXPECT_EQ(passages[0].paragraph, 1U);
  EXPECT_EQ(passages[1].paragraph, 3U);
  EXPECT_FALSE(passages[0].where.overlaps(passages[1].where));
}

TEST(Passages, AreAtMostAsManyAsAsked) {
  const std::string text =
      "One ferry of the fleet was lost in the big storm.\n\nThe council of the town paid for the "
      "radar at last.\n\nA new bridge was to be built over the bay.";
  EXPECT_EQ(shown(text, {"ferry", "radar", "bridge"}, at_most(3)).size(), 3U);
  EXPECT_EQ(shown(text, {"ferry", "radar", "bridge"}, at_most(2)).size(), 2U);
  EXPECT_THAT(shown(text, {"ferry"}, at_most(0)), IsEmpty());
  EXPECT_THAT(shown(text, {}, at_most(0)), IsEmpty());
}

TEST(Passages, WithoutAHitAreTheBeginning) {
  EXPECT_THAT(shown(kStory, {}),
              ElementsAre("The council of the town met on Monday evening as usual."));
  EXPECT_THAT(shown("", {}), IsEmpty());
}

TEST(Passages, ShortSentenceTakesTheNextOneOfItsParagraph) {
  EXPECT_THAT(shown("It rained. The ferry sank. Four people died in the cold water.", {"ferry"}),
              ElementsAre("The [ferry] sank. Four people died in the cold water."));
  EXPECT_THAT(shown("Four people died that night. The ferry sank.\n\nIt rained.", {"ferry"}),
              ElementsAre("Four people died that night. The [ferry] sank."));
}

TEST(Passages, NeighboursAreJoined) {
  EXPECT_THAT(shown("The ferry of the town was lost that night. The radar on its roof had been "
                    "broken since May.",
                    {"ferry", "radar"}),
              ElementsAre("The [ferry] of the town was lost that night. The [radar] on its roof "
                          "had been broken since May."));
}

TEST(Passages, LongSentenceIsCutAroundItsHits) {
  std::string text;
  for (int i = 0; i < 40; ++i) text += "word ";
  text += "ferry radar";
  for (int i = 0; i < 40; ++i) text += " more";
  EXPECT_THAT(shown(text, {"ferry", "radar"}, at_most(3, 8)),
              ElementsAre("... word word [ferry] [radar] more more more more ..."));
  EXPECT_THAT(shown(text, {}, at_most(3, 3)), ElementsAre("word word word ..."));
}

TEST(Passages, MarkEndsWithThePassage) {
  const std::string text = "The frozen.\n\nRadar of the ship was new and had cost a great deal.";
  const std::vector<UnitHit> hits = {{0, false, 1, 2, {4, 18}}};
  const auto passages = find_passages(text, hits, std::vector<Unit>{{2.0, true}}, {});
  ASSERT_EQ(passages.size(), 1U);
  EXPECT_THAT(passages[0].marks, ElementsAre(Span{4, 11}));
}

// The text is a stranger's: one sentence of half a million hits has to take no longer than many.
TEST(Passages, OfOneEndlessSentenceAreFoundInTime) {
  std::string text;
  for (int i = 0; i < 200000; ++i) text += "a ";
  for (int i = 0; i < 200000; ++i) text += "b ";
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(shown(text, {"a", "b"}, at_most(3)).size(), 1U);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
}

TEST(MarksOf, JoinsWhatTouches) {
  const std::vector<UnitHit> hits = {{0, true, 0, 0, {0, 3}},
                                     {0, false, 0, 0, {0, 5}},
                                     {1, false, 0, 1, {0, 9}},
                                     {2, false, 3, 3, {12, 14}}};
  EXPECT_THAT(marks_of(hits, false), ElementsAre(Span{0, 9}, Span{12, 14}));
  EXPECT_THAT(marks_of(hits, true), ElementsAre(Span{0, 3}));
}

}  // namespace
}  // namespace morgue
