#include "query/match/rank.h"

#include <gmock/gmock.h>

#include "tests/unit/query/archive_for_test.h"

namespace morgue::test {
namespace {

using testing::ElementsAre;

/// Words that no query asks for.
std::string filler(int words) {
  std::string out;
  for (int i = 0; i < words; ++i) out += "tide ";
  return out;
}

/// Articles 1, 2, ... of nothing but a text, all of one day, so that the id would decide.
TestArchive texts(const std::vector<std::string>& all) {
  std::vector<Piece> pieces;
  for (const std::string& text : all)
    pieces.push_back(
        {.id = pieces.size() + 1, .title = "Notice", .text = text, .date = "2024-05-01"});
  return TestArchive(pieces);
}

SearchOptions without(double RankingWeights::*weight) {
  SearchOptions options;
  options.weights.*weight = 0;
  return options;
}

/// The parts of the article with this id.
ScoreParts parts(const SearchResult& result, std::uint64_t id) {
  for (const Hit& hit : result.hits)
    if (hit.article.id.value == id) return hit.parts;
  ADD_FAILURE() << "not found: " << id;
  return {};
}

TEST(Ranking, WordsInOneSentenceStandAboveWordsInTwo) {
  const TestArchive archive =
      texts({"The ferry sank. A crash followed.", "The ferry sank, a crash followed."});
  EXPECT_EQ(found(archive, "ferry crash"), "2 1");
  EXPECT_EQ(found(archive, "ferry crash", without(&RankingWeights::sentence)), "1 2");
}

TEST(Ranking, TwiceInOneWindowStandsAboveTwiceApart) {
  const TestArchive archive = texts(
      {"A ferry, " + filler(30) + "a ferry, " + filler(30), "A ferry, a ferry, " + filler(60)});
  EXPECT_EQ(found(archive, "ferry"), "2 1");
  EXPECT_EQ(found(archive, "ferry", without(&RankingWeights::window)), "1 2");
}

TEST(Ranking, TheLeadCountsMore) {
  const TestArchive archive = texts({filler(80) + ". The ferry sank. " + filler(20) + ".",
                                     filler(20) + ". The ferry sank. " + filler(80) + "."});
  EXPECT_EQ(found(archive, "ferry"), "2 1");
  EXPECT_EQ(found(archive, "ferry", without(&RankingWeights::lead)), "1 2");
}

TEST(Ranking, TheHeadlineCountsMore) {
  const TestArchive archive{{{.id = 1, .title = "Notice of the day", .text = "A ferry sank."},
                             {.id = 2, .title = "Ferry of the day", .text = "A ferry sank."}}};
  const SearchResult result = answer(archive, "ferry");
  EXPECT_EQ(result.hits[0].article.id.value, 2U);
  EXPECT_EQ(parts(result, 2).title, RankingWeights().title);
  EXPECT_EQ(parts(result, 1).title, 0);
}

TEST(Ranking, NearWordsStandAboveFarOnes) {
  // Both in the first sixty words and in one sentence each.
  const TestArchive archive =
      texts({"The ferry " + filler(12) + "had a crash", "The ferry had a crash " + filler(12)});
  EXPECT_EQ(found(archive, "ferry crash"), "2 1");
  EXPECT_EQ(found(archive, "ferry crash", without(&RankingWeights::pairs)), "1 2");
}

TEST(Ranking, TheWordAsTypedStandsAboveItsOtherForms) {
  const TestArchive archive = texts({"The ports open.", "The port opens.", "The ports open."});
  EXPECT_EQ(found(archive, "port"), "2 1 3");
  EXPECT_EQ(found(archive, "ports"), "1 3 2");
  EXPECT_EQ(found(archive, "PORT"), "2 1 3") << "case makes no difference";
  EXPECT_EQ(found(archive, "port", without(&RankingWeights::typed)), "1 2 3");
}

TEST(Ranking, NamesOfTheQueryAreThoseOfTheArticle) {
  const std::string text = "Rowan Pike spoke of the harbour.";
  const TestArchive archive{{{.id = 1, .title = "Notice", .text = text},
                             {.id = 2, .title = "Notice", .text = text, .people = {"Rowan Pike"}}}};
  const SearchResult result = answer(archive, "rowan pike harbour");
  EXPECT_EQ(parts(result, 1).names, 0);
  EXPECT_GT(parts(result, 2).names, 0);
  EXPECT_EQ(found(archive, "rowan pike harbour"), "2 1");
  EXPECT_EQ(found(archive, "pike rowan harbour"), "1 2") << "no such name";
  EXPECT_EQ(found(archive, "rowan pike harbour", without(&RankingWeights::names)), "1 2");
}

TEST(Ranking, EqualsAreOrderedByDateThenById) {
  std::vector<Piece> pieces;
  for (const auto& [id, date] : std::vector<std::pair<std::uint64_t, std::string>>{
           {4, "2024-01-01"}, {3, "2024-01-02"}, {2, ""}, {5, "2024-01-02"}})
    pieces.push_back({.id = id, .title = "Notice", .text = "The ferry sank.", .date = date});
  EXPECT_EQ(found(TestArchive(pieces), "ferry"), "3 5 4 2");
}

TEST(Ranking, ScoreIsTheSumOfItsParts) {
  const TestArchive archive = texts({"The ferry sank in a crash.", "A crash."});
  for (const char* query : {"ferry crash", "crash"})
    for (const Hit& hit : answer(archive, query).hits)
      EXPECT_DOUBLE_EQ(hit.score, total(hit.parts)) << query;
}

TEST(LongQueries, AreAnsweredByWhateverHasMostOfThem) {
  std::vector<std::string> all(12, "tide storm harbour ferry crash");
  all.emplace_back("ferry crash harbour storm. Inquiry opens: ferry crash, harbour storm.");
  const TestArchive archive = texts(all);
  EXPECT_EQ(answer(archive, "ferry crash harbour storm").total, 13U);
  EXPECT_EQ(answer(archive, "ferry crash harbour tide").total, 12U) << "four words: all of them";
  const SearchResult five = answer(archive, "ferry crash harbour storm inquiry");
  EXPECT_EQ(five.total, 13U);
  EXPECT_EQ(five.hits[0].article.id.value, 13U);
  EXPECT_EQ(answer(archive, "ferry crash harbour tide inquiry").total, 13U) << "five: any of them";
}

TEST(LoosePhrases, OnlyRank) {
  SearchOptions loose;
  loose.loose = true;
  const TestArchive archive = texts({"radar frozen", "frozen radar", "radar", "storm", "tide"});
  EXPECT_EQ(found(archive, "storm \"frozen radar\"", loose), "2 4 1 3");
  EXPECT_EQ(found(archive, "storm \"frozen radar\""), "") << "without --loose it must be there";
}

TEST(LongQueries, WithPhrasesAreStrictUnlessNothingHasThem) {
  const TestArchive archive =
      texts({"frozen radar ferry crash harbour", "ferry crash harbour tide", "storm"});
  EXPECT_EQ(found(archive, "ferry crash harbour \"frozen radar\""), "1");
  const SearchResult relaxed = answer(archive, "ferry crash harbour tide \"frozen radar\"");
  EXPECT_EQ(relaxed.total, 2U);
  EXPECT_THAT(relaxed.notes,
              ElementsAre("nothing has all of these words and phrases; showing what has most"));
  EXPECT_EQ(found(archive, "tide \"frozen radar\""), "") << "few words insist";
}

class RecencyTest : public testing::Test {
 protected:
  TestArchive archive_{
      {{.id = 1, .title = "Notice", .text = "The ferry.", .date = "2024-01-01"},
       {.id = 2, .title = "Notice", .text = "A boat, a ferry.", .date = "2024-12-31"},
       {.id = 3, .title = "Notice", .text = "The ferry.", .date = "2025-06-01"},
       {.id = 4, .title = "Notice", .text = "The ferry."}}};
  SearchOptions halved_each(double days) {
    SearchOptions options;
    options.recency = Recency{days, parse_iso8601("2024-12-31")->local_day()};
    return options;
  }
};

TEST_F(RecencyTest, HasNoEffectUnlessAskedFor) {
  EXPECT_EQ(found(archive_, "ferry"), "3 1 4 2");
  EXPECT_EQ(answer(archive_, "ferry").hits[1].parts.recency, 1);
}

TEST_F(RecencyTest, HalvesTheScoreForEachHalfLife) {
  const SearchResult result = answer(archive_, "ferry", halved_each(365));
  EXPECT_NEAR(parts(result, 1).recency, 0.5, 1e-9);
  EXPECT_EQ(parts(result, 2).recency, 1);
  EXPECT_EQ(parts(result, 3).recency, 1) << "later than today is no older than today";
  EXPECT_DOUBLE_EQ(parts(result, 4).recency, 1 / 1024.0) << "of an unknown day";
  EXPECT_EQ(found(archive_, "ferry", halved_each(365)), "3 2 1 4");
}

TEST_F(RecencyTest, ReachesBelowWhatIsReadClosely) {
  std::vector<Piece> pieces;
  for (std::uint64_t i = 1; i <= 150; ++i)
    pieces.push_back({.id = i, .title = "Ferry", .text = "The ferry.", .date = "2000-01-01"});
  pieces.push_back(
      {.id = 200, .title = "Notice", .text = "A boat, a ferry, a tide.", .date = "2024-12-30"});
  SearchOptions options = halved_each(365);
  options.limit = 1;
  EXPECT_EQ(found(TestArchive(pieces), "ferry", options), "200");
}

}  // namespace
}  // namespace morgue::test
