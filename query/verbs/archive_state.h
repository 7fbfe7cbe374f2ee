#pragma once

#include <cstdint>

#include "query/match/archive_reader.h"
#include "query/verbs/session.h"

namespace morgue {

/// A snapshot, and the number of the commit that it is the state of; of several archives the sum.
struct ArchiveState {
  ArchiveReader archive;
  std::uint64_t batch = 0;
};

inline std::uint64_t commits_of(const Session& session) {
  std::uint64_t sum = 0;
  for (const ArchivePaths& paths : session.all_paths()) sum += read_manifest(paths).batch;
  return sum;
}

/// Opens the archive for what has to name its state. Throws as ArchiveReader::open().
[[nodiscard]] inline ArchiveState open_state(const Session& session) {
  for (;;) {
    const std::uint64_t before = commits_of(session);
    ArchiveState out{session.open_archive(), before};
    // A writer that commits in between is slow: the second look is as good as always the last.
    if (commits_of(session) == before) return out;
  }
}

}  // namespace morgue
