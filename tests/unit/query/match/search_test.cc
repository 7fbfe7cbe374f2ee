#include "query/match/search.h"

#include <gmock/gmock.h>

#include "tests/unit/query/archive_for_test.h"
#include "tests/unit/query/language/query_for_test.h"

namespace morgue::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

SearchOptions sorted_by(SortOrder order) {
  SearchOptions options;
  options.sort = order;
  return options;
}

/// Articles 1, 2, ... with these texts.
TestArchive texts(const std::vector<std::string>& all) {
  std::vector<Piece> pieces;
  for (const std::string& text : all)
    pieces.push_back({.id = pieces.size() + 1, .title = "Notice", .text = text});
  return TestArchive(pieces);
}

TEST(SoftAnd, StandsAboveWhatHasFewerWords) {
  const TestArchive archive =
      texts({"ferry ferry crash crash crash", "the inquiry into a ferry crash", "crash crash crash",
             "storm", "ferry ferry", "ferry"});
  const SearchResult result = answer(archive, "ferry crash");
  EXPECT_EQ(result.total, 3U);
  ASSERT_EQ(result.hits.size(), 3U);
  EXPECT_EQ(result.hits[2].article.id.value, 3U) << "crash is rarer, and stays";
  EXPECT_THAT(result.notes,
              ElementsAre("only 2 articles have both words; showing others without \"ferry\""));
}

TEST(SoftAnd, IsNotRelaxedIfThereIsEnough) {
  std::vector<std::string> all(10, "ferry crash");
  all.emplace_back("ferry");
  const SearchResult result = answer(texts(all), "ferry crash");
  EXPECT_EQ(result.total, 10U);
  EXPECT_THAT(result.notes, IsEmpty());
}

TEST(SoftAnd, DropsWhatNoArticleHas) {
  const TestArchive archive = texts({"ferry crash", "ferry", "crash"});
  const SearchResult result = answer(archive, "ferry crash zyxwv");
  ASSERT_EQ(result.total, 2U);
  EXPECT_EQ(result.hits[0].article.id.value, 1U);
  EXPECT_THAT(result.notes,
              ElementsAre("nothing has all 3 words; showing articles without \"zyxwv\" and "
                          "\"crash\""));
  EXPECT_EQ(found(archive, "zyxwv vwxyz"), "");
}

TEST(SoftAnd, DropsPatternsByHowCommonTheyAre) {
  const TestArchive archive = texts({"resigned mayor", "resigns", "resigning", "resign"});
  EXPECT_EQ(found(archive, "resign* mayor"), "1") << "mayor is rarer and stays";
}

TEST(Patterns, MayHoldHyphensAndApostrophes) {
  const TestArchive archive = texts({"Al-Amari spoke.", "Amari, al fresco.", "Al Amadi spoke.",
                                     "O'Neill left.", "d\u2019Amico left."});
  EXPECT_EQ(set_of(archive, "al-am*"), "1 3");
  EXPECT_EQ(set_of(archive, "a?-am?ri"), "1");
  EXPECT_EQ(set_of(archive, "o'ne*"), "4");
  EXPECT_EQ(set_of(archive, "d'am*"), "5");
  EXPECT_EQ(set_of(archive, "al-zz*"), "");
}

TEST(SoftAnd, LooseAsksForAnyWord) {
  SearchOptions loose;
  loose.loose = true;
  const TestArchive archive = texts({"ferry", "ferry crash", "storm"});
  const SearchResult result = answer(archive, "ferry crash", loose);
  EXPECT_EQ(result.total, 2U);
  EXPECT_EQ(result.hits[0].article.id.value, 2U);
  EXPECT_THAT(result.notes, IsEmpty());
}

TEST(Counts, AreThoseOfVerifiedPhrases) {
  std::vector<std::string> all;
  for (int i = 0; i < 300; ++i) all.emplace_back(i % 3 == 0 ? "frozen radar" : "radar, frozen");
  SearchOptions options;
  options.limit = 5;
  const SearchResult result = answer(texts(all), "\"frozen radar\"", options);
  EXPECT_EQ(result.total, 100U);
  EXPECT_TRUE(result.total_exact);
  EXPECT_EQ(result.hits.size(), 5U);
}

TEST(Counts, OfMoreThanAThousandAreEstimatesIfVerified) {
  TestArchive archive = texts(std::vector<std::string>(9000, "frozen radar"));
  archive.lose_words();
  const SearchResult phrase = answer(archive, "\"frozen radar\"");
  EXPECT_FALSE(phrase.total_exact);
  EXPECT_EQ(phrase.total, 9000U);
}

class Filters : public testing::Test {
 protected:
  TestArchive archive_{{{.id = 0xa100000000000001,
                         .title = "A",
                         .text = "one two three",
                         .date = "2024-01-01",
                         .source = "The Calder Herald",
                         .section = "Local News"},
                        {.id = 0xa200000000000002,
                         .title = "B",
                         .text = "eins",
                         .date = "2024-12-31T23:30:00-02:00",
                         .source = "Calder Radio",
                         .language = "de"},
                        {.id = 0xb300000000000003,
                         .title = "C",
                         .text = "one two",
                         .date = "2024-06",
                         .source = "Skarra Post"},
                        {.id = 0xb400000000000004, .title = "D", .text = "four", .date = "2025"},
                        {.id = 0xb500000000000005, .title = "E", .text = "five"}}};
  /// The last digits of the ids.
  std::string set(std::string_view query) {
    std::string out;
    SearchOptions options = sorted_by(SortOrder::Oldest);
    options.limit = 0;
    for (const Hit& hit : answer(archive_, query, options).hits)
      out += static_cast<char>('0' + hit.article.id.value % 16);
    std::sort(out.begin(), out.end());
    return out;
  }
};

TEST_F(Filters, DatesHoldAllThatTheyName) {
  EXPECT_EQ(set("date:2024"), "123");
  EXPECT_EQ(set("date:2024-12-31"), "2") << "the publisher's own day";
  EXPECT_EQ(set("date:2025-01-01"), "");
  EXPECT_EQ(set("date:2024-01..2024-06"), "13");
  EXPECT_EQ(set("date:..2024-01-01"), "1");
  EXPECT_EQ(set("since:2024-06"), "234");
  EXPECT_EQ(set("until:2024-06"), "13");
  EXPECT_EQ(set("since:2024-06-01 until:2024-06-30"), "3");
  EXPECT_EQ(set("date:2025"), "4");
  EXPECT_EQ(set("date:2025-03"), "") << "a year alone is no month";
  EXPECT_EQ(set("-date:2024"), "45");
}

TEST_F(Filters, KeywordsAreCaseBlindAndWhole) {
  EXPECT_EQ(set("source:\"the calder HERALD\""), "1");
  EXPECT_EQ(set("section:\"local news\""), "1");
  EXPECT_EQ(set("section:local"), "");
  EXPECT_EQ(set("section:loc*"), "1");
  EXPECT_EQ(set("lang:DE"), "2");
  EXPECT_EQ(set("id:b"), "345");
  EXPECT_EQ(set("id:#A1"), "1");
  EXPECT_EQ(set("source:/^skarra/"), "3");
  EXPECT_EQ(set("added:2026-11-20"), "12345");
  EXPECT_EQ(set("added:2026-11-21.."), "");
}

TEST_F(Filters, SourcesMayBeNamedInPart) {
  EXPECT_EQ(set("source:calder"), "12");
  EXPECT_THAT(answer(archive_, "source:calder").notes,
              ElementsAre("source:calder read as: calder radio, the calder herald"));
  EXPECT_EQ(set("source:\"Calder Herald\""), "1");
  EXPECT_THAT(answer(archive_, "source:\"Calder Herald\"").notes, IsEmpty())
      << "an article in front is no other name";
  EXPECT_EQ(set("source:gazette"), "");
}

TEST_F(Filters, LengthsCountTheWordsOfTheText) {
  EXPECT_EQ(set("words:>2"), "1");
  EXPECT_EQ(set("words:2..3"), "13");
  EXPECT_EQ(set("words:<2"), "245");
}

TEST_F(Filters, StandUnderOrAndNot) {
  EXPECT_EQ(set("one OR source:radio"), "123");
  EXPECT_EQ(set("(\"one two\" OR date:2025) -source:herald"), "34");
  EXPECT_EQ(set("\"two three\" OR -date:2024"), "145");
  EXPECT_EQ(set("NOT (one OR lang:de)"), "45");
  EXPECT_EQ(set("-\"two three\""), "2345");
}

TEST_F(Filters, DoNotChangeTheScoreUnderOr) {
  const auto score = [&](std::string_view query) { return answer(archive_, query).hits[0].score; };
  EXPECT_DOUBLE_EQ(score("four OR source:gazette"), score("four OR date:2025"));
}

class Sorting : public testing::Test {
 protected:
  TestArchive archive_{{{.id = 5, .title = "x", .text = "ferry a", .date = "2024", .source = "B"},
                        {.id = 4, .title = "x", .text = "ferry", .source = "a"},
                        {.id = 3, .title = "x", .text = "ferry a b", .date = "2025-02-03"},
                        {.id = 2, .title = "x", .text = "ferry a", .date = "2024", .source = "b"},
                        {.id = 1, .title = "x", .text = "ferry", .date = "2023", .source = "c"}}};
};

TEST_F(Sorting, TiesAreBrokenByDateAndId) {
  EXPECT_EQ(found(archive_, "ferry", sorted_by(SortOrder::Newest)), "3 2 5 1 4");
  EXPECT_EQ(found(archive_, "ferry", sorted_by(SortOrder::Oldest)), "1 2 5 3 4");
  EXPECT_EQ(found(archive_, "ferry", sorted_by(SortOrder::Source)), "3 4 2 5 1");
  EXPECT_EQ(found(archive_, "ferry", sorted_by(SortOrder::Words)), "3 2 5 1 4");
  EXPECT_EQ(found(archive_, "words:>0", sorted_by(SortOrder::Relevance)), "3 2 5 1 4");
}

TEST_F(Sorting, PagesFitTogether) {
  for (const SortOrder order : {SortOrder::Newest, SortOrder::Oldest, SortOrder::Words,
                                SortOrder::Source, SortOrder::Relevance}) {
    SearchOptions options = sorted_by(order);
    options.limit = 0;
    const std::string whole = found(archive_, "ferry", options);
    std::string pages;
    options.limit = 1;
    for (options.offset = 0; options.offset < 6; ++options.offset) {
      const std::string page = found(archive_, "ferry", options);
      pages += (pages.empty() || page.empty() ? "" : " ") + page;
    }
    EXPECT_EQ(pages, whole) << static_cast<int>(order);
  }
}

TEST_F(Sorting, OfARelaxedQueryGoesByTheOrderAlone) {
  const TestArchive archive({{.id = 1, .title = "x", .text = "ferry crash", .date = "2020"},
                             {.id = 2, .title = "x", .text = "crash", .date = "2022"},
                             {.id = 3, .title = "x", .text = "crash", .date = "2021"},
                             {.id = 4, .title = "x", .text = "crash", .date = "2023"}});
  SearchOptions options = sorted_by(SortOrder::Newest);
  EXPECT_EQ(found(archive, "ferry crash", options), "1") << "ferry is rarer and stays";
  EXPECT_EQ(found(archive, "zyxwv crash", options), "4 2 3 1");
  options.limit = 2;
  EXPECT_EQ(found(archive, "zyxwv crash", options), "4 2");
}

TEST(Archives, MayBeEmpty) {
  const TestArchive archive;
  for (const auto* query : {"ferry", "\"frozen radar\"", "date:2024", "person:*", "-ferry", "res*",
                            "title:/x/", "source:x ferry", "is:first", "is:dup", "copies:>3",
                            "dup:a7", "caption:port", "ferry sort:copies"})
    EXPECT_EQ(answer(archive, query).total, 0U) << query;
}

TEST(Archives, LeaveOutTheDead) {
  TestArchive archive;
  archive.add({{.id = 1, .title = "x", .text = "ferry"}, {.id = 2, .title = "x", .text = "ferry"}},
              {1});
  archive.add({{.id = 3, .title = "x", .text = "ferry"}, {.id = 4, .title = "x", .text = "ferry"}},
              {4});
  EXPECT_EQ(set_of(archive, "ferry"), "2 3");
  EXPECT_EQ(set_of(archive, "-storm"), "2 3");
  const SearchResult result = answer(archive, "ferry");
  EXPECT_EQ(result.total, 2U);
  EXPECT_TRUE(result.total_exact);
  EXPECT_EQ(archive.open().articles(), 2U);
}

TEST(Archives, AnswerTheSameInAnyNumberOfSegments) {
  const std::vector<Piece> pieces = {{.id = 1, .title = "x", .text = "ferry crash"},
                                     {.id = 2, .title = "x", .text = "ferry a a a a a a"},
                                     {.id = 3, .title = "Ferry", .text = "storm"}};
  TestArchive apart;
  for (const Piece& piece : {pieces[2], pieces[0], pieces[1]}) apart.add({piece});
  EXPECT_EQ(found(apart, "ferry"), found(TestArchive(pieces), "ferry"));
  EXPECT_EQ(found(apart, "ferry", sorted_by(SortOrder::Newest)), "1 2 3");
}

TEST(Archives, CountEachDamagedArticleOnce) {
  TestArchive archive;
  archive.add({{.id = 1, .title = "x", .text = "frozen radar"},
               {.id = 2, .title = "x", .text = "frozen radar"}},
              {}, {2});
  for (const auto* query : {"radar", "frozen radar", "\"frozen radar\"", "words:>0"}) {
    EXPECT_EQ(found(archive, query), "1") << query;
    EXPECT_EQ(answer(archive, query).damaged, 1U) << query;
  }
  EXPECT_EQ(answer(archive, "radar", sorted_by(SortOrder::Source)).damaged, 1U);
}

TEST(HitsIn, AreThePlacesOfTheWords) {
  const TestArchive archive = texts({"A ferry. The crash."});
  const StoredArticle article =
      article_of({.id = 1, .title = "Ferry", .text = "A ferry. The crash."});
  const auto hits = hits_in(archive.open(), query_of("ferry crash"), {}, article);
  ASSERT_TRUE(hits);
  EXPECT_THAT(*hits, ElementsAre(UnitHit{0, true, 0, 0, {0, 5}}, UnitHit{0, false, 1, 1, {2, 7}},
                                 UnitHit{1, false, 3, 3, {13, 18}}));
}

}  // namespace
}  // namespace morgue::test
