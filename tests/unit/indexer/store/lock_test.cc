#include "indexer/store/lock.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <thread>

#include "common/error.h"
#include "tests/support/temporary_directory.h"

namespace morgue {
namespace {

using std::chrono::milliseconds;

/// Another process that holds the lock until this goes out of scope.
class Holder {
 public:
  explicit Holder(const ArchivePaths& paths) {
    int ready[2];
    int end[2];
    if (::pipe(ready) != 0 || ::pipe(end) != 0) throw std::runtime_error("no pipe");
    pid_ = ::fork();
    if (pid_ == 0) {
      ::close(end[1]);
      const WriterLock lock(paths, milliseconds{0});
      char byte = 'x';
      (void)!::write(ready[1], &byte, 1);
      (void)!::read(end[0], &byte, 1);
      ::_exit(0);
    }
    char byte = 0;
    (void)!::read(ready[0], &byte, 1);
    for (const int fd : {ready[0], ready[1], end[0]}) ::close(fd);
    end_ = end[1];
  }
  ~Holder() {
    ::close(end_);
    ::waitpid(pid_, nullptr, 0);
  }
  Holder(const Holder&) = delete;
  Holder& operator=(const Holder&) = delete;
  [[nodiscard]] pid_t pid() const { return pid_; }

 private:
  pid_t pid_ = -1;
  int end_ = -1;
};

TEST(WriterLock, NamesTheProcessThatHoldsIt) {
  const test::TemporaryDirectory directory;
  const ArchivePaths paths(directory.path());
  const Holder holder(paths);
  try {
    const WriterLock lock(paths, milliseconds{0});
    ADD_FAILURE() << "two writers";
  } catch (const Error& error) {
    EXPECT_EQ(error.status(), Exit::Locked);
    EXPECT_EQ(error.what(), "process " + std::to_string(holder.pid()) + " is writing to " +
                                directory.path().string());
    EXPECT_EQ(error.hint(), "wait for it to end, or give --lock-wait SECONDS");
  }
}

TEST(WriterLock, IsFreeWhenItsHolderIsGone) {
  const test::TemporaryDirectory directory;
  const ArchivePaths paths(directory.path());
  { const Holder holder(paths); }
  const WriterLock lock(paths, milliseconds{0});
  EXPECT_EQ(test::read_file(paths.lock()), std::to_string(::getpid()) + "\n");
  EXPECT_EQ(test::mode_of(paths.lock()), 0600U);
}

TEST(WriterLock, WaitsForItsHolder) {
  const test::TemporaryDirectory directory;
  const ArchivePaths paths(directory.path());
  auto first = std::make_unique<WriterLock>(paths, milliseconds{0});
  std::thread release([&] {
    std::this_thread::sleep_for(milliseconds{100});
    first.reset();
  });
  const auto begun = std::chrono::steady_clock::now();
  const WriterLock second(paths, milliseconds{30'000});
  EXPECT_GE(std::chrono::steady_clock::now() - begun, milliseconds{90});
  release.join();
}

TEST(WriterLock, SaysThatItCannotBeMade) {
  const test::TemporaryDirectory directory;
  try {
    const WriterLock lock(ArchivePaths(directory / "none"), milliseconds{0});
    ADD_FAILURE() << "locked nothing";
  } catch (const Error& error) {
    EXPECT_EQ(error.status(), Exit::Archive);
    EXPECT_EQ(error.what(),
              "can't open " + (directory / "none/lock").string() + ": No such file or directory");
  }
}

}  // namespace
}  // namespace morgue
