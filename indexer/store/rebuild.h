#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "common/archive.h"

namespace morgue {

/// Below ARCHIVE: what an interrupted rebuild has done so far.
inline constexpr const char* kRebuildFolder = "rebuild";

struct RebuildParts {
  bool index = true;    ///< the segments
  bool catalog = true;  ///< metadata.sqlite
};

struct RebuildReport {
  std::uint64_t segments = 0;  ///< that were written anew
  std::uint64_t articles = 0;  ///< that SQLite holds now
  bool files_known = true;     ///< false: which files were read could not be taken over
  /// Segments of which something could not be read: they are as they were.
  std::vector<std::string> left;
};

/// Told what is being done, as a sentence begins: "writing seg-00000003 anew".
using RebuildProgress = std::function<void(const std::string& step)>;

/// Makes an archive anew from its stored articles: each segment is written again by what this
/// program makes of its articles, then metadata.sqlite. What was decided about people is applied
/// again; the ledger, the desk and the list of what was forgotten are not touched. The old parts
/// are in use until the new ones take their places, each by one rename; whatever comes between, the
/// next rebuild goes on from there, unless articles came or went meanwhile. Throws Error{Archive}
/// if there is no archive or its manifest is damaged, Error{Locked} under a writer.
[[nodiscard]] RebuildReport rebuild_archive(const ArchivePaths& paths, RebuildParts parts,
                                            std::chrono::milliseconds lock_wait,
                                            const RebuildProgress& progress);

}  // namespace morgue
