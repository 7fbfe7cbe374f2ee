#include "query/match/countries.h"

#include <gmock/gmock.h>

#include <set>

#include "common/text.h"
#include "query/match/country_rows.h"
#include "tests/unit/query/archive_for_test.h"

namespace morgue::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

TEST(Countries, AreKnownByEveryNameOfThemAndTheirPeople) {
  for (const char* const word : {"albania", "albanian", "albanians"}) {
    const auto found = countries_in({"port", word, "strike"});
    ASSERT_THAT(found, SizeIs(1)) << word;
    EXPECT_EQ(found[0].first, 1U);
    EXPECT_EQ(found[0].count, 1U);
  }
  EXPECT_THAT(countries_in({"albanian"})[0].others, ElementsAre("albania"));
  EXPECT_THAT(countries_in({"port", "strike"}), IsEmpty());
}

TEST(Countries, HaveNamesOfSeveralWords) {
  const auto found = countries_in({"saudi", "arabia", "south", "korea"});
  ASSERT_THAT(found, SizeIs(2));
  EXPECT_EQ(found[0].count, 2U);
  EXPECT_THAT(found[0].others, Contains("saudi"));
  EXPECT_EQ(found[1].first, 2U);
  EXPECT_THAT(found[1].others, ElementsAre("south korean"));
  // What is no plain word parts them.
  EXPECT_THAT(countries_in({"south", "", "korea"}), IsEmpty());
}

TEST(Countries, MayShareAName) {
  const auto found = countries_in({"dominican"});
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found[0].others, ElementsAre("dominica", "dominican republic"));
}

TEST(Countries, HaveRowsOfFoldedNames) {
  for (const std::string_view row : kCountryRows) {
    std::set<std::string> names;
    for (std::size_t at = 0; at <= row.size();) {
      const std::size_t end = std::min(row.find('|', at), row.size());
      const std::string name(row.substr(at, end - at));
      EXPECT_EQ(word_key(name), name);
      EXPECT_TRUE(names.insert(name).second) << name;
      at = end + 1;
    }
    EXPECT_GT(names.size(), 1U) << row;
  }
}

/// The first three have a port, the second and the third speak of the country, and the third does
/// so in the words of the query: as the others, which make that the commoner word.
TestArchive ports() {
  return TestArchive{
      {{.id = 1, .title = "Notice", .text = "A port was closed today.", .date = "2024-05-01"},
       {.id = 2, .title = "Notice", .text = "A port of Albania closed.", .date = "2024-05-01"},
       {.id = 3, .title = "Notice", .text = "A port, Albanian, closed.", .date = "2024-05-01"},
       {.id = 4, .title = "Notice", .text = "An Albanian tram.", .date = "2024-05-01"},
       {.id = 5, .title = "Notice", .text = "An Albanian bus.", .date = "2024-05-01"},
       {.id = 6, .title = "Notice", .text = "An Albanian ferry.", .date = "2024-05-01"}}};
}

TEST(Countries, InOtherWordsRankHigher) {
  const TestArchive archive = ports();
  EXPECT_EQ(found(archive, "albanian port"), "3 2 1");
  SearchOptions without;
  without.weights.countries = 0;
  EXPECT_EQ(found(archive, "albanian port", without), "3 1 2");
}

TEST(Countries, InOtherWordsAnswerNothing) {
  EXPECT_THAT(found(ports(), "albanian"), Not(HasSubstr("2")));
  EXPECT_EQ(found(ports(), "albanian AND port"), "3");
}

TEST(Countries, AreNamedWithWhatTheArchiveCallsThem) {
  const TestArchive archive = ports();
  EXPECT_THAT(answer(archive, "albanian port").countries, ElementsAre("albanian: albania"));
  EXPECT_THAT(answer(archive, "norwegian port").countries, IsEmpty());
}

}  // namespace
}  // namespace morgue::test
