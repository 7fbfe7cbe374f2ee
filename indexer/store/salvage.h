#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include "common/archive.h"

namespace morgue {

/// What could be read of a segment.
struct Salvaged {
  std::map<std::uint32_t, std::uint32_t> moved;  ///< from old documents to those of the new one
  bool all = false;  ///< every living document of it; then nothing is lost without the old one
  bool interrupted = false;  ///< nothing was written
};

/// Writes a segment anew at `fresh` from each article of it that can still be read; nothing of its
/// posting lists is needed. Who its people are and of whom they are copies is told by the files
/// beside its tables if their sums hold, else by SQLite. Done in a process of its own, which may
/// crash: the next one passes over the document that brought it down. Under the writer's lock.
/// Throws Error{Archive} if it can't be written.
[[nodiscard]] Salvaged salvage_segment(const ArchivePaths& paths, const std::string& segment,
                                       const std::filesystem::path& fresh,
                                       const std::atomic<bool>& stop);

/// Has the manifest name the one at `fresh` in its place, or nothing if it holds no document:
/// SQLite learns of it as of a commit. The old one stays where it is. Returns the new name.
std::string replace_segment(const ArchivePaths& paths, const std::string& segment,
                            const Salvaged& salvaged, const std::filesystem::path& fresh);

/// A name below ARCHIVE/damaged that nothing has yet; makes the directory.
[[nodiscard]] std::filesystem::path place_aside(const ArchivePaths& paths, const std::string& name);

}  // namespace morgue
