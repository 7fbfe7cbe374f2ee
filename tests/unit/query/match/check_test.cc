#include "query/match/check.h"

#include <gtest/gtest.h>

#include "tests/unit/query/archive_for_test.h"
#include "tests/unit/query/language/query_for_test.h"

namespace morgue::test {
namespace {

/// Which of these texts (numbered from 1) answer the query.
std::string of_texts(const std::vector<std::string>& texts, std::string_view query) {
  std::vector<Piece> pieces;
  for (const std::string& text : texts)
    pieces.push_back({.id = pieces.size() + 1, .title = "Notice", .text = text});
  return set_of(TestArchive(pieces), query);
}

TEST(Phrase, StandsSideBySideAsItIsWritten) {
  EXPECT_EQ(of_texts({"The frozen radar failed.", "Frozen, the radar failed.", "The radar, frozen.",
                      "A frozen-radar fault.", "Frozen radars.", "Frozen.\n\nRadar."},
                     "\"frozen radar\""),
            "1 4 6");
}

TEST(Phrase, FindsRepeatedBeginnings) {
  EXPECT_EQ(of_texts({"new new deal", "new deal new", "new new"}, "\"new new deal\""), "1");
}

TEST(Near, CountsWordsFromStartToStart) {
  const std::vector<std::string> texts = {"port a b strike", "port a b c strike", "strike a b port",
                                          "strike a b c port"};
  EXPECT_EQ(of_texts(texts, "port w/3 strike"), "1 3");
  EXPECT_EQ(of_texts(texts, "port pre/3 strike"), "1");
  EXPECT_EQ(of_texts(texts, "port w/4 strike"), "1 2 3 4");
}

TEST(Near, AWordIsNotNearItself) {
  EXPECT_EQ(of_texts({"One ferry sank.", "A ferry met a ferry."}, "ferry w/5 ferry"), "2");
  EXPECT_EQ(of_texts({"One ferry sank.", "A ferry met ferries."}, "ferry w/s ferr*"), "2");
}

TEST(Near, KnowsSentencesAndParagraphs) {
  const std::vector<std::string> texts = {"The port shut. The strike went on.",
                                          "The port saw a strike. It rained.",
                                          "The port shut.\n\nThe strike went on."};
  EXPECT_EQ(of_texts(texts, "port w/s strike"), "2");
  EXPECT_EQ(of_texts(texts, "port w/p strike"), "1 2");
}

TEST(Near, EveryWordOfABracketHasToBeNear) {
  const std::vector<std::string> texts = {"radar port strike", "radar a b c d e f g h port strike",
                                          "radar a b c d e f g h port"};
  EXPECT_EQ(of_texts(texts, "(radar AND port) w/3 strike"), "1");
  EXPECT_EQ(of_texts(texts, "(radar OR port) w/3 strike"), "1 2");
  EXPECT_EQ(of_texts(texts, "strike w/3 (radar AND port)"), "1");
}

TEST(Near, MeasuresPhrasesFromEitherEnd) {
  EXPECT_EQ(of_texts({"bay bridge x toll", "toll x bay bridge", "toll x y z bay bridge"},
                     "\"bay bridge\" w/2 toll"),
            "1 2");
}

TEST(AtLeast, CountsPlacesNotFindings) {
  const std::vector<std::string> texts = {"port", "port and port", "port and harbour"};
  EXPECT_EQ(of_texts(texts, "atleast2(port)"), "2");
  EXPECT_EQ(of_texts(texts, "atleast2(port OR port*)"), "2");
  EXPECT_EQ(of_texts(texts, "atleast2(port OR harbour)"), "2 3");
  EXPECT_EQ(of_texts({"port port radar", "port port radar radar"}, "atleast2(port AND radar)"),
            "2");
}

TEST(Caps, WantsOneInCapitals) {
  EXPECT_EQ(of_texts({"The WHO said so.", "Those who said so.", "Who said so?"}, "caps(WHO)"), "1");
}

TEST(Exact, InsistsOnFormAndDiacritics) {
  const std::vector<std::string> texts = {"A résumé.", "They resume.", "A RÉSUMÉ.", "Résumés."};
  EXPECT_EQ(of_texts(texts, "exact(résumé)"), "1 3");
  EXPECT_EQ(of_texts(texts, "exact(resume)"), "2");
}

TEST(Exact, PassesOverLineBreaksAndTheKindOfApostrophe) {
  EXPECT_EQ(of_texts({"The customs\nunion.", "The customs, union."}, "exact(\"customs union\")"),
            "1");
  EXPECT_EQ(of_texts({"So said O’Neill.", "So said Oneill."}, "exact(O'Neill)"), "1");
}

class Regions : public testing::Test {
 protected:
  TestArchive archive_{{{.id = 1, .title = "Mayor resigns", .text = "A port."},
                        {.id = 2, .title = "Mayor stays", .text = "Nobody resigns."},
                        {.id = 3,
                         .title = "Port",
                         .text = "One.\n\nThe mayor.\n\nThree.\n\nShe resigns. Resigns!"}}};
};

TEST_F(Regions, HoldTheWholeCondition) {
  EXPECT_EQ(set_of(archive_, "title:(mayor AND resigns)"), "1");
  EXPECT_EQ(set_of(archive_, "title:(mayor NOT resigns)"), "2");
  EXPECT_EQ(set_of(archive_, "body:(mayor OR port)"), "1 3");
  EXPECT_EQ(set_of(archive_, "lead:mayor"), "3");
  EXPECT_EQ(set_of(archive_, "lead:resigns"), "2");
  EXPECT_EQ(set_of(archive_, "hlead:(port OR resigns)"), "1 2 3");
  EXPECT_EQ(set_of(archive_, "title:\"mayor resigns\""), "1");
  EXPECT_EQ(set_of(archive_, "-title:mayor"), "3");
}

TEST_F(Regions, CountOnlyWhatIsInThem) {
  EXPECT_EQ(set_of(archive_, "body:atleast2(resigns)"), "3");
  EXPECT_EQ(set_of(archive_, "title:(mayor w/3 resigns)"), "1");
}

TEST(Titles, FindFunctionWordsToo) {
  const TestArchive archive({{.id = 1, .title = "Who was it", .text = "A port."},
                             {.id = 2, .title = "It was her", .text = "Who was it?"}});
  EXPECT_EQ(set_of(archive, "title:who"), "1");
}

TEST(Titles, FitRegularExpressionsOfAnyLength) {
  const TestArchive archive({{.id = 1, .title = "Ferry 7 sails", .text = "x"},
                             {.id = 2, .title = "Ferry sails", .text = "x"},
                             {.id = 3, .title = std::string(2000000, 'a'), .text = "x"}});
  EXPECT_EQ(set_of(archive, "title:/ferry \\d/"), "1");
  // What a matcher that goes back and tries again would not finish.
  EXPECT_EQ(set_of(archive, "title:/^(([a-z ])+.)+\\d{9}$/"), "");
}

class People : public testing::Test {
 protected:
  TestArchive archive_{
      {{.id = 1, .title = "A", .text = "Rowan Pike spoke.", .people = {"Rowan Pike"}},
       {.id = 2,
        .title = "B",
        .text = "Rowan Smith met Anna Pike.",
        .people = {"Rowan Smith", "Anna Pike"}},
       {.id = 3, .title = "C", .text = "Rowan J. Pike left.", .people = {"Rowan J. Pike"}},
       {.id = 4,
        .title = "D",
        .text = "Anna Rowan Pike, some frozen fish and radar.",
        .people = {"Anna Rowan Pike"}},
       {.id = 5, .title = "E", .text = "By hand.", .authors = {"Rowan Pike"}}}};
};

TEST_F(People, AreFoundByNameOrPartOfIt) {
  EXPECT_EQ(set_of(archive_, "person:\"Rowan Pike\""), "1 3");
  EXPECT_EQ(set_of(archive_, "person:pike"), "1 2 3 4");
  EXPECT_EQ(set_of(archive_, "person:pyke~"), "1 2 3 4");
  EXPECT_EQ(set_of(archive_, "person:p*"), "1 2 3 4");
  EXPECT_EQ(set_of(archive_, "person:*"), "1 2 3 4");
  EXPECT_EQ(set_of(archive_, "by:\"rowan pike\""), "5");
  EXPECT_EQ(set_of(archive_, "-person:pike"), "5");
}

// What an index term decides and what the stored article decides must be the same.
TEST_F(People, AreTheSameUnderOr) {
  EXPECT_EQ(set_of(archive_, "\"frozen radar\""), "");
  EXPECT_EQ(set_of(archive_, "person:\"Rowan Pike\" \"fish and\""), "");
  EXPECT_EQ(set_of(archive_, "person:\"Smith\" OR \"frozen radar\""), "2");
  EXPECT_EQ(set_of(archive_, "person:\"Rowan Pike\" OR \"frozen radar\""), "1 3");
}

TEST_F(People, ThatNobodyIsCalledAreSoughtByTheParts) {
  EXPECT_EQ(set_of(archive_, "person:\"Anna Pike\""), "2 4");
  EXPECT_EQ(set_of(archive_, "person:\"Rowan J Pike\""), "3");
  EXPECT_EQ(set_of(archive_, "person:\"J Pike\""), "3");
  EXPECT_EQ(set_of(archive_, "person:\"Smith Pike\""), "");
}

TEST_F(People, HaveTheirPlacesInTheText) {
  EXPECT_EQ(set_of(archive_, "person:pike w/2 spoke"), "1");
  EXPECT_EQ(set_of(archive_, "person:Smith w/s person:Pike"), "2");
}

TEST(SortHits, PutsTitlesFirstAndDropsRepeats) {
  const UnitHit title{1, true, 4, 4, {20, 24}};
  const UnitHit early{0, false, 1, 2, {3, 9}};
  const UnitHit late{0, false, 5, 5, {30, 34}};
  std::vector<UnitHit> hits = {late, early, title, early};
  sort_hits(hits);
  EXPECT_EQ(hits, (std::vector<UnitHit>{title, early, late}));
}

}  // namespace
}  // namespace morgue::test
