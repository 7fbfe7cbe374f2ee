#include <gtest/gtest.h>

#include <random>

#include "query/match/search.h"
#include "tests/unit/query/archive_for_test.h"
#include "tests/unit/query/language/query_for_test.h"

// said: and quote:, alone and bound to each other.

namespace morgue::test {
namespace {

class Quotations : public testing::Test {
 protected:
  TestArchive archive_{
      {{.id = 1,
        .title = "A",
        .text =
            "“We are deeply sorry,” said Rowan Pike, “and will not guess.” “A strike is wrong,” "
            "said Ilse Marten. The port was shut.",
        .people = {"Rowan Pike", "Ilse Marten"},
        .quotes = {{"“We are deeply sorry,”", "Rowan Pike"},
                   {"“and will not guess.”", "", true},
                   {"“A strike is wrong,”", "Ilse Marten"}}},
       {.id = 2,
        .title = "B",
        .text = "“A strike is near,” said Pike. “I am sorry,” said Marten. They will not meet.",
        .people = {"Pike", "Marten"},
        .quotes = {{"“A strike is near,”", "Rowan J. Pike"}, {"“I am sorry,”", "Marten"}}},
       {.id = 3,
        .title = "C",
        .text = "“Sorry,” read a banner. WHO said a strike was not deeply felt.",
        .names = {{EntityKind::Org, "World Health Organization", {"WHO"}}},
        .quotes = {{"“Sorry,”"}, {"a strike was not deeply felt", "World Health Organization"}}},
       {.id = 4, .title = "D", .text = "Rowan Pike was sorry.", .people = {"Rowan Pike"}}}};

  [[nodiscard]] std::string set(std::string_view query) const { return set_of(archive_, query); }

  /// What a query marks in the passages of an article.
  std::string marked(std::string_view query, std::uint64_t id) {
    std::string out;
    for (const Hit& hit : answer(archive_, query).hits) {
      if (hit.article.id.value != id) continue;
      for (const Passage& passage : hit.passages)
        for (const Span mark : passage.marks)
          out += '[' + std::string(mark.of(hit.article.content.article.text)) + ']';
    }
    return out;
  }
};

TEST_F(Quotations, AreFoundByTheirSpeaker) {
  EXPECT_EQ(set("said:pike"), "1 2");
  EXPECT_EQ(set("said:\"rowan pike\""), "1 2") << "a longer name";
  EXPECT_EQ(set("said:\"ilse marten\""), "1");
  EXPECT_EQ(set("said:mart*"), "1 2");
  EXPECT_EQ(set("said:pyke~"), "1 2");
  EXPECT_EQ(set("said:WHO"), "3") << "as the article calls it";
  EXPECT_EQ(set("speaker:\"World Health Organization\""), "3");
  EXPECT_EQ(set("said:*"), "1 2 3") << "whoever it was";
  EXPECT_EQ(set("-said:*"), "4");
  EXPECT_EQ(set("-said:pike"), "3 4");
}

TEST_F(Quotations, AreMarkedWhole) {
  EXPECT_EQ(marked("said:pike", 1), "[“We are deeply sorry,”][“and will not guess.”]");
  EXPECT_EQ(marked("said:pike quote:guess", 1), "[“We are deeply sorry,”][“and will not guess.”]");
  EXPECT_EQ(marked("quote:guess", 1), "[guess]");
}

TEST_F(Quotations, HoldWordsWithinOneUtterance) {
  EXPECT_EQ(set("quote:sorry"), "1 2 3");
  EXPECT_EQ(set("quote:(sorry AND guess)"), "1") << "the utterance goes on";
  EXPECT_EQ(set("quote:(sorry AND strike)"), "") << "each has both, never in one";
  EXPECT_EQ(set("quote:(sor* OR near)"), "1 2 3");
  EXPECT_EQ(set("quote:(deeply NOT sorry)"), "3");
  EXPECT_EQ(set("quote:(strike w/2 wrong)"), "1");
  EXPECT_EQ(set("quote:port"), "");
  EXPECT_EQ(set("-quote:sorry"), "4");
  EXPECT_EQ(set("quote:(NOT sorry)"), "1 2 3") << "some utterance without it";
}

TEST_F(Quotations, HoldPhrases) {
  EXPECT_EQ(set("quote:\"deeply sorry\""), "1");
  EXPECT_EQ(set("quote:\"will not\""), "1") << "2 has it outside";
  EXPECT_EQ(set("quote:\"sorry said\""), "") << "it would run out of the quotation";
  EXPECT_EQ(set("quote:\"sorry and\""), "") << "other words stand between";
}

TEST_F(Quotations, AreByWhomTheGroupSays) {
  EXPECT_EQ(set("said:pike quote:sorry"), "1");
  EXPECT_EQ(set("said:marten quote:sorry"), "2");
  EXPECT_EQ(set("said:pike quote:(sorry OR strike)"), "1 2");
  EXPECT_EQ(set("said:pike quote:\"not guess\""), "1") << "the second part names nobody";
  EXPECT_EQ(set("said:WHO quote:deeply"), "3");
  EXPECT_EQ(set("said:* quote:sorry"), "1 2 3");
  EXPECT_EQ(set("said:pike wrong"), "1") << "a word anywhere";
}

TEST_F(Quotations, AreByEachSpeakerOfTheGroup) {
  EXPECT_EQ(set("said:pike said:marten"), "1 2");
  EXPECT_EQ(set("said:pike said:marten quote:sorry"), "");
  EXPECT_EQ(set("said:pike said:marten quote:(sorry OR wrong)"), "1");
  EXPECT_EQ(set("said:pike quote:sorry quote:guess"), "1");
  EXPECT_EQ(set("said:pike quote:strike quote:near"), "2");
}

TEST_F(Quotations, AreBoundThroughBrackets) {
  EXPECT_EQ(set("(said:pike OR said:marten) quote:strike"), "1 2");
  EXPECT_EQ(set("said:(pike OR who) quote:strike"), "2 3");
  EXPECT_EQ(set("(said:pike OR port) quote:strike"), "1 2") << "1 has the port";
  EXPECT_EQ(set("(said:pike OR port OR banner) quote:strike"), "1 2 3");
  EXPECT_EQ(set("said:pike (quote:strike OR quote:guess)"), "1 2");
  EXPECT_EQ(set("said:pike (quote:strike OR port)"), "1 2");
  EXPECT_EQ(set("(said:pike quote:strike) OR (said:marten quote:strike)"), "1 2");
  EXPECT_EQ(set("said:marten OR quote:deeply"), "1 2 3");
}

TEST_F(Quotations, UnderNotAreConditionsByThemselves) {
  EXPECT_EQ(set("-(said:pike quote:sorry)"), "2 3 4");
  EXPECT_EQ(set("said:pike -quote:near"), "1");
  EXPECT_EQ(set("said:pike -quote:sorry"), "") << "anybody's words";
  EXPECT_EQ(set("said:pike -(said:pike quote:sorry)"), "2");
  EXPECT_EQ(set("said:pike quote:(NOT sorry)"), "2");
  EXPECT_EQ(set("quote:sorry -said:pike"), "3");
}

TEST_F(Quotations, OfTooManyAlternativesAreRefused) {
  std::string query;
  for (int i = 0; i < 9; ++i) query += "(said:pike OR said:marten) (quote:strike OR quote:sorry) ";
  const auto result = search(archive_.open(), query_of(query), {});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().message, "too many alternatives of said: and quote:");
}

TEST_F(Quotations, StandBesideOtherFields) {
  EXPECT_EQ(set("said:pike quote:strike person:marten"), "2");
  EXPECT_EQ(set("person:\"rowan pike\" said:* sort:newest"), "1");
  EXPECT_EQ(set("title:b said:pike"), "2");
}

TEST(QuotationsWithoutOrder, AreCheckedWithoutHarm) {
  // No annotator writes these; a damaged archive might hold them.
  std::mt19937 random(11);
  std::string text;
  for (int i = 0; i < 100; ++i) text += i % 7 == 0 ? "sorry. " : "strike ";
  StoredArticle article = article_of({.id = 1, .title = "A", .text = text});
  const auto span = [&] {
    const auto begin = static_cast<std::uint32_t>(random() % text.size());
    return Span{begin, begin + static_cast<std::uint32_t>(random() % (text.size() - begin))};
  };
  article.content.entities = {{EntityKind::Org, "WHO"}, {EntityKind::Person, ""}};
  for (std::uint32_t i = 0; i < 50; ++i) {
    article.content.mentions.push_back({i % 2, span(), false});
    article.content.dates.push_back({span(), Day{std::chrono::days{int(random() % 4000000)}},
                                     Day{std::chrono::days{int(random() % 4000000)}}});
    article.content.quotations.push_back(
        {.where = span(), .speaker = i % 3 == 0 ? "" : "Pike", .continues = i % 4 == 0});
  }
  const TestArchive archive({{.id = 1, .title = "A", .text = "strike sorry"}});
  const ArchiveReader reader = archive.open();
  for (const auto* query : {"said:pike quote:(sorry w/3 strike)", "quote:\"strike strike\"",
                            "said:* about:2024..", "org:who w/s entity:*", "about:1900..2100"}) {
    const auto hits = hits_in(reader, query_of(query), {}, article);
    ASSERT_TRUE(hits) << query;
    for (const UnitHit& hit : *hits) ASSERT_LE(hit.where.end, text.size()) << query;
  }
}

}  // namespace
}  // namespace morgue::test
