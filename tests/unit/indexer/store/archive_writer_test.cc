#include "indexer/store/archive_writer.h"

#include <gmock/gmock.h>

#include "common/error.h"
#include "tests/support/archive_dump.h"
#include "tests/support/articles.h"
#include "tests/support/temporary_directory.h"
#include "tests/unit/indexer/store/batches.h"

namespace morgue {
namespace {

namespace fs = std::filesystem;

using test::small_article;
using testing::ElementsAre;
using testing::IsEmpty;

class ArchiveWriterTest : public testing::Test {
 protected:
  std::unique_ptr<ArchiveWriter> open() {
    return std::make_unique<ArchiveWriter>(paths_, std::chrono::milliseconds{0});
  }
  Batch batch(const std::string& file, std::uint64_t first, std::uint64_t last) {
    return test::batch_of(Segments::run_path(paths_, ++run_), file,
                          test::small_articles(first, last));
  }
  ArchiveWriter::Committed commit(ArchiveWriter& writer, Batch batch) {
    return writer.commit(batch);
  }
  std::vector<std::string> rows(const std::string& table) const {
    std::vector<std::string> out;
    for (const std::string& row : test::dump(paths_).rows)
      if (row.starts_with(table + " ")) out.push_back(row);
    return out;
  }

  test::TemporaryDirectory directory_;
  ArchivePaths paths_{directory_ / "archive"};
  std::uint64_t run_ = 0;
};

TEST_F(ArchiveWriterTest, BothHalvesHoldABatch) {
  const auto writer = open();
  const auto done = commit(*writer, batch("/a", 1, 3));
  EXPECT_EQ(done.added, 3U);
  EXPECT_EQ(done.known, 0U);
  const auto dump = test::dump(paths_);
  EXPECT_THAT(test::broken(dump), IsEmpty());
  EXPECT_THAT(test::ids(dump),
              ElementsAre("0000000000000001", "0000000000000002", "0000000000000003"));
  EXPECT_THAT(rows("files"), ElementsAre("files | /a | 1 | 1 | hash of /a | done | "));
  EXPECT_EQ(writer->catalog().batch(), read_manifest(paths_).batch);
}

TEST_F(ArchiveWriterTest, AnArticleThatStandsTwiceIsStoredOnce) {
  const auto writer = open();
  auto articles = test::small_articles(1, 2);
  articles.push_back(small_article(1));
  Batch twice = test::batch_of(Segments::run_path(paths_, 1), "/a", articles);
  EXPECT_EQ(writer->commit(twice).added, 2U);
  const auto done = commit(*writer, batch("/b", 2, 3));
  EXPECT_EQ(done.added, 1U);
  EXPECT_EQ(done.known, 1U);
  EXPECT_EQ(read_manifest(paths_).dead.size(), 2U);
  EXPECT_THAT(test::broken(test::dump(paths_)), IsEmpty());
  EXPECT_THAT(rows("members"),
              ElementsAre("members | /a | 0000000000000001", "members | /a | 0000000000000002",
                          "members | /b | 0000000000000002", "members | /b | 0000000000000003"));
}

TEST_F(ArchiveWriterTest, ABatchOfCopiesMakesNoSegment) {
  const auto writer = open();
  (void)commit(*writer, batch("/a", 1, 2));
  const Manifest before = read_manifest(paths_);
  const auto done = commit(*writer, batch("/b", 1, 2));
  EXPECT_EQ(done.added, 0U);
  EXPECT_EQ(read_manifest(paths_), before);
  EXPECT_TRUE(fs::is_empty(paths_.scratch()));
  EXPECT_EQ(rows("members").size(), 4U);
}

TEST_F(ArchiveWriterTest, AFileSpreadOverBatchesIsReleasedAtItsEnd) {
  const auto writer = open();
  (void)commit(*writer, batch("/a", 1, 4));
  (void)writer->finish();
  Batch first = batch("/a", 2, 3);
  first.files[0].ended = false;
  (void)writer->commit(first);
  EXPECT_THAT(rows("files"), ElementsAre("files | /a | 1 | 1 | hash of /a | reading | "));
  EXPECT_EQ(writer->finish(), 0U);  // it may still come
  (void)commit(*writer, batch("/a", 4, 5));
  EXPECT_EQ(writer->finish(), 1U);
  EXPECT_THAT(test::ids(test::dump(paths_)), ElementsAre("0000000000000002", "0000000000000003",
                                                         "0000000000000004", "0000000000000005"));
  EXPECT_THAT(test::broken(test::dump(paths_)), IsEmpty());
}

TEST_F(ArchiveWriterTest, AFileWithAnErrorIsPartialOrFailedAndReleasesNothing) {
  const auto writer = open();
  (void)commit(*writer, batch("/a", 1, 2));
  Batch part = batch("/a", 2, 3);
  part.files[0].ended = false;
  part.files[0].file.error = "line 2: torn";
  (void)writer->commit(part);
  (void)commit(*writer, batch("/a", 4, 4));
  Batch bad = test::batch_of({}, "/b", {});
  bad.files[0].file.error = "empty";
  (void)writer->commit(bad);
  EXPECT_EQ(writer->finish(), 0U);
  EXPECT_THAT(rows("files"), ElementsAre("files | /a | 1 | 1 | hash of /a | partial | line 2: torn",
                                         "files | /b | 1 | 1 | hash of /b | failed | empty"));
  EXPECT_EQ(test::dump(paths_).articles.size(), 4U);
}

TEST_F(ArchiveWriterTest, ForgettingFilesForgetsWhatTheyAloneHold) {
  const auto writer = open();
  (void)commit(*writer, batch("/a", 1, 3));
  (void)commit(*writer, batch("/b", 3, 4));
  writer->forget_files({*writer->catalog().file("/a")});
  EXPECT_EQ(test::dump(paths_).articles.size(), 4U);
  EXPECT_EQ(writer->finish(), 2U);
  EXPECT_THAT(test::ids(test::dump(paths_)), ElementsAre("0000000000000003", "0000000000000004"));
  EXPECT_THAT(test::broken(test::dump(paths_)), IsEmpty());
  EXPECT_EQ(writer->finish(), 0U);
}

TEST_F(ArchiveWriterTest, CompactingChangesNoArticle) {
  const auto writer = open();
  (void)commit(*writer, batch("/a", 1, 30));
  (void)commit(*writer, batch("/b", 31, 60));
  writer->forget_files({*writer->catalog().file("/a")});
  Batch again = batch("/a", 2, 30);
  (void)writer->commit(again);
  (void)writer->finish();
  const auto before = test::dump(paths_);
  writer->compact();
  EXPECT_EQ(test::difference(before, test::dump(paths_)), "");
  EXPECT_EQ(read_manifest(paths_).segments.size(), 1U);
  EXPECT_THAT(read_manifest(paths_).dead, IsEmpty());
}

TEST_F(ArchiveWriterTest, ACommitThatFailsLeavesTheArchiveAsItWas) {
  const auto writer = open();
  (void)commit(*writer, batch("/a", 1, 3));
  const auto before = test::dump(paths_);
  fs::create_directories(paths_.index() / "XAPIANDB.new");  // the manifest can't be written
  EXPECT_THROW((void)commit(*writer, batch("/b", 4, 5)), Error);
  EXPECT_EQ(test::difference(before, test::dump(paths_)), "");
  fs::remove(paths_.index() / "XAPIANDB.new");
}

TEST_F(ArchiveWriterTest, TwoWritersNever) {
  const auto writer = open();
  try {
    (void)open();
    ADD_FAILURE() << "two writers";
  } catch (const Error& error) {
    EXPECT_EQ(error.status(), Exit::Locked);
  }
}

TEST_F(ArchiveWriterTest, OpeningMendsWhatAKillBetweenTheHalvesLeft) {
  {
    const auto writer = open();
    (void)commit(*writer, batch("/a", 1, 3));
  }
  {  // the index half of a commit alone
    Segments segments(paths_, read_manifest(paths_));
    const Batch lost = batch("/b", 4, 5);
    const std::vector<ArticleId> forgotten{ArticleId{2}};
    segments.publish({.run = lost.run, .forgotten = forgotten});
  }
  const auto writer = open();
  EXPECT_EQ(writer->mended(), 3U);
  const auto dump = test::dump(paths_);
  EXPECT_THAT(test::broken(dump), IsEmpty());
  EXPECT_THAT(test::ids(dump), ElementsAre("0000000000000001", "0000000000000003",
                                           "0000000000000004", "0000000000000005"));
  EXPECT_THAT(rows("files"), ElementsAre("files | /a | 1 | 1 | hash of /a | reading | ",
                                         "files | /news/4.txt | 0 | 0 |  | reading | ",
                                         "files | /news/5.txt | 0 | 0 |  | reading | "));
  EXPECT_EQ(writer->catalog().batch(), read_manifest(paths_).batch);
}

}  // namespace
}  // namespace morgue
