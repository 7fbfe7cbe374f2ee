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

}  // namespace morgue
