#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "common/result.h"
#include "indexer/draft.h"

struct stat;

namespace morgue {

/// A file to be read.
struct SourceFile {
  std::string path;  ///< below its root as that was given; "-" for standard input
  std::int64_t size = 0;
  std::int64_t mtime_ns = 0;
};

struct WalkOptions {
  /// A directory that is not entered, however the walk comes to it: the archive itself, should it
  /// lie in the tree.
  std::filesystem::path except;
};

/// Walks files and directories in a fixed order: the roots as given, below them by name, depth
/// first. Symbolic links to files are followed, to directories only if they are roots themselves.
/// Passed over without a word, but counted, are hidden names (".git") and the parts of saved pages
/// that never hold an article (style sheets, scripts, images, fonts) - unless they are named as
/// roots.
class Walk {
 public:
  Walk(std::vector<std::string> roots, WalkOptions options);

  /// The next file, or why one can't be read; nothing at the end.
  [[nodiscard]] std::optional<Result<SourceFile, ReadError>> next();
  /// So far.
  [[nodiscard]] std::size_t passed_over() const { return passed_over_; }

 private:
  struct Level {
    std::vector<std::filesystem::path> entries;  // sorted, last first
  };
  std::optional<Result<SourceFile, ReadError>> visit(const std::filesystem::path& path, bool root);
  [[nodiscard]] bool is_excepted(const struct stat& directory) const;
  std::optional<ReadError> enter(const std::filesystem::path& directory);

  std::vector<std::string> roots_;
  std::size_t next_root_ = 0;
  WalkOptions options_;
  std::vector<Level> levels_;
  std::size_t passed_over_ = 0;
};

[[nodiscard]] bool is_hidden(const std::filesystem::path& path);
/// Of a file: hidden, or a part of a saved page that never holds an article.
[[nodiscard]] bool is_passed_over(const std::filesystem::path& path);

/// `path` as the ledger keeps it: absolute, without "." and "..", links not resolved.
[[nodiscard]] std::string ledger_path(const std::string& path);

}  // namespace morgue
