#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "common/instant.h"
#include "common/refusal.h"
#include "common/result.h"

namespace morgue {

enum class ProgressStyle { Auto, Bar, Plain, Json, None };

/// What was typed, checked by itself; nothing of the system has been asked yet.
struct IndexerOptions {
  enum class Verb {
    Add,
    Inspect,
    Status,
    Compact,
    Formats,
    Person,
    Check,
    Forget,
    Backup,
    Restore,
    Repair
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
  ProgressStyle progress = ProgressStyle::Auto;
  std::chrono::milliseconds lock_wait{10'000};
  std::optional<Timestamp> now;
  std::string act;                 ///< person: merge, split, alias, ...
  std::vector<std::string> words;  ///< person: what it is done to
  bool yes = false;                ///< person: don't ask
  bool again = false;              ///< add: what was forgotten, too
  bool copies = false;             ///< forget: the whole family
  std::string source;              ///< forget: all of an outlet
  bool dry_run = false;            ///< repair: only say what would be done
  bool force = false;              ///< restore: though there is an archive
  std::string place;               ///< backup, restore: the backup's directory
  bool json = false;               ///< check: as one document
  std::size_t commit_every = 0;    ///< inputs; 0: as it is best
};

[[nodiscard]] Result<IndexerOptions, Refusal> parse_indexer_options(int argc,
                                                                    const char* const* argv);

}  // namespace morgue
