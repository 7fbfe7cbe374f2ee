// Decisions about people and the archive that they are about, through all that may happen to it.

#include <gmock/gmock.h>

#include <map>
#include <set>

#include "common/error.h"
#include "indexer/person_acts.h"
#include "indexer/store/archive_writer.h"
#include "tests/support/archive_dump.h"
#include "tests/support/temporary_directory.h"
#include "tests/unit/indexer/store/batches.h"

namespace morgue {
namespace {

namespace fs = std::filesystem;

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::Not;

/// An article that names these people, the first with a role, beside these organisations.
StoredArticle article_of(std::uint64_t id, const std::string& title,
                         const std::vector<std::string>& people, const std::string& role,
                         const std::vector<std::string>& others) {
  StoredArticle stored{ArticleId{id}, {}, {}};
  AnnotatedArticle& content = stored.content;
  content.article.title = title;
  content.article.language = "en";
  content.article.file = "/news/" + std::to_string(id) + ".txt";
  content.article.text = "Article " + std::to_string(id) + ". ";
  for (const std::string& name : people) content.entities.push_back({EntityKind::Person, name});
  content.entities.front().role = role;
  for (const std::string& name : others) content.entities.push_back({EntityKind::Org, name});
  for (std::uint32_t i = 0; i < content.entities.size(); ++i) {
    const auto begin = static_cast<std::uint32_t>(content.article.text.size());
    content.article.text += content.entities[i].name + ' ';
    const auto length = static_cast<std::uint32_t>(content.entities[i].name.size());
    content.mentions.push_back({i, {begin, begin + length}, false});
  }
  const std::uint32_t end = content.mentions.front().where.end;
  content.quotations.push_back(
      {{0, end}, content.entities[0].name, {}, QuotationKind::Direct, false, 0});
  content.dates.push_back({{0, 7}, *make_day(2025, 3, 1), *make_day(2025, 3, 31)});
  return stored;
}

StoredArticle port(std::uint64_t id, const std::string& name = "Rowan Pike",
                   const std::string& other = "Ilse Marten") {
  return article_of(id, "Harbour master warns of radar fault at ferry pier", {name, other},
                    "harbour master of Calder", {"Calder Port Authority", "Meridian Freight"});
}
StoredArticle football(std::uint64_t id, const std::string& name = "Rowan Pike") {
  return article_of(id, "Late goal sends striker's side into cup final", {name, "Hugo Delmar"},
                    "striker", {"Stenwick Rovers", "Football League"});
}
StoredArticle theatre(std::uint64_t id, const std::string& name, const std::string& other) {
  return article_of(id, "Playhouse opens its autumn season with a comedy", {name, other}, "actor",
                    {"Skarra Playhouse"});
}

class DecidedPeopleTest : public testing::Test {
 protected:
  void open() {
    writer_.reset();
    writer_ = std::make_unique<ArchiveWriter>(paths_, std::chrono::milliseconds{0});
  }
  void close() { writer_.reset(); }
  /// Each article a file of its own, all in one batch.
  void add(const std::vector<StoredArticle>& articles) {
    if (!writer_) open();
    for (const StoredArticle& article : articles) {
      Batch batch = test::batch_of(Segments::run_path(paths_, ++run_), article.content.article.file,
                                   std::span(&article, 1));
      static_cast<void>(writer_->commit(batch));
    }
  }
  void load(const std::vector<StoredArticle>& articles) {
    add(articles);
    static_cast<void>(writer_->finish());
  }
  /// As morgue-index person does it.
  void decide(std::string_view verb, const std::vector<std::string>& words) {
    if (!writer_) open();
    const auto act = act_of(*writer_, verb, words);
    ASSERT_TRUE(act) << act.error();
    ASSERT_TRUE(writer_->decide(*act)) << to_sentence(*act);
  }
  static std::string prefix(std::uint64_t id) { return '#' + to_string(ArticleId{id}); }
  void lose_sqlite() {
    close();
    for (const char* end : {"", "-wal", "-shm"}) fs::remove(paths_.metadata().string() + end);
  }
  void lose_all_but_the_ledger() {
    close();
    for (const auto& entry : fs::directory_iterator(paths_.root()))
      if (entry.path() != paths_.ledger()) fs::remove_all(entry.path());
  }

  std::vector<std::string> rows(const std::string& select) {
    if (!writer_) open();
    sqlite::Statement s(writer_->catalog().database(), select);
    std::vector<std::string> out;
    while (s.step()) out.emplace_back(s.text(0));
    return out;
  }
  /// "article name person/identity".
  std::vector<std::string> filed() {
    return rows(
        "SELECT ltrim(a.id, '0') || ' ' || p.name || ' ' || coalesce(p.person, 0) || '/' || "
        "coalesce(p.identity, 0) FROM appearances p JOIN articles a ON a.no = p.article "
        "WHERE p.kind = 'person' ORDER BY a.id, p.entity");
  }
  std::vector<std::string> people() {
    return rows(
        "SELECT no || ' ' || name || '|' || coalesce(shown, '') || '|' || identity || '|' || "
        "hidden FROM people ORDER BY no");
  }
  /// Who is whom, without numbers: for each identity how it is shown and where it is named.
  std::set<std::string> identities() {
    std::map<std::string, std::string> by_identity;
    for (const std::string& row :
         rows("SELECT p.identity || ' ' || coalesce(i.shown, '') || ' ' || i.hidden || '\t' || "
              "ltrim(a.id, '0') || ' ' || p.name FROM appearances p JOIN articles a ON "
              "a.no = p.article JOIN people i ON i.no = p.identity ORDER BY a.id, p.entity"))
      by_identity[row.substr(0, row.find('\t'))] += ", " + row.substr(row.find('\t') + 1);
    std::set<std::string> out;
    for (const auto& [identity, where] : by_identity)
      out.insert(identity.substr(identity.find(' ') + 1) + where);
    return out;
  }
  std::uint32_t identity_in(std::uint64_t article, std::size_t entity = 0) {
    return writer_->catalog().people().of_article(ArticleId{article}).at(entity).identity;
  }

  std::vector<StoredArticle> news() {
    return {port(1),
            port(2),
            port(3),
            football(4),
            football(5),
            theatre(6, "Captain Storm", "Ilse Holt"),
            theatre(7, "Tom Reyes", "Calder Quay")};
  }
  /// One decision of each kind on news().
  void decide_all() {
    decide("split", {"@p1", prefix(3)});
    decide("merge", {"Ilse Marten", "Ilse Holt"});
    decide("alias", {"@p1", "Captain Storm"});
    decide("rename", {"@p3", "Rowan Pike the striker"});
    decide("forget", {"Tom Reyes"});
    decide("not-a-person", {"Calder Quay"});
  }

  test::TemporaryDirectory directory_;
  ArchivePaths paths_{directory_ / "archive"};
  std::unique_ptr<ArchiveWriter> writer_;
  std::uint64_t run_ = 0;
};

TEST_F(DecidedPeopleTest, DecisionsAreAppliedAndUndone) {
  load(news());
  const auto before = filed();
  EXPECT_THAT(before, ElementsAre("1 Rowan Pike 1/1", "1 Ilse Marten 2/2", "2 Rowan Pike 1/1",
                                  "2 Ilse Marten 2/2", "3 Rowan Pike 1/1", "3 Ilse Marten 2/2",
                                  "4 Rowan Pike 3/3", "4 Hugo Delmar 4/4", "5 Rowan Pike 3/3",
                                  "5 Hugo Delmar 4/4", "6 Captain Storm 5/5", "6 Ilse Holt 6/6",
                                  "7 Tom Reyes 7/7", "7 Calder Quay 8/8"));
  decide_all();
  EXPECT_THAT(filed(), ElementsAre("1 Rowan Pike 1/1", "1 Ilse Marten 2/2", "2 Rowan Pike 1/1",
                                   "2 Ilse Marten 2/2", "3 Rowan Pike 1/9", "3 Ilse Marten 2/2",
                                   "4 Rowan Pike 3/3", "4 Hugo Delmar 4/4", "5 Rowan Pike 3/3",
                                   "5 Hugo Delmar 4/4", "6 Captain Storm 5/1", "6 Ilse Holt 6/2",
                                   "7 Tom Reyes 7/7", "7 Calder Quay 8/0"));
  for (int i = 0; i < 6; ++i) decide("undo", {});
  EXPECT_EQ(filed(), before);
  EXPECT_EQ(act_of(*writer_, "undo", {}).error(), "there is nothing to undo");
  EXPECT_EQ(writer_->ledger().acts.size(), 12U);
}

TEST_F(DecidedPeopleTest, SqliteThatIsLostComesBackWithItsNumbersAndDecisions) {
  load(news());
  decide_all();
  const auto expected = filed();
  const auto expected_people = people();
  const auto expected_names = rows("SELECT key || person FROM decided_names ORDER BY key");
  lose_sqlite();
  open();
  EXPECT_EQ(writer_->mended(), 7U);
  EXPECT_EQ(filed(), expected);
  EXPECT_EQ(people(), expected_people);
  EXPECT_EQ(rows("SELECT key || person FROM decided_names ORDER BY key"), expected_names);
  EXPECT_THAT(test::broken(test::dump(paths_)), IsEmpty());
}

TEST_F(DecidedPeopleTest, WhatWasLearntComesBackToo) {
  load(news());
  const std::string learnt = "SELECT hex(traits) FROM people ORDER BY no";
  const std::string counts = "SELECT hex(value) FROM meta WHERE key = 'trait counts'";
  const auto traits = rows(learnt);
  const auto counted = rows(counts);
  lose_sqlite();
  EXPECT_EQ(rows(learnt), traits);
  EXPECT_EQ(rows(counts), counted);
}

TEST_F(DecidedPeopleTest, NumbersGoOnAfterSqliteWasLost) {
  load(news());
  decide("split", {"@p1", prefix(3)});  // makes 9
  lose_sqlite();
  load({theatre(8, "Nadia Sand", "Clara Sand")});
  EXPECT_THAT(filed(),
              IsSupersetOf({"3 Rowan Pike 1/9", "8 Nadia Sand 10/10", "8 Clara Sand 11/11"}));
  EXPECT_THAT(people(), Contains("9 Rowan Pike||9|0"));
}

TEST_F(DecidedPeopleTest, NumbersGoOnAfterASplit) {
  load(news());
  add({theatre(8, "Nadia Sand", "Clara Sand")});
  decide("split", {"@p1", prefix(3)});  // makes 11
  add({theatre(9, "Per Sand", "Ida Sand")});
  EXPECT_THAT(filed(), IsSupersetOf({"3 Rowan Pike 1/11", "9 Per Sand 12/12"}));
}

TEST_F(DecidedPeopleTest, SqliteThatIsBehindIsBroughtForwardWithDecidedIdentities) {
  load(news());
  decide("merge", {"@p1", "@p3"});
  decide("rename", {"@p2", "Mayor Marten"});
  close();
  fs::copy_file(paths_.metadata(), directory_ / "old");
  load({football(8), port(9)});
  const auto expected = filed();
  EXPECT_THAT(expected, IsSupersetOf({"8 Rowan Pike 3/1", "9 Rowan Pike 1/1"}));
  lose_sqlite();
  fs::copy_file(directory_ / "old", paths_.metadata());
  open();
  EXPECT_EQ(writer_->mended(), 2U);
  EXPECT_EQ(filed(), expected);
  EXPECT_THAT(people(), IsSupersetOf({"2 Ilse Marten|Mayor Marten|2|0", "3 Rowan Pike||1|0"}));
}

TEST_F(DecidedPeopleTest, AnArchiveReadAnewInAnotherOrderHoldsTheDecisions) {
  load(news());
  decide_all();
  const auto expected = identities();
  EXPECT_THAT(expected, Contains("Rowan Pike the striker 0, 4 Rowan Pike, 5 Rowan Pike"));
  lose_all_but_the_ledger();
  auto articles = news();
  std::reverse(articles.begin(), articles.end());
  load(articles);
  EXPECT_THAT(filed(), Not(Contains("1 Rowan Pike 1/1")));  // numbers are others
  EXPECT_EQ(identities(), expected);
  // And go on holding, with what is decided then.
  decide("rename", {"Hugo Delmar", "Coach Delmar"});
  decide("undo", {});
  EXPECT_EQ(identities(), expected);
  lose_sqlite();
  EXPECT_EQ(identities(), expected);
}

TEST_F(DecidedPeopleTest, AnArchiveReadAnewInTwoLoadsHoldsThemInTheEnd) {
  load(news());
  decide_all();
  const auto expected = identities();
  lose_all_but_the_ledger();
  load({port(2), port(1), football(5)});
  load({theatre(7, "Tom Reyes", "Calder Quay"), theatre(6, "Captain Storm", "Ilse Holt"),
        football(4)});
  load({port(3)});
  EXPECT_EQ(identities(), expected);
}

TEST_F(DecidedPeopleTest, RemovingAnArticleRemovesAllItsRows) {
  load(news());
  decide_all();
  const std::string row = rows("SELECT no FROM articles WHERE id LIKE '%3'").at(0);
  const auto left = [&](const std::string& where) {
    std::vector<std::string> out;
    for (const char* table : {"appearances", "mentions", "quotations", "days"})
      out.push_back(rows("SELECT count(*) > 0 FROM " + std::string(table) + where).at(0));
    return out;
  };
  EXPECT_THAT(left(" WHERE article = " + row), ElementsAre("1", "1", "1", "1"));
  writer_->forget_files({*writer_->catalog().file("/news/3.txt")});
  EXPECT_EQ(writer_->finish(), 1U);
  EXPECT_THAT(left(" WHERE article = " + row), ElementsAre("0", "0", "0", "0"));
  EXPECT_THAT(left(" WHERE article NOT IN (SELECT no FROM articles)"),
              ElementsAre("0", "0", "0", "0"));
  // It comes back to whom it was given.
  load({port(3)});
  EXPECT_THAT(filed(), Contains("3 Rowan Pike 1/9"));
}

TEST_F(DecidedPeopleTest, AnArticleAfterAMergeIsFiledUnderTheMerged) {
  load(news());
  decide("merge", {"@p1", "@p3"});
  load({football(8)});
  EXPECT_THAT(filed(), Contains("8 Rowan Pike 3/1"));
  decide("undo", {});
  EXPECT_THAT(filed(), Contains("8 Rowan Pike 3/3"));
}

TEST_F(DecidedPeopleTest, AnArticleAfterAnAliasIsFiledByIt) {
  load(news());
  decide("alias", {"@p1", "Captain Storm"});
  load({theatre(8, "Captain Storm", "Nadia Sand")});
  EXPECT_THAT(filed(), Contains("8 Captain Storm 1/1"));
}

TEST_F(DecidedPeopleTest, AnArticleAfterARenameIsStillTheSamePersons) {
  load(news());
  decide("rename", {"@p1", "Captain Storm of Calder"});
  load({port(8)});
  EXPECT_THAT(filed(), Contains("8 Rowan Pike 1/1"));
  lose_sqlite();
  EXPECT_THAT(people(), Contains("1 Rowan Pike|Captain Storm of Calder|1|0"));
}

TEST_F(DecidedPeopleTest, AnArticleAfterASplitFindsTheNewPerson) {
  const auto apprentice = [](std::uint64_t id, const std::string& org) {
    return article_of(id, "Apprentice learns to steer the pilot boat", {"Rowan Pike", "Nadia Sand"},
                      "apprentice", {org, "Harbour School"});
  };
  load({port(1), port(2), apprentice(3, "Calder Port Authority")});
  // Whoever the finder took him for, he is made somebody else.
  if (identity_in(3) != identity_in(1))
    decide("merge", {"@p1", "@p" + std::to_string(identity_in(3))});
  decide("split", {"@p1", prefix(3)});
  const std::uint32_t fresh = identity_in(3);
  EXPECT_NE(fresh, identity_in(1));
  load({apprentice(4, "Harbour Museum"), port(5)});
  EXPECT_EQ(identity_in(4), fresh);
  EXPECT_EQ(identity_in(5), 1U);
}

TEST_F(DecidedPeopleTest, AnArticleAfterNotAPersonNamesNobody) {
  load(news());
  decide("not-a-person", {"Calder Quay"});
  load({theatre(8, "Calder Quay", "Nadia Sand")});
  EXPECT_THAT(filed(), Contains("8 Calder Quay 0/0"));
}

TEST_F(DecidedPeopleTest, AnActThatWasWrittenAndNotAppliedIsAppliedAtTheNextOpening) {
  load(news());
  auto act = act_of(*writer_, "merge", {"@p1", "@p3"});
  ASSERT_TRUE(act);
  act->number = 1;
  close();
  append_to_ledger(paths_.ledger(), *act);  // and a kill
  open();
  EXPECT_THAT(filed(), Contains("4 Rowan Pike 3/1"));
}

TEST_F(DecidedPeopleTest, ALedgerThatWasExchangedIsApplied) {
  load(news());
  decide("merge", {"@p1", "@p3"});
  decide("undo", {});
  auto act = act_of(*writer_, "merge", {"@p4", "@p3"});
  ASSERT_TRUE(act);
  close();
  fs::remove(paths_.ledger());
  for (act->number = 1; act->number <= 2; ++act->number) append_to_ledger(paths_.ledger(), *act);
  open();
  EXPECT_THAT(filed(), Contains("4 Rowan Pike 3/4"));
  close();
  fs::remove(paths_.ledger());
  open();
  EXPECT_THAT(filed(), Contains("4 Rowan Pike 3/3"));
}

TEST_F(DecidedPeopleTest, AnActThatDoesNotApplyIsNotWritten) {
  load(news());
  Act act;
  act.kind = Act::Kind::Forget;
  act.person = {99, "Nobody Here", {}};
  const auto before = filed();
  EXPECT_FALSE(writer_->decide(act));
  EXPECT_FALSE(fs::exists(paths_.ledger()));
  EXPECT_EQ(filed(), before);
}

TEST_F(DecidedPeopleTest, NumbersOfACommitThatFailedAreGivenAgain) {
  load({port(1)});
  writer_->catalog().database().execute(
      "CREATE TEMP TRIGGER full BEFORE INSERT ON members BEGIN SELECT RAISE(ABORT, 'full'); END");
  EXPECT_THROW(add({theatre(4, "Nadia Sand", "Clara Sand")}), Error);
  writer_->catalog().database().execute("DROP TRIGGER full");
  load({theatre(6, "Captain Storm", "Ilse Holt"), theatre(4, "Nadia Sand", "Clara Sand")});
  EXPECT_THAT(filed(), ElementsAre("1 Rowan Pike 1/1", "1 Ilse Marten 2/2", "4 Nadia Sand 5/5",
                                   "4 Clara Sand 6/6", "6 Captain Storm 3/3", "6 Ilse Holt 4/4"));
  EXPECT_EQ(people().size(), 6U);
}

TEST_F(DecidedPeopleTest, WitnessesOfASplitAreArticlesOfTheOldPerson) {
  load(news());
  const auto act = act_of(*writer_, "split", {"@p1", prefix(1), prefix(1)});
  ASSERT_TRUE(act);
  EXPECT_THAT(act->person.articles, ElementsAre(ArticleId{2}, ArticleId{3}));
  EXPECT_THAT(act->articles, ElementsAre(ArticleId{1}));
}

TEST_F(DecidedPeopleTest, NobodyOfNoArticlesIsDecidedUpon) {
  load(news());
  writer_->forget_files({*writer_->catalog().file("/news/7.txt")});
  static_cast<void>(writer_->finish());
  for (const char* person : {"@p7", "Tom Reyes", "@p99"}) {
    const auto act = act_of(*writer_, "forget", {person});
    ASSERT_FALSE(act);
    EXPECT_EQ(act.error(), std::string("nobody here is ") + person);
  }
}

TEST_F(DecidedPeopleTest, ThePersonOfAnUndoneSplitIsTheOldOne) {
  load(news());
  decide("split", {"@p1", prefix(3)});
  decide("undo", {});
  const auto act = act_of(*writer_, "forget", {"@p9"});
  ASSERT_TRUE(act);
  EXPECT_EQ(act->person.number, 1U);
}

TEST_F(DecidedPeopleTest, BrokenBytesAndEmptyNamesAreNoNames) {
  load(news());
  const auto odd = act_of(*writer_, "alias", {"@p1", "Sto\xffrm"});
  ASSERT_TRUE(odd);
  EXPECT_TRUE(writer_->decide(*odd));
  for (const char* name : {"", "  ", "?!", "\t"}) {
    EXPECT_FALSE(act_of(*writer_, "alias", {"@p1", name}));
    EXPECT_FALSE(act_of(*writer_, "not-a-person", {name}));
    EXPECT_FALSE(act_of(*writer_, "forget", {name}));
  }
  EXPECT_FALSE(act_of(*writer_, "forget", {std::string(8'000'000, 'x')}));
  EXPECT_TRUE(act_of(*writer_, "rename", {"@p1", std::string(8'000'000, 'x')}));
}

TEST_F(DecidedPeopleTest, HostileNamesOfPeopleAreStored) {
  std::string many;
  for (int i = 0; i < 20'000; ++i) many += " Pike";
  const std::vector<std::string> names{
      "",        "?!",   std::string(1'000'000, 'x') + " Pike", many, "Rowan\x01\tPike\n", "J",
      "Jr. Sr.", "陈 文"};
  std::vector<StoredArticle> articles;
  for (std::size_t i = 0; i < names.size(); ++i)
    articles.push_back(theatre(i + 1, names[i], "Ilse Marten"));
  load(articles);
  load({theatre(99, many, names[2])});
  EXPECT_EQ(rows("SELECT count(*) FROM appearances WHERE kind = 'person'").at(0), "18");
  lose_sqlite();
  EXPECT_EQ(rows("SELECT count(*) FROM appearances WHERE kind = 'person'").at(0), "18");
}

}  // namespace
}  // namespace morgue
