#include "indexer/store/lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <thread>

#include "common/error.h"

namespace morgue {
namespace {

constexpr std::chrono::milliseconds kPoll{50};

std::string holder(int fd) {
  std::array<char, 32> text{};
  const ssize_t n = ::pread(fd, text.data(), text.size() - 1, 0);
  const std::string pid(text.data(), n > 0 ? static_cast<std::size_t>(n) : 0);
  const auto digits = pid.substr(0, pid.find_first_not_of("0123456789"));
  return digits.empty() ? "another process" : "process " + digits;
}

}  // namespace

WriterLock::WriterLock(const ArchivePaths& paths, std::chrono::milliseconds wait) {
  fd_ = ::open(paths.lock().c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd_ < 0)
    throw Error(Exit::Archive,
                fmt::format("can't open {}: {}", paths.lock().string(), std::strerror(errno)));
  ::fchmod(fd_, 0600);  // whatever the umask
  const auto deadline = std::chrono::steady_clock::now() + wait;
  while (::flock(fd_, LOCK_EX | LOCK_NB) != 0) {
    const int cause = errno;
    if (cause == EINTR) continue;
    if (cause != EWOULDBLOCK || std::chrono::steady_clock::now() >= deadline) {
      const std::string who = holder(fd_);
      ::close(fd_);
      if (cause != EWOULDBLOCK)
        throw Error(Exit::Archive,
                    fmt::format("can't lock {}: {}", paths.lock().string(), std::strerror(cause)));
      throw Error(Exit::Locked, fmt::format("{} is writing to {}", who, paths.root().string()),
                  "wait for it to end, or give --lock-wait SECONDS");
    }
    std::this_thread::sleep_for(kPoll);
  }
  const std::string pid = std::to_string(::getpid()) + '\n';
  // The name of the holder is a courtesy: the lock holds without it.
  if (::ftruncate(fd_, 0) == 0) (void)!::pwrite(fd_, pid.data(), pid.size(), 0);
}

WriterLock::~WriterLock() { ::close(fd_); }

}  // namespace morgue
