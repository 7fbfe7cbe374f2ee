#pragma once

#include <gmock/gmock.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "common/sqlite.h"
#include "indexer/ingest.h"
#include "tests/support/archive_dump.h"
#include "tests/support/temporary_directory.h"

namespace morgue::test {

namespace fs = std::filesystem;

class Watcher : public IngestWatcher {
 public:
  void progress(const IngestCounts& counts) override {
    if (on_progress) on_progress(counts);
  }
  void refused(const ReadError& error) override {
    lines.push_back(fs::path(error.path).filename().string() +
                    (error.member.empty() ? "" : " " + error.member) + ": " + error.why);
  }
  void merging(const IngestCounts&) override {}

  std::vector<std::string> lines;
  std::function<void(const IngestCounts&)> on_progress;
};

/// A folder of news and archives made of it.
class IngestTest : public testing::Test {
 protected:
  ArchivePaths archive(const std::string& name = "archive") const {
    return ArchivePaths(directory_ / name);
  }
  fs::path news(const std::string& name = "") const {
    return name.empty() ? directory_ / "news" : directory_ / "news" / name;
  }
  IngestOptions options() const {
    IngestOptions out;
    out.paths = {news().string()};
    out.lock_wait = std::chrono::milliseconds{0};
    return out;
  }
  IngestCounts add(const IngestOptions& options, const std::string& name = "archive") {
    watcher_.lines.clear();
    stop_ = false;
    return ingest(archive(name), options, watcher_, stop_);
  }
  IngestCounts add() { return add(options()); }
  IngestCounts prune() {
    IngestOptions with = options();
    with.prune = true;
    return add(with);
  }
  /// Empty if the archive is whole and holds just what a new one of the same tree would.
  std::string difference_to_fresh() {
    static int number = 0;
    const std::string fresh = "fresh-" + std::to_string(++number);
    (void)add(options(), fresh);
    return test::difference(test::dump(archive(fresh)), test::dump(archive()));
  }
  std::vector<std::string> titles(const std::string& name = "archive") const {
    return column("SELECT title FROM articles ORDER BY title", name);
  }
  std::vector<std::string> column(const std::string& select,
                                  const std::string& name = "archive") const {
    sqlite::Database db(archive(name).metadata(), sqlite::Mode::ReadOnly);
    sqlite::Statement statement(db, select);
    std::vector<std::string> out;
    while (statement.step()) out.emplace_back(statement.text(0));
    return out;
  }
  std::string state_of(const std::string& file) const {
    const auto found = column("SELECT state FROM files WHERE path = '" + news(file).string() + "'");
    return found.empty() ? "unknown" : found[0];
  }
  /// For a file written within the same tick of the clock and of the same length.
  static void touch(const fs::path& path) {
    static int hours = 0;
    fs::last_write_time(path, fs::last_write_time(path) + std::chrono::hours{++hours});
  }
  void expect_whole() const {
    EXPECT_THAT(test::broken(test::dump(archive())), testing::IsEmpty());
  }

  test::TemporaryDirectory directory_;
  Watcher watcher_;
  std::atomic<bool> stop_{false};
};

}  // namespace morgue::test
