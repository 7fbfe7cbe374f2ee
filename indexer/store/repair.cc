#include "indexer/store/repair.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <map>
#include <set>

#include "common/catalog.h"
#include "common/error.h"
#include "common/files.h"
#include "indexer/store/archive_writer.h"
#include "indexer/store/manifest_repair.h"
#include "indexer/store/salvage.h"
#include "indexer/store/served_writer.h"

namespace morgue {
namespace {

namespace fs = std::filesystem;

constexpr int kRepairRounds = 2;

/// The articles that SQLite knows, with their titles; as far as it can be read.
std::map<std::string, std::string> titles_in(const ArchivePaths& paths) {
  std::map<std::string, std::string> out;
  try {
    Catalog catalog = Catalog::open_for_reading(paths.metadata());
    sqlite::Statement rows(catalog.database(), "SELECT id, title FROM articles");
    while (rows.step()) out.emplace(rows.text(0), rows.text(1));
  } catch (const Error&) {
    // What could be read has to do.
  }
  return out;
}

class Repair {
 public:
  Repair(const ArchivePaths& paths, const CheckProgress& progress, const std::atomic<bool>& stop)
      : paths_(paths), progress_(progress), stop_(stop) {}

  RepairReport run(std::chrono::milliseconds lock_wait, bool dry_run) {
    dry_ = dry_run;
    mend_manifest(lock_wait);
    if (dry_ && !report_.steps.empty()) return std::move(report_);
    static_cast<void>(read_manifest(paths_));  // none, or one of another version, says so
    std::map<std::string, std::string> titles;
    std::vector<ArticleId> there;
    // In the first round SQLite may be made again, from which the second one takes what is beside.
    for (int round = 0; round < kRepairRounds; ++round) {
      {
        const WriterLock lock(paths_, lock_wait);
        const CheckReport before = check_archive(paths_, progress_, stop_);
        report_.interrupted = before.interrupted;
        if (before.interrupted) return std::move(report_);
        if (before.findings.count() == 0) break;
        if (round == 0) titles = titles_in(paths_);
        mend(before.findings);
      }
      if (dry_) return std::move(report_);
      ArchiveWriter writer(paths_, lock_wait);  // brings SQLite in line
      there = writer.catalog().article_ids();
    }
    if (report_.steps.empty() && there.empty()) return std::move(report_);
    for (const ArticleId id : there) titles.erase(to_string(id));
    for (const auto& [id, title] : titles) report_.lost.push_back(id + "  " + title);
    CheckReport after = check_archive(paths_, progress_, stop_);
    report_.interrupted = after.interrupted;
    report_.left = std::move(after.findings);
    return std::move(report_);
  }

 private:
  /// Without it nothing else can be read.
  void mend_manifest(std::chrono::milliseconds lock_wait) {
    if (!lacks_manifest(paths_)) return;
    const WriterLock lock(paths_, lock_wait);
    const Manifest made = manifest_made_again(paths_);
    report_.steps.push_back(
        fmt::format("make index/XAPIANDB again; segments: {}", made.segments.size()));
    if (dry_) return;
    std::error_code error;
    if (fs::exists(paths_.manifest(), error))
      move_directory(paths_.manifest(), place_aside(paths_, "XAPIANDB"));
    replace_file(paths_.manifest(), to_text(made));
    serve_index(paths_, made);
  }

  void mend(const Findings& findings) {
    std::set<std::string> segments;
    bool catalog = false;
    for (const Finding& finding : findings.all()) {
      const bool segment = finding.damage == Damage::Segment ||
                           finding.damage == Damage::SideFile || finding.damage == Damage::Sums;
      if (segment) segments.insert(fs::path(finding.where).filename().string());
      catalog = catalog || finding.damage == Damage::Catalog;
      if (finding.damage == Damage::Mode) make_private(finding.where);
      if (finding.damage == Damage::Unfinished)
        report_.steps.push_back("finish a commit of SQLite");
    }
    for (const std::string& segment : segments) renew(segment);
    if (catalog) set_catalog_aside();
  }

  void make_private(const std::string& where) {
    report_.steps.push_back("make private: " + where);
    const fs::path path = paths_.root() / where;
    struct stat status {};
    if (!dry_ && ::stat(path.c_str(), &status) == 0) ::chmod(path.c_str(), status.st_mode & 0700U);
  }

  void set_catalog_aside() {
    report_.steps.push_back("make metadata.sqlite again from the stored articles");
    if (dry_) return;
    std::error_code error;
    for (const char* end : {"", "-wal", "-shm"}) {
      const fs::path file = paths_.metadata().string() + end;
      if (fs::exists(file, error))
        move_directory(file, place_aside(paths_, file.filename().string()));
    }
  }

  void renew(const std::string& segment) {
    std::error_code error;
    const bool there = fs::is_directory(paths_.segment(segment), error);
    report_.steps.push_back(
        there ? fmt::format("write {} anew from the articles that can be read", segment)
              : fmt::format("do without {}, which is gone", segment));
    if (dry_) return;
    const fs::path fresh = paths_.scratch() / "salvage";
    const Salvaged salvaged =
        there ? salvage_segment(paths_, segment, fresh, stop_) : Salvaged{{}, true, false};
    if (salvaged.interrupted) {
      report_.interrupted = true;
      return;
    }
    replace_segment(paths_, segment, salvaged, fresh);
    if (there) move_directory(paths_.segment(segment), place_aside(paths_, segment));
  }

  const ArchivePaths& paths_;
  const CheckProgress& progress_;
  const std::atomic<bool>& stop_;
  bool dry_ = false;
  RepairReport report_;
};

}  // namespace

RepairReport repair_archive(const ArchivePaths& paths, std::chrono::milliseconds lock_wait,
                            bool dry_run, const CheckProgress& progress,
                            const std::atomic<bool>& stop) {
  return Repair(paths, progress, stop).run(lock_wait, dry_run);
}

}  // namespace morgue
