#include "indexer/annotate/well_known.h"

#include <gmock/gmock.h>

#include <string_view>
#include <utility>
#include <vector>

namespace morgue::annotate {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr auto kPerson = EntityKind::Person;
constexpr auto kOrg = EntityKind::Org;
constexpr auto kPlace = EntityKind::Place;

std::vector<Name> phrased(std::string_view text, std::vector<Name> names) {
  ArticleWords article;
  read_words("", text, article);
  return with_well_known(article, std::move(names));
}

std::vector<Name> amended_in(std::string_view text, std::vector<Name> names) {
  const auto packed = pack_gazetteer({{key_of("utah"), {Known::Region, {}}},
                                      {key_of("delta"), {Known::Region, {}}},
                                      {key_of("us"), {Known::Country, {}}}});
  ArticleWords article;
  read_words("", text, article);
  return amended(article, Gazetteer({packed.data(), packed.size()}), std::move(names));
}

TEST(WellKnown, InstitutionsAreOneOrganisation) {
  EXPECT_THAT(phrased("The Food and Drug Administration wept", {{3, 5, kOrg}}),
              ElementsAre(Name{1, 5, kOrg}));
  EXPECT_THAT(phrased("at Goldman Sachs today", {{1, 3, kPerson}}), ElementsAre(Name{1, 3, kOrg}));
  EXPECT_THAT(phrased("at Goldman Sachs Group Inc today", {{1, 5, kOrg}}),
              ElementsAre(Name{1, 5, kOrg}));
  EXPECT_THAT(phrased("from Saudi Arabia to Calder", {{1, 3, kPerson}, {4, 5, kPlace}}),
              ElementsAre(Name{1, 3, kPlace}, Name{4, 5, kPlace}));
}

TEST(WellKnown, FirmsAreNoPeopleUnlessSomebodyIsCalledSo) {
  EXPECT_THAT(amended_in("Toyota fell", {{0, 1, kPerson}}), ElementsAre(Name{0, 1, kOrg}));
  EXPECT_THAT(amended_in("Rowan Shell left. Shell smiled", {{0, 2, kPerson}, {4, 5, kPerson}}),
              ElementsAre(Name{0, 2, kPerson}, Name{4, 5, kPerson}));
  EXPECT_THAT(amended_in("Mr. Shell left", {{1, 2, kPerson}}), ElementsAre(Name{1, 2, kPerson}));
}

TEST(WellKnown, CountriesAndStatesArePlaces) {
  EXPECT_THAT(amended_in("Utah won and US lost", {{0, 1, kOrg}, {3, 4, kOrg}}),
              ElementsAre(Name{0, 1, kPlace}, Name{3, 4, kPlace}));
  EXPECT_THAT(amended_in("Delta flies", {{0, 1, kOrg}}), ElementsAre(Name{0, 1, kOrg}));
}

TEST(WellKnown, TitlesBetweenNamesBelongToNeither) {
  EXPECT_THAT(amended_in("Utah Sen. Tom Reyes", {{0, 2, kOrg}, {2, 4, kPerson}}),
              ElementsAre(Name{0, 1, kPlace}, Name{2, 4, kPerson}));
  EXPECT_THAT(amended_in("Calder Court Judge Tom Reyes", {{0, 3, kOrg}, {3, 5, kPerson}}),
              ElementsAre(Name{0, 2, kOrg}, Name{3, 5, kPerson}));
  EXPECT_THAT(amended_in("Republican Sen. Tom Reyes", {{0, 2, kOrg}, {2, 4, kPerson}}),
              ElementsAre(Name{2, 4, kPerson}));
}

TEST(WellKnown, SymbolsAndIllnessesAreNoNames) {
  EXPECT_THAT(amended_in("Calder (CLDR.L) rose, .MFX fell", {{2, 3, kOrg}, {9, 10, kOrg}}),
              IsEmpty());
  EXPECT_THAT(amended_in("It spread COVID-19 again", {{2, 3, kPlace}}), IsEmpty());
  EXPECT_THAT(amended_in("It spoke (D-Utah) again", {{3, 4, kPerson}}), IsEmpty());
}

}  // namespace
}  // namespace morgue::annotate
