#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "query/language/word.h"
#include "tests/unit/query/language/query_for_test.h"

namespace morgue {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Parse, PlainWordsAreASoftAnd) {
  EXPECT_EQ(tree_of("why was the Orne tunnel closed"), "(soft why was the Orne tunnel closed)");
  EXPECT_EQ(tree_of("tunnel"), "tunnel");
  EXPECT_EQ(tree_of("Who runs the tram (in Orne)?"), "(soft Who runs the tram in Orne)");
  EXPECT_EQ(tree_of("tunnel closed sort:newest"), "(soft tunnel closed)");
}

TEST(Parse, AnythingMoreMakesTheWordsStrict) {
  EXPECT_EQ(tree_of("tunnel AND closed"), "(and tunnel closed)");
  EXPECT_EQ(tree_of("tunnel closed -tram"), "(and tunnel closed (not tram))");
  EXPECT_EQ(tree_of("tunnel closed lang:en"), "(and tunnel closed (lang: en))");
  EXPECT_EQ(tree_of("\"night shift\" tunnel closed"), "(and \"night shift\" tunnel closed)");
}

TEST(Parse, LooseKeepsTheWordsSoft) {
  EXPECT_EQ(tree_of("tunnel lang:en closed", true), "(and (soft tunnel closed) (lang: en))");
  EXPECT_EQ(tree_of("(tunnel closed) OR tram", true), "(or (soft tunnel closed) tram)");
  EXPECT_EQ(tree_of("tunnel AND closed", true), "(and tunnel closed)");
  EXPECT_EQ(tree_of("(tunnel AND closed) tram line", true),
            "(and (and tunnel closed) (soft tram line))");
  EXPECT_EQ(tree_of("NOT (tunnel closed)", true), "(not (and tunnel closed))");
  EXPECT_EQ(tree_of("title:(tunnel closed)", true), "(title: (and tunnel closed))");
  EXPECT_EQ(tree_of("tram w/5 (tunnel closed)", true), "(w/5 tram (and tunnel closed))");
}

TEST(Parse, BindsNearThenNotThenAndThenOr) {
  EXPECT_EQ(tree_of("a b w/3 c OR NOT d e"), "(or (and a (w/3 b c)) (and (not d) e))");
  EXPECT_EQ(tree_of("-a pre/2 b"), "(not (pre/2 a b))");
  EXPECT_EQ(tree_of("a w/s b ADJ/4 c"), "(pre/4 (w/s a b) c)");
  EXPECT_EQ(tree_of("a near/2 (b OR c)"), "(w/2 a (or b c))");
}

TEST(Parse, SaysHowItReadOrBesideJuxtaposition) {
  EXPECT_THAT(query_of("lang:fr OR lang:de port").notes,
              ElementsAre("read as: lang:fr OR (lang:de port)"));
  EXPECT_THAT(query_of("quay (tram OR ferry late)").notes,
              ElementsAre("read as: quay (tram OR (ferry late))"));
  EXPECT_THAT(query_of("lang:fr OR (lang:de AND port)").notes, IsEmpty());
  EXPECT_THAT(query_of("(lang:fr OR lang:de) port").notes, IsEmpty());
}

TEST(Parse, OnlyCapitalsAreOperators) {
  EXPECT_EQ(tree_of("tram and ferry or bus not tunnel"), "(soft tram and ferry or bus not tunnel)");
  EXPECT_EQ(tree_of("And Or Not"), "(soft And Or Not)");
}

TEST(Parse, AMinusNegatesAtTheStartOfATermOnly) {
  EXPECT_EQ(tree_of("-tram"), "(not tram)");
  EXPECT_EQ(tree_of("-\"night shift\" -(a OR b) -lang:fr"),
            "(and (not \"night shift\") (not (or a b)) (not (lang: fr)))");
  EXPECT_EQ(tree_of("tram - ferry"), "(soft tram ferry)");
  EXPECT_EQ(tree_of("Al-Basri"), "Al-Basri");
  EXPECT_EQ(tree_of("\"night shift\"-related"), "(and \"night shift\" related)");
  EXPECT_EQ(tree_of("NOT NOT tram"), "tram");
}

TEST(Parse, BracketsThatChangeNothingLeaveNoTrace) {
  EXPECT_EQ(query_of("((a) (b c))").root, query_of("a b c").root);
  EXPECT_EQ(query_of("(a OR b) OR c").root, query_of("a OR b OR c").root);
}

TEST(Parse, TheSameSingleValuedFieldTwiceMeansEither) {
  EXPECT_EQ(tree_of("source:echo source:gazette port"),
            "(and (or (source: echo) (source: gazette)) port)");
  EXPECT_EQ(tree_of("lang:fr x lang:de y lang:it"),
            "(and (or (lang: fr) (lang: de) (lang: it)) x y)");
  EXPECT_EQ(tree_of("source:echo AND source:gazette"), "(and (source: echo) (source: gazette))");
  EXPECT_EQ(tree_of("-source:echo -source:gazette"),
            "(and (not (source: echo)) (not (source: gazette)))");
  EXPECT_EQ(tree_of("person:Holt person:Vane tag:a tag:b"),
            "(and (person: Holt) (person: Vane) (tag: a) (tag: b))");
}

TEST(Parse, SeveralDateRangesMustAllHold) {
  EXPECT_EQ(tree_of("since:2020 until:june-2022"),
            "(and (date: 2020-01-01 ..) (date: .. 2022-06-30))");
  EXPECT_THAT(query_of("since:2020 until:june-2022").notes, IsEmpty());
  EXPECT_THAT(
      query_of("date:2023 date:2024").notes,
      ElementsAre("no day is in all the ranges of date: (for either write OR between them)"));
  EXPECT_THAT(query_of("about:2023 about:2024").notes, IsEmpty());
}

TEST(Parse, FieldsHoldOneValueOrAGroup) {
  EXPECT_EQ(tree_of("title:(mayor w/5 (resign* OR \"steps down\"))"),
            "(title: (w/5 mayor (or resign* \"steps down\")))");
  EXPECT_EQ(tree_of("title:caps(UNO) body:\"night shift\"~4"),
            "(and (title: (caps UNO)) (body: (w/4 night shift)))");
  EXPECT_EQ(tree_of("source:(echo OR \"North Gazette\")"),
            "(or (source: echo) (source: \"North Gazette\"))");
  EXPECT_EQ(tree_of("person:(Holt NOT Vane)"), "(and (person: Holt) (not (person: Vane)))");
  EXPECT_EQ(tree_of("person:(Holt w/s Vane)"), "(w/s (person: Holt) (person: Vane))");
}

TEST(Parse, AdjacentWordsInTheBracketsOfANameSpellIt) {
  const Query query = query_of("person:(Vera Holt OR Ada Vane)");
  EXPECT_EQ(print(query.root), "(or (person: \"Vera Holt\") (person: \"Ada Vane\"))");
  EXPECT_THAT(query.notes, ElementsAre("read as: person:\"Vera Holt\" OR person:\"Ada Vane\""));
  EXPECT_EQ(tree_of("tag:(todo urgent)"), "(and (tag: todo) (tag: urgent))");
}

TEST(Parse, AColonWithoutAValueMakesAWord) {
  EXPECT_EQ(tree_of("at 10:30 on https://echo.example/a?b=c"),
            "(soft at 10:30 on https://echo.example/a?b=c)");
  EXPECT_EQ(tree_of("Sources: mayor quits"), "(soft Sources mayor quits)");
  EXPECT_THAT(
      query_of("Sources: mayor quits").notes,
      ElementsAre("\"sources:\" is a word here, as a blank follows; as a field: sources:>5"));
  EXPECT_THAT(query_of("Analysis: mayor quits").notes, IsEmpty());
}

TEST(Parse, PunctuationAloneIsNothing) {
  EXPECT_EQ(tree_of("tram — ferry & bus !"), "(soft tram ferry bus)");
  EXPECT_EQ(tree_of("tram \x01\u202e ferry\tbus"), "(soft tram ferry bus)");
}

TEST(Parse, AStarAloneIsEverything) {
  EXPECT_EQ(tree_of("*"), "(all)");
  EXPECT_EQ(tree_of("* lang:fr"), "(lang: fr)");
  EXPECT_EQ(tree_of("sort:newest"), "(all)");
}

TEST(Parse, CurlyQuotesAreQuotesAndApostrophesBelongToWords) {
  EXPECT_EQ(query_of("“night shift” d’Orso").root, query_of("\"night shift\" d'Orso").root);
  EXPECT_EQ(tree_of("d’Orso w/2 O'Dell"), "(w/2 d'Orso O'Dell)");
}

TEST(Parse, DirectivesActOnTheWholeQuery) {
  const Query query = query_of("SORT:Newest tram group:story limit:0");
  EXPECT_EQ(query.sort, SortOrder::Newest);
  EXPECT_EQ(query.group, GroupBy::Story);
  EXPECT_EQ(query.limit, 0);
  EXPECT_EQ(print(query.root), "tram");
}

TEST(Parse, KnowsWhetherThereIsTextToRankBy) {
  for (const char* text : {"person:Holt date:2024", "-tram lang:fr", "*", "lang:fr OR lang:de"})
    EXPECT_TRUE(query_of(text).filters_only) << text;
  for (const char* text : {"tram lang:fr", "title:tram", "caps(UNO)", "lang:fr OR tram"})
    EXPECT_FALSE(query_of(text).filters_only) << text;
}

TEST(Parse, NodesKnowWhereTheyStand) {
  const std::string_view text = "tram  person:\"Vera Holt\" -title:(a OR b)";
  const QueryNode root = query_of(text).root;
  ASSERT_EQ(root.children.size(), 3U);
  EXPECT_EQ(root.children[0].where.of(text), "tram");
  EXPECT_EQ(root.children[1].where.of(text), "person:\"Vera Holt\"");
  EXPECT_EQ(root.children[2].where.of(text).substr(0, 7), "-title:");
}

TEST(Parse, EndsDeepNestingBeforeTheStackDoes) {
  const auto nested = [](int depth, std::string_view open, std::string_view close) {
    std::string text;
    for (int i = 0; i < depth; ++i) text += open;
    text += "x";
    for (int i = 0; i < depth; ++i) text += close;
    return text;
  };
  EXPECT_EQ(tree_of(nested(kMostLevels, "(", ")")), "x");
  EXPECT_EQ(mistake_in(nested(kMostLevels + 1, "(", ")")).message, "brackets nest too deeply");
  EXPECT_EQ(mistake_in(nested(10'000, "(", ")")).message, "brackets nest too deeply");
  EXPECT_EQ(mistake_in(nested(10'000, "caps(", ")")).message, "brackets nest too deeply");
  EXPECT_EQ(mistake_in(nested(kMostLevels, "a (b OR c ", ")")).message,
            "the query nests too deeply");
  EXPECT_EQ(mistake_in(nested(kMostLevels, "a w/1 b w/1 (", ")")).message,
            "the query nests too deeply");
  EXPECT_EQ(tree_of(nested(10'000, "NOT ", "")), "x");
  EXPECT_EQ(mistake_in(nested(10'000, "x w/1 ", "")).message, "too many terms near one another");
  EXPECT_EQ(mistake_in(std::string(kMaxQueryBytes + 1, 'x')).message, "the query is too long");
}

TEST(Parse, ReadsLongListsInOneGo) {
  std::string text = "source:s0";
  for (int i = 1; i < 5000; ++i) text += " source:s" + std::to_string(i);
  const QueryNode root = query_of(text).root;
  EXPECT_EQ(root.kind, QueryNode::Kind::Or);
  EXPECT_EQ(root.children.size(), 5000U);
}

}  // namespace
}  // namespace morgue
