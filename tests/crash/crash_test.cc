// Kills morgue-index at random moments of a load, runs the load again, and expects the archive that
// a load nobody disturbed makes. MORGUE_CRASH_SEED repeats a run: the moments are the same parts of
// the time that an undisturbed load takes. MORGUE_CRASH_KILLS: so many in each test (kill.sh).

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <random>
#include <thread>

#include "common/error.h"
#include "tests/crash/program_run.h"
#include "tests/support/archive_dump.h"
#include "tests/support/invented_news.h"
#include "tests/support/temporary_directory.h"

namespace morgue {
namespace {

using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;
using testing::IsEmpty;

constexpr int kFewKills = 20;
constexpr std::size_t kArticles = 250;
constexpr int kSomeFailed = static_cast<int>(Exit::SomeFailed);  // the tree holds bad files

std::uint64_t chosen_seed() {
  const char* wanted = std::getenv("MORGUE_CRASH_SEED");
  return wanted != nullptr ? std::strtoull(wanted, nullptr, 10) : std::random_device{}();
}

int chosen_kills() {
  const char* wanted = std::getenv("MORGUE_CRASH_KILLS");
  return wanted != nullptr ? std::max(1, std::atoi(wanted)) : kFewKills;
}

/// A running `morgue-index add`.
class Load : public test::ProgramRun {
 public:
  Load(const ArchivePaths& archive, const std::filesystem::path& tree)
      : ProgramRun({MORGUE_INDEX, "add", "-q", "--jobs", "2", "--commit-every", "12", "-A",
                    archive.root().string(), tree.string()}) {}
};

class CrashTest : public testing::Test {
 protected:
  void SetUp() override {
    fmt::print("MORGUE_CRASH_SEED={}\n", seed_);
    test::write_invented_tree(tree_, seed_, kArticles);
    const auto begun = Clock::now();
    ASSERT_EQ(Load(archive("whole"), tree_).wait(), kSomeFailed);
    undisturbed_ = Clock::now() - begun;
    expected_ = test::dump(archive("whole"));
    ASSERT_THAT(test::broken(expected_), IsEmpty());
    ASSERT_GE(expected_.articles.size(), kArticles);
  }

  ArchivePaths archive(const std::string& name) const { return ArchivePaths(directory_ / name); }

  /// Starts a load and kills it; true unless it was done before. Every other time right after the
  /// commit of the index that comes next: SQLite's half follows so soon that chance alone would
  /// hardly ever come between them.
  bool disturb(const ArchivePaths& archive, int round) {
    Load load(archive, tree_);
    std::this_thread::sleep_for(undisturbed_ *
                                std::uniform_real_distribution<double>(0, 1)(random_));
    if (round % 2 == 1) {
      const auto patience = Clock::now() + undisturbed_;
      const ino_t before = manifest_of(archive);
      while (manifest_of(archive) == before && Clock::now() < patience) {
      }
    }
    const bool killed = load.kill() == -SIGKILL;
    // Loads take longer while other tests run: the measured time may have been such a one.
    if (!killed) undisturbed_ *= 0.85;
    return killed;
  }

  /// Every commit replaces the file.
  static ino_t manifest_of(const ArchivePaths& archive) {
    struct stat status {};
    return ::stat(archive.manifest().c_str(), &status) == 0 ? status.st_ino : 0;
  }

  /// What a reader would stumble over right after a kill. SQLite may be behind; the index never
  /// shows half a commit.
  static std::vector<std::string> broken_for_readers(const ArchivePaths& archive) {
    if (!std::filesystem::exists(archive.manifest()) || read_manifest(archive).batch == 0)
      return {};  // killed before there was anything to read
    auto broken = test::broken(test::dump(archive));
    std::erase_if(broken, [](const std::string& entry) {
      return entry.starts_with("BROKEN: only one half");
    });
    return broken;
  }

  std::uint64_t seed_ = chosen_seed();
  int kills_ = chosen_kills();
  std::mt19937_64 random_{seed_};
  test::TemporaryDirectory directory_;
  std::filesystem::path tree_ = directory_ / "news";
  Seconds undisturbed_{};
  test::ArchiveDump expected_;
};

TEST_F(CrashTest, ALoadThatIsRepeatedEndsAsIfNobodyHadDisturbedIt) {
  int killed = 0;
  for (int round = 0; round < kills_; ++round) {
    const ArchivePaths paths = archive(fmt::format("round-{}", round));
    killed += disturb(paths, round) ? 1 : 0;
    EXPECT_THAT(broken_for_readers(paths), IsEmpty()) << "round " << round;
    ASSERT_EQ(Load(paths, tree_).wait() & ~kSomeFailed, 0) << "round " << round;
    ASSERT_EQ(test::difference(expected_, test::dump(paths)), "") << "round " << round;
  }
  EXPECT_GT(killed, kills_ / 2);  // else the moments prove little
}

TEST_F(CrashTest, ALoadThatIsDisturbedAgainAndAgainComesToItsEnd) {
  const ArchivePaths paths = archive("growing");
  std::size_t held = 0;
  for (int round = 0; round < kills_; ++round) {
    (void)disturb(paths, round);
    ASSERT_THAT(broken_for_readers(paths), IsEmpty()) << "round " << round;
    if (!std::filesystem::exists(paths.metadata()) || read_manifest(paths).batch == 0) continue;
    const std::size_t now = test::dump(paths).articles.size();
    EXPECT_GE(now, held) << "round " << round;  // what was committed stays
    held = now;
  }
  ASSERT_EQ(Load(paths, tree_).wait() & ~kSomeFailed, 0);
  EXPECT_EQ(test::difference(expected_, test::dump(paths)), "");
}

}  // namespace
}  // namespace morgue
