#include "indexer/annotate/quotations.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace morgue::annotate {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// A text in which names are marked: "{p Rowan Pike} of {o Meridian Freight}" (also l).
struct Marked {
  std::string text;
  std::vector<std::pair<Span, EntityKind>> spans;

  explicit Marked(std::string_view marked) {
    for (std::size_t i = 0; i < marked.size(); ++i) {
      if (marked[i] == '{') {
        const char kind = marked[i + 1];
        spans.push_back({{static_cast<std::uint32_t>(text.size()), 0},
                         kind == 'p'   ? EntityKind::Person
                         : kind == 'o' ? EntityKind::Org
                                       : EntityKind::Place});
        i += 2;
      } else if (marked[i] == '}') {
        spans.back().first.end = static_cast<std::uint32_t>(text.size());
      } else {
        text += marked[i];
      }
    }
  }
};

struct Read {
  std::string text;
  std::vector<Quotation> quotations;
};

Read read(std::string_view marked_text) {
  Marked marked(marked_text);
  ArticleWords article;
  read_words("", marked.text, article);
  std::vector<Name> names;
  for (const auto& [span, kind] : marked.spans) {
    Name name{0, 0, kind};
    for (std::uint32_t i = 0; i < article.words.size(); ++i) {
      if (!span.contains(article.words[i].where)) continue;
      if (name.end == 0) name.begin = i;
      name.end = i + 1;
    }
    names.push_back(name);
  }
  auto found = quotations(article, resolve(article, names));
  return {std::move(marked.text), std::move(found)};
}

/// "Rowan Pike: "We knew,"" for each quotation of a kind; "+" before what goes on.
std::vector<std::string> said(std::string_view marked, QuotationKind kind) {
  const Read result = read(marked);
  std::vector<std::string> found;
  for (const Quotation& quote : result.quotations)
    if (quote.kind == kind)
      found.push_back((quote.continues ? "+" : "") + quote.speaker + ": " +
                      std::string(quote.where.of(result.text)));
  return found;
}
std::vector<std::string> direct(std::string_view marked) {
  return said(marked, QuotationKind::Direct);
}
std::vector<std::string> mixed(std::string_view marked) {
  return said(marked, QuotationKind::Mixed);
}
std::vector<std::string> indirect(std::string_view marked) {
  return said(marked, QuotationKind::Indirect);
}

/// The words that name the speaker of the first quotation.
std::string named_by(std::string_view marked) {
  const Read result = read(marked);
  if (result.quotations.empty() || !result.quotations.front().speaker_where) return {};
  return std::string(result.quotations.front().speaker_where->of(result.text));
}

TEST(Quotations, NameTheSpeakerBehindThem) {
  EXPECT_THAT(direct("\"We knew,\" said {p Rowan Pike}."), ElementsAre("Rowan Pike: \"We knew,\""));
  EXPECT_THAT(direct("“We knew,” {p Rowan Pike} said."), ElementsAre("Rowan Pike: “We knew,”"));
  EXPECT_THAT(direct("“We knew,” {p Ana Løw}, the harbour master, told reporters."),
              ElementsAre("Ana Løw: “We knew,”"));
  EXPECT_THAT(direct("“We knew,” said the mayor of {l Calder}, {p Ana Løw}, on Monday."),
              ElementsAre("Ana Løw: “We knew,”"));
}

TEST(Quotations, NameTheSpeakerBeforeThem) {
  EXPECT_THAT(direct("{p Rowan Pike} said: \"We knew.\""), ElementsAre("Rowan Pike: \"We knew.\""));
  EXPECT_THAT(direct("{p Rowan Pike}, the harbour master, said, \"We knew.\""),
              ElementsAre("Rowan Pike: \"We knew.\""));
  EXPECT_THAT(direct("{p Pike} told the {o Calder Herald}: “We knew.”"),
              ElementsAre("Pike: “We knew.”"));
  EXPECT_THAT(direct("{p Pike} (57) said: “We knew.”"), ElementsAre("Pike: “We knew.”"));
  EXPECT_THAT(direct("{p Pike} shrugged and said: “We knew.”"), ElementsAre("Pike: “We knew.”"));
}

TEST(Quotations, AreSaidByWhomTheyAccordTo) {
  EXPECT_THAT(direct("“We knew all along,” according to {p Tom Reyes}."),
              ElementsAre("Tom Reyes: “We knew all along,”"));
}

TEST(Quotations, NeedNoColonBehindTheVerb) {
  EXPECT_THAT(direct("{p Pike} called it \"a disgrace\"."), ElementsAre("Pike: \"a disgrace\""));
  EXPECT_THAT(direct("{p Pike} described the pier as “beyond saving.”"),
              ElementsAre("Pike: “beyond saving.”"));
  EXPECT_THAT(direct("{p Pike} said that “we will not wait.”"),
              ElementsAre("Pike: “we will not wait.”"));
}

TEST(Quotations, AreTakenUpBehindTheirCue) {
  EXPECT_THAT(direct("\"I will,\" said {p Rowan Pike}, \"not guess.\""),
              ElementsAre("Rowan Pike: \"I will,\"", "+Rowan Pike: \"not guess.\""));
  EXPECT_THAT(direct("\"We knew,\" {p Pike} said. \"All of us did.\""),
              ElementsAre("Pike: \"We knew,\"", "+Pike: \"All of us did.\""));
}

TEST(Quotations, GoOnInTheNextParagraph) {
  EXPECT_THAT(direct("“We knew,” said {p Pike}. “All of us.\n\n“And we wept.”"),
              ElementsAre("Pike: “We knew,”", "+Pike: “All of us.", "+Pike: “And we wept.”"));
}

TEST(Quotations, BelongToTheSubjectOfTheSentenceBefore) {
  EXPECT_THAT(
      direct("{p Ilse Marten} left the hall in tears.\n\n\"Nobody asked us what we want.\""),
      ElementsAre("Ilse Marten: \"Nobody asked us what we want.\""));
}

TEST(Quotations, AreNobodysWhereNobodyIsNear) {
  EXPECT_THAT(direct("\"Nobody asked us what we want.\""),
              ElementsAre(": \"Nobody asked us what we want.\""));
}

TEST(Quotations, ChangeTheSpeakerWithTheCue) {
  EXPECT_THAT(
      direct("“No,” said {p Pike}. “Never.”\n\n“Yes,” said {p Ana Løw}. “Always.”"),
      ElementsAre("Pike: “No,”", "+Pike: “Never.”", "Ana Løw: “Yes,”", "+Ana Løw: “Always.”"));
}

TEST(Quotations, UseTheFullestNameAndItsEntity) {
  const Read result = read("{p Rowan Pike} came. “We knew,” said {p Pike}.");
  ASSERT_EQ(result.quotations.size(), 1U);
  EXPECT_EQ(result.quotations[0],
            (Quotation{{17, 31}, "Rowan Pike", Span{37, 41}, QuotationKind::Direct, false, 0U}));
}

TEST(Quotations, SayWhereTheSpeakerIsNamed) {
  EXPECT_EQ(named_by("“We knew,” said Mayor {p Rowan Pike}, who left."), "Mayor Rowan Pike");
  EXPECT_EQ(named_by("“We knew,” said a spokesman for {o Meridian Freight} on Monday."),
            "a spokesman for Meridian Freight");
  EXPECT_EQ(named_by("{p Rowan Pike} came. “We knew,” he said."), "he");
}

TEST(Quotations, KeepDescriptionsOfTheUnnamed) {
  EXPECT_THAT(direct("“We knew,” a spokesman for {o Meridian} said."),
              ElementsAre("a spokesman for Meridian: “We knew,”"));
  EXPECT_THAT(direct("“We knew,” {p Pike}'s lawyer said."),
              ElementsAre("Pike's lawyer: “We knew,”"));
  EXPECT_THAT(direct("“We knew,” the report said."), ElementsAre("the report: “We knew,”"));
  EXPECT_THAT(direct("“We knew,” police said."), ElementsAre("police: “We knew,”"));
}

TEST(Quotations, OfAPronounAreThoseOfTheLastSubject) {
  EXPECT_THAT(direct("{p Rowan Pike} met {p Tom Reyes} in {l Calder}. “We knew,” he said."),
              ElementsAre("Rowan Pike: “We knew,”"));
}

TEST(Quotations, NameTheSpeakerAcrossHerAgeAndTown) {
  EXPECT_THAT(direct("{p Ana Løw}, 57, from {l Calder}, {l Ohio}, said: “We knew.”"),
              ElementsAre("Ana Løw: “We knew.”"));
}

TEST(Quotations, OfAPronounRespectHonorifics) {
  EXPECT_THAT(direct("Mrs. {p Marten} met Mr. {p Reyes}. “We knew,” he said."),
              ElementsAre("Reyes: “We knew,”"));
  EXPECT_THAT(direct("Mr. {p Reyes} met Mrs. {p Marten}. “We knew,” she said."),
              ElementsAre("Marten: “We knew,”"));
}

TEST(Quotations, OfAPronounRespectFirstNames) {
  EXPECT_THAT(direct("{p Tom Reyes} met {p Ana Løw}. “We knew,” she said."),
              ElementsAre("Ana Løw: “We knew,”"));
}

TEST(Quotations, OfAPronounRespectPronounsElsewhere) {
  EXPECT_THAT(
      direct("{p Oyelaran} sold her house.\n\n{p Reyes} met {p Oyelaran}. “Fine,” she said."),
      ElementsAre("Oyelaran: “Fine,”"));
}

TEST(Quotations, OfTheyAreThoseOfSeveral) {
  EXPECT_THAT(
      direct("{p Rowan Pike} came. “Go,” the lawmakers said.\n\n“Now, please,” they added."),
      ElementsAre("the lawmakers: “Go,”", "the lawmakers: “Now, please,”"));
}

TEST(Quotations, OfTheGovernorAreThoseOfWhoeverIsCalledSo) {
  EXPECT_THAT(direct("Gov. {p Ana Løw} met {p Tom Reyes}. “We knew,” the governor said."),
              ElementsAre("Ana Løw: “We knew,”"));
}

TEST(Quotations, MayBeAsked) {
  EXPECT_THAT(direct("“Who knew?” {p Pike} asked."), ElementsAre("Pike: “Who knew?”"));
  EXPECT_THAT(direct("“Not me!” he said. {p Pike} left."), ElementsAre(": “Not me!”"));
}

TEST(Quotations, NeedNoKnownVerbBehindAComma) {
  EXPECT_THAT(direct("“We knew it all along,” {p Pike} sniffed."),
              ElementsAre("Pike: “We knew it all along,”"));
}

TEST(Quotations, MayBeSignedBehindADash) {
  EXPECT_THAT(direct("“We knew it all along.” — {p Rowan Pike}, harbour master"),
              ElementsAre("Rowan Pike: “We knew it all along.”"));
}

TEST(Quotations, InThirdMouthsAreNotTheWritersOwn) {
  EXPECT_THAT(direct("The {o Herald} quoted {p Tom Reyes} as saying: “We knew.”"),
              ElementsAre("Tom Reyes: “We knew.”"));
}

TEST(Quotations, LeaveScareQuotesAlone) {
  EXPECT_THAT(read("The so-called “crew tax” fell on Monday.").quotations, IsEmpty());
  EXPECT_THAT(read("The “old” pier burned, and nobody saw it.").quotations, IsEmpty());
}

TEST(Quotations, LeaveTitlesAlone) {
  EXPECT_THAT(read("{p Pike} starred in “The Long Night.”").quotations, IsEmpty());
  EXPECT_THAT(read("“The Long Night” opens on Monday in {l Calder}.").quotations, IsEmpty());
  EXPECT_THAT(read("It was called “The Long Night.”").quotations, IsEmpty());
}

TEST(Quotations, LeaveNicknamesAlone) {
  EXPECT_THAT(read("{p Rowan} “Sparky” {p Pike} came to {l Calder}.").quotations, IsEmpty());
}

TEST(Quotations, AreMixedInsideAReportedClause) {
  EXPECT_THAT(mixed("{p Pike} said the deal was \"a disgrace\" for the town."),
              ElementsAre("Pike: the deal was \"a disgrace\" for the town"));
  EXPECT_THAT(mixed("The deal is “a disgrace for the town,” {p Pike} said."),
              ElementsAre("Pike: The deal is “a disgrace for the town,”"));
  EXPECT_THAT(direct("{p Pike} said the deal was \"a disgrace\" for the town."), IsEmpty());
}

TEST(Quotations, AreIndirectWithoutMarks) {
  EXPECT_THAT(indirect("{p Pike} said the ferry would sail on Monday."),
              ElementsAre("Pike: the ferry would sail on Monday"));
  EXPECT_THAT(indirect("The ferry would sail, officials said."),
              ElementsAre("officials: The ferry would sail"));
  EXPECT_THAT(indirect("{p Pike} warned in a letter that the pier was rotten."),
              ElementsAre("Pike: the pier was rotten"));
  EXPECT_THAT(indirect("According to {p Ana Løw}, the pier was rotten."),
              ElementsAre("Ana Løw: the pier was rotten"));
  EXPECT_THAT(indirect("{p Pike} told {p Reyes} that the pier was rotten."),
              ElementsAre("Pike: the pier was rotten"));
}

TEST(Quotations, ReportNoObjectsOfVerbs) {
  EXPECT_THAT(indirect("{o Meridian} announced a deal with the town on Monday."), IsEmpty());
  EXPECT_THAT(indirect("{p Pike} denied the charge."), IsEmpty());
}

TEST(Quotations, ReportNothingThatWasNotSaid) {
  EXPECT_THAT(indirect("{p Pike} did not say that the ferry would sail."), IsEmpty());
  EXPECT_THAT(indirect("The ferry is said to leave the pier on Monday."), IsEmpty());
}

TEST(Quotations, EndAReportedClauseBeforeTheNextCue) {
  EXPECT_THAT(indirect("{p Pike} said the ferry would sail, adding that the pier was safe."),
              ElementsAre("Pike: the ferry would sail", "Pike: the pier was safe"));
}

TEST(Quotations, BeginBehindADateline) {
  EXPECT_THAT(indirect("CALDER ({o Herald}) - The ferry would sail, officials said."),
              ElementsAre("officials: The ferry would sail"));
}

TEST(Quotations, OfOtherLanguagesAreFoundByTheirVerbs) {
  EXPECT_THAT(direct("„Wir wussten es“, sagte {p Ilse Marten}."),
              ElementsAre("Ilse Marten: „Wir wussten es“"));
  EXPECT_THAT(direct("« On savait », explique {p Ilse Marten}."),
              ElementsAre("Ilse Marten: « On savait »"));
  EXPECT_THAT(direct("{p Reyes} dijo: «Lo sabíamos todos».").size(), 1U);
}

TEST(Quotations, AreTheTurnsOfAnInterview) {
  EXPECT_THAT(
      direct("{p Rowan Pike} met the {o Herald}.\n\nHERALD: Who knew?\n\n{p PIKE}: All of us. "
             "I said \"no\" once.\n\nHERALD: And now?\n\n{p PIKE}: Now we wait."),
      ElementsAre("HERALD: Who knew?", "Rowan Pike: All of us. I said \"no\" once.",
                  "HERALD: And now?", "Rowan Pike: Now we wait."));
}

TEST(Quotations, AreNotTheItemsOfAList) {
  EXPECT_THAT(
      read("Price: Ten pounds.\n\nPlace: The old pier.\n\nTime: Noon.\n\nFood: None.").quotations,
      IsEmpty());
}

TEST(Quotations, AreSortedAndNeverOverlap) {
  const auto found = read(
                         "{p Pike} said the ferry would sail. “We knew,” said {p Pike}, “that the "
                         "“old” pier was rotten.” The mayor said it was \"bad\" luck, he added.\n\n"
                         "“No,” {p Reyes} said he was told, “never.”")
                         .quotations;
  EXPECT_GT(found.size(), 4U);
  EXPECT_TRUE(std::is_sorted(
      found.begin(), found.end(),
      [](const Quotation& a, const Quotation& b) { return a.where.end <= b.where.begin; }));
}

TEST(Quotations, SurviveTextsWithoutSense) {
  EXPECT_THAT(read("").quotations, IsEmpty());
  EXPECT_THAT(read("\"").quotations, IsEmpty());
  EXPECT_THAT(read("In said: Of, said “x”").quotations, IsEmpty());
  EXPECT_THAT(read("said said said \"\" said: ,, “”").quotations.size(), testing::Le(2U));
  std::string cues;
  for (int i = 0; i < 50'000; ++i) cues += "he said, saying the mayor of “x,” ";
  EXPECT_LE(read(cues).quotations.size(), 100'000U);
}

}  // namespace
}  // namespace morgue::annotate
