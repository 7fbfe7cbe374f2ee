#include "indexer/confine.h"

#include <fcntl.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <memory>

namespace morgue {
namespace {

constexpr unsigned kFirstForeign = 3;  // descriptors

void limit(int resource, rlim_t most) {
  const auto which = static_cast<__rlimit_resource>(resource);
  rlimit value{};
  if (getrlimit(which, &value) != 0) std::_Exit(EXIT_FAILURE);
  value.rlim_max = std::min(value.rlim_max, most);
  value.rlim_cur = value.rlim_max;
  if (setrlimit(which, &value) != 0) std::_Exit(EXIT_FAILURE);
}

/// What computing needs, and talking through what is open.
constexpr std::array kHarmless = {
    SCMP_SYS(read),          SCMP_SYS(write),
    SCMP_SYS(readv),         SCMP_SYS(writev),
    SCMP_SYS(lseek),         SCMP_SYS(close),
    SCMP_SYS(fstat),         SCMP_SYS(poll),
    SCMP_SYS(ppoll),         SCMP_SYS(brk),
    SCMP_SYS(munmap),        SCMP_SYS(mremap),
    SCMP_SYS(madvise),       SCMP_SYS(futex),
    SCMP_SYS(rt_sigaction),  SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),  SCMP_SYS(sigaltstack),
    SCMP_SYS(setitimer),     SCMP_SYS(getitimer),
    SCMP_SYS(clock_gettime), SCMP_SYS(clock_getres),
    SCMP_SYS(time),          SCMP_SYS(times),
    SCMP_SYS(getrusage),     SCMP_SYS(sysinfo),
    SCMP_SYS(getrandom),     SCMP_SYS(getpid),
    SCMP_SYS(gettid),        SCMP_SYS(sched_yield),
    SCMP_SYS(nanosleep),     SCMP_SYS(clock_nanosleep),
    SCMP_SYS(membarrier),    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(get_mempolicy), SCMP_SYS(restart_syscall),
    SCMP_SYS(exit),          SCMP_SYS(exit_group),
};

struct ReleaseFilter {
  using pointer = scmp_filter_ctx;
  void operator()(scmp_filter_ctx filter) const noexcept { seccomp_release(filter); }
};

/// Memory that holds code is never asked for by anything that we run.
bool allow_data_memory(scmp_filter_ctx filter) {
  constexpr std::uint64_t kExecutable = PROT_EXEC;
  bool good = true;
  for (const int call : {SCMP_SYS(mmap), SCMP_SYS(mprotect)})
    good = good && seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 1,
                                    SCMP_A2_64(SCMP_CMP_MASKED_EQ, kExecutable, 0)) == 0;
  return good;
}

/// abort() sends a signal to its own thread.
bool allow_own_signals(scmp_filter_ctx filter) {
  const auto self = static_cast<std::uint64_t>(::getpid());
  return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
                          SCMP_A0_64(SCMP_CMP_EQ, self, 0)) == 0;
}

bool allow_reading_files(scmp_filter_ctx filter) {
  constexpr std::uint64_t kChanging = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC;
  bool good = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1,
                               SCMP_A2_64(SCMP_CMP_MASKED_EQ, kChanging, 0)) == 0 &&
              seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(open), 1,
                               SCMP_A1_64(SCMP_CMP_MASKED_EQ, kChanging, 0)) == 0;
  for (const int call :
       {SCMP_SYS(stat), SCMP_SYS(lstat), SCMP_SYS(newfstatat), SCMP_SYS(statx), SCMP_SYS(access),
        SCMP_SYS(faccessat), SCMP_SYS(getdents64), SCMP_SYS(readlink), SCMP_SYS(readlinkat),
        SCMP_SYS(getcwd), SCMP_SYS(pread64), SCMP_SYS(fadvise64), SCMP_SYS(fcntl),
        SCMP_SYS(fstatfs), SCMP_SYS(statfs), SCMP_SYS(getuid), SCMP_SYS(geteuid)})
    good = good && seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) == 0;
  return good;
}

/// Everything else fails as if we were not allowed to: a library that would like to look into some
/// file goes on without it.
bool filter_system_calls(const Confinement& limits) {
  const std::unique_ptr<scmp_filter_ctx, ReleaseFilter> filter(seccomp_init(SCMP_ACT_ERRNO(EPERM)));
  if (!filter) return false;
  bool good = allow_data_memory(filter.get()) && allow_own_signals(filter.get());
  for (const int call : kHarmless)
    good = good && seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 0) == 0;
  if (limits.may_read_files) good = good && allow_reading_files(filter.get());
  return good && seccomp_load(filter.get()) == 0;
}

}  // namespace

bool confine(const Confinement& limits) {
  ::close_range(kFirstForeign, ~0U, 0);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  limit(RLIMIT_AS, limits.memory);  // sanitizers map terabytes of shadow
#endif
  limit(RLIMIT_FSIZE, 0);
  limit(RLIMIT_CORE, 0);
  if (!limits.may_read_files) limit(RLIMIT_NOFILE, kFirstForeign);
  return filter_system_calls(limits);
}

void allow_seconds(unsigned seconds) {
  const itimerval value{{0, 0}, {static_cast<time_t>(seconds), 0}};
  ::setitimer(ITIMER_PROF, &value, nullptr);
}

}  // namespace morgue
