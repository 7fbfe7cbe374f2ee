#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <string>

#include "common/archive.h"
#include "indexer/ingest.h"
#include "indexer/tree_watch.h"

namespace morgue {

struct WatchOptions {
  IngestOptions ingest;  ///< `paths` are directories; `now`, `lock_wait`: not used
  TreeWatch::Pace pace{std::chrono::seconds{2}, std::chrono::seconds{30}};
  /// All of the tree is walked so often, for what can't be noticed: file systems of other machines,
  /// files that are written to without end.
  std::chrono::seconds rescan = std::chrono::hours{1};
  std::function<Instant()> now;  ///< what `added` says
};

/// Hears what becomes of each load, and of what it has to wait for.
struct WatchReport {
  std::function<void(const IngestCounts&, double seconds)> loaded;
  std::function<void(const std::string& note)> note;
};

/// Loads what is below the directories, then whatever comes there, until `stop` is set. Between
/// loads the archive is not locked; while somebody else writes to it, what has come waits. Throws
/// morgue::Error as ingest() and TreeWatch do, but for a locked archive. False: a load was
/// interrupted.
[[nodiscard]] bool watch(const ArchivePaths& archive, const WatchOptions& options,
                         IngestWatcher& progress, const WatchReport& report,
                         const std::atomic<bool>& stop);

}  // namespace morgue
