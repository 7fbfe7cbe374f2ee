#include "query/match/people.h"

#include <gmock/gmock.h>

#include "common/catalog.h"
#include "common/text.h"
#include "query/language/parse.h"
#include "tests/support/temporary_directory.h"
#include "tests/unit/query/archive_for_test.h"

namespace morgue {
namespace {

using test::Piece;
using testing::ElementsAre;
using testing::IsEmpty;

const std::vector<Piece> kPieces = {
    {.id = 1,
     .title = "Ferry hits pier",
     .text = "Rowan Pike said: \"We knew.\"",
     .date = "2024-06-14",
     .people = {"Rowan Pike"},
     .quotes = {{"\"We knew.\"", "Rowan Pike"}}},
    {.id = 2,
     .title = "Inquiry begins",
     .text = "R. Pike was heard.",
     .date = "2024-07-14",
     .people = {"R. Pike"}},
    {.id = 3,
     .title = "Rovers win",
     .text = "Rowan Pike said: \"We knew it.\"",
     .date = "2024-08-14",
     .people = {"Rowan Pike"},
     .quotes = {{"\"We knew it.\"", "Rowan Pike"}}},
    {.id = 4,
     .title = "Rovers lose",
     .text = "Ilse Marten wept.",
     .date = "2024-09-14",
     .people = {"Ilse Marten"}},
};

/// The harbour master (1), known by two names; the striker (2); Ilse Marten (3).
class PeopleInQueryTest : public testing::Test {
 protected:
  PeopleInQueryTest() : archive_(kPieces) {
    const std::vector<std::uint32_t> who{1, 1, 2, 3};
    for (const std::uint32_t number : {1U, 2U, 3U}) {
      const std::string name = number == 3 ? "Ilse Marten" : "Rowan Pike";
      catalog_.people().put({number, name, number, false, {}});
    }
    for (std::size_t i = 0; i < kPieces.size(); ++i) {
      const StoredArticle article = test::article_of(kPieces[i]);
      const std::int64_t row = catalog_.add_article(article, 5);
      const std::vector<Recognition> recognised(article.content.entities.size(),
                                                Recognition{who[i], who[i]});
      catalog_.annotations().add(row, article.content, recognised);
      for (const Entity& entity : article.content.entities) {
        catalog_.people().add_key(whole_name_key(entity.name), who[i]);
        for (const std::string& word : words(entity.name)) catalog_.people().add_key(word, who[i]);
      }
    }
  }

  PeopleFound look_up(std::string_view text) {
    auto found = find_people(parse_query(text, {})->root, catalog_.database());
    EXPECT_TRUE(found.has_value());
    return *std::move(found);
  }
  std::string found(std::string_view text) {
    SearchOptions options;
    options.people = look_up(text).known;
    return test::found(archive_, text, options);
  }

  test::TestArchive archive_;
  test::TemporaryDirectory directory_;
  Catalog catalog_ = Catalog::open_for_writing(directory_ / "metadata.sqlite");
};

TEST_F(PeopleInQueryTest, ANumberMeansOneOfTheNamesakes) {
  EXPECT_EQ(found("person:@p1"), "2 1");
  EXPECT_EQ(found("person:@p2"), "3");
  EXPECT_EQ(found("person:@p2 OR person:@p3"), "4 3");
  EXPECT_EQ(found("-person:@p2"), "4 2 1");
}

TEST_F(PeopleInQueryTest, ANumberTellsSpeakersApart) {
  EXPECT_EQ(found("said:@p1"), "1");
  EXPECT_EQ(found("said:@p2 quote:knew"), "3");
  EXPECT_EQ(found("said:@p3"), "");
}

TEST_F(PeopleInQueryTest, ANameFindsWhateverItsBearersAreCalled) {
  EXPECT_EQ(found("person:\"Rowan Pike\""), "3 2 1");
  EXPECT_EQ(test::found(archive_, "person:\"Rowan Pike\""), "3 1");
}

TEST_F(PeopleInQueryTest, ANameOfSeveralIsAmbiguous) {
  const PeopleFound found = look_up("person:\"Rowan Pike\" said:Marten");
  ASSERT_EQ(found.ambiguous.size(), 1U);
  EXPECT_EQ(found.ambiguous[0].text, "Rowan Pike");
  std::vector<std::uint32_t> numbers;
  for (const PersonSummary& person : found.ambiguous[0].people) numbers.push_back(person.number);
  EXPECT_THAT(numbers, ElementsAre(1, 2));
}

TEST_F(PeopleInQueryTest, ChoosingPutsTheNumberIntoTheQuery) {
  auto query = parse_query("person:\"Rowan Pike\" -person:Marten", {});
  choose_person(query->root, "Rowan Pike", 2);
  EXPECT_EQ(query->root, parse_query("person:@p2 -person:Marten", {})->root);
}

TEST_F(PeopleInQueryTest, SomebodyWhoIsNotThereIsAnError) {
  const auto found = find_people(parse_query("ferry person:@p9", {})->root, catalog_.database());
  ASSERT_FALSE(found.has_value());
  EXPECT_EQ(found.error().message, "nobody in this archive is @p9");
  EXPECT_EQ(found.error().where, (Span{6, 16}));
}

TEST_F(PeopleInQueryTest, OnlyPeopleAreLookedUp) {
  EXPECT_FALSE(names_people(parse_query("pike org:pike by:pike", {})->root));
  EXPECT_TRUE(names_people(parse_query("ferry (org:a OR NOT said:pike)", {})->root));
  EXPECT_FALSE(names_people(parse_query("person:* person:pik* person:pike~", {})->root));
  EXPECT_THAT(look_up("person:Nobody").known, IsEmpty());
}

}  // namespace
}  // namespace morgue
