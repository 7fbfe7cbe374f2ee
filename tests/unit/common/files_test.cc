#include "common/files.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>

#include "common/error.h"
#include "tests/support/temporary_directory.h"

namespace morgue {
namespace {

namespace fs = std::filesystem;

template <typename F>
std::string error_of(F&& f) {
  try {
    f();
  } catch (const Error& error) {
    EXPECT_EQ(error.status(), Exit::Archive);
    return error.what();
  }
  return "no error";
}

TEST(ReplaceFile, LeavesTheNewContentAndNothingBeside) {
  const test::TemporaryDirectory directory;
  replace_file(directory / "a", "old");
  replace_file(directory / "a", "new");
  EXPECT_EQ(test::read_file(directory / "a"), "new");
  EXPECT_EQ(std::distance(fs::directory_iterator(directory.path()), fs::directory_iterator()), 1);
}

TEST(ReplaceFile, MakesPrivateFilesWhateverTheUmask) {
  const test::TemporaryDirectory directory;
  const mode_t before = ::umask(0377);
  replace_file(directory / "a", "x");
  ::umask(before);
  EXPECT_EQ(test::mode_of(directory / "a"), 0600U);
}

TEST(ReplaceFile, SaysWhatItCannotWrite) {
  const test::TemporaryDirectory directory;
  EXPECT_EQ(error_of([&] { replace_file(directory / "none/a", "x"); }),
            "can't open " + (directory / "none/a.new").string() + ": No such file or directory");
  fs::create_directories(directory / "a");
  EXPECT_EQ(error_of([&] { replace_file(directory / "a", "x"); }),
            "can't replace " + (directory / "a").string() + ": Is a directory");
}

// The limit on file sizes stands in for a full disk.
TEST(ReplaceFile, KeepsTheOldContentIfTheNewCannotBeWritten) {
  const test::TemporaryDirectory directory;
  replace_file(directory / "a", "old");
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
  const rlimit tiny{1, before.rlim_max};
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &tiny), 0);
  const std::string error = error_of([&] { replace_file(directory / "a", "new"); });
  ::setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  EXPECT_EQ(error, "can't write " + (directory / "a.new").string() + ": File too large");
  EXPECT_EQ(test::read_file(directory / "a"), "old");
  replace_file(directory / "a", "new");  // what is left beside is in nobody's way
  EXPECT_EQ(test::read_file(directory / "a"), "new");
}

TEST(SealDirectory, MakesFilesAndDirectoryPrivate) {
  const test::TemporaryDirectory directory;
  test::write_file(directory / "d/a", "x");
  fs::permissions(directory / "d/a", fs::perms(0664));
  fs::permissions(directory / "d", fs::perms(0775));
  seal_directory(directory / "d");
  EXPECT_EQ(test::mode_of(directory / "d"), 0700U);
  EXPECT_EQ(test::mode_of(directory / "d/a"), 0600U);
}

TEST(SealDirectory, SaysThatItIsMissing) {
  const test::TemporaryDirectory directory;
  EXPECT_EQ(error_of([&] { seal_directory(directory / "none"); }),
            "can't open " + (directory / "none").string() + ": No such file or directory");
}

TEST(MakePrivateDirectory, IsPrivateWhateverTheUmask) {
  const test::TemporaryDirectory directory;
  const mode_t before = ::umask(0);
  make_private_directory(directory / "a/b");
  ::umask(before);
  EXPECT_EQ(test::mode_of(directory / "a/b"), 0700U);
  make_private_directory(directory / "a/b");  // it may be there already
  test::write_file(directory / "file", "x");
  EXPECT_NE(error_of([&] { make_private_directory(directory / "file/b"); }), "no error");
}

TEST(MoveDirectory, MovesOrSaysWhyNot) {
  const test::TemporaryDirectory directory;
  test::write_file(directory / "from/a", "x");
  move_directory(directory / "from", directory / "to");
  EXPECT_EQ(test::read_file(directory / "to/a"), "x");
  EXPECT_EQ(error_of([&] { move_directory(directory / "from", directory / "to2"); }),
            "can't move " + (directory / "from").string() + ": No such file or directory");
}

}  // namespace
}  // namespace morgue
