#include "indexer/walk.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include "tests/support/temporary_directory.h"

namespace morgue {
namespace {

namespace fs = std::filesystem;

using test::write_file;
using testing::ElementsAre;
using testing::IsEmpty;

class WalkTest : public testing::Test {
 protected:
  struct Seen {
    std::vector<std::string> files;   // below the directory
    std::vector<std::string> errors;  // "path: why"
    std::size_t passed_over = 0;
  };
  std::string below(const std::string& path) const {
    return fs::path(path).lexically_relative(directory_.path()).string();
  }
  Seen walk(std::vector<std::string> roots, WalkOptions options = {}) const {
    for (std::string& root : roots)
      if (root != "-") root = (directory_ / root).string();
    Walk walk(std::move(roots), std::move(options));
    Seen seen;
    while (const auto found = walk.next()) {
      if (*found)
        seen.files.push_back((*found)->path == "-" ? "-" : below((*found)->path));
      else
        seen.errors.push_back(below(found->error().path) + ": " + found->error().why);
    }
    seen.passed_over = walk.passed_over();
    return seen;
  }
  test::TemporaryDirectory directory_;
};

TEST_F(WalkTest, GoesByNameDepthFirst) {
  for (const char* file : {"t/b.txt", "t/a/z.txt", "t/a/b/c.txt", "t/a.txt", "t/c.txt"})
    write_file(directory_ / file, "x");
  EXPECT_THAT(walk({"t"}).files,
              ElementsAre("t/a/b/c.txt", "t/a/z.txt", "t/a.txt", "t/b.txt", "t/c.txt"));
}

TEST_F(WalkTest, TakesTheRootsAsTheyAreGiven) {
  write_file(directory_ / "b.txt", "x");
  write_file(directory_ / "a/1.txt", "x");
  EXPECT_THAT(walk({"b.txt", "-", "a", "b.txt"}).files,
              ElementsAre("b.txt", "-", "a/1.txt", "b.txt"));
}

TEST_F(WalkTest, TellsSizeAndTime) {
  write_file(directory_ / "a.txt", "12345");
  struct stat status {};
  ASSERT_EQ(::stat((directory_ / "a.txt").c_str(), &status), 0);
  Walk walk({(directory_ / "a.txt").string()}, {});
  const auto found = walk.next();
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->size, 5);
  EXPECT_EQ((*found)->mtime_ns,
            status.st_mtim.tv_sec * std::int64_t{1'000'000'000} + status.st_mtim.tv_nsec);
  EXPECT_FALSE(walk.next());
  EXPECT_FALSE(walk.next());
}

TEST_F(WalkTest, PassesOverHiddenFilesAndPartsOfPagesUnlessTheyAreRoots) {
  for (const char* file : {"t/.git/config", "t/.hidden.txt", "t/page_files/style.CSS",
                           "t/page_files/photo.jpeg", "t/page.html"})
    write_file(directory_ / file, "x");
  const Seen seen = walk({"t"});
  EXPECT_THAT(seen.files, ElementsAre("t/page.html"));
  EXPECT_EQ(seen.passed_over, 4U);
  EXPECT_THAT(walk({"t/.hidden.txt", "t/page_files/style.CSS", "t/.git"}).files,
              ElementsAre("t/.hidden.txt", "t/page_files/style.CSS", "t/.git/config"));
}

TEST_F(WalkTest, FollowsLinksToFilesButNotToDirectoriesBelowARoot) {
  write_file(directory_ / "elsewhere/a.txt", "x");
  fs::create_directories(directory_ / "t");
  fs::create_symlink("../elsewhere/a.txt", directory_ / "t/link.txt");
  fs::create_symlink("../elsewhere", directory_ / "t/link");
  fs::create_symlink("elsewhere", directory_ / "root");
  const Seen seen = walk({"t"});
  EXPECT_THAT(seen.files, ElementsAre("t/link.txt"));
  EXPECT_EQ(seen.passed_over, 1U);
  EXPECT_THAT(walk({"root"}).files, ElementsAre("root/a.txt"));
}

TEST_F(WalkTest, EndsInTreesWhoseLinksGoRound) {
  write_file(directory_ / "t/a.txt", "x");
  fs::create_symlink(".", directory_ / "t/here");
  fs::create_symlink("../t", directory_ / "t/again");
  fs::create_symlink("tail", directory_ / "t/head");
  fs::create_symlink("head", directory_ / "t/tail");
  const Seen seen = walk({"t"});
  EXPECT_THAT(seen.files, ElementsAre("t/a.txt"));
  EXPECT_THAT(seen.errors, ElementsAre("t/head: Too many levels of symbolic links",
                                       "t/tail: Too many levels of symbolic links"));
}

TEST_F(WalkTest, SaysWhatItCannotRead) {
  write_file(directory_ / "t/a.txt", "x");
  fs::create_symlink("nowhere", directory_ / "t/dangling");
  const Seen seen = walk({"none", "t/a.txt/below", "t"});
  EXPECT_THAT(seen.errors,
              ElementsAre("none: No such file or directory", "t/a.txt/below: Not a directory",
                          "t/dangling: No such file or directory"));
  EXPECT_THAT(seen.files, ElementsAre("t/a.txt"));
}

TEST_F(WalkTest, TakesNoPipesAndDevices) {
  fs::create_directories(directory_ / "t");
  ASSERT_EQ(::mkfifo((directory_ / "t/pipe").c_str(), 0600), 0);
  EXPECT_EQ(walk({"t"}).passed_over, 1U);
  EXPECT_THAT(walk({"t/pipe"}).errors, ElementsAre("t/pipe: neither a file nor a directory"));
}

TEST_F(WalkTest, DoesNotEnterTheArchiveHoweverItIsSpelt) {
  write_file(directory_ / "t/a.txt", "x");
  write_file(directory_ / "t/archive/lock", "x");
  fs::create_symlink("t/archive", directory_ / "link");
  for (const char* spelt : {"t/archive", "t/archive/", "t/./archive", "t/../t/archive", "link"})
    EXPECT_THAT(walk({"t"}, {directory_ / spelt}).files, ElementsAre("t/a.txt")) << spelt;
  EXPECT_THAT(walk({"t/archive"}, {directory_ / "t/archive"}).files, IsEmpty());
  EXPECT_THAT(walk({"t"}, {directory_ / "none"}).files, ElementsAre("t/a.txt", "t/archive/lock"));
}

TEST(LedgerPath, IsAbsoluteAndHasOneSpelling) {
  const std::string here = fs::current_path().string();
  EXPECT_EQ(ledger_path("-"), "-");
  EXPECT_EQ(ledger_path("a"), here + "/a");
  EXPECT_EQ(ledger_path("./b/../a//"), here + "/a");
  EXPECT_EQ(ledger_path("/a/./b/"), "/a/b");
  EXPECT_EQ(ledger_path("/"), "/");
}

}  // namespace
}  // namespace morgue
