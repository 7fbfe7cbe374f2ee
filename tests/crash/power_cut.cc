#include "tests/crash/power_cut.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace morgue::test {
namespace {

namespace fs = std::filesystem;

/// A line of the log.
struct Change {
  char kind = 0;      ///< W, S, D, C, M, R, U, X: see fault_shim.cc
  std::string inode;  ///< W, S
  off_t at = 0;       ///< W
  std::size_t old_size = 0, new_size = 0;
  off_t file_size = 0, blob = 0;
  std::string from, to;  ///< paths; of all but R only `to`
  std::string kept;      ///< another name for what was there before, "-" if nothing was
  bool safe = false;
};

std::vector<Change> changes_in(const fs::path& log) {
  std::vector<Change> out;
  std::ifstream in(log);
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line);
    Change change;
    words >> change.kind;
    switch (change.kind) {
      case 'W':
        words >> change.inode >> change.at >> change.old_size >> change.new_size >>
            change.file_size >> change.blob;
        break;
      case 'S':
        words >> change.inode;
        break;
      case 'R':
        words >> change.from >> change.to >> change.kept;
        break;
      case 'U':
        words >> change.to >> change.kept;
        break;
      default:
        words >> change.to;
    }
    out.push_back(std::move(change));
  }
  return out;
}

bool is_of_names(const Change& change) {
  return change.kind == 'C' || change.kind == 'M' || change.kind == 'R' || change.kind == 'U' ||
         change.kind == 'X';
}

void find_the_safe(std::vector<Change>& changes) {
  std::set<std::string> files;
  std::set<std::string> directories;
  std::set<std::string> moved_on;  // their new names are safe, so they are
  for (auto change = changes.rbegin(); change != changes.rend(); ++change) {
    if (change->kind == 'S') files.insert(change->inode);
    if (change->kind == 'D') directories.insert(change->to);
    if (change->kind == 'W') change->safe = files.contains(change->inode);
    if (!is_of_names(*change)) continue;
    change->safe = directories.contains(fs::path(change->to).parent_path().string()) ||
                   ((change->kind == 'C' || change->kind == 'M') && moved_on.contains(change->to));
    if (change->kind == 'R' && change->safe) moved_on.insert(change->from);
  }
}

void keep_some(std::vector<Change>& changes, std::mt19937_64& random) {
  const auto unsafe_name = [](const Change& c) { return is_of_names(c) && !c.safe; };
  auto kept =
      random() %
      (1 + static_cast<std::uint64_t>(std::count_if(changes.begin(), changes.end(), unsafe_name)));
  for (Change& change : changes) {
    if (unsafe_name(change) && kept > 0) {
      change.safe = true;
      --kept;
    } else if (change.kind == 'W' && !change.safe) {
      change.safe = random() % 2 == 0;
    }
  }
}

void undo_write(const Change& change, const fs::path& undo, int blobs) {
  const fs::path file = undo / ("ino-" + change.inode);
  const int fd = ::open(file.c_str(), O_RDWR | O_CLOEXEC);
  if (fd < 0) return;
  std::string old(change.old_size, '\0');
  if (::pread(blobs, old.data(), old.size(), change.blob) == static_cast<ssize_t>(old.size()))
    static_cast<void>(!::pwrite(fd, old.data(), old.size(), change.at));
  const off_t end = change.at + static_cast<off_t>(change.new_size);
  struct stat status {};
  if (::fstat(fd, &status) == 0 && end > change.file_size) {
    if (status.st_size <= end) {
      static_cast<void>(!::ftruncate(fd, change.file_size));
    } else {  // what was written behind it is there: a hole
      const std::string zeros(static_cast<std::size_t>(end - change.file_size), '\0');
      static_cast<void>(!::pwrite(fd, zeros.data(), zeros.size(), change.file_size));
    }
  }
  ::close(fd);
}

void undo_name(const Change& change) {
  std::error_code error;
  if (change.kind == 'C' || change.kind == 'M') fs::remove_all(change.to, error);
  if (change.kind == 'X') fs::create_directory(change.to, error);
  if (change.kind == 'R') fs::rename(change.to, change.from, error);
  if ((change.kind == 'R' || change.kind == 'U') && change.kept != "-")
    fs::create_hard_link(change.kept, change.to, error);
}

}  // namespace

std::size_t cut_power(const fs::path& undo, Lost lost, std::mt19937_64& random) {
  std::vector<Change> changes = changes_in(undo / "log");
  find_the_safe(changes);
  if (lost == Lost::Some) keep_some(changes, random);
  const int blobs = ::open((undo / "blobs").c_str(), O_RDONLY | O_CLOEXEC);
  std::size_t undone = 0;
  for (auto change = changes.rbegin(); change != changes.rend(); ++change) {
    if (change->safe || change->kind == 'S' || change->kind == 'D') continue;
    if (change->kind == 'W')
      undo_write(*change, undo, blobs);
    else
      undo_name(*change);
    ++undone;
  }
  if (blobs >= 0) ::close(blobs);
  return undone;
}

}  // namespace morgue::test
