#include "indexer/ingest.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <functional>

#include "common/error.h"
#include "common/sqlite.h"
#include "indexer/store/archive_writer.h"
#include "tests/support/archive_dump.h"
#include "tests/support/invented_news.h"
#include "tests/support/standard_input.h"
#include "tests/support/temporary_directory.h"
#include "tests/unit/indexer/ingest_fixture.h"

namespace morgue {
namespace {

namespace fs = std::filesystem;

using test::append_file;
using test::IngestTest;
using test::write_file;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kFerry = "Ferry sails again\n\nThe ferry sailed on Monday, said Ana Vold.\n";
constexpr const char* kBridge = "Bridge closes early\n\nThe bridge closed for good on Friday.\n";

std::string record(const std::string& title) {
  return R"({"title":")" + title + R"(","text":"This is the text of )" + title +
         R"(.","date":"2025-03-11","source":"Skarra Post"})" + "\n";
}

TEST_F(IngestTest, StoresWhatItReadsAndTellsWhatItDid) {
  write_file(news("a.txt"), kFerry);
  write_file(news("b.jsonl"), record("One") + record("Two"));
  write_file(news(".hidden"), "x");
  const IngestCounts counts = add();
  EXPECT_EQ(counts.added, 3U);
  EXPECT_EQ(counts.files, 2U);
  EXPECT_EQ(counts.refused, 0U);
  EXPECT_EQ(counts.passed_over, 1U);
  EXPECT_EQ(counts.last_file, news("b.jsonl").string());
  EXPECT_FALSE(counts.interrupted);
  EXPECT_THAT(titles(), ElementsAre("Ferry sails again", "One", "Two"));
  expect_whole();
}

TEST_F(IngestTest, TheSecondTimeNothingHappens) {
  write_file(news("a.txt"), kFerry);
  write_file(news("b.jsonl"), record("One") + record("Two"));
  (void)add();
  const auto before = test::dump(archive());
  const std::string manifest = test::read_file(archive().manifest());
  const IngestCounts counts = add();
  EXPECT_EQ(counts.added, 0U);
  EXPECT_EQ(counts.unchanged, 2U);
  EXPECT_EQ(counts.files, 0U);
  EXPECT_EQ(counts.bytes, 0U);
  EXPECT_EQ(test::difference(before, test::dump(archive())), "");
  EXPECT_EQ(test::read_file(archive().manifest()), manifest);
}

TEST_F(IngestTest, ATouchedFileIsUnchanged) {
  write_file(news("a.txt"), kFerry);
  write_file(news("b.jsonl"), record("One"));
  (void)add();
  touch(news("a.txt"));
  touch(news("b.jsonl"));
  const std::string manifest = test::read_file(archive().manifest());
  const IngestCounts counts = add();
  EXPECT_EQ(counts.added, 0U);
  EXPECT_EQ(counts.forgotten, 0U);
  EXPECT_EQ(test::read_file(archive().manifest()), manifest);
  EXPECT_EQ(difference_to_fresh().find("rows"), std::string::npos);
  EXPECT_EQ(add().unchanged, 2U);
}

TEST_F(IngestTest, AChangedFileTakesThePlaceOfTheOldOne) {
  write_file(news("a.txt"), kFerry);
  write_file(news("b.jsonl"), record("One") + record("Two"));
  (void)add();
  write_file(news("a.txt"), kBridge);
  write_file(news("b.jsonl"), record("Three") + record("Two"));
  touch(news("b.jsonl"));
  const IngestCounts counts = add();
  EXPECT_EQ(counts.added, 2U);
  EXPECT_EQ(counts.known, 1U);
  EXPECT_EQ(counts.forgotten, 2U);
  EXPECT_THAT(titles(), ElementsAre("Bridge closes early", "Three", "Two"));
  EXPECT_EQ(difference_to_fresh(), "");
}

TEST_F(IngestTest, AnArticleThatComesBackLivesAgain) {
  write_file(news("a.txt"), kFerry);
  (void)add();
  write_file(news("a.txt"), kBridge);
  (void)add();
  write_file(news("a.txt"), kFerry);
  touch(news("a.txt"));
  EXPECT_EQ(add().added, 1U);
  EXPECT_EQ(difference_to_fresh(), "");
}

TEST_F(IngestTest, AnArticleMayMoveFromOneFileToAnotherWithinALoad) {
  write_file(news("a.jsonl"), record("One") + record("Two"));
  write_file(news("z.jsonl"), record("Three"));
  (void)add();
  write_file(news("a.jsonl"), record("One"));
  write_file(news("z.jsonl"), record("Two") + record("Three"));
  IngestOptions small = options();
  small.chunks.articles = 1;
  const IngestCounts counts = add(small);
  EXPECT_EQ(counts.added, 0U);
  EXPECT_EQ(counts.forgotten, 0U);
  EXPECT_THAT(titles(), ElementsAre("One", "Three", "Two"));
  EXPECT_THAT(column("SELECT a.title FROM members m JOIN articles a ON a.no = m.article "
                     "JOIN files f ON f.no = m.file WHERE f.path LIKE '%/z.jsonl' ORDER BY 1"),
              ElementsAre("Three", "Two"));
  expect_whole();
}

TEST_F(IngestTest, TheSameBytesInTwoFilesAreOneArticleThatBothHold) {
  for (const char* name : {"a.txt", "b.txt"}) write_file(news(name), kFerry);
  write_file(news("c.jsonl"), record("One") + record("One"));
  write_file(news("d.jsonl"), record("One"));
  const IngestCounts counts = add();
  EXPECT_EQ(counts.added, 2U);
  EXPECT_EQ(counts.known, 3U);
  EXPECT_THAT(column("SELECT count(*) FROM members"), ElementsAre("4"));
  EXPECT_THAT(titles(), ElementsAre("Ferry sails again", "One"));
  expect_whole();

  fs::remove(news("a.txt"));
  EXPECT_EQ(prune().forgotten, 0U);
  EXPECT_THAT(titles(), ElementsAre("Ferry sails again", "One"));
  fs::remove(news("b.txt"));
  EXPECT_EQ(prune().forgotten, 1U);
  EXPECT_THAT(titles(), ElementsAre("One"));
  expect_whole();
}

TEST_F(IngestTest, ACopyThatComesLaterIsKnown) {
  write_file(news("a.txt"), kFerry);
  (void)add();
  write_file(news("b.txt"), kFerry);
  const IngestCounts counts = add();
  EXPECT_EQ(counts.added, 0U);
  EXPECT_EQ(counts.known, 1U);
  EXPECT_THAT(column("SELECT count(*) FROM members"), ElementsAre("2"));
}

TEST_F(IngestTest, FilesGivenTwiceAreStoredOnce) {
  write_file(news("a.txt"), kFerry);
  write_file(news("b.jsonl"), record("One") + record("Two"));
  IngestOptions twice = options();
  twice.paths = {news().string(), news("b.jsonl").string(), news("a.txt").string()};
  EXPECT_EQ(add(twice).added, 3U);
  EXPECT_EQ(difference_to_fresh(), "");
}

TEST_F(IngestTest, WhatIsGoneStaysUntilPruned) {
  write_file(news("a.txt"), kFerry);
  write_file(news("sub/b.jsonl"), record("One") + record("Two"));
  write_file(news("sub/c.txt"), kBridge);
  (void)add();
  fs::remove_all(news("sub"));
  EXPECT_EQ(add().forgotten, 0U);
  EXPECT_EQ(titles().size(), 4U);
  const IngestCounts counts = prune();
  EXPECT_EQ(counts.vanished, 2U);
  EXPECT_EQ(counts.forgotten, 3U);
  EXPECT_THAT(titles(), ElementsAre("Ferry sails again"));
  EXPECT_EQ(difference_to_fresh(), "");
}

TEST_F(IngestTest, PruningKeepsToItsPaths) {
  write_file(news("a/1.txt"), kFerry);
  write_file(news("b/1.txt"), kBridge);
  (void)add();
  fs::remove_all(news("a"));
  fs::remove_all(news("b"));
  IngestOptions only_a = options();
  only_a.paths = {news("a/").string()};
  only_a.prune = true;
  EXPECT_EQ(add(only_a).vanished, 1U);
  EXPECT_THAT(titles(), ElementsAre("Bridge closes early"));
}

TEST_F(IngestTest, AFileThatBecameADirectoryIsGone) {
  write_file(news("a"), kFerry);
  (void)add();
  fs::remove(news("a"));
  write_file(news("a/b.txt"), kBridge);
  EXPECT_EQ(prune().vanished, 1U);
  EXPECT_THAT(titles(), ElementsAre("Bridge closes early"));
}

TEST_F(IngestTest, AGrowingFileOfLinesAddsItsNewLines) {
  write_file(news("a.jsonl"), record("One") + record("Two"));
  (void)add();
  append_file(news("a.jsonl"), record("Three"));
  const IngestCounts counts = add();
  EXPECT_EQ(counts.added, 1U);
  EXPECT_EQ(counts.known, 2U);
  EXPECT_EQ(counts.forgotten, 0U);
  EXPECT_EQ(difference_to_fresh(), "");
}

TEST_F(IngestTest, ATornLineIsRefusedAndReadWhenItIsWhole) {
  const std::string three = record("Three");
  write_file(news("a.jsonl"), record("One") + record("Two") + three.substr(0, 20));
  IngestCounts counts = add();
  EXPECT_EQ(counts.added, 2U);
  EXPECT_EQ(counts.refused, 1U);
  ASSERT_EQ(watcher_.lines.size(), 1U);
  EXPECT_THAT(watcher_.lines[0], testing::StartsWith("a.jsonl line 3: bad JSON"));
  EXPECT_EQ(state_of("a.jsonl"), "partial");
  EXPECT_EQ(add().refused, 0U);  // unchanged: said once

  append_file(news("a.jsonl"), three.substr(20));
  counts = add();
  EXPECT_EQ(counts.added, 1U);
  EXPECT_EQ(counts.refused, 0U);
  EXPECT_EQ(state_of("a.jsonl"), "done");
  EXPECT_EQ(difference_to_fresh(), "");
}

TEST_F(IngestTest, AFileWithBadLinesKeepsWhatItHeld) {
  write_file(news("a.jsonl"), record("One") + record("Two"));
  (void)add();
  write_file(news("a.jsonl"), record("One") + "{\"title\":\n");
  EXPECT_EQ(add().forgotten, 0U);
  EXPECT_THAT(titles(), ElementsAre("One", "Two"));
  write_file(news("a.jsonl"), record("One"));
  EXPECT_EQ(add().forgotten, 1U);
  EXPECT_EQ(difference_to_fresh(), "");
}

TEST_F(IngestTest, AFileThatBecomesUnreadableKeepsItsArticles) {
  write_file(news("a.txt"), kFerry);
  write_file(news("b.txt"), kBridge);
  (void)add();
  write_file(news("a.txt"), "");
  fs::remove(news("b.txt"));
  fs::create_symlink("b.txt", news("b.txt"));  // a link to itself opens for nobody, not even root
  const IngestCounts counts = add();
  EXPECT_EQ(counts.refused, 2U);
  EXPECT_EQ(counts.forgotten, 0U);
  EXPECT_THAT(watcher_.lines,
              ElementsAre("b.txt: Too many levels of symbolic links", "a.txt: empty"));
  EXPECT_THAT(titles(), ElementsAre("Bridge closes early", "Ferry sails again"));
  EXPECT_EQ(state_of("a.txt"), "failed");
  expect_whole();
}

TEST_F(IngestTest, BadInputsAreRefusedAndTheOthersStored) {
  write_file(news("a.txt"), kFerry);
  write_file(news("b.txt"), "");
  write_file(news("c.bin"), std::string("\0\1\2\3\0\0\0\0", 8));
  fs::create_symlink("nowhere", news("d.txt"));
  write_file(news("e.jsonl"), record("One") + "no record\n" + record("Two"));
  write_file(news("f.txt"), kBridge);
  IngestOptions with_missing = options();
  with_missing.paths.push_back(news("a.txt/none").string());
  const IngestCounts counts = add(with_missing);
  EXPECT_EQ(counts.added, 4U);
  EXPECT_EQ(counts.refused, 5U);
  EXPECT_EQ(watcher_.lines.size(), 5U);
  EXPECT_THAT(titles(), ElementsAre("Bridge closes early", "Ferry sails again", "One", "Two"));
  expect_whole();
}

TEST_F(IngestTest, RetryReadsRefusedFilesAgain) {
  write_file(news("a.txt"), "");
  write_file(news("b.txt"), kFerry);
  EXPECT_EQ(add().refused, 1U);
  EXPECT_EQ(add().refused, 0U);
  IngestOptions retry = options();
  retry.chunks.retry = true;
  const IngestCounts counts = add(retry);
  EXPECT_EQ(counts.refused, 1U);
  EXPECT_EQ(counts.unchanged, 1U);
}

TEST_F(IngestTest, AnArticleThatNoReaderCouldUnpackIsRefused) {
  std::string text(longest(Format::Text) + 1, 'x');
  write_file(news("a.json"),
             "[" + record("One") + ",{\"title\":\"Dump\",\"text\":\"" + text + "\"}]");
  const IngestCounts counts = add();
  EXPECT_EQ(counts.added, 1U);
  EXPECT_THAT(watcher_.lines, ElementsAre("a.json 2: too large for an article (over 32 MB)"));
  EXPECT_THAT(titles(), ElementsAre("One"));
  expect_whole();
}

TEST_F(IngestTest, StandardInputAddsAndTakesNothingAway) {
  IngestOptions from_stdin = options();
  from_stdin.paths = {"-"};
  {
    const test::StandardInput input(record("One") + record("Two"));
    EXPECT_EQ(add(from_stdin).added, 2U);
  }
  {
    const test::StandardInput input(record("Two") + record("Three"));
    const IngestCounts counts = add(from_stdin);
    EXPECT_EQ(counts.added, 1U);
    EXPECT_EQ(counts.known, 1U);
    EXPECT_EQ(counts.forgotten, 0U);
  }
  {
    const test::StandardInput input(kFerry);
    from_stdin.prune = true;
    EXPECT_EQ(add(from_stdin).added, 1U);
  }
  EXPECT_THAT(titles(), ElementsAre("Ferry sails again", "One", "Three", "Two"));
  EXPECT_THAT(column("SELECT path FROM files"), ElementsAre("-"));
  expect_whole();
}

TEST_F(IngestTest, StoppingKeepsWhatIsCommittedAndTheNextLoadGoesOn) {
  test::write_invented_tree(news(), 7, 300);
  (void)add(options(), "whole");
  IngestOptions small = options();
  small.chunks.articles = 10;
  watcher_.on_progress = [&](const IngestCounts& counts) { stop_ = stop_ || counts.added > 50; };
  const IngestCounts counts = add(small);
  EXPECT_TRUE(counts.interrupted);
  const auto kept = test::dump(archive());
  EXPECT_EQ(kept.articles.size(), counts.added);
  EXPECT_THAT(test::broken(kept), IsEmpty());
  EXPECT_LT(counts.added, 250U);
  EXPECT_FALSE(counts.last_file.empty());

  watcher_.on_progress = {};
  EXPECT_FALSE(add(small).interrupted);
  EXPECT_EQ(test::difference(test::dump(archive("whole")), test::dump(archive())), "");
}

// Where a stopped load had not come to yet, an article may have moved to.
TEST_F(IngestTest, AStoppedLoadDeletesNothing) {
  write_file(news("a.jsonl"), record("One") + record("Two"));
  write_file(news("z.jsonl"), record("Three"));
  (void)add();
  write_file(news("a.jsonl"), record("One"));
  write_file(news("z.jsonl"), record("Two") + record("Three"));
  watcher_.on_progress = [&](const IngestCounts& counts) { stop_ = stop_ || counts.known > 0; };
  IngestOptions small = options();
  small.chunks.articles = 1;
  stop_ = false;
  const IngestCounts counts = ingest(archive(), small, watcher_, stop_);
  EXPECT_TRUE(counts.interrupted);
  EXPECT_EQ(counts.forgotten, 0U);
  EXPECT_THAT(titles(), ElementsAre("One", "Three", "Two"));
  watcher_.on_progress = {};
  EXPECT_EQ(add().forgotten, 0U);
  EXPECT_THAT(titles(), ElementsAre("One", "Three", "Two"));
}

TEST_F(IngestTest, StopsBeforeTheFirstChunk) {
  write_file(news("a.txt"), kFerry);
  stop_ = true;
  const IngestCounts counts = ingest(archive(), options(), watcher_, stop_);
  EXPECT_TRUE(counts.interrupted);
  EXPECT_EQ(counts.added, 0U);
}

TEST_F(IngestTest, ThreadsAndSizesOfChunksMakeNoDifference) {
  test::write_invented_tree(news(), 11, 400);
  (void)add(options());
  const auto expected = test::dump(archive());
  EXPECT_THAT(test::broken(expected), IsEmpty());
  EXPECT_GT(expected.articles.size(), 390U);
  for (const unsigned jobs : {1U, 2U, 4U}) {
    for (const std::size_t articles : {3U, 16U, 1000U}) {
      const std::string name = std::to_string(jobs) + "-" + std::to_string(articles);
      IngestOptions with = options();
      with.jobs = jobs;
      with.chunks.articles = articles;
      (void)add(with, name);
      EXPECT_EQ(test::difference(expected, test::dump(archive(name))), "") << name;
    }
  }
}

TEST_F(IngestTest, ThreadsMakeTheSameManifest) {
  test::InventedNews invented(13);
  for (int file = 0; file < 3; ++file)
    for (int line = 0; line < 100; ++line)
      append_file(news(std::to_string(file) + ".jsonl"), invented.json_article("n") + "\n");
  IngestOptions with = options();
  with.chunks.articles = 8;
  (void)add(with, "one");
  with.jobs = 4;
  (void)add(with, "four");
  EXPECT_EQ(test::read_file(archive("one").manifest()),
            test::read_file(archive("four").manifest()));
}

TEST_F(IngestTest, TheArchiveMayLieInTheTreeItIsMadeOf) {
  write_file(news("a.txt"), kFerry);
  const ArchivePaths inside(news("archive"));
  EXPECT_EQ(ingest(inside, options(), watcher_, stop_).added, 1U);
  const IngestCounts counts = ingest(inside, options(), watcher_, stop_);
  EXPECT_EQ(counts.unchanged, 1U);
  EXPECT_EQ(counts.refused, 0U);
  EXPECT_EQ(counts.files, 0U);
  EXPECT_THAT(test::broken(test::dump(inside)), IsEmpty());
}

/// Forty articles in eight files about five people; two share a name.

class UmaskTest : public IngestTest, public testing::WithParamInterface<mode_t> {};

TEST_P(UmaskTest, EverythingInAnArchiveIsPrivate) {
  test::write_invented_tree(news(), 3, 60);
  const mode_t before = ::umask(GetParam());
  IngestOptions small = options();
  small.chunks.articles = 20;
  (void)add(small);
  write_file(news("new.txt"), kFerry);
  watcher_.on_progress = [&](const IngestCounts& counts) { stop_ = stop_ || counts.added > 0; };
  (void)add(small);  // leaves a segment that is not merged
  ::umask(before);
  EXPECT_EQ(test::mode_of(archive().root()), 0700U);
  std::size_t files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(archive().root())) {
    EXPECT_EQ(test::mode_of(entry.path()), entry.is_directory() ? 0700U : 0600U) << entry.path();
    ++files;
  }
  EXPECT_GT(files, 10U);
}

INSTANTIATE_TEST_SUITE_P(Ingest, UmaskTest, testing::Values(0, 022, 077, 0277));

TEST_F(IngestTest, ADirectoryThatHoldsOtherThingsIsRefused) {
  write_file(news("a.txt"), kFerry);
  for (const char* file : {"x/mine.txt", "y/scratch/mine.txt", "z/index/mine.txt",
                           "w/index/seg-00000001/postlist.glass"}) {
    write_file(directory_ / file, "mine");
    const std::string name(file, 1);
    try {
      (void)add(options(), name);
      ADD_FAILURE() << "taken: " << name;
    } catch (const Error& error) {
      EXPECT_EQ(error.status(), Exit::Archive);
      // The last one looks like an archive that has lost its manifest, which repair is for.
      EXPECT_EQ(error.what(),
                (directory_ / name).string() +
                    (name == "w" ? " has lost its manifest" : " is not an archive and not empty"));
    }
    EXPECT_EQ(test::read_file(directory_ / file), "mine");
  }
  write_file(directory_ / "file", "mine");
  EXPECT_THROW((void)add(options(), "file"), Error);
}

TEST_F(IngestTest, AnEmptyDirectoryAndALeftoverAreTaken) {
  write_file(news("a.txt"), kFerry);
  fs::create_directories(directory_ / "empty");
  EXPECT_EQ(add(options(), "empty").added, 1U);
  // What stands there when the first add was killed before its manifest.
  write_file(directory_ / "left/lock", "123\n");
  write_file(directory_ / "left/index/XAPIANDB.new", "# morgue");
  fs::create_directories(directory_ / "left/scratch");
  EXPECT_EQ(add(options(), "left").added, 1U);
}

/// Two loads of one tree, with copies of the halves in between.
class MendTest : public IngestTest {
 protected:
  void SetUp() override {
    write_file(news("a.jsonl"), record("One") + record("Two") + record("Gone"));
    write_file(news("b.txt"), kFerry);
    write_file(news("old.txt"),
               "Harbour burns\n\nThe harbour burnt all night, said the harbour.\n");
    (void)add();
    fs::copy(archive().root(), directory_ / "before", fs::copy_options::recursive);
    write_file(news("a.jsonl"), record("One") + record("Two") + record("Three"));
    touch(news("a.jsonl"));
    write_file(news("c.txt"), kBridge);
    write_file(news("copy.txt"), kBridge);
    fs::remove(news("old.txt"));
    (void)prune();
    expected_ = test::dump(archive());
    ASSERT_THAT(test::broken(expected_), IsEmpty());
  }
  void forget_metadata() const {
    for (const char* end : {"", "-wal", "-shm"}) fs::remove(archive().metadata().string() + end);
  }
  test::ArchiveDump expected_;
};

TEST_F(MendTest, SqliteThatIsBehindIsBroughtForward) {
  forget_metadata();
  fs::copy_file(directory_ / "before/metadata.sqlite", archive().metadata());
  const IngestCounts counts = prune();
  EXPECT_EQ(counts.mended, 4U);  // Three and the bridge came, Gone and the harbour went
  EXPECT_EQ(counts.added, 0U);
  EXPECT_EQ(test::difference(expected_, test::dump(archive())), "");
}

TEST_F(MendTest, SqliteThatIsLostIsMadeAgain) {
  forget_metadata();
  const IngestCounts counts = add();
  EXPECT_EQ(counts.mended, 5U);
  EXPECT_EQ(counts.added, 0U);
  EXPECT_EQ(test::difference(expected_, test::dump(archive())), "");
}

TEST_F(MendTest, SqliteThatIsAheadIsTakenBack) {
  fs::remove_all(archive().index());
  fs::copy(directory_ / "before/index", archive().index(), fs::copy_options::recursive);
  const IngestCounts counts = prune();
  EXPECT_EQ(counts.mended, 4U);
  EXPECT_EQ(counts.added, 2U);
  EXPECT_EQ(test::difference(expected_, test::dump(archive())), "");
}

TEST_F(MendTest, AnIndexThatIsLostIsMadeAgainFromTheFiles) {
  fs::remove_all(archive().index());
  const IngestCounts counts = add();
  EXPECT_EQ(counts.added, 5U);
  EXPECT_EQ(test::difference(expected_, test::dump(archive())), "");
}

TEST_F(MendTest, NothingIsMendedAfterAnOrderlyEnd) { EXPECT_EQ(add().mended, 0U); }

}  // namespace
}  // namespace morgue
