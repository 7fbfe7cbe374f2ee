#pragma once

#include <atomic>

#include "common/archive.h"
#include "common/error.h"
#include "indexer/options.h"
#include "indexer/progress.h"

namespace morgue {

/// The verbs that keep an archive. Each prints its report and returns the exit status; `stop` is
/// set by Ctrl-C.

[[nodiscard]] Exit run_check(const IndexerOptions& options, const ArchivePaths& archive,
                             ProgressForm form, const std::atomic<bool>& stop);

[[nodiscard]] Exit run_repair(const IndexerOptions& options, const ArchivePaths& archive,
                              ProgressForm form, const std::atomic<bool>& stop);

/// Ended by any signal at any moment: the same command goes on.
[[nodiscard]] Exit run_rebuild(const IndexerOptions& options, const ArchivePaths& archive);
/// Makes what other machines read, or with --stop removes it.
[[nodiscard]] Exit run_share(const IndexerOptions& options, const ArchivePaths& archive);

[[nodiscard]] Exit run_backup(const IndexerOptions& options, const ArchivePaths& archive,
                              ProgressForm form, const std::atomic<bool>& stop);

[[nodiscard]] Exit run_restore(const IndexerOptions& options, const ArchivePaths& archive,
                               ProgressForm form, const std::atomic<bool>& stop);

[[nodiscard]] Exit run_forget(const IndexerOptions& options, const ArchivePaths& archive);

/// Asks on the terminal; without one, only --yes agrees.
[[nodiscard]] bool agrees(const IndexerOptions& options, const std::string& question);

}  // namespace morgue
