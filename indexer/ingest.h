#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/archive.h"
#include "indexer/chunks.h"
#include "indexer/draft.h"
#include "indexer/sandbox/sandbox.h"
#include "indexer/timings.h"

namespace morgue {

/// How a load is spread over archives of their own in ARCHIVE/shards, which are read as one.
struct ShardBy {
  enum class What : std::uint8_t { Source, Month, Hash };
  What what = What::Hash;
  unsigned count = 0;  ///< of Hash: how many
};
/// "source", "month", "hash:10"; nothing for anything else.
[[nodiscard]] std::optional<ShardBy> parse_shard_by(std::string_view text);

struct IngestOptions {
  std::vector<std::string> paths;  ///< files, directories, "-" for standard input
  unsigned jobs = 1;               ///< worker threads
  bool annotate = true;            ///< recognise people and languages
  bool prune = false;              ///< forget files below `paths` that are gone
  ChunkOptions chunks;
  Sandbox* sandbox = nullptr;         ///< has the files read; null: this process reads them
  Instant now{};                      ///< what `added` says
  std::optional<ShardBy> shard_by{};  ///< nothing: everything into the archive itself
  std::chrono::milliseconds lock_wait{10'000};
  Timings* timings = nullptr;  ///< told what the stages take, unless null; borrowed
};

/// How far a load has come, and in the end its report.
struct IngestCounts {
  std::uint64_t bytes = 0;         ///< read
  std::uint64_t passed_bytes = 0;  ///< of unchanged files, not read
  std::uint64_t files = 0;         ///< read to their end
  std::uint64_t unchanged = 0;     ///< files passed by
  std::uint64_t added = 0;         ///< new articles
  std::uint64_t known = 0;         ///< records that the archive held already
  std::uint64_t refused = 0;       ///< inputs and records that gave no article
  std::uint64_t forgotten = 0;     ///< articles deleted
  std::uint64_t vanished = 0;      ///< files forgotten by --prune
  std::uint64_t passed_over = 0;   ///< hidden files and parts of saved pages
  std::uint64_t mended = 0;        ///< rows that an interrupted load had left to mend
  std::string last_file;           ///< the last file of which something is committed
  bool interrupted = false;
};

/// Watches a load; called by one thread, at every commit and about ten times a second between.
class IngestWatcher {
 public:
  virtual ~IngestWatcher() = default;
  virtual void progress(const IngestCounts& counts) = 0;
  virtual void refused(const ReadError& error) = 0;
  /// The inputs are all read; what is left is merging.
  virtual void merging(const IngestCounts& counts) = 0;
};

/// Reads, annotates and stores everything below the paths. Workers build runs; the calling thread
/// commits them in input order. Setting `stop` ends it early: what is under way is finished and
/// committed, but nothing is deleted or merged; the next load does that. Throws morgue::Error when
/// the archive can't be written; what was committed stays.
[[nodiscard]] IngestCounts ingest(const ArchivePaths& archive, const IngestOptions& options,
                                  IngestWatcher& watcher, const std::atomic<bool>& stop);

}  // namespace morgue
