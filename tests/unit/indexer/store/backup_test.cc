#include "indexer/store/backup.h"

#include <fstream>
#include <random>
#include <thread>

#include "common/error.h"
#include "common/files.h"
#include "indexer/store/archive_check.h"
#include "indexer/store/archive_writer.h"
#include "tests/support/invented_news.h"
#include "tests/unit/indexer/ingest_fixture.h"

namespace morgue {
namespace {

namespace fs = std::filesystem;

using testing::IsEmpty;

constexpr std::uint64_t kSeed = 11;
constexpr std::size_t kArticles = 50;

class BackupTest : public test::IngestTest {
 protected:
  void SetUp() override {
    test::write_invented_tree(news(), kSeed, kArticles);
    (void)add();
  }
  BackupReport back_up() const {
    return morgue::back_up(
        archive(), backup_, [](std::uint64_t, std::uint64_t) {}, stop_now_);
  }
  RestoreReport restore(const std::string& name, bool force = false) const {
    return restore_backup(
        backup_, archive(name), force, std::chrono::milliseconds{0},
        [](std::uint64_t, std::uint64_t) {}, stop_now_);
  }
  std::vector<Finding> findings(const std::string& name) const {
    return check_archive(
               archive(name), [](std::uint64_t, std::uint64_t) {}, stop_now_)
        .findings.all();
  }
  std::string difference(const std::string& restored) const {
    return test::difference(test::dump(archive()), test::dump(archive(restored)));
  }

  fs::path backup_ = directory_ / "backup";
  std::atomic<bool> stop_now_{false};
};

TEST_F(BackupTest, WhatIsRestoredIsWhatWasBackedUp) {
  append_to_file(archive().desk(), "1\t2026-11-24T10:00:00Z\tsave\tferry\tferry crash\n");
  const BackupReport report = back_up();
  EXPECT_EQ(report.copied_files, report.files);
  EXPECT_EQ(report.articles, static_cast<std::int64_t>(test::dump(archive()).articles.size()));
  EXPECT_EQ(restore("restored").files, report.files);
  EXPECT_EQ(difference("restored"), "");
  EXPECT_THAT(findings("restored"), IsEmpty());
  EXPECT_EQ(file_bytes(archive("restored").desk()), file_bytes(archive().desk()));
  EXPECT_EQ(add(options(), "restored").added, 0U);  // it goes on as an archive
  for (const auto& entry : fs::recursive_directory_iterator(backup_))
    EXPECT_EQ(test::mode_of(entry.path()), entry.is_directory() ? 0700U : 0600U) << entry.path();
}

TEST_F(BackupTest, ASecondOneCopiesOnlyWhatIsNew) {
  (void)back_up();
  const BackupReport same = back_up();
  EXPECT_EQ(same.copied_files, 0U);
  test::append_file(news("more.jsonl"),
                    R"({"id":"m","title":"Ferry","text":"The ferry sailed.","date":"2025-03-14"})"
                    "\n");
  Manifest before = read_manifest(archive());
  (void)add();
  const BackupReport more = back_up();
  EXPECT_GT(more.copied_files, 0U);
  (void)restore("restored");
  EXPECT_EQ(difference("restored"), "");
  // What only the first one needed is gone: as many files as are listed, or fewer.
  const BackupList list = read_backup(backup_);
  std::set<std::string> hashes;
  for (const BackupFile& file : list.files) hashes.insert(file.hash);
  std::set<std::string> there;
  for (const auto& entry : fs::directory_iterator(backup_ / "files"))
    there.insert(entry.path().filename().string());
  EXPECT_EQ(there, hashes);
  EXPECT_EQ(list.batch, before.batch + 1);
}

TEST_F(BackupTest, OneThatWasCutShortIsNone) {
  stop_now_ = true;
  EXPECT_TRUE(back_up().interrupted);
  stop_now_ = false;
  EXPECT_THROW((void)restore("restored"), Error);
  EXPECT_FALSE(fs::exists(archive("restored").root()));
  // A second one that is cut short leaves the first.
  (void)back_up();
  const auto before = test::dump(archive());
  test::append_file(news("more.jsonl"), R"({"title":"Ferry","text":"The ferry sailed."})"
                                        "\n");
  (void)add();
  stop_now_ = true;
  EXPECT_TRUE(back_up().interrupted);
  stop_now_ = false;
  (void)restore("restored");
  EXPECT_EQ(test::difference(before, test::dump(archive("restored"))), "");
}

TEST_F(BackupTest, ATurnedBitIsNeverRestored) {
  (void)back_up();
  std::vector<fs::path> files = {backup_ / "backup.txt"};
  for (const auto& entry : fs::directory_iterator(backup_ / "files"))
    if (entry.file_size() > 0) files.push_back(entry.path());
  std::mt19937_64 random(kSeed);
  for (const fs::path& file : files) {
    const std::string bytes = file_bytes(file);
    std::string turned = bytes;
    char& byte = turned[random() % turned.size()];
    byte = static_cast<char>(byte ^ static_cast<char>(1U << random() % 8));
    std::ofstream(file, std::ios::binary | std::ios::trunc) << turned;
    EXPECT_THROW((void)restore("restored"), Error) << file;
    EXPECT_FALSE(fs::exists(archive("restored").root())) << file;
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
  }
  fs::remove(files.back());
  EXPECT_THROW((void)restore("restored"), Error);
}

TEST_F(BackupTest, AnArchiveIsOnlyReplacedByForce) {
  (void)back_up();
  const auto before = test::dump(archive());
  EXPECT_THROW((void)restore("archive"), Error);
  EXPECT_EQ(restore("archive", true).kept, archive("archive.before-restore").root());
  EXPECT_EQ(test::difference(before, test::dump(archive())), "");
  EXPECT_EQ(test::difference(before, test::dump(archive("archive.before-restore"))), "");
  const ArchiveWriter writer(archive(), std::chrono::milliseconds{0});
  try {
    (void)restore("archive", true);
    ADD_FAILURE() << "replaced under a writer";
  } catch (const Error& error) {
    EXPECT_EQ(error.status(), Exit::Locked);
  }
}

TEST_F(BackupTest, WhatIsDamagedIsNotBackedUp) {
  (void)back_up();
  const std::string segment = read_manifest(archive()).segments.at(0);
  append_to_file(archive().segment(segment) / "postlist.glass", "x");
  EXPECT_THROW((void)back_up(), Error);
  EXPECT_FALSE(read_backup(backup_).files.empty());
  (void)restore("restored");
  EXPECT_THAT(findings("restored"), IsEmpty());
}

TEST_F(BackupTest, ItNamesNothingOutsideOfAnArchive) {
  make_private_directory(backup_);
  for (const char* path : {"../x", "/etc/x", "index/seg-1/../x", "index/other/x", "lock",
                           "index/seg-00000001/.hidden"}) {
    BackupList list;
    list.files.push_back({std::string(32, '0'), 1, path});
    replace_file(backup_ / "backup.txt", to_text(list));
    EXPECT_THROW((void)read_backup(backup_), Error) << path;
  }
}

TEST_F(BackupTest, OtherThingsAreNotTouched) {
  test::write_file(backup_ / "mine.txt", "mine");
  EXPECT_THROW((void)back_up(), Error);
  EXPECT_EQ(file_bytes(backup_ / "mine.txt"), "mine");
}

TEST_F(BackupTest, EveryOneTakenBesideAWriterIsWhole) {
  test::write_invented_tree(news("more"), kSeed + 1, 300);
  std::atomic<bool> done{false};
  std::thread writer([&] {
    IngestOptions often = options();
    often.chunks.articles = 10;
    (void)add(often);
    done = true;
  });
  int taken = 0;
  do {
    (void)back_up();
    const std::string name = "restored-" + std::to_string(++taken);
    (void)restore(name);
    EXPECT_THAT(findings(name), IsEmpty()) << taken;
  } while (!done);
  writer.join();
  (void)back_up();
  (void)restore("last");
  EXPECT_EQ(difference("last"), "");
}

}  // namespace
}  // namespace morgue
