#pragma once

#include <atomic>
#include <chrono>
#include <string>
#include <vector>

#include "common/archive.h"
#include "indexer/store/archive_check.h"

namespace morgue {

struct RepairReport {
  std::vector<std::string> steps;  ///< what was done, or would be
  std::vector<std::string> lost;   ///< articles that can't be read any more: id and title
  Findings left;                   ///< what a check still finds; nothing of a dry run
  bool interrupted = false;
};

/// Mends what a check finds. A damaged segment is written anew from each article that can still be
/// read, a damaged metadata.sqlite is made again from the stored articles, modes are set. What was
/// damaged is moved into ARCHIVE/damaged/, nothing is deleted. Files that held a lost article are
/// read again by the next load. Throws Error{Archive} if the manifest is damaged, Error{Locked}
/// under a writer.
[[nodiscard]] RepairReport repair_archive(const ArchivePaths& paths,
                                          std::chrono::milliseconds lock_wait, bool dry_run,
                                          const CheckProgress& progress,
                                          const std::atomic<bool>& stop);

}  // namespace morgue
