#include "indexer/store/archive_check.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <set>
#include <thread>

#include "common/catalog.h"
#include "common/desk.h"
#include "common/error.h"
#include "common/files.h"
#include "indexer/store/catalog_check.h"
#include "indexer/store/ledger.h"
#include "indexer/store/segment_check.h"

namespace morgue {
namespace {

namespace fs = std::filesystem;

/// How long the two halves may take to show one commit: a writer needs milliseconds.
constexpr int kAttempts = 150;
constexpr std::chrono::milliseconds kBetweenAttempts{20};
/// A writer that merges takes segments away; so often it is followed.
constexpr int kRounds = 20;

constexpr const char* kManifestPlace = "index/XAPIANDB";

/// One state of an archive, held open.
struct Snapshot {
  Manifest manifest;
  std::optional<Catalog> catalog;
  std::string catalog_error;
  bool agrees = false;
  std::vector<std::unique_ptr<SegmentCheck>> segments;
};

std::optional<Catalog> opened(const ArchivePaths& paths, std::string& error) {
  try {
    Catalog catalog = Catalog::open_for_reading(paths.metadata());
    catalog.database().execute("BEGIN");
    static_cast<void>(catalog.batch());  // takes the snapshot
    return catalog;
  } catch (const Error& e) {
    error = e.what();
    return {};
  }
}

Snapshot snapshot_of(const ArchivePaths& paths) {
  Snapshot snapshot;
  for (int attempt = 0;; ++attempt) {
    snapshot = {};
    snapshot.manifest = read_manifest(paths);
    snapshot.catalog = opened(paths, snapshot.catalog_error);
    for (const std::string& name : snapshot.manifest.segments)
      snapshot.segments.push_back(std::make_unique<SegmentCheck>(paths, name));
    const bool still = read_manifest(paths) == snapshot.manifest;
    snapshot.agrees = snapshot.catalog && snapshot.catalog->batch() == snapshot.manifest.batch;
    if (still && (snapshot.agrees || !snapshot.catalog)) return snapshot;
    if (attempt >= kAttempts) return snapshot;
    std::this_thread::sleep_for(kBetweenAttempts);
  }
}

void check_modes(const ArchivePaths& paths, Findings& findings) {
  const auto check = [&](const fs::path& path) {
    struct stat status {};
    if (::lstat(path.c_str(), &status) != 0) return;  // a writer took it away
    if ((status.st_mode & 077U) != 0 && !S_ISLNK(status.st_mode))
      findings.add(Damage::Mode, path == paths.root() ? "." : path.lexically_relative(paths.root()),
                   fmt::format("others may reach it (mode {:04o})", status.st_mode & 07777U));
  };
  std::set<fs::path> all = {paths.root()};  // in an order that does not change
  std::error_code error;
  for (auto entry = fs::recursive_directory_iterator(paths.root(), error);
       !error && entry != fs::recursive_directory_iterator(); entry.increment(error))
    all.insert(entry->path());
  for (const fs::path& path : all) check(path);
}

void check_texts(const ArchivePaths& paths, Findings& findings) {
  const auto complain = [&](const char* file, const std::vector<std::size_t>& lines) {
    for (const std::size_t line : lines)
      findings.add(Damage::Text, file, fmt::format("line {} can't be read", line));
  };
  complain("ledger.txt", read_ledger(paths.ledger()).unread);
  complain("desk.txt", read_desk(paths.desk()).unread);
}

std::set<std::uint32_t> documents_of(const std::vector<DocumentPlace>& places,
                                     const std::string& segment) {
  std::set<std::uint32_t> out;
  for (const DocumentPlace& place : places)
    if (place.segment == segment) out.insert(place.document);
  return out;
}

/// The manifest, or why it can't be used while there are segments.
bool manifest_holds(const ArchivePaths& paths, Findings& findings) {
  const std::string text = file_bytes(paths.manifest());
  bool segments = false;
  std::error_code error;
  for (auto entry = fs::directory_iterator(paths.index(), error);
       !error && entry != fs::directory_iterator(); entry.increment(error))
    segments = segments || entry->path().filename().string().starts_with("seg-");
  if (text.empty() && !segments) return true;  // no archive: reading it says so
  if (parse_manifest(text)) return true;
  findings.add(Damage::Manifest, kManifestPlace,
               text.empty() ? "the manifest is gone" : "the manifest is damaged");
  return false;
}

class Check {
 public:
  Check(const ArchivePaths& paths, const CheckProgress& progress, const std::atomic<bool>& stop)
      : paths_(paths), progress_(progress), stop_(stop) {}

  CheckReport run() {
    check_modes(paths_, report_.findings);
    check_texts(paths_, report_.findings);
    if (!manifest_holds(paths_, report_.findings)) return std::move(report_);
    check_files();
    report_.segments = snapshot_.manifest.segments.size();
    for (const auto& segment : snapshot_.segments)
      if (!damaged_.contains(segment->name())) total_ += segment->documents();
    try {
      check_articles(true);
    } catch (const Error& error) {  // of SQLite: Xapian's are findings already
      report_.findings.add(Damage::Catalog, "metadata.sqlite", error.what());
      report_.articles = 0;
      check_articles(false);
    }
    report_.interrupted = stop_.load();
    return std::move(report_);
  }

 private:
  /// The files of every segment of a state, which may be another one when the last was read.
  void check_files() {
    std::set<std::string> done;
    for (int round = 0; round < kRounds; ++round) {
      snapshot_ = snapshot_of(paths_);
      bool gone = false;
      for (const auto& segment : snapshot_.segments) {
        if (stop_.load()) return;
        if (!done.insert(segment->name()).second) continue;
        Findings found;
        if (!checked(*segment, found)) {
          gone = true;
          break;
        }
        for (const Finding& finding : found.all())
          report_.findings.add(finding.damage, finding.where, finding.what);
      }
      if (!gone) return;
    }
  }
  /// False if a writer took the segment away meanwhile: then what was found means nothing.
  bool checked(SegmentCheck& segment, Findings& found) {
    bool holds = false;
    std::string failed;
    try {
      holds = segment.check_files(found);
    } catch (const Error& error) {
      failed = error.what();
    }
    if (found.count() > 0 || !failed.empty()) {
      const auto now = read_manifest(paths_).segments;
      if (std::find(now.begin(), now.end(), segment.name()) == now.end()) return false;
      if (!failed.empty()) found.add(Damage::Segment, "index/" + segment.name(), failed);
    }
    if (!holds) damaged_.insert(segment.name());
    if (segment.has_no_sums()) ++report_.without_sums;
    return true;
  }
  void check_articles(bool with_rows) {
    std::optional<CatalogCheck> rows;
    Findings& findings = report_.findings;
    if (!with_rows) {
      // What is wrong with them stands in the report.
    } else if (!snapshot_.catalog) {
      findings.add(Damage::Catalog, "metadata.sqlite", snapshot_.catalog_error);
    } else {
      rows.emplace(*snapshot_.catalog, !read_ledger(paths_.ledger()).acts.empty(), findings);
      rows->check_tables();
      if (!snapshot_.agrees) {
        findings.add(Damage::Unfinished, "metadata.sqlite",
                     fmt::format("it has seen commit {} of {}", snapshot_.catalog->batch(),
                                 snapshot_.manifest.batch));
        rows.reset();
      }
    }
    bool whole = damaged_.empty();
    for (const auto& segment : snapshot_.segments) {
      if (damaged_.contains(segment->name())) continue;
      const auto superseded = documents_of(snapshot_.manifest.superseded, segment->name());
      const std::string where = "index/" + segment->name();
      segment->check_documents(documents_of(snapshot_.manifest.dead, segment->name()), findings,
                               [&](const CheckedDocument& found) {
                                 if (stop_.load()) return;
                                 ++report_.articles;
                                 progress_(report_.articles, total_);
                                 if (rows)
                                   rows->check_article(found, superseded.contains(found.number));
                               });
      whole = whole && !findings.any(Damage::Segment, where) && !stop_.load();
    }
    if (rows) rows->check_counts(whole);
  }

  const ArchivePaths& paths_;
  const CheckProgress& progress_;
  const std::atomic<bool>& stop_;
  CheckReport report_;
  Snapshot snapshot_;
  std::set<std::string> damaged_;
  std::uint64_t total_ = 0;
};

}  // namespace

CheckReport check_archive(const ArchivePaths& paths, const CheckProgress& progress,
                          const std::atomic<bool>& stop) {
  return Check(paths, progress, stop).run();
}

}  // namespace morgue
