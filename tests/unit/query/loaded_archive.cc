#include "tests/unit/query/loaded_archive.h"

#include <atomic>

#include "indexer/ingest.h"

namespace morgue::test {
namespace {

class Silent : public IngestWatcher {
 public:
  void progress(const IngestCounts&) override {}
  void refused(const ReadError&) override {}
  void merging(const IngestCounts&) override {}
};

}  // namespace

void load_archive(const ArchivePaths& archive, const std::filesystem::path& file,
                  std::size_t commit_every, Instant now) {
  IngestOptions options;
  options.paths = {file.string()};
  options.chunks.articles = commit_every;
  options.now = now;
  Silent watcher;
  const std::atomic<bool> stop{false};
  static_cast<void>(ingest(archive, options, watcher, stop));
}

}  // namespace morgue::test
