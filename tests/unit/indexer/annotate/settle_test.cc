#include "indexer/annotate/settle.h"

#include <gmock/gmock.h>

#include <string_view>
#include <vector>

#include "indexer/annotate/recognise.h"

namespace morgue::annotate {
namespace {

using testing::ElementsAre;

constexpr auto kPerson = EntityKind::Person;
constexpr auto kOrg = EntityKind::Org;
constexpr auto kPlace = EntityKind::Place;

std::vector<Name> settled(std::string_view text, std::vector<Name> names) {
  const auto packed = pack_gazetteer(
      {{key_of("lena"), {Known::FirstName, {}}}, {key_of("khalid"), {Known::FirstName, {}}}});
  ArticleWords article;
  read_words("", text, article);
  return settle(article, Gazetteer({packed.data(), packed.size()}), std::move(names));
}

TEST(Settle, CutsTitlesOffNames) {
  EXPECT_THAT(settled("Liberal Justice Lena Amari", {{0, 4, kOrg}}),
              ElementsAre(Name{2, 4, kPerson}));
  EXPECT_THAT(settled("Brig. Gen. Lena Amari", {{0, 4, kPerson}}),
              ElementsAre(Name{2, 4, kPerson}));
}

TEST(Settle, LeavesTitlesThatBelongToANameAlone) {
  EXPECT_THAT(settled("General Motors", {{0, 2, kOrg}}), ElementsAre(Name{0, 2, kOrg}));
  EXPECT_THAT(settled("King Lena Hospital", {{0, 3, kOrg}}), ElementsAre(Name{0, 3, kOrg}));
  EXPECT_THAT(settled("Khalid Sheikh Lena", {{0, 3, kPerson}}), ElementsAre(Name{0, 3, kPerson}));
}

TEST(Settle, JoinsWhatATitleTookFromAPerson) {
  EXPECT_THAT(settled("Justice Oona Brown Holt", {{0, 2, kOrg}, {2, 4, kPerson}}),
              ElementsAre(Name{1, 4, kPerson}));
}

TEST(Settle, JoinsNothingAcrossTheEndOfTheTitle) {
  const auto packed = pack_gazetteer({{key_of("lena"), {Known::FirstName, {}}}});
  ArticleWords article;
  read_words("Talks with Gen Amari", "Lena Holt left.", article);
  EXPECT_THAT(
      settle(article, Gazetteer({packed.data(), packed.size()}), {{2, 4, kOrg}, {4, 6, kPerson}}),
      ElementsAre(Name{2, 4, kOrg}, Name{4, 6, kPerson}));
}

TEST(Settle, LetsTheArticleDecideWhatAWordAloneIs) {
  EXPECT_THAT(settled("Calder rose. Calder Mills said Calder fell",
                      {{0, 1, kPerson}, {3, 5, kOrg}, {6, 7, kOrg}}),
              ElementsAre(Name{0, 1, kOrg}, Name{3, 5, kOrg}, Name{6, 7, kOrg}));
  EXPECT_THAT(settled("Lena Calder left Calder, Calder and Calder",
                      {{0, 2, kPerson}, {3, 4, kPlace}, {5, 6, kPlace}, {7, 8, kPerson}}),
              ElementsAre(Name{0, 2, kPerson}, Name{3, 4, kPlace}, Name{5, 6, kPlace},
                          Name{7, 8, kPerson}));
  EXPECT_THAT(
      settled("Mr. Calder of Calder, Calder", {{1, 2, kPerson}, {3, 4, kPlace}, {5, 6, kPlace}}),
      ElementsAre(Name{1, 2, kPerson}, Name{3, 4, kPlace}, Name{5, 6, kPlace}));
}

TEST(Settle, FindsTheSurnamesOfPeopleNamedInFull) {
  EXPECT_THAT(settled("Lena Amari left. The Amari talks failed", {{0, 2, kPerson}}),
              ElementsAre(Name{0, 2, kPerson}, Name{5, 6, kPerson}));
  EXPECT_THAT(settled("Lena Rice left. Rice is dear and rice is scarce", {{0, 2, kPerson}}),
              ElementsAre(Name{0, 2, kPerson}));
}

TEST(NamesOf, ReadsLabels) {
  const auto label = [](EntityKind kind, Part part) { return label_of(kind, part); };
  EXPECT_THAT(
      names_of(std::vector<annotate::Run>{{2, 5}, {8, 10}},
               std::vector<Label>{label(kPerson, Part::First), label(kPerson, Part::Inner),
                                  label(kPerson, Part::Last), kOutside, label(kPlace, Part::Only)}),
      ElementsAre(Name{2, 5, kPerson}, Name{9, 10, kPlace}));
}

}  // namespace
}  // namespace morgue::annotate
