// Preloaded into morgue-index by the crash tests: counts the calls that touch the archive (or the
// allocations), does at one of them what the board says, and logs what a power cut would undo. The
// processes that read strangers' files start with an empty environment and so without this.
//
// Made without the standard library where it would allocate: this is below malloc.

#include <dlfcn.h>
#include <fcntl.h>
#include <linux/limits.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>

#include "tests/crash/fault_points.h"

namespace {

using morgue::test::FaultBoard;
using Act = FaultBoard::Act;

FaultBoard* g_board = nullptr;
char g_root[PATH_MAX];
std::size_t g_root_size = 0;
char g_undo[PATH_MAX];
int g_log = -1;
int g_blobs = -1;
thread_local bool t_inside = false;  // calls of our own don't count

/// Our own calls, and those of what they call, are passed on.
class Inside {
 public:
  Inside() : before_(t_inside) { t_inside = true; }
  ~Inside() { t_inside = before_; }
  [[nodiscard]] bool was() const { return before_; }

 private:
  bool before_;
};

template <typename F>
F next(F, const char* name) {
  return reinterpret_cast<F>(::dlsym(RTLD_NEXT, name));
}
#define MORGUE_NEXT(function) static const auto real = next(&::function, #function)

__attribute__((constructor)) void begin() {
  const Inside inside;
  const char* board = std::getenv(morgue::test::kBoardVariable);
  const char* root = std::getenv(morgue::test::kRootVariable);
  if (board == nullptr || root == nullptr) return;
  std::snprintf(g_root, sizeof g_root, "%s", root);
  g_root_size = std::strlen(g_root);
  const int fd = static_cast<int>(::syscall(SYS_openat, AT_FDCWD, board, O_RDWR | O_CLOEXEC, 0));
  if (fd < 0) return;
  void* mapped = ::mmap(nullptr, sizeof(FaultBoard), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  ::syscall(SYS_close, fd);
  if (mapped == MAP_FAILED) return;
  if (const char* undo = std::getenv(morgue::test::kUndoVariable)) {
    std::snprintf(g_undo, sizeof g_undo, "%s", undo);
    char path[PATH_MAX + 16];
    const int flags = O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC;
    std::snprintf(path, sizeof path, "%s/log", g_undo);
    g_log = static_cast<int>(::syscall(SYS_openat, AT_FDCWD, path, flags, 0600));
    std::snprintf(path, sizeof path, "%s/blobs", g_undo);
    g_blobs = static_cast<int>(::syscall(SYS_openat, AT_FDCWD, path, flags, 0600));
  }
  g_board = static_cast<FaultBoard*>(mapped);
  g_board->owner = ::getpid();
}

// ---- paths

struct Path {
  char text[PATH_MAX + 32] = {};
  [[nodiscard]] bool in_archive() const {
    return std::strncmp(text, g_root, g_root_size) == 0 &&
           (text[g_root_size] == '/' || text[g_root_size] == '\0');
  }
};

void link_of(const char* link, char* out, std::size_t size) {
  const long n = ::syscall(SYS_readlinkat, AT_FDCWD, link, out, size - 1);
  out[n > 0 ? n : 0] = '\0';
}

Path path_of(int fd) {
  Path out;
  char link[64];
  std::snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  link_of(link, out.text, sizeof out.text);
  return out;
}

Path path_of(int directory, const char* name) {
  Path out;
  if (name[0] == '/') {
    std::snprintf(out.text, sizeof out.text, "%s", name);
    return out;
  }
  char base[PATH_MAX] = {};
  char link[64];
  if (directory == AT_FDCWD)
    std::snprintf(link, sizeof link, "/proc/self/cwd");
  else
    std::snprintf(link, sizeof link, "/proc/self/fd/%d", directory);
  link_of(link, base, sizeof base);
  std::snprintf(out.text, sizeof out.text, "%.4000s/%.90s", base, name);
  return out;
}

bool is_device(const Path& path) {
  return std::strncmp(path.text, "/dev/", 5) == 0 && std::strncmp(path.text, "/dev/shm/", 9) != 0;
}

void note_outside(const Path& path) {
  if (path.text[0] != '/' || is_device(path) || std::strncmp(path.text, "/proc/", 6) == 0) return;
  if (g_board->outside++ == 0)
    std::snprintf(g_board->outside_path, sizeof g_board->outside_path, "%.500s", path.text);
}

// ---- acting

[[noreturn]] void die() {
  const pid_t self = ::getpid();
  if (self != g_board->owner) ::kill(g_board->owner, SIGKILL);
  ::kill(self, SIGKILL);
  for (;;) ::pause();
}

/// What is to become of a call. `error` != 0: it fails so. `shorten`: do half of it.
struct Verdict {
  int error = 0;
  bool shorten = false;
  bool die_after = false;
};

enum class Needs { Room, NoRoom };

void vanish() {
  char gone[PATH_MAX + 16];
  std::snprintf(gone, sizeof gone, "%s.gone", g_root);
  ::syscall(SYS_renameat2, AT_FDCWD, g_root, AT_FDCWD, gone, 0);
}

Verdict judged(Needs needs) {
  const std::uint64_t call = ++g_board->calls;
  const Act act = g_board->act;
  const std::uint64_t at = g_board->at;
  if (act == Act::DiskFull && call > at && at > 0 && needs == Needs::Room) return {ENOSPC};
  if (act == Act::ReadOnly && call > at && at > 0) return {EROFS};
  if (call != at) return {};
  ++g_board->acted;
  switch (act) {
    case Act::DieBefore:
      die();
    case Act::DieAfter:
      return {0, false, true};
    case Act::NoSpace:
    case Act::DiskFull:
      return {needs == Needs::Room ? ENOSPC : 0};
    case Act::ReadOnly:
      return {EROFS};
    case Act::BrokenDisk:
      return {EIO};
    case Act::ShortWrite:
      return {0, true};
    case Act::Vanish:
      vanish();
      return {};
    case Act::Nothing:
    case Act::NoMemory:
      return {};
  }
  return {};
}

bool counts_files() { return g_board != nullptr && g_board->of == FaultBoard::Of::Files; }

// ---- the log of what a power cut would undo; power_cut.cc reads it

class Logged {
 public:
  Logged() : on_(g_log >= 0) {
    if (!on_) return;
    std::uint32_t free = 0;
    while (!g_board->lock.compare_exchange_weak(free, 1)) {
      free = 0;
      ::sched_yield();
    }
  }
  ~Logged() {
    if (on_) g_board->lock = 0;
  }
  Logged(const Logged&) = delete;
  Logged& operator=(const Logged&) = delete;
  explicit operator bool() const { return on_; }

  void line(const char* format, ...) const __attribute__((format(printf, 2, 3))) {
    if (!on_) return;
    char text[3 * PATH_MAX];
    va_list list;
    va_start(list, format);
    const int n = std::vsnprintf(text, sizeof text, format, list);
    va_end(list);
    static_cast<void>(::syscall(SYS_write, g_log, text, static_cast<std::size_t>(n)));
  }

 private:
  bool on_;
};

/// A second name for the file, by which it is found again wherever it is moved.
void keep_inode(int fd) {
  struct stat status {};
  if (::fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) return;
  char from[64];
  char to[PATH_MAX + 64];
  std::snprintf(from, sizeof from, "/proc/self/fd/%d", fd);
  std::snprintf(to, sizeof to, "%s/ino-%llu", g_undo,
                static_cast<unsigned long long>(status.st_ino));
  ::syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, AT_SYMLINK_FOLLOW);
}

/// Another name for what stands there now; "-" if nothing does.
void keep_entry(const char* path, char* name, std::size_t size) {
  static std::atomic<unsigned> counter{0};
  struct stat status {};
  std::snprintf(name, size, "-");
  if (::lstat(path, &status) != 0 || !S_ISREG(status.st_mode)) return;
  std::snprintf(name, size, "%s/entry-%d-%u", g_undo, ::getpid(), counter++);
  if (::syscall(SYS_linkat, AT_FDCWD, path, AT_FDCWD, name, 0) != 0) std::snprintf(name, size, "-");
}

unsigned long long inode_of(int fd) {
  struct stat status {};
  return ::fstat(fd, &status) == 0 ? static_cast<unsigned long long>(status.st_ino) : 0;
}

/// What stands at this place before it is written over (or cut off).
void log_old_bytes(const Logged& log, int fd, off_t at, std::size_t size) {
  if (!log) return;
  struct stat status {};
  if (::fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) return;
  const off_t blob = ::lseek(g_blobs, 0, SEEK_END);
  std::size_t old = 0;
  // The file may be open for writing only.
  char link[64];
  std::snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  const int in = static_cast<int>(::syscall(SYS_openat, AT_FDCWD, link, O_RDONLY | O_CLOEXEC, 0));
  char block[1 << 14];
  while (in >= 0 && old < size) {
    const std::size_t want = size - old < sizeof block ? size - old : sizeof block;
    const long n = ::syscall(SYS_pread64, in, block, want, at + static_cast<off_t>(old));
    if (n <= 0) break;
    static_cast<void>(::syscall(SYS_write, g_blobs, block, n));
    old += static_cast<std::size_t>(n);
  }
  if (in >= 0) ::syscall(SYS_close, in);
  log.line("W %llu %lld %zu %zu %lld %lld\n", static_cast<unsigned long long>(status.st_ino),
           static_cast<long long>(at), old, size, static_cast<long long>(status.st_size),
           static_cast<long long>(blob));
}

off_t place_of_write(int fd) {
  const int flags = ::fcntl(fd, F_GETFL);
  if ((flags & O_APPEND) == 0) return ::lseek(fd, 0, SEEK_CUR);
  struct stat status {};
  return ::fstat(fd, &status) == 0 ? status.st_size : 0;
}

// ---- what was promised

bool is_index(const Path& path) { return std::strcmp(path.text + g_root_size, "/index") == 0; }

/// A manifest that was put into place counts from when its directory is synced.
void note_manifest(const Path& to) {
  if (std::strcmp(to.text + g_root_size, "/index/XAPIANDB") != 0) return;
  char text[256] = {};
  const int in = static_cast<int>(::syscall(SYS_openat, AT_FDCWD, to.text, O_RDONLY, 0));
  if (in < 0) return;
  ::syscall(SYS_read, in, text, sizeof text - 1);
  ::syscall(SYS_close, in);
  if (const char* batch = std::strstr(text, "# batch "))
    g_board->named_batch = std::strtoull(batch + 8, nullptr, 10);
}

// ---- what the calls have in common

/// Is this descriptor's file of the archive?
bool concerns(int fd) { return counts_files() && path_of(fd).in_archive(); }

/// The result of a system call, as libc gives it.
template <typename T>
T fail(int error) {
  errno = error;
  return static_cast<T>(-1);
}

template <typename F>
auto ended(const Verdict& verdict, F&& call) {
  const auto result = call();
  if (verdict.die_after) die();
  return result;
}

/// Writes through `call(size)` what the verdict leaves of it.
template <typename F>
ssize_t written(int fd, std::size_t size, off_t at, F&& call) {
  const Inside inside;
  if (inside.was() || !concerns(fd)) return call(size);
  const Verdict verdict = judged(Needs::Room);
  if (verdict.error != 0) return fail<ssize_t>(verdict.error);
  const std::size_t part = verdict.shorten && size > 1 ? size / 2 : size;
  const Logged log;
  log_old_bytes(log, fd, at < 0 ? place_of_write(fd) : at, part);
  return ended(verdict, [&] { return call(part); });
}

template <typename F>
int synced(int fd, F&& call) {
  const Inside inside;
  if (inside.was() || !concerns(fd)) return call();
  const Verdict verdict = judged(Needs::NoRoom);
  if (verdict.error != 0) return fail<int>(verdict.error);
  const Logged log;
  const int result = call();
  if (result == 0 && is_index(path_of(fd)))
    g_board->acknowledged_batch = g_board->named_batch.load();
  if (log && result == 0) {
    struct stat status {};
    if (::fstat(fd, &status) == 0 && S_ISDIR(status.st_mode))
      log.line("D %s\n", path_of(fd).text);
    else
      log.line("S %llu\n", inode_of(fd));
  }
  if (verdict.die_after) die();
  return result;
}

template <typename F>
int opened(int directory, const char* name, int flags, F&& call) {
  const Inside inside;
  const bool writes = (flags & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC)) != 0;
  if (inside.was() || !counts_files() || !writes) return call();
  const Path path = path_of(directory, name);
  if (!path.in_archive()) {
    note_outside(path);
    return call();
  }
  const Verdict verdict = judged((flags & O_CREAT) != 0 ? Needs::Room : Needs::NoRoom);
  if (verdict.error != 0) return fail<int>(verdict.error);
  const Logged log;
  struct stat before {};
  const bool was = ::lstat(path.text, &before) == 0;
  if (log && was && (flags & O_TRUNC) != 0) {
    const int fd = static_cast<int>(::syscall(SYS_openat, AT_FDCWD, path.text, O_RDONLY, 0));
    if (fd >= 0) {
      keep_inode(fd);
      log_old_bytes(log, fd, 0, static_cast<std::size_t>(before.st_size));
      ::syscall(SYS_close, fd);
    }
  }
  const int fd = call();
  if (log && fd >= 0) {
    keep_inode(fd);
    if (!was) log.line("C %s\n", path.text);
  }
  if (verdict.die_after) die();
  return fd;
}

template <typename F>
int renamed(const Path& from, const Path& to, F&& call) {
  const Inside inside;
  if (inside.was() || !counts_files()) return call();
  if (!from.in_archive() && !to.in_archive()) {
    note_outside(to);
    return call();
  }
  if (!from.in_archive() || !to.in_archive()) note_outside(from.in_archive() ? to : from);
  const Verdict verdict = judged(Needs::NoRoom);
  if (verdict.error != 0) return fail<int>(verdict.error);
  const Logged log;
  char kept[PATH_MAX + 64] = "-";
  if (log) keep_entry(to.text, kept, sizeof kept);
  const int result = call();
  if (result == 0) note_manifest(to);
  if (result == 0) log.line("R %s %s %s\n", from.text, to.text, kept);
  if (verdict.die_after) die();
  return result;
}

/// Making or removing a directory, removing a file.
template <typename F>
int changed_entry(const Path& path, char kind, F&& call) {
  const Inside inside;
  if (inside.was() || !counts_files()) return call();
  if (!path.in_archive()) {
    note_outside(path);
    return call();
  }
  const Verdict verdict = judged(kind == 'M' ? Needs::Room : Needs::NoRoom);
  if (verdict.error != 0) return fail<int>(verdict.error);
  const Logged log;
  char kept[PATH_MAX + 64] = "-";
  if (log && kind == 'U') keep_entry(path.text, kept, sizeof kept);
  const int result = call();
  // The archive's own name is its parent's, whose syncs are not seen here.
  if (result == 0 && path.text[g_root_size] != '\0') log.line("%c %s %s\n", kind, path.text, kept);
  if (verdict.die_after) die();
  return result;
}

int cut(int fd, off_t size) {
  const Inside inside;
  const auto call = [&] { return static_cast<int>(::syscall(SYS_ftruncate, fd, size)); };
  if (inside.was() || !concerns(fd)) return call();
  const Verdict verdict = judged(Needs::NoRoom);
  if (verdict.error != 0) return fail<int>(verdict.error);
  const Logged log;
  struct stat status {};
  if (log && ::fstat(fd, &status) == 0) {
    if (size < status.st_size)
      log_old_bytes(log, fd, size, static_cast<std::size_t>(status.st_size - size));
    else
      log_old_bytes(log, fd, status.st_size, static_cast<std::size_t>(size - status.st_size));
  }
  return ended(verdict, call);
}

/// True if this allocation is to fail.
bool starved() {
  if (g_board == nullptr || t_inside || g_board->of != FaultBoard::Of::Memory) return false;
  const std::uint64_t call = ++g_board->calls;
  if (call != g_board->at) return false;
  ++g_board->acted;
  const Inside inside;
  if (g_board->act != Act::NoMemory) die();
  return true;
}

}  // namespace

extern "C" {

#define MORGUE_OPEN(name, arguments, directory, path, flags, pass)                 \
  int name arguments {                                                             \
    mode_t mode = 0;                                                               \
    if ((flags & (O_CREAT | O_TMPFILE)) != 0) {                                    \
      va_list list;                                                                \
      va_start(list, flags);                                                       \
      mode = va_arg(list, mode_t);                                                 \
      va_end(list);                                                                \
    }                                                                              \
    return opened(directory, path, flags, [&] {                                    \
      return static_cast<int>(::syscall(SYS_openat, directory, path, pass, mode)); \
    });                                                                            \
  }
MORGUE_OPEN(open, (const char* path, int flags, ...), AT_FDCWD, path, flags, flags)
MORGUE_OPEN(open64, (const char* path, int flags, ...), AT_FDCWD, path, flags, flags | O_LARGEFILE)
MORGUE_OPEN(openat, (int directory, const char* path, int flags, ...), directory, path, flags,
            flags)
MORGUE_OPEN(openat64, (int directory, const char* path, int flags, ...), directory, path, flags,
            flags | O_LARGEFILE)

FILE* fopen(const char* path, const char* mode) {
  MORGUE_NEXT(fopen);
  FILE* file = nullptr;
  const bool reads = std::strchr(mode, 'w') == nullptr && std::strchr(mode, 'a') == nullptr &&
                     std::strchr(mode, '+') == nullptr;
  const int flags =
      reads ? O_RDONLY : O_WRONLY | O_CREAT | (std::strchr(mode, 'w') != nullptr ? O_TRUNC : 0);
  opened(AT_FDCWD, path, flags, [&] {
    file = real(path, mode);
    return file == nullptr ? -1 : ::fileno(file);
  });
  return file;
}
FILE* fopen64(const char* path, const char* mode) { return fopen(path, mode); }

ssize_t write(int fd, const void* bytes, size_t size) {
  return written(fd, size, -1, [&](std::size_t n) { return ::syscall(SYS_write, fd, bytes, n); });
}
ssize_t pwrite(int fd, const void* bytes, size_t size, off_t at) {
  return written(fd, size, at,
                 [&](std::size_t n) { return ::syscall(SYS_pwrite64, fd, bytes, n, at); });
}
ssize_t pwrite64(int fd, const void* bytes, size_t size, off_t at) {
  return pwrite(fd, bytes, size, at);
}
ssize_t writev(int fd, const iovec* parts, int count) {
  std::size_t size = 0;
  for (int i = 0; i < count; ++i) size += parts[i].iov_len;
  return written(fd, size, -1, [&](std::size_t n) -> ssize_t {
    if (n == size || count == 0) return ::syscall(SYS_writev, fd, parts, count);
    const std::size_t first = parts[0].iov_len < n ? parts[0].iov_len : n;
    return ::syscall(SYS_write, fd, parts[0].iov_base, first);
  });
}

int fsync(int fd) {
  return synced(fd, [&] { return static_cast<int>(::syscall(SYS_fsync, fd)); });
}
int fdatasync(int fd) {
  return synced(fd, [&] { return static_cast<int>(::syscall(SYS_fdatasync, fd)); });
}

int ftruncate(int fd, off_t size) { return cut(fd, size); }
int ftruncate64(int fd, off_t size) { return cut(fd, size); }

int rename(const char* from, const char* to) {
  return renamed(path_of(AT_FDCWD, from), path_of(AT_FDCWD, to), [&] {
    return static_cast<int>(::syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0));
  });
}
int renameat(int from_directory, const char* from, int to_directory, const char* to) {
  return renamed(path_of(from_directory, from), path_of(to_directory, to), [&] {
    return static_cast<int>(::syscall(SYS_renameat2, from_directory, from, to_directory, to, 0));
  });
}

int unlink(const char* path) {
  return changed_entry(path_of(AT_FDCWD, path), 'U',
                       [&] { return static_cast<int>(::syscall(SYS_unlink, path)); });
}
int rmdir(const char* path) {
  return changed_entry(path_of(AT_FDCWD, path), 'X',
                       [&] { return static_cast<int>(::syscall(SYS_rmdir, path)); });
}
int remove(const char* path) {
  struct stat status {};
  return ::lstat(path, &status) == 0 && S_ISDIR(status.st_mode) ? rmdir(path) : unlink(path);
}
int unlinkat(int directory, const char* path, int flags) {
  return changed_entry(path_of(directory, path), (flags & AT_REMOVEDIR) != 0 ? 'X' : 'U', [&] {
    return static_cast<int>(::syscall(SYS_unlinkat, directory, path, flags));
  });
}
int mkdir(const char* path, mode_t mode) {
  return changed_entry(path_of(AT_FDCWD, path), 'M',
                       [&] { return static_cast<int>(::syscall(SYS_mkdir, path, mode)); });
}

void* malloc(size_t size) {
  MORGUE_NEXT(malloc);
  if (!starved()) return real(size);
  errno = ENOMEM;
  return nullptr;
}
void* realloc(void* old, size_t size) {
  MORGUE_NEXT(realloc);
  if (!starved()) return real(old, size);
  errno = ENOMEM;
  return nullptr;
}

}  // extern "C"

void* operator new(std::size_t size) {
  static const auto real = reinterpret_cast<void* (*)(std::size_t)>(::dlsym(RTLD_NEXT, "_Znwm"));
  if (starved()) throw std::bad_alloc();
  return real(size);
}
void* operator new[](std::size_t size) {
  static const auto real = reinterpret_cast<void* (*)(std::size_t)>(::dlsym(RTLD_NEXT, "_Znam"));
  if (starved()) throw std::bad_alloc();
  return real(size);
}
