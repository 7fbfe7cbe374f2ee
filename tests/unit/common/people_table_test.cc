#include "common/people_table.h"

#include <gmock/gmock.h>

#include "common/annotation_tables.h"
#include "common/catalog.h"
#include "common/text.h"
#include "tests/support/articles.h"
#include "tests/support/temporary_directory.h"

namespace morgue {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// Somebody whom an article names, and who he was found to be.
struct Named {
  std::string name, role;
  std::uint32_t person = 0;
};

class PeopleTableTest : public testing::Test {
 protected:
  /// As the indexer enters somebody new.
  void add_person(std::uint32_t number, const std::string& name) {
    people().put({number, name, number, false, "traits"});
    people().add_key(whole_name_key(name), number);
    for (const std::string& word : words(name)) people().add_key(word, number);
  }
  void add_article(std::uint64_t id, const std::vector<Named>& named, int year = 0) {
    StoredArticle stored{ArticleId{id}, {}, {}};
    if (year > 0) stored.content.article.published = parse_iso8601(std::to_string(year) + "-06-01");
    std::vector<Recognition> recognised;
    for (const Named& one : named) {
      stored.content.entities.push_back({EntityKind::Person, one.name, one.role});
      const auto person = people().find(one.person);
      recognised.push_back({one.person, person ? person->identity : 0});
    }
    catalog_.annotations().add(catalog_.add_article(stored, 1), stored.content, recognised);
  }
  /// Rowan Pike the harbour master (1), whom one article calls R. Pike; Ilse Marten (2); Rowan Pike
  /// the striker (3).
  void add_pikes() {
    add_person(1, "Rowan Pike");
    add_person(2, "Ilse Marten");
    add_person(3, "Rowan Pike");
    add_article(1, {{"Rowan Pike", "harbour master", 1}, {"Ilse Marten", "", 2}}, 2019);
    add_article(2, {{"Rowan Pike", "Harbour Master", 1}}, 2021);
    add_article(3, {{"R. Pike", "captain", 1}});
    add_article(4, {{"Rowan Pike", "striker", 3}}, 2020);
    add_article(5, {{"Holt", "", 0}});
  }
  /// All that decisions may touch.
  std::vector<std::string> state() {
    std::vector<std::string> out;
    for (const char* sql :
         {"SELECT 'person', no, name, coalesce(shown, '-'), identity, hidden FROM people",
          "SELECT 'appearance', article, entity, name, coalesce(person, 0), coalesce(identity, 0) "
          "FROM appearances",
          "SELECT 'key', key, person, 0, 0, 0 FROM person_keys",
          "SELECT 'decided name', key, coalesce(person, 0), 0, 0, 0 FROM decided_names",
          "SELECT 'decided key', key, person, 0, 0, 0 FROM decided_keys"}) {
      sqlite::Statement s(catalog_.database(), sql);
      while (s.step()) {
        std::string row;
        for (int i = 0; i < 6; ++i) row += std::string(s.text(i)) + '|';
        out.push_back(row);
      }
    }
    return out;
  }
  std::vector<std::uint32_t> named(std::string_view name, std::size_t most = 10) {
    return people_named(db(), name, most);
  }
  PeopleTable& people() { return catalog_.people(); }
  sqlite::Database& db() { return catalog_.database(); }

  test::TemporaryDirectory directory_;
  Catalog catalog_ = Catalog::open_for_writing(directory_ / "metadata.sqlite");
};

TEST(PersonNumbers, StandWithOrWithoutTheirSign) {
  EXPECT_EQ(parse_person_number("@p17"), 17U);
  EXPECT_EQ(parse_person_number("p17"), 17U);
  EXPECT_EQ(parse_person_number("p2147483647"), kHighestPerson);
  for (const char* other :
       {"", "@", "p", "@p", "17", "@17", "p0", "p-1", "p+1", "p 1", "p1 ", "p1a", "P1", "@@p1",
        "p2147483648", "p4294967296", "p99999999999999999999"})
    EXPECT_EQ(parse_person_number(other), std::nullopt) << other;
}

TEST(PersonNumbers, AWholeNameIsAKeyOfItsOwn) {
  EXPECT_EQ(whole_name_key("Rowan O'Pike-Løw"), "=rowan opike low");
}

TEST_F(PeopleTableTest, WhoIsPutIsFoundAsHeWasPut) {
  EXPECT_EQ(people().highest_number(), 0U);
  EXPECT_EQ(people().find(4), std::nullopt);
  people().put({4, "Ana Løw", 4, false, std::string("\0tr\xff", 4)});
  people().put({9, "Tom Reyes", 4, true, ""});
  const auto ana = people().find(4);
  ASSERT_TRUE(ana);
  EXPECT_EQ(ana->number, 4U);
  EXPECT_EQ(ana->name, "Ana Løw");
  EXPECT_EQ(ana->identity, 4U);
  EXPECT_FALSE(ana->hidden);
  EXPECT_EQ(ana->traits, std::string("\0tr\xff", 4));
  const auto tom = people().find(9);
  ASSERT_TRUE(tom);
  EXPECT_EQ(tom->identity, 4U);
  EXPECT_TRUE(tom->hidden);
  EXPECT_EQ(people().highest_number(), 9U);
  people().put_traits(4, "new");
  EXPECT_EQ(people().find(4)->traits, "new");
  people().put({4, "Ana Holt", 9, false, ""});
  EXPECT_EQ(people().find(4)->name, "Ana Holt");
  EXPECT_EQ(people().find(4)->identity, 9U);
}

TEST_F(PeopleTableTest, ARenamedPersonKeepsTheNameThatArticlesGive) {
  add_pikes();
  people().rename(1, "Captain Pike");
  EXPECT_EQ(people().find(1)->name, "Rowan Pike");
  EXPECT_EQ(summary_of(db(), 1)->name, "Captain Pike");
}

TEST_F(PeopleTableTest, NotesAreKept) {
  EXPECT_EQ(people().ledger_state(), "");
  EXPECT_EQ(people().trait_counts(), "");
  EXPECT_THAT(people().made_by_acts(), IsEmpty());
  const std::string bytes("\0\1\xff", 3);
  for (const char* state : {"2 acts", "3 acts"}) people().put_ledger_state(state);
  for (const std::string& counts : {std::string("old"), bytes}) people().put_trait_counts(counts);
  const std::map<std::int64_t, std::uint32_t> made{{2, 6}, {11, 7}};
  people().put_made_by_acts({{1, 1}});
  people().put_made_by_acts(made);
  EXPECT_EQ(people().ledger_state(), "3 acts");
  EXPECT_EQ(people().trait_counts(), bytes);
  EXPECT_EQ(people().made_by_acts(), made);
}

TEST_F(PeopleTableTest, HoldersOfAKeyComeOldestFirst) {
  for (const std::uint32_t person : {7U, 3U, 5U, 3U}) people().add_key("=rowan pike", person);
  people().add_decided_key("=rowan pike", 4);
  people().add_decided_key("=rowan pike", 5);
  EXPECT_THAT(people().holders("=rowan pike", 10), ElementsAre(3, 4, 5, 7));
  EXPECT_THAT(people().holders("=rowan pike", 2), ElementsAre(3, 4));
  EXPECT_THAT(people().holders("rowan pike", 10), IsEmpty());
}

TEST_F(PeopleTableTest, AppearancesAreFoundByPersonAndByArticle) {
  add_pikes();
  const auto of_article = people().of_article(ArticleId{1});
  ASSERT_EQ(of_article.size(), 2U);
  EXPECT_EQ(of_article[0].article, ArticleId{1});
  EXPECT_EQ(of_article[0].entity, 0U);
  EXPECT_EQ(of_article[0].name, "Rowan Pike");
  EXPECT_EQ(of_article[0].role, "harbour master");
  EXPECT_EQ(of_article[0].person, 1U);
  EXPECT_EQ(of_article[0].identity, 1U);
  EXPECT_EQ(of_article[1].person, 2U);
  EXPECT_THAT(people().of_article(ArticleId{99}), IsEmpty());
  const auto articles = [&](std::uint32_t person, std::size_t most) {
    std::vector<std::uint64_t> out;
    for (const auto& one : people().of_person(person, most)) out.push_back(one.article.value);
    return out;
  };
  EXPECT_THAT(articles(1, 10), ElementsAre(1, 2, 3));
  EXPECT_THAT(articles(1, 2), ElementsAre(1, 2));
  EXPECT_THAT(articles(8, 10), IsEmpty());
  people().merge(3, 1);
  EXPECT_THAT(articles(1, 10), ElementsAre(1, 2, 3));
  EXPECT_THAT(articles(3, 10), ElementsAre(4));
  people().split(1, 8, {ArticleId{2}});
  EXPECT_THAT(articles(1, 10), ElementsAre(1, 3));
}

TEST_F(PeopleTableTest, DecisionsAreTakenBackToTheLastRow) {
  add_pikes();
  const auto before = state();
  people().merge(3, 1);
  people().put({4, "Rowan Pike", 4, false, ""});
  people().split(1, 4, {ArticleId{2}});
  people().claim_name("Holt", 2);
  people().claim_name("R. Pike", 0);
  people().add_decided_name("The Captain", 1);
  people().add_decided_key("~pk r", 4);
  people().rename(1, "Captain Pike");
  people().hide(2);
  const auto decided = state();
  EXPECT_NE(decided, before);
  people().reset_decisions();
  // Who was made by a split stays, and nothing is his.
  auto expected = before;
  expected.insert(expected.begin() + 3, "person|4|Rowan Pike|-|4|0|");
  EXPECT_EQ(state(), expected);
}

TEST_F(PeopleTableTest, MergingTakesAllThatIsTheOther) {
  add_pikes();
  people().merge(2, 3);
  people().merge(3, 1);
  for (const std::uint32_t person : {1U, 2U, 3U}) {
    EXPECT_EQ(people().find(person)->identity, 1U);
    EXPECT_EQ(summary_of(db(), person)->number, 1U);
    EXPECT_EQ(summary_of(db(), person)->articles, 4);
  }
  const auto merged = state();
  people().merge(1, 3);  // one already
  people().merge(1, 99);
  people().merge(99, 1);
  EXPECT_EQ(state(), merged);
}

TEST_F(PeopleTableTest, SplittingMovesTheseArticlesAlone) {
  add_pikes();
  people().put({4, "Rowan Pike", 4, false, ""});
  people().split(1, 4, {ArticleId{2}, ArticleId{4}, ArticleId{99}});
  EXPECT_THAT(articles_of(db(), 4), ElementsAre(ArticleId{2}));
  EXPECT_THAT(articles_of(db(), 1), ElementsAre(ArticleId{1}, ArticleId{3}));
  EXPECT_THAT(articles_of(db(), 3), ElementsAre(ArticleId{4}));
}

TEST_F(PeopleTableTest, AClaimedNameIsTheClaimersWhereverItStands) {
  add_pikes();
  people().merge(1, 2);
  people().claim_name("HOLT", 1);
  EXPECT_EQ(people().decided("holt"), 1U);
  EXPECT_EQ(people().of_article(ArticleId{5})[0].identity, 2U);  // who 1 was decided to be
  people().claim_name("holt", 0);
  EXPECT_EQ(people().decided("holt"), 0U);
  EXPECT_EQ(people().of_article(ArticleId{5})[0].identity, 0U);
  EXPECT_EQ(people().decided("rowan pike"), std::nullopt);
  people().claim_name("Calder Quay", 0);
  EXPECT_THAT(people().no_persons(), ElementsAre("calder quay", "holt"));
}

TEST_F(PeopleTableTest, WholeNamesFindTheirBearersMostArticlesFirst) {
  add_pikes();
  EXPECT_THAT(named("rowan PIKE"), ElementsAre(1, 3));
  EXPECT_THAT(named("Rowan Pike", 1), ElementsAre(1));
  EXPECT_THAT(named("Ilse Marten"), ElementsAre(2));
  add_article(6, {{"Rowan Pike", "", 3}});
  add_article(7, {{"Rowan Pike", "", 3}});
  add_article(8, {{"Rowan Pike", "", 3}});
  EXPECT_THAT(named("Rowan Pike"), ElementsAre(3, 1));
}

TEST_F(PeopleTableTest, PartsOfNamesFindThoseWhoHaveAllOfThem) {
  add_pikes();
  add_person(4, "Ana Maria Pike");
  add_article(6, {{"Ana Maria Pike", "", 4}});
  EXPECT_THAT(named("Pike"), ElementsAre(1, 3, 4));
  EXPECT_THAT(named("pike ana"), ElementsAre(4));
  EXPECT_THAT(named("Ana Rowan"), IsEmpty());
  // Whoever bears the name as a whole comes alone.
  EXPECT_THAT(named("Rowan Pike"), ElementsAre(1, 3));
}

TEST_F(PeopleTableTest, ADecidedNameFindsItsPersonFirst) {
  add_pikes();
  people().claim_name("The Captain", 3);
  EXPECT_THAT(named("the captain"), ElementsAre(3));
  people().claim_name("Rowan Pike", 2);
  EXPECT_THAT(named("Rowan Pike"), ElementsAre(2, 1));  // one of his says R. Pike
  people().add_decided_name("Rowena Marsh", 2);
  EXPECT_THAT(named("Rowena Marsh"), ElementsAre(2));
  EXPECT_THAT(named("Marsh"), ElementsAre(2));
  EXPECT_THAT(named("Marsh", 0), IsEmpty());
}

TEST_F(PeopleTableTest, AtMostSoManyAreNamedEvenIfOneWasDecided) {
  add_pikes();
  add_person(4, "Ilse Marten");
  add_article(6, {{"Ilse M.", "", 4}});
  people().claim_name("Ilse Marten", 1);
  EXPECT_THAT(named("Ilse Marten"), ElementsAre(1, 4));
  EXPECT_THAT(named("Ilse Marten", 1), ElementsAre(1));
}

TEST_F(PeopleTableTest, TheHiddenAndThoseOfNoArticleAreNotNamed) {
  add_pikes();
  add_person(4, "Rowan Pike");
  EXPECT_THAT(named("Rowan Pike"), ElementsAre(1, 3));
  people().hide(1);
  EXPECT_THAT(named("Rowan Pike"), ElementsAre(3));
  EXPECT_EQ(summary_of(db(), 1), std::nullopt);
  EXPECT_TRUE(people().find(1)->hidden);
}

TEST_F(PeopleTableTest, WhoIsMergedIntoSomebodyHiddenIsHidden) {
  add_pikes();
  people().hide(1);
  people().merge(2, 1);
  EXPECT_THAT(named("Ilse Marten"), IsEmpty());
  people().claim_name("Ilse Marten", 2);
  EXPECT_THAT(named("Ilse Marten"), IsEmpty());
  EXPECT_EQ(summary_of(db(), 2), std::nullopt);
}

TEST_F(PeopleTableTest, WhoWasHiddenBeforeAMergeIsFoundAsWhomHeIsNow) {
  add_pikes();
  people().hide(2);
  people().merge(2, 1);
  EXPECT_THAT(named("Ilse Marten"), ElementsAre(1));
  EXPECT_EQ(summary_of(db(), 2)->number, 1U);
}

TEST_F(PeopleTableTest, TheMergedAreFoundByAllTheirNames) {
  add_pikes();
  people().merge(2, 1);
  EXPECT_THAT(named("Ilse Marten"), ElementsAre(1));
  EXPECT_THAT(named("Rowan Pike"), ElementsAre(1, 3));
}

TEST_F(PeopleTableTest, ASummarySaysWhatListsShow) {
  add_pikes();
  const auto pike = summary_of(db(), 1);
  ASSERT_TRUE(pike);
  EXPECT_EQ(pike->number, 1U);
  EXPECT_EQ(pike->name, "Rowan Pike");
  EXPECT_EQ(pike->role, "Harbour Master");
  EXPECT_EQ(pike->articles, 3);
  EXPECT_EQ(pike->first_year, 2019);
  EXPECT_EQ(pike->last_year, 2021);
  add_person(4, "Ana Løw");
  add_article(6, {{"Ana Løw", "", 4}, {"Løw", "", 4}});
  const auto low = summary_of(db(), 4);
  ASSERT_TRUE(low);
  EXPECT_EQ(low->role, "");
  EXPECT_EQ(low->articles, 1);
  EXPECT_EQ(low->first_year, std::nullopt);
  EXPECT_EQ(summary_of(db(), 99), std::nullopt);
}

TEST_F(PeopleTableTest, NamesAndRolesAreCountedMostFirst) {
  add_pikes();
  const auto plain = [](const std::vector<CountedText>& counted) {
    std::vector<std::string> out;
    for (const CountedText& one : counted)
      out.push_back(one.text + " " + std::to_string(one.times) + " " +
                    std::to_string(one.first_year.value_or(0)) + "-" +
                    std::to_string(one.last_year.value_or(0)));
    return out;
  };
  EXPECT_THAT(plain(names_of(db(), 1)), ElementsAre("Rowan Pike 2 2019-2021", "R. Pike 1 0-0"));
  EXPECT_THAT(plain(roles_of(db(), 1, 10)),
              ElementsAre("Harbour Master 2 2019-2021", "captain 1 0-0"));
  EXPECT_THAT(plain(roles_of(db(), 1, 1)), ElementsAre("Harbour Master 2 2019-2021"));
  EXPECT_THAT(names_of(db(), 99), IsEmpty());
  EXPECT_THAT(roles_of(db(), 2, 10), IsEmpty());
}

TEST_F(PeopleTableTest, TheArticlesOfAnIdentityAscend) {
  add_pikes();
  people().merge(3, 1);
  EXPECT_THAT(articles_of(db(), 1),
              ElementsAre(ArticleId{1}, ArticleId{2}, ArticleId{3}, ArticleId{4}));
  EXPECT_THAT(articles_of(db(), 3), IsEmpty());
}

TEST_F(PeopleTableTest, NamesakesShareNamesUntilTheyAreOne) {
  add_pikes();
  EXPECT_TRUE(shares_names(db(), 1));
  EXPECT_FALSE(shares_names(db(), 2));
  people().merge(3, 1);
  EXPECT_FALSE(shares_names(db(), 1));
  people().put({4, "Rowan Pike", 4, false, ""});  // by a split
  people().add_decided_name("Rowan Pike", 4);
  EXPECT_TRUE(shares_names(db(), 1));
}

TEST_F(PeopleTableTest, AnyTextMayBeAskedFor) {
  add_pikes();
  std::string many = "pike";
  for (int i = 0; i < 5000; ++i) many += " w" + std::to_string(i);
  for (const std::string& name :
       {std::string(), std::string("  ,.;"), std::string("'; DROP TABLE people; --"),
        std::string("a\0b", 3), std::string(8'000'000, 'x'), many})
    EXPECT_THAT(named(name), IsEmpty()) << name.substr(0, 40);
  people().claim_name(many, 2);
  EXPECT_THAT(named(many), ElementsAre(2));
  EXPECT_THAT(named("Pike"), ElementsAre(1, 3));
}

// What indexing asks for every name must not read a table from end to end.
TEST_F(PeopleTableTest, IndexingAsksByKeys) {
  add_pikes();
  for (std::uint32_t person = 1; person < 3; ++person) {
    static_cast<void>(people().find(person));
    static_cast<void>(people().holders("=rowan pike", 10));
    static_cast<void>(people().decided("rowan pike"));
    people().put_traits(person, "new");
  }
  catalog_.annotations().remove(2);
  EXPECT_EQ(db().full_scan_steps(), 0);
}

}  // namespace
}  // namespace morgue
