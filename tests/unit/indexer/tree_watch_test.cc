#include "indexer/tree_watch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "common/error.h"
#include "common/files.h"
#include "tests/support/temporary_directory.h"

namespace morgue::test {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::IsEmpty;

class TreeWatchTest : public testing::Test {
 protected:
  TreeWatchTest() { fs::create_directories(in_ / "old"); }

  /// What has changed, as paths below the root.
  std::vector<std::string> changes(TreeWatch& tree) {
    // Long enough for any machine if nothing comes; what has come is told at once.
    const auto changed = tree.wait({milliseconds{20}, milliseconds{2000}},
                                   std::chrono::steady_clock::now() + milliseconds{400}, stop_);
    removed_ = changed.removed;
    std::vector<std::string> out;
    for (const std::string& path : changed.paths)
      out.push_back(fs::path(path).lexically_relative(in_).string());
    return out;
  }

  TemporaryDirectory directory_;
  fs::path in_ = directory_ / "in";
  std::atomic<bool> stop_{false};
  bool removed_ = false;
};

TEST_F(TreeWatchTest, TellsOfFilesThatAreWrittenOrMovedHere) {
  TreeWatch tree({in_.string()}, {});
  EXPECT_THAT(changes(tree), IsEmpty());
  write_file(in_ / "b.txt", "x");
  write_file(in_ / "old/a.txt", "x");
  write_file(directory_ / "c.txt", "x");
  fs::rename(directory_ / "c.txt", in_ / "c.txt");
  fs::create_symlink(in_ / "c.txt", in_ / "d.txt");
  EXPECT_THAT(changes(tree), ElementsAre("b.txt", "c.txt", "d.txt", "old/a.txt"));
  EXPECT_FALSE(removed_);
  fs::remove(in_ / "b.txt");
  EXPECT_THAT(changes(tree), IsEmpty());
  EXPECT_TRUE(removed_);
}

TEST_F(TreeWatchTest, TellsOfDirectoriesAndWhatComesIntoThem) {
  TreeWatch tree({in_.string()}, {});
  fs::create_directories(in_ / "new/deep");
  write_file(in_ / "new/deep/a.txt", "x");
  EXPECT_THAT(changes(tree), ElementsAre("new"));
  write_file(in_ / "new/deep/b.txt", "x");
  EXPECT_THAT(changes(tree), ElementsAre("new/deep/b.txt"));
  fs::rename(in_ / "new", in_ / "renamed");
  EXPECT_THAT(changes(tree), ElementsAre("renamed"));
  write_file(in_ / "renamed/deep/c.txt", "x");
  EXPECT_THAT(changes(tree), ElementsAre("renamed/deep/c.txt"));
}

TEST_F(TreeWatchTest, PassesOverWhatWalksPassOver) {
  fs::create_directories(in_ / "archive");
  TreeWatch tree({in_.string()}, in_ / "archive");
  write_file(in_ / ".part", "x");
  write_file(in_ / "style.css", "x");
  write_file(in_ / "archive/data.txt", "x");
  fs::create_directories(in_ / ".git");
  EXPECT_THAT(changes(tree), IsEmpty());
  fs::create_directories(in_ / "pages.js");
  EXPECT_THAT(changes(tree), ElementsAre("pages.js")) << "a directory may be called anything";
}

TEST_F(TreeWatchTest, WhatLeavesTheTreeIsWatchedNoMore) {
  TreeWatch tree({in_.string()}, {});
  fs::rename(in_ / "old", directory_ / "away");
  EXPECT_THAT(changes(tree), IsEmpty());
  write_file(directory_ / "away/a.txt", "x");
  EXPECT_THAT(changes(tree), IsEmpty());
}

TEST_F(TreeWatchTest, IsAskedToStop) {
  TreeWatch tree({in_.string()}, {});
  write_file(in_ / "a.txt", "x");
  stop_ = true;
  EXPECT_THAT(changes(tree), IsEmpty());
}

TEST_F(TreeWatchTest, WantsDirectories) {
  write_file(in_ / "a.txt", "x");
  for (const fs::path& path : {in_ / "a.txt", in_ / "none"})
    EXPECT_THROW(TreeWatch({path.string()}, {}), Error) << path;
}

TEST_F(TreeWatchTest, RootsAreNotBelowOneAnother) {
  const auto path = [&](const char* name) { return (in_ / name).string(); };
  for (const char* name : {"a", "a b", "a/x", "b"}) fs::create_directories(in_ / name);
  EXPECT_THAT(TreeWatch::roots_among(
                  {path("b"), path("a/x"), path("none"), path("a b"), path("a"), path("b")}),
              ElementsAre(path("a"), path("a b"), path("b")));
}

}  // namespace
}  // namespace morgue::test
