#include "indexer/store/person_name.h"

#include <gmock/gmock.h>

namespace morgue {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

NameFit fit_of(std::string_view a, std::string_view b) {
  const NameFit there = fit(parse_person_name(a), parse_person_name(b));
  EXPECT_EQ(there, fit(parse_person_name(b), parse_person_name(a))) << a << " and " << b;
  return there;
}

TEST(PersonNames, LoseWhatTellsGenerationsApart) {
  const PersonName name = parse_person_name("Rowan J. Pike Jr.");
  EXPECT_THAT(name.words, ElementsAre("rowan", "j", "pike"));
  EXPECT_EQ(name.generation, "jr");
}

TEST(PersonNames, FitThemselves) {
  EXPECT_EQ(fit_of("Rowan Pike", "Rowan Pike"), NameFit::Same);
  EXPECT_EQ(fit_of("ROWAN PIKE", "Rowan Piké"), NameFit::Same);
}

TEST(PersonNames, AMiddleNameMayBeLeftOut) {
  EXPECT_EQ(fit_of("Rowan J. Pike", "Rowan Pike"), NameFit::Middle);
  EXPECT_EQ(fit_of("Rowan J. Pike", "Rowan James Pike"), NameFit::Middle);
  EXPECT_EQ(fit_of("Rowan J. Pike", "Rowan K. Pike"), NameFit::No);
}

TEST(PersonNames, ShortFormsAndOtherSpellingsAreVariants) {
  EXPECT_EQ(fit_of("Bob Holt", "Robert Holt"), NameFit::Variant);
  EXPECT_EQ(fit_of("Viktor Morozov", "Victor Morozov"), NameFit::Variant);
  EXPECT_EQ(fit_of("Oleh Zarenskyy", "Oleh Zarenskiy"), NameFit::Variant);
  EXPECT_EQ(fit_of("Ilse Marten", "Ilse Martens"), NameFit::Variant);
}

TEST(PersonNames, AnInitialIsLittleToGoBy) {
  EXPECT_EQ(fit_of("R. Pike", "Rowan Pike"), NameFit::Initial);
  EXPECT_EQ(fit_of("S. Pike", "Rowan Pike"), NameFit::No);
}

TEST(PersonNames, ASurnameAloneFitsNobody) {
  EXPECT_EQ(fit_of("Pike", "Rowan Pike"), NameFit::No);
  EXPECT_EQ(fit_of("Pike", "Pike"), NameFit::No);
}

TEST(PersonNames, OfTwoPeopleOfOneFamilyDoNotFit) {
  EXPECT_EQ(fit_of("Rowan Pike", "Anna Pike"), NameFit::No);
  EXPECT_EQ(fit_of("Rowan Pike Sr.", "Rowan Pike Jr."), NameFit::No);
  EXPECT_EQ(fit_of("Rowan Pike", "Rowan Pyle"), NameFit::No);
}

TEST(SoundKeys, AreSharedByNamesThatMayFit) {
  const auto key = [](std::string_view name) { return sound_key(parse_person_name(name)); };
  EXPECT_EQ(key("Oleh Zarenskyy"), key("Oleg Zarensky"));
  EXPECT_EQ(key("Bob Holt"), key("Robert Holt"));
  EXPECT_EQ(key("R. Pike"), key("Rowan Pike"));
  EXPECT_NE(key("Rowan Pike"), key("Anna Pike"));
  EXPECT_THAT(key("Pike"), IsEmpty());
}

}  // namespace
}  // namespace morgue
