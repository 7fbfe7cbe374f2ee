#include "common/files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "common/error.h"

namespace morgue {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(std::string_view doing, const fs::path& path, int cause) {
  throw Error(Exit::Archive,
              fmt::format("can't {} {}: {}", doing, path.string(), std::strerror(cause)),
              cause == ENOSPC ? "free some space; what was committed is kept" : "");
}

fs::path parent_of(const fs::path& path) {
  return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

class Descriptor {
 public:
  Descriptor(const fs::path& path, int flags)
      : path_(path), fd_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {
    if (fd_ < 0) fail("open", path_, errno);
  }
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  /// Whatever the umask left.
  void make_private(mode_t mode) const {
    if (::fchmod(fd_, mode) != 0) fail("make private", path_, errno);
  }
  void write(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t n = ::write(fd_, bytes.data(), bytes.size());
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) fail("write", path_, errno);
      bytes.remove_prefix(static_cast<std::size_t>(n));
    }
  }
  /// Waits for whoever has it. Let go when it is closed.
  void lock() const {
    while (::flock(fd_, LOCK_EX) != 0)
      if (errno != EINTR) fail("lock", path_, errno);
  }
  /// Nobody has replaced it since it was opened.
  [[nodiscard]] bool is_still_there() const {
    struct stat mine {};
    struct stat there {};
    return ::fstat(fd_, &mine) == 0 && ::stat(path_.c_str(), &there) == 0 &&
           mine.st_ino == there.st_ino && mine.st_dev == there.st_dev;
  }
  /// All of it, wherever the file stands.
  [[nodiscard]] std::string bytes() const {
    std::string out;
    char buffer[1 << 16];
    for (off_t at = 0;;) {
      const ssize_t n = ::pread(fd_, buffer, sizeof buffer, at);
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) fail("read", path_, errno);
      if (n == 0) return out;
      out.append(buffer, static_cast<std::size_t>(n));
      at += n;
    }
  }
  void sync() const {
    if (::fsync(fd_) != 0) fail("sync", path_, errno);
  }

 private:
  fs::path path_;
  int fd_;
};

}  // namespace

void replace_file(const fs::path& path, std::string_view content) {
  fs::path beside = path;
  beside += ".new";
  ::unlink(beside.c_str());  // of a writer that was killed
  {
    const Descriptor file(beside, O_WRONLY | O_CREAT | O_EXCL);
    file.make_private(0600);
    file.write(content);
    file.sync();
  }
  if (::rename(beside.c_str(), path.c_str()) != 0) fail("replace", path, errno);
  Descriptor(parent_of(path), O_RDONLY | O_DIRECTORY).sync();
}

void append_to_file(const fs::path& path, std::string_view content) {
  {
    const Descriptor file(path, O_WRONLY | O_CREAT | O_APPEND);
    file.make_private(0600);
    file.write(content);
    file.sync();
  }
  Descriptor(parent_of(path), O_RDONLY | O_DIRECTORY).sync();
}

void append_to_file(const fs::path& path,
                    const std::function<std::string(std::string_view before)>& content) {
  for (;;) {
    const Descriptor file(path, O_RDWR | O_CREAT | O_APPEND);
    file.lock();
    if (!file.is_still_there()) continue;  // it was rewritten while we waited
    const std::string more = content(file.bytes());
    if (more.empty()) return;
    file.make_private(0600);
    file.write(more);
    file.sync();
    Descriptor(parent_of(path), O_RDONLY | O_DIRECTORY).sync();
    return;
  }
}

void rewrite_file(const fs::path& path,
                  const std::function<std::string(std::string_view before)>& content) {
  std::error_code error;
  while (fs::exists(path, error)) {
    const Descriptor file(path, O_RDWR);
    file.lock();
    if (!file.is_still_there()) continue;
    const std::string before = file.bytes();
    const std::string after = content(before);
    if (after != before) replace_file(path, after);
    return;
  }
}

std::string file_bytes(const fs::path& path) {
  std::error_code error;
  return fs::exists(path, error) ? Descriptor(path, O_RDONLY).bytes() : std::string();
}

void seal_directory(const fs::path& directory) {
  const Descriptor self(directory, O_RDONLY | O_DIRECTORY);
  self.make_private(0700);
  std::error_code error;
  for (auto entry = fs::directory_iterator(directory, error); entry != fs::directory_iterator();
       entry.increment(error)) {
    if (error) break;
    if (!entry->is_regular_file()) continue;
    const Descriptor file(entry->path(), O_RDONLY);
    file.make_private(0600);
    file.sync();
  }
  if (error) fail("read", directory, error.value());
  self.sync();
}

void move_directory(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::rename(from, to, error);
  if (error) fail("move", from, error.value());
}

void make_private_directory(const fs::path& path) {
  std::error_code error;
  if (!path.parent_path().empty()) fs::create_directories(path.parent_path(), error);
  if (error) fail("make", path.parent_path(), error.value());
  const bool made = ::mkdir(path.c_str(), 0700) == 0;
  if (!made && errno != EEXIST) fail("make", path, errno);
  if (::chmod(path.c_str(), 0700) != 0) fail("make private", path, errno);
  // What is committed in it must not go with its name.
  if (made) Descriptor(parent_of(path), O_RDONLY | O_DIRECTORY).sync();
}

}  // namespace morgue
