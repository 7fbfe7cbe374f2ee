#include "indexer/walk.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <functional>

#include "indexer/read/sniff.h"

namespace morgue {
namespace {

namespace fs = std::filesystem;

ReadError unreadable(const fs::path& path, int cause) {
  return {path.string(), {}, std::strerror(cause), {}};
}

}  // namespace

std::string ledger_path(const std::string& path) {
  if (path == "-") return path;
  std::string out = fs::absolute(path).lexically_normal().string();
  while (out.size() > 1 && out.back() == '/') out.pop_back();
  return out;
}

bool is_hidden(const fs::path& path) { return path.filename().native().starts_with('.'); }

bool is_passed_over(const fs::path& path) {
  return is_hidden(path) || never_holds_articles(path.native());
}

Walk::Walk(std::vector<std::string> roots, WalkOptions options)
    : roots_(std::move(roots)), options_(std::move(options)) {}

std::optional<Result<SourceFile, ReadError>> Walk::next() {
  while (true) {
    std::optional<Result<SourceFile, ReadError>> found;
    if (levels_.empty()) {
      if (next_root_ == roots_.size()) return {};
      found = visit(roots_[next_root_++], true);
    } else if (levels_.back().entries.empty()) {
      levels_.pop_back();
      continue;
    } else {
      const fs::path path = std::move(levels_.back().entries.back());
      levels_.back().entries.pop_back();
      found = visit(path, false);
    }
    if (found) return found;
  }
}

/// A file, an error, or nothing: a directory that was entered or something passed over.
std::optional<Result<SourceFile, ReadError>> Walk::visit(const fs::path& path, bool root) {
  if (path == "-") return SourceFile{"-", 0, 0};
  struct stat status {};
  if ((root ? ::stat : ::lstat)(path.c_str(), &status) != 0)
    return failure(unreadable(path, errno));
  if (S_ISLNK(status.st_mode)) {
    if (::stat(path.c_str(), &status) != 0) return failure(unreadable(path, errno));
    if (!S_ISREG(status.st_mode)) {
      ++passed_over_;
      return {};
    }
  }
  if (S_ISDIR(status.st_mode)) {
    if (is_excepted(status)) return {};
    if (auto error = enter(path)) return failure(*std::move(error));
    return {};
  }
  if (!S_ISREG(status.st_mode)) {
    if (root) return failure(ReadError{path.string(), {}, "neither a file nor a directory", {}});
    ++passed_over_;
    return {};
  }
  if (!root && is_passed_over(path)) {
    ++passed_over_;
    return {};
  }
  return SourceFile{path.string(), status.st_size,
                    status.st_mtim.tv_sec * std::int64_t{1'000'000'000} + status.st_mtim.tv_nsec};
}

/// Compared by what it is, not by how it is spelt.
bool Walk::is_excepted(const struct stat& directory) const {
  struct stat except {};
  return !options_.except.empty() && ::stat(options_.except.c_str(), &except) == 0 &&
         except.st_dev == directory.st_dev && except.st_ino == directory.st_ino;
}

std::optional<ReadError> Walk::enter(const fs::path& directory) {
  Level level;
  std::error_code error;
  auto entry = fs::directory_iterator(directory, error);
  while (!error && entry != fs::directory_iterator()) {
    if (is_hidden(entry->path()))
      ++passed_over_;
    else
      level.entries.push_back(entry->path());
    entry.increment(error);
  }
  std::sort(level.entries.begin(), level.entries.end(), std::greater<>());
  levels_.push_back(std::move(level));
  if (!error) return {};
  return ReadError{directory.string(), {}, error.message(), {}};
}

}  // namespace morgue
