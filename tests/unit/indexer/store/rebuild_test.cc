#include "indexer/store/rebuild.h"

#include <fstream>
#include <random>

#include "common/error.h"
#include "common/files.h"
#include "indexer/store/archive_check.h"
#include "indexer/store/archive_writer.h"
#include "indexer/store/repair.h"
#include "tests/support/invented_news.h"
#include "tests/unit/indexer/ingest_fixture.h"

namespace morgue {
namespace {

namespace fs = std::filesystem;

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

constexpr std::uint64_t kSeed = 34;

class RebuildTest : public test::IngestTest {
 protected:
  void SetUp() override {
    test::write_invented_tree(news(), kSeed, 60);
    (void)add();
    decide();
    whole_ = test::dump(archive());
    people_ = people();
  }
  /// Somebody is called otherwise from now on.
  void decide() {
    ArchiveWriter writer(archive(), std::chrono::milliseconds{0});
    const auto ids = writer.catalog().article_ids();
    for (const ArticleId id : ids) {
      const auto named = writer.catalog().people().of_article(id);
      if (named.empty() || named[0].person == 0) continue;
      Act act;
      act.kind = Act::Kind::Rename;
      act.time = "2026-11-24T10:00:00Z";
      act.person = {named[0].person, named[0].name, {id}};
      act.name = "Rowan Pike";
      ASSERT_TRUE(writer.decide(act));
      return;
    }
    FAIL() << "nobody is named";
  }
  std::vector<std::string> people() const {
    auto out = column("SELECT no || ' ' || name FROM people ORDER BY no");
    for (std::string& row : column("SELECT a.id || ' ' || p.name || ' ' || coalesce(p.identity, 0) "
                                   "FROM appearances p JOIN articles a ON a.no = p.article "
                                   "ORDER BY a.id, p.name, p.identity"))
      out.push_back(std::move(row));
    return out;
  }
  RebuildReport rebuild(RebuildParts parts = {}) const {
    return rebuild_archive(archive(), parts, std::chrono::milliseconds{0},
                           [](const std::string&) {});
  }
  std::uint64_t findings() const {
    return check_archive(
               archive(), [](std::uint64_t, std::uint64_t) {}, never_)
        .findings.count();
  }
  RepairReport repair() const {
    return repair_archive(
        archive(), std::chrono::milliseconds{0}, false, [](std::uint64_t, std::uint64_t) {},
        never_);
  }
  std::vector<std::string> segments() const { return read_manifest(archive()).segments; }
  void lose_catalog() const {
    for (const char* end : {"", "-wal", "-shm"}) fs::remove(archive().metadata().string() + end);
  }
  void expect_all_as_before() const {
    EXPECT_EQ(test::difference(whole_, test::dump(archive())), "");
    EXPECT_EQ(people(), people_);
    EXPECT_EQ(findings(), 0U);
    EXPECT_FALSE(fs::exists(archive().root() / kRebuildFolder));
  }

  test::ArchiveDump whole_;
  std::vector<std::string> people_;
  std::atomic<bool> never_{false};
};

TEST_F(RebuildTest, MakesTheSameArchive) {
  const auto before = segments();
  const RebuildReport report = rebuild();
  EXPECT_EQ(report.segments, before.size());
  EXPECT_EQ(report.articles, whole_.articles.size());
  EXPECT_TRUE(report.files_known);
  EXPECT_THAT(segments(), Not(testing::Contains(before[0])));
  expect_all_as_before();
}

TEST_F(RebuildTest, EachPartAlone) {
  const auto before = segments();
  EXPECT_EQ(rebuild({.index = false}).segments, 0U);
  EXPECT_EQ(segments(), before);
  expect_all_as_before();
  EXPECT_EQ(rebuild({.catalog = false}).segments, before.size());
  expect_all_as_before();
}

TEST_F(RebuildTest, SqliteThatIsGoneOrDamagedComesBackAndFilesAreReadAgain) {
  for (const bool gone : {true, false}) {
    lose_catalog();
    if (!gone) {
      test::write_file(archive().metadata(), "nonsense");
      fs::permissions(archive().metadata(), fs::perms::owner_read | fs::perms::owner_write);
    }
    EXPECT_FALSE(rebuild({.index = false}).files_known);
    EXPECT_EQ(people(), people_);
    EXPECT_EQ(add().added, 0U);
    expect_all_as_before();
  }
  EXPECT_TRUE(fs::exists(archive().root() / "damaged" / "metadata.sqlite"));
}

TEST_F(RebuildTest, PostingListsOfNoUseAreMadeAnewFromTheArticles) {
  const fs::path postings = archive().segment(segments()[0]) / "postlist.glass";
  std::string bytes = file_bytes(postings);
  // All blocks but the root, which Xapian reads to open it.
  for (std::size_t at = bytes.size() / 3; at < bytes.size() / 2; ++at) bytes[at] = '\x5a';
  std::ofstream(postings, std::ios::binary) << bytes;
  EXPECT_GT(findings(), 0U);
  const RebuildReport report = rebuild();
  if (report.left.empty()) {
    expect_all_as_before();
  } else {  // the root was among them
    EXPECT_EQ(repair().left.count(), 0U);
  }
}

TEST_F(RebuildTest, WhatCantBeReadWholeIsLeftToRepair) {
  const std::string segment = segments()[0];
  const fs::path articles = archive().segment(segment) / "docdata.glass";
  std::string bytes = file_bytes(articles);
  std::mt19937_64 random(kSeed);
  for (int i = 0; i < 5; ++i) {
    char& byte = bytes[random() % bytes.size()];
    byte = static_cast<char>(byte ^ 0x55);
  }
  std::ofstream(articles, std::ios::binary) << bytes;
  EXPECT_THAT(rebuild().left, ElementsAre(segment));
  EXPECT_EQ(file_bytes(archive().segment(segment) / "docdata.glass"), bytes);
}

TEST_F(RebuildTest, GoesOnFromWhatAnInterruptedOneHasLeft) {
  const fs::path folder = archive().root() / kRebuildFolder;
  fs::create_directory(folder);
  // The index was written anew already, and half of SQLite.
  test::write_file(folder / "first-fresh-segment", "1");
  test::write_file(folder / "batch", std::to_string(read_manifest(archive()).batch));
  {
    Catalog half = Catalog::open_for_writing(folder / "metadata.sqlite");
    Catalog old = Catalog::open_for_reading(archive().metadata());
    half.database().execute("INSERT INTO meta VALUES ('mark', 1)");
  }
  EXPECT_EQ(rebuild().segments, 0U);
  EXPECT_THAT(column("SELECT value FROM meta WHERE key = 'mark'"), ElementsAre("1"));
  expect_all_as_before();
}

TEST_F(RebuildTest, DoesNotGoOnFromAnotherCommit) {
  const fs::path folder = archive().root() / kRebuildFolder;
  fs::create_directory(folder);
  test::write_file(folder / "batch", "4711");
  test::write_file(folder / "metadata.sqlite", "nonsense");
  (void)rebuild({.index = false});
  expect_all_as_before();
}

TEST_F(RebuildTest, AManifestThatIsGoneOrCutShortIsMadeAgain) {
  // With a dead document and a segment that is merged already and was not removed yet.
  test::write_file(news("late.jsonl"), test::InventedNews(kSeed + 1).json_article("one") + "\n");
  (void)add();
  fs::remove(news("late.jsonl"));
  IngestOptions pruning = options();
  pruning.prune = true;
  (void)add(pruning);
  whole_ = test::dump(archive());
  people_ = people();
  fs::copy(archive().segment(segments()[0]), archive().index() / "seg-00000000",
           fs::copy_options::recursive);
  for (const std::string& text : {std::string(), file_bytes(archive().manifest()).substr(0, 40)}) {
    fs::remove(archive().manifest());
    if (!text.empty()) test::write_file(archive().manifest(), text);
    EXPECT_THROW((void)add(), Error);
    EXPECT_THAT(repair().steps, Not(IsEmpty()));
    expect_all_as_before();
  }
}

TEST_F(RebuildTest, AManifestIsMadeAgainWithoutSqliteAsWell) {
  fs::remove(archive().manifest());
  lose_catalog();
  const RepairReport report = repair();
  EXPECT_EQ(report.left.count(), 0U);
  EXPECT_EQ(test::difference({whole_.articles, {}}, {test::dump(archive()).articles, {}}), "");
}

TEST_F(RebuildTest, AManifestOfAnotherVersionIsLeftAlone) {
  std::string text = file_bytes(archive().manifest());
  text.replace(text.find("format ") + 7, 1, "9");
  test::write_file(archive().manifest(), text);
  EXPECT_THROW((void)repair(), Error);
  EXPECT_EQ(file_bytes(archive().manifest()), text);
}

}  // namespace
}  // namespace morgue
