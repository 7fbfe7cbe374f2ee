#pragma once

#include <atomic>
#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace morgue {

/// Tells which files below some directories are new or have changed (inotify; the only door to it).
/// Hidden names and what never holds an article are passed over, as Walk does; links to directories
/// are not followed. Not for two threads.
class TreeWatch {
 public:
  /// `except`: a directory that is not watched, the archive. Throws morgue::Error if a root is no
  /// directory, or if the system has no watches left for a root.
  TreeWatch(std::vector<std::string> roots, std::filesystem::path except);
  ~TreeWatch();
  TreeWatch(const TreeWatch&) = delete;
  TreeWatch& operator=(const TreeWatch&) = delete;

  struct Pace {
    std::chrono::milliseconds settle;   ///< is told when nothing has changed for so long,
    std::chrono::milliseconds longest;  ///< or so long after the first change
  };
  struct Changes {
    /// Files, and directories to be walked: those that came as a whole, or the roots if the system
    /// lost count of the changes. Sorted; each was there a moment ago.
    std::vector<std::string> paths;
    bool removed = false;  ///< something is gone
    [[nodiscard]] bool any() const { return removed || !paths.empty(); }
  };

  /// Waits until something has changed, `stop` is set (a signal wakes it) or `until` has come;
  /// then, and only then, nothing may have changed. A file counts when whoever wrote it has closed
  /// it, or when it is moved here.
  [[nodiscard]] Changes wait(const Pace& pace, std::chrono::steady_clock::time_point until,
                             const std::atomic<bool>& stop);

  /// Of paths those that are there, once, and not below another one; in order.
  [[nodiscard]] static std::vector<std::string> roots_among(std::vector<std::string> paths);

  /// Watches directories that have come without being noticed, and roots that are back.
  void look_again();
  /// Directories that can't be watched, for there are no watches left.
  [[nodiscard]] std::size_t unwatched() const { return unwatched_.size(); }

 private:
  void add_tree(const std::filesystem::path& directory);
  bool add(const std::filesystem::path& directory);
  void read_events(Changes& changes);
  void note(const std::filesystem::path& path, std::uint32_t mask, Changes& changes);
  [[nodiscard]] bool is_excepted(const std::filesystem::path& directory) const;

  int fd_ = -1;
  std::vector<std::string> roots_;
  std::filesystem::path except_;
  std::map<int, std::filesystem::path> directories_;  // by watch
  std::set<std::filesystem::path> unwatched_;
};

}  // namespace morgue
