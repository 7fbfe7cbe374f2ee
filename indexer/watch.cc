#include "indexer/watch.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "common/error.h"

namespace morgue {
namespace {

using Clock = std::chrono::steady_clock;

/// No longer, for a signal is heeded only behind it.
constexpr std::chrono::milliseconds kLockWait{500};
/// While somebody else writes to the archive, it is tried again so often.
constexpr std::chrono::seconds kLockedPause{10};

class Watcher {
 public:
  Watcher(const ArchivePaths& archive, const WatchOptions& options, IngestWatcher& progress,
          const WatchReport& report, const std::atomic<bool>& stop)
      : archive_(archive),
        options_(options),
        progress_(progress),
        report_(report),
        stop_(stop),
        tree_(options.ingest.paths, archive.root()) {}

  bool run() {
    note_unwatched();
    want_all();
    while (!stop_.load()) {
      if (!wanted_.empty() && !load()) return false;
      const auto retry = wanted_.empty() ? next_scan_ : Clock::now() + kLockedPause;
      take(tree_.wait(options_.pace, std::min(next_scan_, retry), stop_));
      if (Clock::now() < next_scan_) continue;
      tree_.look_again();
      want_all();
    }
    return true;
  }

 private:
  void want_all() {
    wanted_ = options_.ingest.paths;
    next_scan_ = Clock::now() + options_.rescan;
  }

  void take(TreeWatch::Changes changes) {
    // What is gone is only forgotten by a walk through everything.
    if (changes.removed && options_.ingest.prune) changes.paths = options_.ingest.paths;
    wanted_.insert(wanted_.end(), changes.paths.begin(), changes.paths.end());
    wanted_ = TreeWatch::roots_among(std::move(wanted_));
    if (tree_.unwatched() > unwatched_) note_unwatched();
  }

  void note_unwatched() {
    unwatched_ = tree_.unwatched();
    if (unwatched_ > 0)
      report_.note(
          fmt::format("{} directories can't be watched and are looked through every {} min\n"
                      "  to watch them: sysctl fs.inotify.max_user_watches=1000000",
                      unwatched_, options_.rescan.count() / 60));
  }

  /// False if it was interrupted.
  bool load() {
    IngestOptions options = options_.ingest;
    options.paths = wanted_;
    options.now = options_.now();
    options.lock_wait = kLockWait;
    // Forgetting what is gone below single files would do nothing.
    options.prune = options.prune && wanted_ == options_.ingest.paths;
    const auto begun = Clock::now();
    IngestCounts counts;
    try {
      counts = ingest(archive_, options, progress_, stop_);
    } catch (const Error& error) {
      if (error.status() != Exit::Locked) throw;
      if (!std::exchange(told_of_lock_, true))
        report_.note(fmt::format("{}; what has come waits", error.what()));
      return true;
    }
    told_of_lock_ = false;
    if (!counts.interrupted) wanted_.clear();
    report_.loaded(counts, std::chrono::duration<double>(Clock::now() - begun).count());
    return !counts.interrupted;
  }

  const ArchivePaths& archive_;
  const WatchOptions& options_;
  IngestWatcher& progress_;
  const WatchReport& report_;
  const std::atomic<bool>& stop_;
  TreeWatch tree_;
  std::vector<std::string> wanted_;
  Clock::time_point next_scan_;
  std::size_t unwatched_ = 0;
  bool told_of_lock_ = false;
};

}  // namespace

bool watch(const ArchivePaths& archive, const WatchOptions& options, IngestWatcher& progress,
           const WatchReport& report, const std::atomic<bool>& stop) {
  return Watcher(archive, options, progress, report, stop).run();
}

}  // namespace morgue
