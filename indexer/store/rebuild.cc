#include "indexer/store/rebuild.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <filesystem>
#include <memory>
#include <optional>

#include "common/catalog.h"
#include "common/error.h"
#include "common/files.h"
#include "indexer/store/archive_writer.h"
#include "indexer/store/salvage.h"

namespace morgue {
namespace {

namespace fs = std::filesystem;

// In ARCHIVE/rebuild lie, until all is done: the number of the first segment that was written by
// this rebuild; of which commit the
// metadata.sqlite there is.
constexpr const char* kFirstFresh = "first-fresh-segment";
constexpr const char* kBatchFile = "batch";

std::optional<std::uint64_t> number_in(const fs::path& file) {
  const std::string text = file_bytes(file);
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end == text.data()) return {};
  return number;
}

/// Writes all of the log into the file. False if somebody is reading and it has to wait for him.
bool empty_log(Catalog& catalog) {
  sqlite::Statement checkpoint(catalog.database(), "PRAGMA wal_checkpoint(TRUNCATE)");
  return checkpoint.step() && checkpoint.integer(0) == 0;
}

void take_over_file(Catalog& fresh, Catalog& old, FileRecord file) {
  const std::vector<ArticleId> held = old.members(file.number);
  const auto is_here = [&](ArticleId id) { return fresh.has_article(id); };
  if (!std::all_of(held.begin(), held.end(), is_here)) file.state = FileRecord::State::Reading;
  const std::int64_t row = fresh.put_file(file);
  for (const ArticleId id : held)
    if (is_here(id)) fresh.add_member(row, id);
}

/// What the articles don't tell: which files were read and hold them, and up to which number people
/// were counted. All of it or, if it can't be read, nothing: then throws.
void take_over_files(Catalog& fresh, Catalog& old) {
  sqlite::Transaction transaction = fresh.begin();
  fresh.database().execute("DELETE FROM members; DELETE FROM files");
  sqlite::Statement paths(old.database(), "SELECT path FROM files ORDER BY no");
  while (paths.step())
    if (const auto file = old.file(paths.text(0))) take_over_file(fresh, old, *file);
  sqlite::Statement highest(old.database(), "SELECT value FROM meta WHERE key = 'highest person'");
  if (highest.step())
    sqlite::Statement(fresh.database(), "INSERT OR REPLACE INTO meta VALUES ('highest person', ?)")
        .bind(1, highest.integer(0))
        .run();
  transaction.commit();
}

class Rebuild {
 public:
  Rebuild(const ArchivePaths& paths, const RebuildProgress& progress,
          std::chrono::milliseconds lock_wait)
      : paths_(paths),
        folder_(paths.root() / kRebuildFolder),
        fresh_(folder_ / paths.metadata().filename()),
        progress_(progress),
        lock_(std::make_shared<const WriterLock>(paths, lock_wait)) {
    make_private_directory(folder_);
    make_private_directory(paths_.scratch());
  }

  RebuildReport run(RebuildParts parts) {
    if (parts.index) write_segments();
    if (parts.catalog)
      write_catalog();
    else
      report_.articles = articles_of(ArchiveWriter(paths_, lock_, paths_.metadata()));
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
    return std::move(report_);
  }

 private:
  static std::uint64_t articles_of(ArchiveWriter&& writer) {
    return static_cast<std::uint64_t>(writer.catalog().totals().articles);
  }

  /// Those that were there when the rebuild began, one after another.
  void write_segments() {
    const fs::path note = folder_ / kFirstFresh;
    const Manifest manifest = read_manifest(paths_);
    auto first_fresh = number_in(note);
    if (!first_fresh) {
      first_fresh = manifest.next_segment;
      replace_file(note, std::to_string(*first_fresh));
    }
    for (const std::string& segment : manifest.segments)
      if (segment < segment_name(*first_fresh)) write_segment(segment);
  }
  void write_segment(const std::string& segment) {
    progress_(fmt::format("writing {} anew", segment));
    const std::atomic<bool> never{false};
    const fs::path fresh = paths_.scratch() / "rebuild";
    const Salvaged salvaged = salvage_segment(paths_, segment, fresh, never);
    std::error_code error;
    if (!salvaged.all) {
      report_.left.push_back(segment);
      fs::remove_all(fresh, error);
      return;
    }
    replace_segment(paths_, segment, salvaged, fresh);
    fs::remove_all(paths_.segment(segment), error);
    ++report_.segments;
  }

  /// Beside the old one, from whatever an interrupted rebuild of the same commit has left.
  void write_catalog() {
    progress_("writing metadata.sqlite anew");
    const std::uint64_t batch = read_manifest(paths_).batch;
    const fs::path note = folder_ / kBatchFile;
    if (number_in(note) != batch) {
      std::error_code error;
      for (const char* end : {"", "-wal", "-shm"}) fs::remove(fresh_.string() + end, error);
      replace_file(note, std::to_string(batch));
    }
    {
      ArchiveWriter writer(paths_, lock_, fresh_);
      report_.articles = static_cast<std::uint64_t>(writer.catalog().totals().articles);
      take_over_files(writer.catalog());
      static_cast<void>(empty_log(writer.catalog()));
    }
    seal_directory(folder_);
    put_catalog_in_place();
  }

  void take_over_files(Catalog& fresh) try {
    Catalog old = Catalog::open_for_reading(paths_.metadata());
    morgue::take_over_files(fresh, old);
  } catch (const Error&) {
    report_.files_known = false;
  }

  /// A log that belongs to the old file must not be found beside the new one. If it ends between,
  /// the old file lacks some commits, or is gone, which every writer mends.
  void put_catalog_in_place() {
    std::error_code error;
    const bool holds = fs::exists(paths_.metadata(), error) && is_written_back();
    for (const char* end : {"-wal", "-shm", ""}) {
      const fs::path file = paths_.metadata().string() + end;
      if (!fs::exists(file, error)) continue;
      if (!holds)
        move_directory(file, place_aside(paths_, file.filename().string()));
      else if (*end != '\0')
        fs::remove(file, error);
    }
    seal_directory(paths_.root());
    move_directory(fresh_, paths_.metadata());
    seal_directory(paths_.root());
  }

  /// The old file, as far as readers let it; false if it is damaged.
  [[nodiscard]] bool is_written_back() const try {
    Catalog old = Catalog::open_for_writing(paths_.metadata());
    static_cast<void>(old.batch());
    static_cast<void>(empty_log(old));
    return true;
  } catch (const Error&) {
    return false;
  }

  const ArchivePaths& paths_;
  fs::path folder_, fresh_;
  const RebuildProgress& progress_;
  std::shared_ptr<const WriterLock> lock_;
  RebuildReport report_;
};

}  // namespace

RebuildReport rebuild_archive(const ArchivePaths& paths, RebuildParts parts,
                              std::chrono::milliseconds lock_wait,
                              const RebuildProgress& progress) {
  static_cast<void>(read_manifest(paths));  // none, or a damaged one, says so
  return Rebuild(paths, progress, lock_wait).run(parts);
}

}  // namespace morgue
