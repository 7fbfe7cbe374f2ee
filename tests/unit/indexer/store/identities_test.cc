#include "indexer/store/identities.h"

#include <gmock/gmock.h>

#include "common/catalog.h"
#include "common/text.h"
#include "tests/support/temporary_directory.h"

namespace morgue {
namespace {

using testing::ElementsAre;

/// An article that names these people, the first with a role, beside these organisations and
/// places.
AnnotatedArticle article_of(const std::string& title, const std::vector<std::string>& people,
                            const std::string& role = "",
                            const std::vector<std::string>& others = {}) {
  AnnotatedArticle out;
  out.article.title = title;
  out.article.language = "en";
  for (const std::string& name : people) out.entities.push_back({EntityKind::Person, name});
  if (!role.empty()) out.entities.front().role = role;
  for (const std::string& name : others) out.entities.push_back({EntityKind::Org, name});
  for (std::uint32_t i = 0; i < out.entities.size(); ++i) {
    const auto begin = static_cast<std::uint32_t>(out.article.text.size());
    out.article.text += out.entities[i].name + ' ';
    out.mentions.push_back(
        {i, {begin, begin + static_cast<std::uint32_t>(out.entities[i].name.size())}, false});
  }
  return out;
}

class IdentitiesTest : public testing::Test {
 protected:
  /// The numbers of its people.
  std::vector<std::uint32_t> place(const AnnotatedArticle& article) {
    std::vector<std::uint32_t> out;
    for (const Recognition& one : finder_.place(article, evidence_of(article)))
      out.push_back(one.person);
    return out;
  }
  std::uint32_t place_first(const AnnotatedArticle& article) { return place(article).front(); }

  AnnotatedArticle port(const std::string& name = "Rowan Pike") {
    return article_of("Harbour master warns of radar fault at ferry pier", {name, "Ilse Marten"},
                      "harbour master of Calder", {"Calder Port Authority", "Meridian Freight"});
  }
  AnnotatedArticle football(const std::string& name = "Rowan Pike") {
    return article_of("Late goal sends striker's side into cup final", {name, "Hugo Delmar"},
                      "striker", {"Stenwick Rovers", "Football League"});
  }

  test::TemporaryDirectory directory_;
  Catalog catalog_ = Catalog::open_for_writing(directory_ / "metadata.sqlite");
  IdentityFinder finder_{catalog_.people()};
};

TEST_F(IdentitiesTest, NumbersAreGivenInOrder) {
  EXPECT_THAT(place(port()), ElementsAre(1, 2, 0, 0));
  EXPECT_THAT(place(port()), ElementsAre(1, 2, 0, 0));
  EXPECT_THAT(place(football()), ElementsAre(3, 4, 0, 0));
}

TEST_F(IdentitiesTest, NamesakesInOtherCompanyAreKeptApart) {
  const std::uint32_t master = place_first(port());
  const std::uint32_t striker = place_first(football());
  EXPECT_NE(master, striker);
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(place_first(port()), master);
    EXPECT_EQ(place_first(football()), striker);
  }
}

TEST_F(IdentitiesTest, ASurnameAloneIsNobody) {
  static_cast<void>(place(port()));
  EXPECT_EQ(place_first(port("Pike")), 0U);
}

TEST_F(IdentitiesTest, ShortFormsAndSpellingsNeedCompany) {
  const std::uint32_t robert = place_first(port("Robert Zarenskyy"));
  EXPECT_EQ(place_first(port("Bob Zarensky")), robert);
  EXPECT_NE(place_first(football("Bob Zarensky")), robert);
}

TEST_F(IdentitiesTest, FatherAndSonOfOneArticleAreTwo) {
  const auto two = place(article_of("Pikes meet", {"Rowan Pike Sr.", "Rowan Pike Jr."}));
  EXPECT_NE(two[0], two[1]);
}

TEST_F(IdentitiesTest, TheSameIsFoundWhenTheCatalogIsOpenedAgain) {
  const std::uint32_t master = place_first(port());
  finder_.flush();
  IdentityFinder again(catalog_.people());
  const AnnotatedArticle article = port();
  EXPECT_EQ(again.place(article, evidence_of(article)).front().person, master);
  const AnnotatedArticle other = football();
  EXPECT_EQ(again.place(other, evidence_of(other)).front().person, 3U);
}

TEST_F(IdentitiesTest, RestoringKeepsNumbers) {
  const AnnotatedArticle article = port();
  const std::vector<std::uint32_t> numbers{17, 0};
  const auto restored = finder_.restore(article, evidence_of(article), numbers);
  EXPECT_EQ(restored[0].person, 17U);
  EXPECT_EQ(restored[1].person, 0U);
  EXPECT_THAT(place(port()), ElementsAre(17, 18, 0, 0));
}

TEST_F(IdentitiesTest, WhatWasDecidedOfANameComesFirst) {
  const std::uint32_t master = place_first(port());
  catalog_.people().claim_name("The Captain", master);
  catalog_.people().claim_name("Meridian Holt", 0);
  EXPECT_EQ(place_first(football("The Captain")), master);
  EXPECT_EQ(place_first(football("Meridian Holt")), 0U);
}

}  // namespace
}  // namespace morgue
