#include "query/match/suggestions.h"

#include <gmock/gmock.h>

#include "query/match/known_names.h"
#include "tests/unit/query/archive_for_test.h"
#include "tests/unit/query/language/query_for_test.h"

namespace morgue::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TestArchive harbour() {
  std::vector<Piece> pieces;
  for (std::uint64_t id = 1; id <= 12; ++id)
    pieces.push_back({.id = id,
                      .title = "Ferry crash",
                      .text = "The inquiry into the ferry crash heard Rowan Pike, the harbour "
                              "master, at Calder Bay. The port was silent.",
                      .date = "2024-06-14",
                      .source = "The Calder Herald",
                      .people = {"Rowan Pike"},
                      .section = "Sport",
                      .names = {{EntityKind::Place, "Calder Bay", {"Calder Bay"}}}});
  pieces.push_back({.id = 13, .title = "Inquest", .text = "An inquest was opened."});
  return TestArchive(pieces);
}

std::vector<std::string> instead_of(const TestArchive& archive, std::string_view text,
                                    InDoubt doubt = InDoubt::All) {
  const ArchiveReader reader = archive.open();
  std::vector<std::string> out;
  for (const Suggestion& s : suggestions(reader, query_of(text), {}, 0, doubt))
    out.push_back(s.text + ' ' + std::to_string(s.articles));
  return out;
}

TEST(Suggestions, AreWordsThatFindSomethingBesideTheOthers) {
  const TestArchive archive = harbour();
  EXPECT_THAT(instead_of(archive, "fery"), ElementsAre("ferry 12"));
  EXPECT_THAT(instead_of(archive, "ferry inqiry"), ElementsAre("inquiry 12"));
  EXPECT_THAT(instead_of(archive, "prot"), ElementsAre("port 12")) << "a word that is its own stem";
  EXPECT_THAT(instead_of(archive, "inqiry -ferry"), IsEmpty());
  EXPECT_THAT(instead_of(archive, "zyxwvu"), IsEmpty());
}

TEST(Suggestions, AreWholeQueriesIfSeveralWordsAreUnknown) {
  EXPECT_THAT(instead_of(harbour(), "fery crahs"), ElementsAre("ferry crash 12"));
  EXPECT_THAT(instead_of(harbour(), "title:fery person:Pyke"),
              ElementsAre("title:ferry person:Pike 12"));
  EXPECT_THAT(instead_of(harbour(), "fery zyxwvu"), IsEmpty());
}

TEST(Suggestions, ReplaceAKnownWordOnlyByAMuchCommonerOne) {
  const TestArchive archive = harbour();
  EXPECT_THAT(instead_of(archive, "ferry crash inquest"), ElementsAre("inquiry 12"));
  EXPECT_THAT(instead_of(archive, "ferry crash inquest", InDoubt::Unknown), IsEmpty());
  EXPECT_THAT(instead_of(archive, "inquiry opened"), IsEmpty()) << "inquest is rarer";
}

TEST(Suggestions, PartWords) {
  EXPECT_THAT(instead_of(harbour(), "harbourmaster"), ElementsAre("\"harbour master\" 12"));
}

TEST(Suggestions, MendPhrases) {
  EXPECT_THAT(instead_of(harbour(), "\"ferry carsh\""), ElementsAre("\"ferry crash\" 12"));
}

TEST(Suggestions, AreNamesAsTheArticlesWriteThem) {
  const TestArchive archive = harbour();
  EXPECT_THAT(instead_of(archive, "person:\"Rowen Pyke\""),
              ElementsAre("person:\"Rowan Pike\" 12"));
  EXPECT_THAT(instead_of(archive, "person:\"pike rowan\""),
              ElementsAre("person:\"Rowan Pike\" 12"));
  EXPECT_THAT(instead_of(archive, "person:pyke"), ElementsAre("person:Pike 12"));
  EXPECT_THAT(instead_of(archive, "person:\"Calder Bay\""), ElementsAre("place:\"Calder Bay\" 12"));
}

TEST(Suggestions, AreValuesOfKeywords) {
  const TestArchive archive = harbour();
  EXPECT_THAT(instead_of(archive, "source:heralt"), ElementsAre("source:\"The Calder Herald\" 12"));
  EXPECT_THAT(instead_of(archive, "source:\"Calder Herold\""),
              ElementsAre("source:\"The Calder Herald\" 12"));
  EXPECT_THAT(instead_of(archive, "section:sprot"), ElementsAre("section:Sport 12"));
  EXPECT_THAT(instead_of(archive, "lang:english"), ElementsAre("lang:en 13"));
  EXPECT_THAT(instead_of(archive, "source:herald"), IsEmpty());
}

TEST(Suggestions, SayWhatYearsThereAre) {
  const ArchiveReader archive = harbour().open();
  EXPECT_EQ(remark_on_years(archive, query_of("ferry date:2031")),
            "the articles here are of 2024 to 2024");
  EXPECT_EQ(remark_on_years(archive, query_of("ferry until:2023")),
            "the articles here are of 2024 to 2024");
  EXPECT_EQ(remark_on_years(archive, query_of("ferry since:2023")), "");
  EXPECT_EQ(remark_on_years(archive, query_of("about:2031")), "");
}

TEST(KnownNames, AreWholeNamesOfTheirField) {
  const ArchiveReader archive = harbour().open();
  EXPECT_TRUE(is_known_name(archive, FieldId::Person, "rowan pike"));
  EXPECT_TRUE(is_known_name(archive, FieldId::Entity, "Calder Bay"));
  EXPECT_FALSE(is_known_name(archive, FieldId::Place, "Rowan Pike"));
  EXPECT_FALSE(is_known_name(archive, FieldId::Person, "Rowan Pike strike"));
  EXPECT_FALSE(is_known_name(archive, FieldId::Person, "-"));
}

TEST(CustomFields, AreRefusedIfNoArticleHasThem) {
  const auto error = unknown_custom_field(harbour().open(), query_of("ferry x-desk:foreign").root);
  ASSERT_TRUE(error);
  EXPECT_EQ(error->message, "no article has a field x-desk:");
  EXPECT_EQ(error->hint, "fields of input records begin with x-; none has any here");
  EXPECT_FALSE(unknown_custom_field(harbour().open(), query_of("ferry source:echo").root));
}

}  // namespace
}  // namespace morgue::test
