#include "indexer/store/apart.h"

#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <exception>

#include "common/error.h"

namespace morgue {
namespace {

/// A damaged table may send its reader in circles.
constexpr rlim_t kMostCpuSeconds = 3600;
constexpr std::size_t kMostBytes = 2000;

[[noreturn]] void work_and_tell(const std::function<std::string()>& work, int out) {
  const rlimit cpu{kMostCpuSeconds, kMostCpuSeconds};
  ::setrlimit(RLIMIT_CPU, &cpu);
  const rlimit no_core{0, 0};
  ::setrlimit(RLIMIT_CORE, &no_core);
  std::string wrong;
  try {
    wrong = work();
  } catch (const std::exception& error) {
    wrong = error.what();
  }
  if (wrong.size() > kMostBytes) wrong.resize(kMostBytes);
  // Fits into the pipe whole.
  const bool told = ::write(out, wrong.data(), wrong.size()) == static_cast<ssize_t>(wrong.size());
  ::_exit(told ? 0 : 1);
}

}  // namespace

std::string done_apart(const std::function<std::string()>& work) {
  std::array<int, 2> ends{};
  if (::pipe(ends.data()) != 0)
    throw Error(Exit::Archive, fmt::format("can't make a pipe: {}", std::strerror(errno)));
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    work_and_tell(work, ends[1]);
  }
  ::close(ends[1]);
  std::string wrong;
  std::array<char, kMostBytes> block{};
  for (ssize_t got = child < 0 ? 0 : 1; got != 0;) {
    got = ::read(ends[0], block.data(), block.size());
    if (got > 0) wrong.append(block.data(), static_cast<std::size_t>(got));
    if (got < 0 && errno != EINTR) break;
  }
  ::close(ends[0]);
  if (child < 0)
    throw Error(Exit::Archive, fmt::format("can't start a process: {}", std::strerror(errno)));
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return wrong;
  return WIFSIGNALED(status)
             ? fmt::format("so damaged that reading it ended with signal {}", WTERMSIG(status))
             : std::string("so damaged that reading it failed");
}

}  // namespace morgue
