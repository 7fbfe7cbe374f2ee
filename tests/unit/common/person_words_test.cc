#include "common/person_words.h"

#include <gtest/gtest.h>

namespace morgue {
namespace {

Span place_of(std::string_view field, std::string_view what) {
  const auto at = static_cast<std::uint32_t>(field.find(what));
  return {at, at + static_cast<std::uint32_t>(what.size())};
}

TEST(PersonWords, HaveACapitalAndStandInMentionsOfPeople) {
  AnnotatedArticle article;
  article.article.title = "Pike falls";
  article.article.text = "Ida Banks of Union Bank, née Müller, son of Omar bin Walid, left.";
  const std::string& text = article.article.text;
  article.entities = {{EntityKind::Person, "Ida Banks"},
                      {EntityKind::Org, "Union Bank"},
                      {EntityKind::Person, "Omar bin Walid"},
                      {EntityKind::Person, "Müller"},
                      {EntityKind::Person, "Pike"}};
  article.mentions = {{4, {0, 4}, true},
                      {0, place_of(text, "Ida Banks"), false},
                      {1, place_of(text, "Union Bank"), false},
                      {3, place_of(text, "Müller"), false},
                      {2, place_of(text, "Omar bin Walid"), false}};
  const PersonWords people(article);
  EXPECT_TRUE(people.hold("Banks", "banks"));
  EXPECT_FALSE(people.hold("BANKS", "banks")) << "a headline in capitals may mean any";
  EXPECT_TRUE(people.hold("Pike", "pike")) << "of the title";
  EXPECT_TRUE(people.hold("Müller", "muller"));
  EXPECT_FALSE(people.hold("banks", "banks")) << "no capital";
  EXPECT_FALSE(people.hold("Union", "union")) << "an organisation";
  EXPECT_FALSE(people.hold("Bin", "bin")) << "small in the name";
  EXPECT_FALSE(people.hold("falls", "falls"));
}

TEST(PersonWords, HoldWhatStandsBehindAnElision) {
  AnnotatedArticle article;
  article.article.text = "Enzo d'Amico left.";
  article.entities = {{EntityKind::Person, "Enzo d'Amico"}};
  article.mentions = {{0, {0, 12}, false}};
  const PersonWords people(article);
  EXPECT_TRUE(people.hold("Amico", "amico"));
  EXPECT_FALSE(people.hold("d'Amico", "damico")) << "no capital: it has no other forms anyway";
}

}  // namespace
}  // namespace morgue
