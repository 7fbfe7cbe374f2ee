#include "indexer/store/sums.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "common/act_lines.h"
#include "common/article_id.h"
#include "common/error.h"
#include "common/files.h"

namespace morgue {
namespace {

constexpr std::size_t kHashDigits = 32;
constexpr std::string_view kBetween = "  ";
constexpr std::string_view kOfLines = "# ";

/// Calls `take` with all bytes of a file, piece by piece.
void read_blocks(const std::filesystem::path& path,
                 const std::function<void(std::string_view)>& take) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  std::string block(std::size_t{1} << 20U, '\0');
  ssize_t got = fd < 0 ? -1 : 1;
  while (got > 0) {
    got = ::read(fd, block.data(), block.size());
    if (got < 0 && errno == EINTR)
      got = 1;
    else if (got > 0)
      take({block.data(), static_cast<std::size_t>(got)});
  }
  const int cause = errno;
  if (fd >= 0) ::close(fd);
  if (got < 0)
    throw Error(Exit::Archive,
                fmt::format("can't read {}: {}", path.string(), std::strerror(cause)));
}

void put_sums(const std::filesystem::path& directory,
              const std::map<std::string, std::string>& sums) {
  std::string lines;
  for (const auto& [name, hash] : sums) lines += fmt::format("{}{}{}\n", hash, kBetween, name);
  replace_file(directory / kSumsFile,
               fmt::format("{}{}{}\n", lines, kOfLines, content_hash(lines)));
}

}  // namespace

std::string file_hash(const std::filesystem::path& path) {
  ContentHasher hasher;
  read_blocks(path, [&](std::string_view block) { hasher.update(block); });
  return hasher.digest();
}

std::string copy_hashed(const std::filesystem::path& from, const std::filesystem::path& to) {
  std::error_code error;
  std::filesystem::remove(to, error);
  const int out = ::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  ContentHasher hasher;
  bool written = out >= 0 && ::fchmod(out, 0600) == 0;
  int cause = errno;
  if (written)
    read_blocks(from, [&](std::string_view block) {
      hasher.update(block);
      while (written && !block.empty()) {
        const ssize_t n = ::write(out, block.data(), block.size());
        if (n < 0 && errno == EINTR) continue;
        written = n >= 0;
        cause = errno;
        if (written) block.remove_prefix(static_cast<std::size_t>(n));
      }
    });
  if (out >= 0 && ::close(out) != 0) written = false;
  if (!written)
    throw Error(Exit::Archive, fmt::format("can't write {}: {}", to.string(), std::strerror(cause)),
                cause == ENOSPC ? "free some space" : "");
  return hasher.digest();
}

void write_sums(const std::filesystem::path& directory) {
  std::map<std::string, std::string> sums;
  for (const auto& entry : std::filesystem::directory_iterator(directory))
    if (const std::string name = entry.path().filename().string(); name != kSumsFile)
      sums[name] = file_hash(entry.path());
  put_sums(directory, sums);
}

void with_new_sum(const std::filesystem::path& directory, const std::string& name,
                  const std::function<void()>& write) {
  Sums sums = read_sums(directory);
  std::error_code error;
  std::filesystem::remove(directory / kSumsFile, error);
  write();
  if (!sums.whole) return;
  sums.of[name] = file_hash(directory / name);
  put_sums(directory, sums.of);
}

Sums read_sums(const std::filesystem::path& directory) {
  Sums sums;
  const std::string text = file_bytes(directory / kSumsFile);
  sums.present = !text.empty();
  const std::size_t last = text.rfind(kOfLines);
  if (last == std::string::npos) return sums;
  const std::string_view lines = std::string_view(text).substr(0, last);
  if (text.substr(last) != fmt::format("{}{}\n", kOfLines, content_hash(lines))) return sums;
  for (const std::string_view line : split(lines, '\n'))
    if (line.size() > kHashDigits + kBetween.size())
      sums.of.emplace(line.substr(kHashDigits + kBetween.size()), line.substr(0, kHashDigits));
  sums.whole = true;
  return sums;
}

}  // namespace morgue
