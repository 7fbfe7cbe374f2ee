#include "indexer/store/repair.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <xapian.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <limits>
#include <map>
#include <optional>
#include <set>

#include "common/act_lines.h"
#include "common/catalog.h"
#include "common/error.h"
#include "common/files.h"
#include "common/kin_file.h"
#include "common/shingles.h"
#include "indexer/store/apart.h"
#include "indexer/store/archive_writer.h"
#include "indexer/store/pair_file.h"
#include "indexer/store/run.h"
#include "indexer/store/sums.h"

namespace morgue {
namespace {

namespace fs = std::filesystem;

/// So many articles may bring their reader down before a segment is given up.
constexpr std::size_t kMostCrashes = 50;
constexpr int kRepairRounds = 2;

using Numbers = std::map<std::uint32_t, std::uint32_t>;

std::optional<Catalog> readable_catalog(const ArchivePaths& paths) {
  try {
    return Catalog::open_for_reading(paths.metadata());
  } catch (const Error&) {
    return {};
  }
}

/// The articles that SQLite knows, with their titles; as far as it can be read.
std::map<std::string, std::string> titles_in(const ArchivePaths& paths) {
  std::map<std::string, std::string> out;
  try {
    if (auto catalog = readable_catalog(paths)) {
      sqlite::Statement rows(catalog->database(), "SELECT id, title FROM articles");
      while (rows.step()) out.emplace(rows.text(0), rows.text(1));
    }
  } catch (const Error&) {
    // What could be read has to do.
  }
  return out;
}

/// Reads a damaged segment, document by document, and writes what can be read into a new one. In a
/// process of its own: `tried` tells whoever comes after a crash how far it came.
class Salvage {
 public:
  Salvage(const ArchivePaths& paths, const std::string& segment,
          const std::set<std::uint32_t>& dead, const fs::path& fresh)
      : old_(paths.segment(segment)),
        dead_(dead),
        fresh_(fresh),
        sums_(read_sums(old_)),
        people_(old_ / kPeopleFile),
        kin_(KinFile(old_ / kKinFile).records()),
        catalog_(readable_catalog(paths)) {}

  void run(const std::set<std::uint32_t>& skipped, const fs::path& tried, const fs::path& moved) {
    std::ofstream trace(tried, std::ios::trunc);
    std::ofstream numbers(moved, std::ios::trunc);
    const Xapian::Database db(old_.string());
    const bool people_hold = holds(kPeopleFile);
    const bool kin_holds = holds(kKinFile);
    RunWriter writer;
    writer.begin(fresh_);
    ArticleDecoder decoder;
    for (std::uint32_t old = 1; old <= db.get_lastdocid(); ++old) {
      if (dead_.contains(old) || skipped.contains(old)) continue;
      trace << old << '\n' << std::flush;
      const auto stored = article(db, old, decoder);
      if (!stored) continue;
      const std::uint32_t document = writer.add(*stored).document;
      numbers << old << ' ' << document << '\n';
      for (const std::uint32_t hash : fingerprint(stored->content.article.text).anchors)
        anchors_.push_back({hash, document});
      for (const std::uint32_t person : people_of(*stored, old, people_hold))
        pairs_.push_back({document, person});
      records_.push_back(kin_of(*stored, old, kin_holds));
    }
    writer.finish();
    std::sort(anchors_.begin(), anchors_.end());
    replace_file(fresh_ / kAnchorFile, pair_file_of(anchors_));
    replace_file(fresh_ / kPeopleFile, pair_file_of(pairs_));
    replace_file(fresh_ / kKinFile, kin_file_of(records_));
    write_sums(fresh_);
  }

 private:
  [[nodiscard]] bool holds(const char* file) const {
    const auto sum = sums_.of.find(file);
    std::error_code error;
    return sum != sums_.of.end() && fs::exists(old_ / file, error) &&
           file_hash(old_ / file) == sum->second;
  }
  static std::optional<StoredArticle> article(const Xapian::Database& db, std::uint32_t number,
                                              ArticleDecoder& decoder) {
    try {
      if (!decoder.open(db.get_document(number).get_data())) return {};
      auto stored = decoder.article();
      if (stored) return *std::move(stored);
    } catch (const Xapian::Error&) {
      // It can't be read.
    }
    return {};
  }
  std::vector<std::uint32_t> people_of(const StoredArticle& stored, std::uint32_t old, bool hold) {
    std::vector<std::uint32_t> out;
    if (hold) people_.find(old, std::numeric_limits<std::size_t>::max(), out);
    const auto persons =
        std::count_if(stored.content.entities.begin(), stored.content.entities.end(),
                      [](const Entity& entity) { return entity.kind == EntityKind::Person; });
    if (out.size() == static_cast<std::size_t>(persons) || !catalog_) return out;
    out.clear();
    for (const auto& appearance : catalog_->people().of_article(stored.id))
      out.push_back(appearance.person);
    return out;
  }
  KinRecord kin_of(const StoredArticle& stored, std::uint32_t old, bool hold) {
    if (hold && old <= kin_.size()) return kin_[old - 1];
    KinRecord record = kin_record_of(stored);
    const auto kin = catalog_ ? catalog_->kin(stored.id) : std::nullopt;
    if (!kin) return record;
    record.copy = kin->family && *kin->family != stored.id;
    if (record.copy) record.family = *kin->family;
    record.version = kin->lineage && *kin->lineage != stored.id;
    if (record.version) record.lineage = *kin->lineage;
    return record;
  }

  fs::path old_;
  const std::set<std::uint32_t>& dead_;
  fs::path fresh_;
  Sums sums_;
  PairFile people_;
  std::vector<KinRecord> kin_;
  std::optional<Catalog> catalog_;
  std::vector<Pair> anchors_, pairs_;
  std::vector<KinRecord> records_;
};

class Repair {
 public:
  Repair(const ArchivePaths& paths, const CheckProgress& progress, const std::atomic<bool>& stop)
      : paths_(paths), progress_(progress), stop_(stop) {}

  RepairReport run(std::chrono::milliseconds lock_wait, bool dry_run) {
    static_cast<void>(read_manifest(paths_));  // a damaged one, or none, says so
    dry_ = dry_run;
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

  /// A name below damaged/ that nothing has yet.
  fs::path aside(const std::string& name) {
    const fs::path damaged = paths_.root() / "damaged";
    make_private_directory(damaged);
    fs::path to = damaged / name;
    std::error_code error;
    for (int i = 2; fs::exists(to, error); ++i) to = damaged / fmt::format("{}-{}", name, i);
    return to;
  }

  void set_catalog_aside() {
    report_.steps.push_back("make metadata.sqlite again from the stored articles");
    if (dry_) return;
    std::error_code error;
    for (const char* end : {"", "-wal", "-shm"}) {
      const fs::path file = paths_.metadata().string() + end;
      if (fs::exists(file, error)) move_directory(file, aside(file.filename().string()));
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
    publish(segment, there ? salvaged(segment, fresh) : Numbers(), fresh);
    if (there) move_directory(paths_.segment(segment), aside(segment));
  }

  Numbers salvaged(const std::string& segment, const fs::path& fresh) {
    std::set<std::uint32_t> dead;
    for (const DocumentPlace& place : read_manifest(paths_).dead)
      if (place.segment == segment) dead.insert(place.document);
    const fs::path tried = paths_.scratch() / "tried";
    const fs::path moved = paths_.scratch() / "moved";
    std::set<std::uint32_t> skipped;
    while (skipped.size() < kMostCrashes) {
      std::error_code error;
      fs::remove_all(fresh, error);
      fs::remove(tried, error);
      const std::string wrong = done_apart([&] {
        try {
          Salvage(paths_, segment, dead, fresh).run(skipped, tried, moved);
        } catch (const Xapian::Error& e) {
          return e.get_msg();
        }
        return std::string();
      });
      if (wrong.empty()) return numbers_in(moved);
      const auto lines = split(file_bytes(tried), '\n');
      if (lines.size() < 2 || !skipped.insert(number(lines[lines.size() - 2])).second) return {};
    }
    return {};
  }
  static std::uint32_t number(std::string_view text) {
    std::uint32_t out = 0;
    std::from_chars(text.data(), text.data() + text.size(), out);
    return out;
  }
  static Numbers numbers_in(const fs::path& moved) {
    Numbers out;
    const std::string text = file_bytes(moved);
    for (const std::string_view line : split(text, '\n'))
      if (const auto blank = line.find(' '); blank != std::string_view::npos)
        out[number(line.substr(0, blank))] = number(line.substr(blank + 1));
    return out;
  }

  /// The fresh segment takes the place of the damaged one; SQLite learns of it as of a commit.
  void publish(const std::string& segment, const Numbers& moved, const fs::path& fresh) {
    Manifest next = read_manifest(paths_);
    ++next.batch;
    const auto of_segment = [&](const DocumentPlace& place) { return place.segment == segment; };
    std::erase_if(next.dead, of_segment);
    const auto at = std::find(next.segments.begin(), next.segments.end(), segment);
    if (moved.empty()) {
      next.segments.erase(at);
      std::erase_if(next.superseded, of_segment);
    } else {
      const std::string name = segment_name(next.next_segment++);
      move_directory(fresh, paths_.segment(name));
      *at = name;
      std::erase_if(next.superseded, [&](const DocumentPlace& place) {
        return of_segment(place) && !moved.contains(place.document);
      });
      for (DocumentPlace& place : next.superseded)
        if (of_segment(place)) place = {name, moved.at(place.document)};
    }
    replace_file(paths_.manifest(), to_text(next));
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
