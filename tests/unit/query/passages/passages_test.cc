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

AnnotatedArticle article_of(std::string_view text, std::string_view title = "") {
  AnnotatedArticle out;
  out.article.title = title;
  out.article.text = text;
  return out;
}

/// The passages as people see them: "... words [hit] words ...".
std::vector<std::string> shown(std::string_view text, const std::vector<std::string>& wanted,
                               const PassageOptions& options = {}) {
  const std::vector<UnitHit> hits = places(text, wanted);
  const std::vector<Unit> units(wanted.size(), Unit{2.0, true});
  std::vector<std::string> out;
  for (const Passage& passage : find_passages(article_of(text), hits, units, options)) {
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
  const auto passages = find_passages(article_of(text), places(text, {"council", "radar"}),
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
  const auto passages = find_passages(article_of(text), hits, std::vector<Unit>{{2.0, true}}, {});
  ASSERT_EQ(passages.size(), 1U);
  EXPECT_THAT(passages[0].marks, ElementsAre(Span{4, 11}));
}

/// With a question.
PassageOptions asking(Asked asked, std::size_t passages = 1, std::string thing = "") {
  PassageOptions options = at_most(passages);
  options.question = {asked, std::move(thing)};
  return options;
}

/// Long enough to stand alone, and with nothing of any question.
constexpr std::string_view kFiller =
    "Nobody in the town had known of any of this before the paper wrote about it, and nobody was "
    "much the wiser for it when the paper had written about it at such length as papers will.";

std::string apart(std::initializer_list<std::string_view> paragraphs) {
  std::string out;
  for (const std::string_view paragraph : paragraphs)
    out += (out.empty() ? "" : "\n\n") + std::string(paragraph);
  return out;
}

TEST(Passages, ToAQuestionPreferWhatWasAskedFor) {
  const std::string text =
      apart({kFiller, "The ferry and the pier were old friends, people said.", kFiller, kFiller,
             "The ferry hit the pier at 22:10, people said.", kFiller, kFiller,
             "The ferry that hit the pier had cost 3 million euros."});
  const auto first = [&](Asked asked) { return shown(text, {"ferry", "pier"}, asking(asked))[0]; };
  EXPECT_THAT(first(Asked::Clock), testing::HasSubstr("22:10"));
  EXPECT_THAT(first(Asked::Money), testing::HasSubstr("3 million"));
  EXPECT_THAT(first(Asked::Nothing), testing::HasSubstr("old friends")) << "the first of equals";
}

TEST(Passages, FindAnAnswerBesideTheWordsOfTheQuery) {
  const std::string text = apart({kFiller, "The spare part of the radar was ordered in May.",
                                  "It cost 11,800 euros.", kFiller, "The radar was grey."});
  PassageOptions narrow = asking(Asked::Money);
  narrow.most_words = 15;
  EXPECT_THAT(shown(text, {"spare", "part"}, narrow),
              ElementsAre("The [spare] [part] of the radar was ordered in May.\n\nIt cost 11,800 "
                          "euros."));
}

TEST(Passages, ToAQuestionAreFilledUpWithWholeSentences) {
  const std::string text = "Rain fell. The ferry sank. Four died. " + std::string(kFiller);
  EXPECT_THAT(shown(text, {"ferry"}, asking(Asked::Anything)),
              ElementsAre("Rain fell. The [ferry] sank. Four died. " + std::string(kFiller)));
  PassageOptions narrow = asking(Asked::Anything);
  narrow.most_words = 7;
  EXPECT_THAT(shown(text, {"ferry"}, narrow),
              ElementsAre("Rain fell. The [ferry] sank. Four died."));
}

TEST(Passages, SayNothingTwice) {
  const std::string sentence =
      "The radar of the ferry had been dark for eleven minutes that night.";
  const std::string text =
      apart({kFiller, sentence, kFiller, sentence, kFiller,
             "Its radar was later found in the hold of the ferry, broken into three pieces."});
  EXPECT_THAT(shown(text, {"radar", "ferry"}, asking(Asked::Anything, 2)),
              ElementsAre(testing::HasSubstr("eleven minutes"), testing::HasSubstr("the hold")));
}

TEST(Passages, DoNotRepeatTheHeadline) {
  const std::string text =
      apart({kFiller, kFiller, "Ferry radar was dark for eleven minutes.", kFiller,
             "The judge wrote that no one on the ferry had touched its radar."});
  const std::string title = "Ferry radar was dark for eleven minutes";
  const auto best = [&](std::string_view headline) {
    const auto passages = find_passages(article_of(text, headline), places(text, {"erry", "radar"}),
                                        std::vector<Unit>{{2.0, true}, {2.0, true}}, at_most(1));
    return std::string(passages[0].where.of(text));
  };
  EXPECT_THAT(best(""), testing::StartsWith("Ferry radar"));
  EXPECT_THAT(best(title), testing::StartsWith("The judge"));
}

/// The context of each passage as "before|passage|after".
std::vector<std::string> with_context(std::string_view text, const std::vector<std::string>& wanted,
                                      std::size_t sentences, std::size_t passages = 3) {
  PassageOptions options = at_most(passages);
  options.context = sentences;
  const std::vector<Unit> units(wanted.size(), Unit{2.0, true});
  std::vector<std::string> out;
  for (const Passage& p : find_passages(article_of(text), places(text, wanted), units, options))
    out.push_back(std::string(p.before.of(text)) + '|' + std::string(p.where.of(text)) + '|' +
                  std::string(p.after.of(text)));
  return out;
}

TEST(Passages, BringTheSentencesAroundThem) {
  const std::string text =
      apart({"One came. Two came.",
             "The ferry came in at last with its bow all broken. Three left.", "Four left."});
  const std::string ferry = "|The ferry came in at last with its bow all broken.|";
  EXPECT_THAT(with_context(text, {"ferry"}, 0), ElementsAre(ferry));
  EXPECT_THAT(with_context(text, {"ferry"}, 1),
              ElementsAre("Two came.\n\n" + ferry + " Three left."));
  EXPECT_THAT(with_context(text, {"ferry"}, 9),
              ElementsAre("One came. Two came.\n\n" + ferry + " Three left.\n\nFour left."));
}

TEST(Passages, ShareNoContext) {
  const std::string ferry = "The ferry came in at last with its bow all broken.";
  const std::string radar = "The radar was found to be broken by the men who saw it.";
  const std::string text = apart({ferry, "One came.", radar, "Two came."});
  EXPECT_THAT(with_context(text, {"ferry", "radar"}, 2),
              ElementsAre('|' + ferry + "|\n\nOne came.", '|' + radar + "|\n\nTwo came."));
}

TEST(Passages, OfALongSentenceHaveNoContextWhereTheyAreCut) {
  std::string text = "It rained. ";
  for (int i = 0; i < 90; ++i) text += "word ";
  text += "ferry. It stopped.";
  const auto shown = with_context(text, {"ferry"}, 1);
  ASSERT_EQ(shown.size(), 1U);
  EXPECT_THAT(shown[0], testing::StartsWith("|word"));
  EXPECT_THAT(shown[0], testing::EndsWith("ferry.| It stopped."));
}

TEST(Passages, OfAnEndlessWordAreCut) {
  const std::string text = std::string(1000000, 'x') + " ferry " + std::string(1000000, 'y');
  const auto passages =
      find_passages(article_of(text), places(text, {"ferry"}), std::vector<Unit>{{2.0, true}}, {});
  ASSERT_EQ(passages.size(), 1U);
  EXPECT_TRUE(passages[0].cut_before);
  EXPECT_TRUE(passages[0].cut_after);
  EXPECT_LT(passages[0].where.size(), 2000U);
  EXPECT_EQ(passages[0].marks.size(), 1U);
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
