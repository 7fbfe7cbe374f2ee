#include "query/language/remarks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/query/language/query_for_test.h"

namespace morgue {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// Read with these names known, in any field.
Query read_knowing(std::string_view text, std::vector<std::string> names) {
  const ParseOptions options{.today = kToday, .is_name = [&](FieldId, std::string_view name) {
                               return std::find(names.begin(), names.end(), name) != names.end();
                             }};
  auto query = parse_query(text, options);
  if (query) return *std::move(query);
  ADD_FAILURE() << text << ": " << query.error().message;
  return {};
}

std::string tree_knowing(std::string_view text, std::vector<std::string> names) {
  return print(read_knowing(text, std::move(names)).root);
}

TEST(Names, TakeInTheWordsAfterThemThatSpellAKnownOne) {
  const Query query = read_knowing("person:Vera Holt tram", {"Vera Holt"});
  EXPECT_EQ(print(query.root), "(and (person: \"Vera Holt\") tram)");
  EXPECT_THAT(query.notes, ElementsAre("read as: person:\"Vera Holt\" tram"));
  EXPECT_EQ(tree_knowing("tram said:Vera Holt", {"Vera Holt"}), "(and tram (said: \"Vera Holt\"))");
  EXPECT_EQ(tree_knowing("place:Orne Bay w/s person:Vera Holt", {"Orne Bay", "Vera Holt"}),
            "(w/s (place: \"Orne Bay\") (person: \"Vera Holt\"))");
}

TEST(Names, TakeInAsMuchAsTheyCan) {
  EXPECT_EQ(tree_knowing("org:Orne Tram Board fares", {"Orne Tram", "Orne Tram Board"}),
            "(and (org: \"Orne Tram Board\") fares)");
  // "Vera J" is nobody by itself.
  EXPECT_EQ(tree_knowing("person:Vera J. Holt tram", {"Vera J. Holt"}),
            "(and (person: \"Vera J. Holt\") tram)");
}

TEST(Names, EndWhereNothingKnownGoesOn) {
  EXPECT_EQ(tree_knowing("person:Vera tram", {"Vera Holt"}), "(and (person: Vera) tram)");
  EXPECT_EQ(tree_knowing("person:Vera OR Holt", {"Vera OR Holt"}), "(or (person: Vera) Holt)");
  EXPECT_EQ(tree_knowing("person:Vera \"Holt\"", {"Vera \"Holt\""}),
            "(and (person: Vera) \"Holt\")");
  EXPECT_EQ(tree_knowing("person:Ver* Holt", {"Ver* Holt"}), "(and (person: Ver*) Holt)");
  EXPECT_EQ(tree_knowing("source:Orne Echo", {"Orne Echo"}), "(and (source: Orne) Echo)");
  EXPECT_THAT(read_knowing("person:Vera tram", {}).notes, IsEmpty());
}

TEST(Dates, SayWhenTheyMayGoOnBehindABlank) {
  EXPECT_EQ(mistake_in("date:last week tram").hint, "did you mean date:last-week ?");
  EXPECT_EQ(mistake_in("since:14 june 2024").hint, "did you mean since:14-june-2024 ?");
  EXPECT_THAT(query_of("date:june 2024 tram").notes,
              ElementsAre("date: ends at the blank: date:2026-06-01..2026-06-30; did you mean "
                          "date:june-2024 ?"));
  EXPECT_THAT(query_of("date:2024-01 .. 2024-06").notes,
              ElementsAre("date: ends at the blank: date:2024-01-01..2024-01-31; did you mean "
                          "date:2024-01..2024-06 ?"));
  EXPECT_THAT(query_of("date:2024 tram").notes, IsEmpty());
  EXPECT_THAT(query_of("date:2024 \"12\"").notes, IsEmpty());
}

TEST(Names, WithACommaAreNoted) {
  EXPECT_THAT(query_of("person:Holt,Vane tram").notes,
              ElementsAre("person: takes \"Holt,Vane\" as one name; for either write "
                          "person:(Holt OR ...)"));
  EXPECT_THAT(query_of("person:Holt, tram").notes, IsEmpty());
  EXPECT_THAT(query_of("person:\"Holt, Vera\" source:echo,gazette").notes, IsEmpty());
}

TEST(Words, ThatLookLikeOperatorsAreNoted) {
  const auto note = [](std::string_view text) {
    const Query query = query_of(text);
    return query.notes.empty() ? std::string() : query.notes.front();
  };
  EXPECT_EQ(note("tram NEAR bus"),
            "\"NEAR\" needs a number of words right behind it: port w/5 strike");
  EXPECT_EQ(note("tram pre/ 5 bus"),
            "\"pre/\" needs a number of words right behind it: port pre/5 strike");
  EXPECT_EQ(note("tram || bus"), "\"||\" is no operator here: for either write OR");
  EXPECT_EQ(note("atleast3 (tram)"),
            "\"atleast3\" is a word here, as a blank follows; as a function: atleast3(...)");
  EXPECT_EQ(note("caps (UNO)"),
            "\"caps\" is a word here, as a blank follows; as a function: caps(...)");
  EXPECT_EQ(note("tram or bus"), "\"or\" is a word here: operators are written in capitals");
  EXPECT_EQ(note("not tram"), "\"not\" is a word here: operators are written in capitals");
  for (const char* plain : {"tram near bus", "tram && bus", "caps tram", "or tram", "tram or",
                            "whether the tram will or will not run", "tram or bus lang:fr"})
    EXPECT_EQ(note(plain), "") << plain;
}

}  // namespace
}  // namespace morgue
