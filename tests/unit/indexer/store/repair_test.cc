#include "indexer/store/repair.h"

#include <sys/stat.h>

#include <fstream>
#include <random>

#include "common/error.h"
#include "common/files.h"
#include "indexer/store/archive_writer.h"
#include "tests/support/invented_news.h"
#include "tests/unit/indexer/ingest_fixture.h"

namespace morgue {
namespace {

namespace fs = std::filesystem;

using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr std::uint64_t kSeed = 21;
constexpr std::size_t kArticles = 60;

class RepairTest : public test::IngestTest {
 protected:
  void SetUp() override {
    test::write_invented_tree(news(), kSeed, kArticles);
    (void)add();
    whole_ = test::dump(archive());
  }
  RepairReport repair(bool dry_run = false) const {
    return repair_archive(
        archive(), std::chrono::milliseconds{0}, dry_run, [](std::uint64_t, std::uint64_t) {},
        stop_now_);
  }
  CheckReport check() const {
    return check_archive(
        archive(), [](std::uint64_t, std::uint64_t) {}, stop_now_);
  }
  fs::path in_segment(const std::string& file) const {
    return archive().segment(read_manifest(archive()).segments.at(0)) / file;
  }
  /// The same articles, whatever SQLite knows of files.
  void expect_all_articles() const {
    EXPECT_EQ(test::difference({whole_.articles, {}}, {test::dump(archive()).articles, {}}), "");
    EXPECT_THAT(test::broken(test::dump(archive())), IsEmpty());
  }
  static void turn_bits(const fs::path& path, int bits, std::mt19937_64& random) {
    std::string bytes = file_bytes(path);
    for (int i = 0; i < bits; ++i) {
      char& byte = bytes[random() % bytes.size()];
      byte = static_cast<char>(byte ^ static_cast<char>(1U << random() % 8));
    }
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
  }

  test::ArchiveDump whole_;
  std::atomic<bool> stop_now_{false};
};

TEST_F(RepairTest, AWholeArchiveIsLeftAlone) {
  const RepairReport report = repair();
  EXPECT_THAT(report.steps, IsEmpty());
  EXPECT_FALSE(fs::exists(archive().root() / "damaged"));
}

TEST_F(RepairTest, EachFileBesideTheTablesIsMadeAgain) {
  std::mt19937_64 random(kSeed);
  for (const char* file : {"kin", "forward", "people", "anchors", "sums"}) {
    turn_bits(in_segment(file), 1, random);
    const RepairReport report = repair();
    EXPECT_THAT(report.steps, SizeIs(1)) << file;
    EXPECT_THAT(report.lost, IsEmpty()) << file;
    EXPECT_EQ(report.left.count(), 0U) << file;
    fs::remove(in_segment(file));
    EXPECT_EQ(repair().left.count(), 0U) << file;
    expect_all_articles();
  }
  EXPECT_EQ(test::difference(whole_, test::dump(archive())), "");
}

TEST_F(RepairTest, PostingListsAreMadeAgainFromTheArticles) {
  std::mt19937_64 random(kSeed);
  turn_bits(in_segment("postlist.glass"), 1, random);
  const std::string damaged = file_bytes(in_segment("postlist.glass"));
  const std::string segment = read_manifest(archive()).segments.at(0);
  const RepairReport report = repair();
  EXPECT_EQ(report.left.count(), 0U);
  EXPECT_EQ(file_bytes(archive().root() / "damaged" / segment / "postlist.glass"), damaged);
  if (report.lost.empty()) expect_all_articles();
}

TEST_F(RepairTest, WhatIsLostIsNamedAndComesBackWithItsFiles) {
  std::mt19937_64 random(kSeed);
  turn_bits(in_segment("docdata.glass"), 5, random);
  const RepairReport report = repair();
  EXPECT_EQ(report.left.count(), 0U);
  EXPECT_THAT(report.lost, Not(IsEmpty()));
  EXPECT_EQ(report.lost.size() + test::dump(archive()).articles.size(), whole_.articles.size());
  (void)add();
  EXPECT_EQ(test::ids(test::dump(archive())), test::ids(whole_));
  EXPECT_EQ(check().findings.count(), 0U);
}

TEST_F(RepairTest, ASegmentThatIsGoneIsDoneWithout) {
  fs::remove_all(archive().segment(read_manifest(archive()).segments.at(0)));
  const RepairReport report = repair();
  EXPECT_EQ(report.left.count(), 0U);
  EXPECT_THAT(report.lost, SizeIs(whole_.articles.size()));
  (void)add();
  EXPECT_EQ(test::ids(test::dump(archive())), test::ids(whole_));
}

TEST_F(RepairTest, WhoIsWhoIsDecidedAnewIfBothHalvesHaveLostIt) {
  fs::remove(in_segment("people"));
  std::ofstream(archive().metadata(), std::ios::trunc) << "nonsense";
  const RepairReport report = repair();
  EXPECT_EQ(report.left.count(), 0U);
  EXPECT_EQ(test::dump(archive()).articles.size(), whole_.articles.size());
}

TEST_F(RepairTest, SqliteIsMadeAgain) {
  std::mt19937_64 random(kSeed);
  turn_bits(archive().metadata(), 40, random);
  EXPECT_GT(check().findings.count(), 0U);
  const RepairReport report = repair();
  EXPECT_EQ(report.left.count(), 0U);
  EXPECT_THAT(report.lost, IsEmpty());
  EXPECT_TRUE(fs::exists(archive().root() / "damaged" / "metadata.sqlite"));
  expect_all_articles();
  (void)add();
  EXPECT_EQ(check().findings.count(), 0U);
}

TEST_F(RepairTest, ADryRunChangesNothing) {
  fs::remove(in_segment("kin"));
  ASSERT_EQ(::chmod(in_segment("people").c_str(), 0644), 0);
  EXPECT_THAT(repair(true).steps, SizeIs(2));
  EXPECT_FALSE(fs::exists(in_segment("kin")));
  EXPECT_EQ(test::mode_of(in_segment("people")), 0644U);
  EXPECT_THAT(repair().steps, SizeIs(2));
  EXPECT_EQ(check().findings.count(), 0U);
}

TEST_F(RepairTest, AnyDamageIsMendedOrNamedAndNothingCrashes) {
  const fs::path kept = directory_ / "kept";
  fs::copy(archive().root(), kept, fs::copy_options::recursive);
  std::mt19937_64 random(kSeed);
  for (int round = 0; round < 30; ++round) {
    fs::remove_all(archive().root());
    fs::copy(kept, archive().root(), fs::copy_options::recursive);
    fs::remove(archive().metadata().string() + "-wal");
    fs::remove(archive().metadata().string() + "-shm");
    for (const char* table : {"docdata.glass", "postlist.glass", "iamglass"})
      if (random() % 2 == 0)
        turn_bits(in_segment(table), 1 + static_cast<int>(random() % 30), random);
    const RepairReport report = repair();
    EXPECT_EQ(report.left.count(), 0U) << round;
    EXPECT_EQ(report.lost.size() + test::dump(archive()).articles.size(), whole_.articles.size())
        << round;
  }
}

TEST_F(RepairTest, NotUnderAWriterAndNotWithoutAnArchive) {
  {
    const ArchiveWriter writer(archive(), std::chrono::milliseconds{0});
    EXPECT_THROW((void)repair(), Error);
  }
  fs::remove_all(archive().index());
  EXPECT_THROW((void)repair(), Error);
}

}  // namespace
}  // namespace morgue
