#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "common/command_info.h"
#include "common/instant.h"
#include "common/refusal.h"
#include "common/result.h"
#include "indexer/ingest.h"

namespace morgue {

enum class TimingsStyle { None, Table, Json };
enum class ProgressStyle { Auto, Bar, Plain, Json, None };

/// What was typed, checked by itself; nothing of the system has been asked yet.
struct IndexerOptions {
  enum class Verb {
    Add,
    Watch,
    Inspect,
    Status,
    Compact,
    Formats,
    Person,
    Check,
    Forget,
    Backup,
    Restore,
    Completion,
    Rebuild,
    Share,
    Repair,
    Version
  };
  Verb verb = Verb::Add;
  std::string archive;  ///< -A, empty if not given
  std::vector<std::string> paths;
  unsigned jobs = 0;  ///< 0: as many as there are processors
  bool prune = false;
  bool annotate = true;
  bool retry = false;
  bool quiet = false;
  bool annotations = false;
  bool sandbox = true;  ///< files are read by processes that have nothing to lose
  ProgressStyle progress = ProgressStyle::Auto;
  TimingsStyle timings = TimingsStyle::None;
  std::chrono::milliseconds lock_wait{10'000};
  std::optional<Timestamp> now;
  std::string act;                  ///< person: merge, split, alias, ...
  std::vector<std::string> words;   ///< person: what it is done to
  bool yes = false;                 ///< person: don't ask
  bool again = false;               ///< add: what was forgotten, too
  std::optional<ShardBy> shard_by;  ///< add: spread over archives in shards/
  bool copies = false;              ///< forget: the whole family
  std::string source;               ///< forget: all of an outlet
  bool dry_run = false;             ///< repair: only say what would be done
  bool rebuild_index = false;       ///< rebuild: the segments
  bool rebuild_catalog = false;     ///< rebuild: metadata.sqlite; neither: both
  bool stop = false;                ///< share: no longer
  bool force = false;               ///< restore: though there is an archive
  std::string place;                ///< backup, restore: the backup's directory
  bool json = false;                ///< check: as one document
  std::string shell;                ///< completion: bash, zsh or fish
  std::size_t commit_every = 0;     ///< inputs; 0: as it is best
  std::chrono::milliseconds settle{2'000};
  std::chrono::minutes rescan{60};
};

[[nodiscard]] Result<IndexerOptions, Refusal> parse_indexer_options(int argc,
                                                                    const char* const* argv);

/// The whole program as its man pages and completion see it.
[[nodiscard]] CommandInfo describe_indexer();

}  // namespace morgue
