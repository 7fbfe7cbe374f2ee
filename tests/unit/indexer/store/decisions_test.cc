#include "indexer/store/decisions.h"

#include <gmock/gmock.h>

#include "common/catalog.h"
#include "common/text.h"
#include "tests/support/temporary_directory.h"

namespace morgue {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

using Kind = Act::Kind;

struct Named {
  std::string name;
  std::uint32_t person = 0;
};

class DecisionsTest : public testing::Test {
 protected:
  DecisionsTest() {
    add(1, {{"Rowan Pike", 1}, {"Ilse Marten", 2}});
    add(2, {{"Rowan Pike", 1}});
    add(3, {{"Rowan Pike", 1}, {"Holt", 0}});
    add(4, {{"R. Pike", 3}, {"Hugo Delmar", 4}});
  }
  /// An article, and the people that it names as the indexer enters them.
  void add(std::uint64_t id, const std::vector<Named>& named) {
    StoredArticle stored{ArticleId{id}, {}, {}};
    std::vector<Recognition> recognised;
    for (const Named& one : named) {
      stored.content.entities.push_back({EntityKind::Person, one.name});
      if (one.person != 0 && !people().find(one.person)) {
        people().put({one.person, one.name, one.person, false, ""});
        people().add_key(whole_name_key(one.name), one.person);
      }
      recognised.push_back({one.person, one.person == 0 ? 0 : people().find(one.person)->identity});
    }
    catalog_.annotations().add(catalog_.add_article(stored, 1), stored.content, recognised);
  }
  void remove(std::uint64_t id) { catalog_.remove_article(ArticleId{id}); }

  Act& act(Kind kind, const PersonReference& person = {}) {
    Act act;
    act.number = std::ssize(acts_) + 1;
    act.kind = kind;
    act.person = person;
    acts_.push_back(act);
    return acts_.back();
  }
  void merge(const PersonReference& person, const PersonReference& other) {
    act(Kind::Merge, person).other = other;
  }
  void split(const PersonReference& person, const PersonReference& other,
             const std::vector<std::uint64_t>& articles) {
    Act& added = act(Kind::Split, person);
    added.other = other;
    for (const std::uint64_t id : articles) added.articles.push_back(ArticleId{id});
  }
  void undo(std::int64_t number) { act(Kind::Undo).undone = number; }
  Decisions::Outcome apply() { return Decisions(people()).apply(acts_); }

  /// "article name identity" of all appearances of people.
  std::vector<std::string> filed() {
    sqlite::Statement s(catalog_.database(),
                        "SELECT a.id, p.name, coalesce(p.identity, 0) FROM appearances p JOIN "
                        "articles a ON a.no = p.article ORDER BY a.id, p.entity");
    std::vector<std::string> out;
    while (s.step())
      out.push_back(std::string(s.text(0)).substr(15) + " " + std::string(s.text(1)) + " " +
                    std::to_string(s.integer(2)));
    return out;
  }
  std::vector<std::uint32_t> named(std::string_view name) {
    return people_named(catalog_.database(), name, 10);
  }
  PeopleTable& people() { return catalog_.people(); }

  static inline const PersonReference kPike{1, "Rowan Pike", {ArticleId{1}, ArticleId{2}}};
  static inline const PersonReference kMarten{2, "Ilse Marten", {ArticleId{1}}};
  static inline const PersonReference kR{3, "R. Pike", {ArticleId{4}}};

  test::TemporaryDirectory directory_;
  Catalog catalog_ = Catalog::open_for_writing(directory_ / "metadata.sqlite");
  std::vector<Act> acts_;
};

TEST_F(DecisionsTest, AMergeMakesTheOtherThePerson) {
  merge(kPike, kR);
  const auto outcome = apply();
  EXPECT_EQ(outcome.applied, 1U);
  EXPECT_THAT(outcome.unresolved, IsEmpty());
  EXPECT_THAT(filed(), ElementsAre("1 Rowan Pike 1", "1 Ilse Marten 2", "2 Rowan Pike 1",
                                   "3 Rowan Pike 1", "3 Holt 0", "4 R. Pike 1", "4 Hugo Delmar 4"));
}

TEST_F(DecisionsTest, ASplitFilesItsArticlesUnderSomebodyNew) {
  split(kPike, {5, "Rowan Pike", {ArticleId{2}}}, {2});
  const auto outcome = apply();
  EXPECT_EQ(outcome.applied, 1U);
  EXPECT_THAT(outcome.fresh, UnorderedElementsAre(std::pair(1, 5U)));
  EXPECT_THAT(filed(), ElementsAre("1 Rowan Pike 1", "1 Ilse Marten 2", "2 Rowan Pike 5",
                                   "3 Rowan Pike 1", "3 Holt 0", "4 R. Pike 3", "4 Hugo Delmar 4"));
  EXPECT_EQ(people().find(5)->name, "Rowan Pike");
  EXPECT_THAT(named("Rowan Pike"), ElementsAre(1, 5));
  // The indexer weighs him from now on.
  EXPECT_THAT(people().holders("=rowan pike", 10), ElementsAre(1, 5));
}

TEST_F(DecisionsTest, AnAliasIsAName) {
  act(Kind::Alias, kPike).name = "Holt";
  static_cast<void>(apply());
  EXPECT_THAT(filed(), testing::Contains("3 Holt 1"));
  EXPECT_EQ(people().decided("holt"), 1U);
  EXPECT_THAT(named("HOLT"), ElementsAre(1));
}

TEST_F(DecisionsTest, ARenameChangesWhatIsShown) {
  act(Kind::Rename, kPike).name = "Captain Marsh";
  static_cast<void>(apply());
  EXPECT_EQ(summary_of(catalog_.database(), 1)->name, "Captain Marsh");
  EXPECT_THAT(named("Captain Marsh"), ElementsAre(1));
  EXPECT_THAT(named("Rowan Pike"), ElementsAre(1));
}

TEST_F(DecisionsTest, TheForgottenAreNamedNoMore) {
  act(Kind::Forget, kPike);
  static_cast<void>(apply());
  EXPECT_THAT(named("Rowan Pike"), IsEmpty());
  EXPECT_EQ(summary_of(catalog_.database(), 1), std::nullopt);
}

TEST_F(DecisionsTest, ANameThatIsNobodysIsNobodys) {
  act(Kind::NotAPerson).name = "HUGO delmar";
  static_cast<void>(apply());
  EXPECT_THAT(filed(), testing::Contains("4 Hugo Delmar 0"));
  EXPECT_THAT(people().no_persons(), ElementsAre("hugo delmar"));
  EXPECT_THAT(named("Hugo Delmar"), IsEmpty());
}

TEST_F(DecisionsTest, UndoneActsLeaveNothing) {
  const auto before = filed();
  merge(kPike, kR);
  split(kPike, {5, "Rowan Pike", {ArticleId{2}}}, {2});
  act(Kind::Alias, kPike).name = "Holt";
  act(Kind::Rename, kMarten).name = "Captain Marsh";
  act(Kind::Forget, {4, "Hugo Delmar", {ArticleId{4}}});
  act(Kind::NotAPerson).name = "Ilse Marten";
  EXPECT_EQ(apply().applied, 6U);
  EXPECT_NE(filed(), before);
  for (std::int64_t number = 1; number <= 6; ++number) undo(number);
  EXPECT_EQ(apply().applied, 0U);
  EXPECT_EQ(filed(), before);
  EXPECT_THAT(people().no_persons(), IsEmpty());
  EXPECT_EQ(people().decided("holt"), std::nullopt);
  EXPECT_EQ(summary_of(catalog_.database(), 2)->name, "Ilse Marten");
  EXPECT_THAT(named("Hugo Delmar"), ElementsAre(4));
  EXPECT_THAT(named("Rowan Pike"), ElementsAre(1));
  EXPECT_THAT(people().holders("=rowan pike", 10), ElementsAre(1));
}

TEST_F(DecisionsTest, AnUndoThatIsUndoneAppliesTheActInItsOldPlace) {
  merge(kMarten, kPike);                  // 1: Pike is Marten
  undo(1);                                // 2
  act(Kind::Alias, kPike).name = "Holt";  // 3: of Pike, who is himself
  undo(2);                                // 4: Pike is Marten, so Holt is
  static_cast<void>(apply());
  EXPECT_THAT(filed(), ElementsAre("1 Rowan Pike 2", "1 Ilse Marten 2", "2 Rowan Pike 2",
                                   "3 Rowan Pike 2", "3 Holt 2", "4 R. Pike 3", "4 Hugo Delmar 4"));
}

TEST_F(DecisionsTest, ApplyingTwiceChangesNothing) {
  merge(kMarten, kR);
  split(kPike, {5, "Rowan Pike", {ArticleId{2}}}, {2, 3});
  act(Kind::Rename, {5, "Rowan Pike", {}}).name = "Rowan Pike, striker";
  static_cast<void>(apply());
  const auto once = filed();
  const auto again = apply();
  EXPECT_EQ(again.applied, 3U);
  EXPECT_THAT(again.fresh, testing::IsEmpty());
  EXPECT_EQ(filed(), once);
  EXPECT_EQ(people().highest_number(), 5U);
  EXPECT_EQ(summary_of(catalog_.database(), 5)->name, "Rowan Pike, striker");
}

TEST_F(DecisionsTest, PeopleAreFoundByNameAndArticleWhenNumbersHaveChanged) {
  // As the ledger of another archive says it.
  merge({71, "Rowan Pike", {ArticleId{2}}}, {72, "R. PIKE", {ArticleId{99}, ArticleId{4}}});
  EXPECT_EQ(apply().applied, 1U);
  EXPECT_THAT(filed(), testing::Contains("4 R. Pike 1"));
}

TEST_F(DecisionsTest, ANumberThatIsSomebodyElsesNowDoesNotMislead) {
  // Number 1 stands in the article, but Marten was meant.
  act(Kind::Forget, {1, "Ilse Marten", {ArticleId{1}}});
  static_cast<void>(apply());
  EXPECT_TRUE(people().find(2)->hidden);
  EXPECT_FALSE(people().find(1)->hidden);
}

TEST_F(DecisionsTest, ANumberAloneCountsIfAllArticlesHaveIt) {
  act(Kind::Forget, {1, "The Harbour Master", {ArticleId{1}, ArticleId{2}}});
  act(Kind::Forget, {4, "The Coach", {ArticleId{4}, ArticleId{2}}});
  const auto outcome = apply();
  EXPECT_THAT(outcome.unresolved, ElementsAre(2));
  EXPECT_TRUE(people().find(1)->hidden);
  EXPECT_FALSE(people().find(4)->hidden);
}

TEST_F(DecisionsTest, WhoWasLeftOpenIsNotSomebodyOfHisNumber) {
  act(Kind::Forget, {1, "Holt", {ArticleId{3}}});
  EXPECT_THAT(apply().unresolved, ElementsAre(1));
  EXPECT_FALSE(people().find(1)->hidden);
}

TEST_F(DecisionsTest, WhatIsNotThereYetIsListedAndAppliedLater) {
  merge(kPike, {9, "Rowan J. Pike", {ArticleId{9}}});
  act(Kind::Alias, {9, "Rowan J. Pike", {ArticleId{9}}}).name = "Holt";
  act(Kind::Forget, {2, "Ilse Marten", {}});
  act(Kind::Rename, kMarten).name = "Captain Marsh";
  auto outcome = apply();
  EXPECT_EQ(outcome.applied, 1U);
  EXPECT_THAT(outcome.unresolved, ElementsAre(1, 2, 3));
  add(9, {{"Rowan J. Pike", 6}});
  outcome = apply();
  EXPECT_THAT(outcome.unresolved, ElementsAre(3));
  EXPECT_THAT(filed(), testing::Contains("9 Rowan J. Pike 1"));
  EXPECT_THAT(filed(), testing::Contains("3 Holt 1"));
}

TEST_F(DecisionsTest, ASplitIsAppliedAsFarAsItsArticlesAreThere) {
  split(kPike, {5, "Rowan Pike", {ArticleId{2}}}, {2, 8});
  EXPECT_THAT(apply().unresolved, ElementsAre(1));
  EXPECT_THAT(filed(), testing::Contains("2 Rowan Pike 5"));
  add(8, {{"Rowan Pike", 1}});
  EXPECT_THAT(apply().unresolved, IsEmpty());
  EXPECT_THAT(filed(), testing::IsSupersetOf({"2 Rowan Pike 5", "8 Rowan Pike 5"}));
}

TEST_F(DecisionsTest, ASplitWhoseNumberIsTakenGetsOneOfItsOwnForEver) {
  split({71, "Rowan Pike", {ArticleId{2}}}, {4, "Rowan Pike", {ArticleId{2}}}, {2});
  act(Kind::Rename, {4, "Rowan Pike", {}}).name = "Rowan Pike, striker";
  EXPECT_EQ(apply().applied, 2U);
  EXPECT_EQ(people().find(4)->name, "Hugo Delmar");
  EXPECT_THAT(filed(), testing::IsSupersetOf({"2 Rowan Pike 5", "4 Hugo Delmar 4"}));
  EXPECT_EQ(summary_of(catalog_.database(), 5)->name, "Rowan Pike, striker");
  act(Kind::NotAPerson).name = "Holt";
  EXPECT_THAT(apply().fresh, IsEmpty());
  EXPECT_EQ(people().highest_number(), 5U);
}

TEST_F(DecisionsTest, ANamesakeWhoHasTheNumberIsNotThePersonOfTheSplit) {
  add(6, {{"Rowan Pike", 5}});  // somebody third, in an archive that was read anew
  split({71, "Rowan Pike", {ArticleId{2}}}, {5, "Rowan Pike", {ArticleId{2}}}, {2});
  static_cast<void>(apply());
  EXPECT_THAT(filed(), testing::IsSupersetOf({"2 Rowan Pike 6", "6 Rowan Pike 5"}));
}

TEST_F(DecisionsTest, ThePersonOfASplitKeepsTheNumberInACatalogMadeAgain) {
  add(6, {{"Rowan Pike", 5}});  // filed so after the split, and restored
  split(kPike, {5, "Rowan Pike", {ArticleId{2}}}, {2});
  EXPECT_THAT(apply().fresh, UnorderedElementsAre(std::pair(1, 5U)));
  EXPECT_THAT(filed(), testing::IsSupersetOf({"2 Rowan Pike 5", "6 Rowan Pike 5"}));
}

TEST_F(DecisionsTest, LaterPeopleOfTheSplitsNumberAreThemselves) {
  split({71, "Rowan Pike", {ArticleId{2}}}, {4, "Rowan Pike", {ArticleId{2}}}, {2});
  act(Kind::Forget, {4, "Hugo Delmar", {ArticleId{4}}});  // after the numbers had changed
  static_cast<void>(apply());
  EXPECT_TRUE(people().find(4)->hidden);
  EXPECT_FALSE(people().find(5)->hidden);
}

TEST_F(DecisionsTest, WhoWasToldApartAlreadyIsWhoTheSplitMeans) {
  add(6, {{"Rowan Pike", 5}});
  add(7, {{"Rowan Pike", 5}});
  split({71, "Rowan Pike", {ArticleId{1}}}, {72, "Rowan Pike", {ArticleId{6}}}, {6});
  EXPECT_THAT(apply().unresolved, IsEmpty());
  EXPECT_THAT(filed(),
              testing::IsSupersetOf({"1 Rowan Pike 1", "6 Rowan Pike 72", "7 Rowan Pike 72"}));
}

TEST_F(DecisionsTest, WhoCameAfterAnUndoneSplitIsTheOldOne) {
  split(kPike, {5, "Rowan Pike", {ArticleId{2}}}, {2});
  static_cast<void>(apply());
  add(6, {{"Rowan Pike", 5}});
  undo(1);
  static_cast<void>(apply());
  EXPECT_THAT(filed(), testing::IsSupersetOf({"2 Rowan Pike 1", "6 Rowan Pike 1"}));
  undo(2);
  static_cast<void>(apply());
  EXPECT_THAT(filed(), testing::IsSupersetOf({"2 Rowan Pike 5", "6 Rowan Pike 5"}));
}

TEST_F(DecisionsTest, ArticlesThatAreGoneAreDoneWithout) {
  merge(kPike, kR);
  remove(1);
  EXPECT_EQ(apply().applied, 1U);
  EXPECT_THAT(filed(), testing::Contains("4 R. Pike 1"));
  remove(4);
  EXPECT_THAT(apply().unresolved, ElementsAre(1));
}

}  // namespace
}  // namespace morgue
