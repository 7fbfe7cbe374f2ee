#pragma once

#include <atomic>
#include <cstdint>
#include <functional>

#include "common/archive.h"
#include "indexer/store/findings.h"

namespace morgue {

/// Told how many of how many articles were looked at.
using CheckProgress = std::function<void(std::uint64_t done, std::uint64_t of)>;

struct CheckReport {
  Findings findings;
  std::uint64_t articles = 0;      ///< that were read
  std::uint64_t segments = 0;      ///< of the manifest
  std::uint64_t without_sums = 0;  ///< segments that an earlier version wrote
  bool interrupted = false;
};

/// Proves that an archive agrees with itself, reading all of it: the manifest and its segments, the
/// bytes of each segment and their sums, every article, the files beside the tables, SQLite by its
/// own checks and against the articles, the ledger and the desk, who may read it all. Works beside
/// a running writer, of whose archive it takes one state; never writes. Memory: some bytes for each
/// article. Throws Error{Archive} if there is no archive, or one of another version.
[[nodiscard]] CheckReport check_archive(const ArchivePaths& paths, const CheckProgress& progress,
                                        const std::atomic<bool>& stop);

}  // namespace morgue
