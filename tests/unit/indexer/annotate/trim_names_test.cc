#include "indexer/annotate/trim_names.h"

#include <gmock/gmock.h>

#include <string>
#include <string_view>
#include <vector>

namespace morgue::annotate {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr auto kPerson = EntityKind::Person;
constexpr auto kOrg = EntityKind::Org;
constexpr auto kPlace = EntityKind::Place;

/// "o:Meridian Freight" for each name that is left of `names`.
std::vector<std::string> trimmed(std::string_view text, std::vector<Name> names) {
  const auto packed = pack_gazetteer({{key_of("utah"), {Known::Region, {}}}});
  ArticleWords article;
  read_words("", text, article);
  trim_names(article, Gazetteer({packed.data(), packed.size()}), names);
  std::vector<std::string> found;
  for (const Name& name : names) {
    const Span where{article.words[name.begin].where.begin, article.words[name.end - 1].where.end};
    found.push_back((name.kind == kPerson ? "p:"
                     : name.kind == kOrg  ? "o:"
                                          : "l:") +
                    std::string(where.of(text)));
  }
  return found;
}

TEST(TrimNames, PartsAPlaceFromWhatIsBasedThere) {
  EXPECT_THAT(trimmed("The Calder Bay-based Meridian Freight said", {{1, 5, kOrg}}),
              ElementsAre("l:Calder Bay", "o:Meridian Freight"));
  EXPECT_THAT(trimmed("A Calder-based firm", {{1, 2, kPlace}}), ElementsAre("l:Calder"));
  EXPECT_THAT(trimmed("Utah-owned Meridian", {{0, 2, kOrg}}), ElementsAre("l:Utah", "o:Meridian"));
}

TEST(TrimNames, MakesThePlaceTheOneThatStandsAlone) {
  ArticleWords article;
  read_words("", "Calder-based Meridian left Calder", article);
  std::vector<Name> names = {{0, 2, kOrg}, {3, 4, kPlace}};
  trim_names(article, Gazetteer({}), names);
  EXPECT_EQ(article.words[0].key, article.words[3].key);
}

TEST(TrimNames, PartsAnOwnerFromAPerson) {
  EXPECT_THAT(trimmed("Meridian Freight's Holt said", {{0, 3, kPerson}}),
              ElementsAre("o:Meridian Freight", "p:Holt"));
  EXPECT_THAT(trimmed("Utah's Lena Holt said", {{0, 3, kPerson}}),
              ElementsAre("l:Utah", "p:Lena Holt"));
  EXPECT_THAT(trimmed("Lena Holt's boat", {{0, 2, kPerson}}), ElementsAre("p:Lena Holt"));
  EXPECT_THAT(trimmed("Holt's Bank fell", {{0, 2, kOrg}}), ElementsAre("o:Holt's Bank"));
}

TEST(TrimNames, LeavesOtherHyphensAlone) {
  EXPECT_THAT(trimmed("Jean-Luc Rowe met Amari-Holt", {{0, 2, kPerson}, {3, 4, kPerson}}),
              ElementsAre("p:Jean-Luc Rowe", "p:Amari-Holt"));
}

TEST(TrimNames, DropsPartsOfMonths) {
  EXPECT_THAT(trimmed("by mid-October in Mid-Calder", {{1, 2, kPlace}, {3, 4, kPlace}}),
              ElementsAre("l:Mid-Calder"));
  EXPECT_THAT(trimmed("since mid-June", {{1, 2, kPlace}}), IsEmpty());
}

}  // namespace
}  // namespace morgue::annotate
