#pragma once

#include <cstdint>

#include "query/match/archive_reader.h"
#include "query/verbs/session.h"

namespace morgue {

/// A snapshot, and the number of the commit that it is the state of.
struct ArchiveState {
  ArchiveReader archive;
  std::uint64_t batch = 0;
};

/// Opens the archive for what has to name its state. Throws as ArchiveReader::open().
[[nodiscard]] inline ArchiveState open_state(const Session& session) {
  for (;;) {
    const std::uint64_t before = read_manifest(session.paths()).batch;
    ArchiveState out{session.open_archive(), before};
    // A writer that commits in between is slow: the second look is as good as always the last.
    if (read_manifest(session.paths()).batch == before) return out;
  }
}

}  // namespace morgue
