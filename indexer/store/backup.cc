#include "indexer/store/backup.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>
#include <thread>

#include "common/act_lines.h"
#include "common/article_id.h"
#include "common/catalog.h"
#include "common/error.h"
#include "common/files.h"
#include "indexer/store/lock.h"
#include "indexer/store/sums.h"

namespace morgue {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kHeadLine = "# morgue backup, format 1\n";
constexpr std::string_view kBatchLine = "# batch ";
constexpr std::string_view kArticlesPart = ", articles ";
constexpr std::string_view kEndLine = "# end ";
constexpr const char* kListFile = "backup.txt";
constexpr const char* kFilesFolder = "files";
constexpr const char* kScratchFolder = "new";
constexpr std::size_t kHashSize = 32;
/// A state that a writer takes apart while it is copied is given up for the next one.
constexpr int kMostStates = 20;
constexpr int kMostLooks = 150;
constexpr std::chrono::milliseconds kBetweenLooks{20};
constexpr auto kTexts = {"ledger.txt", "desk.txt", "forgotten.txt"};

[[noreturn]] void refuse(const fs::path& directory, std::string_view why) {
  throw Error(Exit::Archive, fmt::format("{} {}", directory.string(), why),
              "name a directory that morgue-index backup has written");
}

/// A path that an archive may have, and nothing that leads elsewhere.
bool is_of_an_archive(std::string_view path) {
  if (path == "index/XAPIANDB" || path == "metadata.sqlite") return true;
  if (std::find(kTexts.begin(), kTexts.end(), path) != kTexts.end()) return true;
  const auto parts = split(path, '/');
  constexpr std::string_view kNames = "abcdefghijklmnopqrstuvwxyz.";
  return parts.size() == 3 && parts[0] == "index" && parts[1].starts_with("seg-") &&
         parts[1].find_first_not_of("0123456789", 4) == std::string_view::npos &&
         !parts[2].empty() && parts[2].front() != '.' &&
         parts[2].find_first_not_of(kNames) == std::string_view::npos;
}

template <typename T>
bool read_whole(std::string_view text, T& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size();
}

std::optional<BackupFile> file_in(std::string_view line) {
  const auto words = split(line, ' ');
  BackupFile file;
  if (words.size() != 3 || words[0].size() != kHashSize ||
      words[0].find_first_not_of("0123456789abcdef") != std::string_view::npos ||
      !read_whole(words[1], file.size) || !is_of_an_archive(words[2]))
    return {};
  file.hash = words[0];
  file.path = words[2];
  return file;
}

bool read_head_of(std::string_view line, BackupList& list) {
  const auto comma = line.find(kArticlesPart);
  return line.starts_with(kBatchLine) && comma != std::string_view::npos &&
         read_whole(line.substr(kBatchLine.size(), comma - kBatchLine.size()), list.batch) &&
         read_whole(line.substr(comma + kArticlesPart.size()), list.articles);
}

/// One state of an archive: its manifest, and SQLite at the same commit.
struct State {
  Manifest manifest;
  Catalog catalog;
};

State state_of(const ArchivePaths& archive) {
  for (int look = 0;; ++look) {
    Manifest manifest = read_manifest(archive);
    Catalog catalog = Catalog::open_for_reading(archive.metadata());
    catalog.database().execute("BEGIN");
    const bool one = catalog.batch() == manifest.batch && read_manifest(archive) == manifest;
    if (one) return {std::move(manifest), std::move(catalog)};
    if (look == kMostLooks)
      throw Error(Exit::Archive,
                  fmt::format("{} is a commit behind its index", archive.metadata().string()),
                  "morgue-index add, or compact, brings it up to date; then back up again");
    std::this_thread::sleep_for(kBetweenLooks);
  }
}

class Backup {
 public:
  Backup(const ArchivePaths& archive, const fs::path& directory, const CopyProgress& progress,
         const std::atomic<bool>& stop)
      : archive_(archive), directory_(directory), progress_(progress), stop_(stop) {}

  BackupReport run() {
    static_cast<void>(read_manifest(archive_));
    prepare();
    for (int state = 0; !take(); ++state)
      if (state == kMostStates)
        throw Error(Exit::Archive, "the archive changes faster than it can be copied",
                    "back up when its writer is done");
    std::error_code error;
    fs::remove_all(scratch(), error);
    if (stop_.load()) {
      report_.interrupted = true;
      return report_;
    }
    seal_directory(directory_ / kFilesFolder);
    replace_file(directory_ / kListFile, to_text(list_));
    remove_others();
    return report_;
  }

 private:
  [[nodiscard]] fs::path scratch() const { return directory_ / kScratchFolder; }

  void prepare() {
    std::error_code error;
    if (fs::exists(directory_, error) && !fs::is_directory(directory_, error))
      throw Error(Exit::Archive, fmt::format("{} is not a directory", directory_.string()));
    const std::set<std::string> ours = {kListFile, kFilesFolder, kScratchFolder,
                                        std::string(kListFile) + ".new"};
    for (auto entry = fs::directory_iterator(directory_, error);
         !error && entry != fs::directory_iterator(); entry.increment(error))
      if (!ours.contains(entry->path().filename().string()))
        throw Error(Exit::Archive,
                    fmt::format("{} holds other things than a backup", directory_.string()),
                    "choose a new or an empty directory");
    make_private_directory(directory_);
    make_private_directory(directory_ / kFilesFolder);
    fs::remove_all(scratch(), error);
    make_private_directory(scratch());
  }

  /// False if a writer took a segment away meanwhile.
  bool take() {
    State state = state_of(archive_);
    list_ = {state.manifest.batch, state.catalog.totals().articles, {}};
    report_ = {};
    report_.articles = list_.articles;
    total_ = done_ = 0;
    std::error_code error;
    for (const std::string& name : state.manifest.segments)
      for (auto entry = fs::directory_iterator(archive_.segment(name), error);
           !error && entry != fs::directory_iterator(); entry.increment(error))
        total_ += fs::file_size(entry->path(), error);
    for (const std::string& name : state.manifest.segments) {
      if (stop_.load()) return true;
      try {
        copy_segment(name);
      } catch (const std::exception&) {
        const auto now = read_manifest(archive_).segments;
        if (std::find(now.begin(), now.end(), name) == now.end()) return false;
        throw;
      }
    }
    // SQLite as the open transaction sees it.
    const fs::path copy = scratch() / "metadata.sqlite";
    state.catalog.database().copy_to(copy);
    move_in(copy, "metadata.sqlite");
    for (const char* name : kTexts)
      if (fs::exists(archive_.root() / name, error))
        put_text(file_bytes(archive_.root() / name), name);
    put_text(to_text(state.manifest), "index/XAPIANDB");
    return true;
  }

  void copy_segment(const std::string& name) {
    const fs::path segment = archive_.segment(name);
    const Sums sums = read_sums(segment);
    if (sums.present && !sums.whole) damaged(segment / kSumsFile);
    std::set<std::string> files;
    for (const auto& entry : fs::directory_iterator(segment))
      files.insert(entry.path().filename().string());
    for (const auto& [file, hash] : sums.of)
      if (!files.contains(file)) damaged(segment / file);
    for (const std::string& file : files) {
      if (stop_.load()) return;
      const auto sum = sums.of.find(file);
      const std::string path = fmt::format("index/{}/{}", name, file);
      const std::uint64_t size = fs::file_size(segment / file);
      const bool known = sum != sums.of.end() && is_there(sum->second, size);
      if (known) {
        list(sum->second, size, path);
      } else {
        const std::string hash = copy_hashed(segment / file, scratch() / "copy");
        if (sum != sums.of.end() && sum->second != hash) damaged(segment / file);
        move_in_as(scratch() / "copy", hash, fs::file_size(scratch() / "copy"), path);
      }
      done_ += size;
      progress_(done_, std::max(done_, total_));
    }
  }
  [[noreturn]] static void damaged(const fs::path& file) {
    throw Error(Exit::Archive, fmt::format("{} is damaged: not backed up", file.string()),
                "see what is wrong with: morgue-index check; mend it with: morgue-index repair");
  }

  [[nodiscard]] fs::path place_of(const std::string& hash) const {
    return directory_ / kFilesFolder / hash;
  }
  [[nodiscard]] bool is_there(const std::string& hash, std::uint64_t size) const {
    std::error_code error;
    return fs::file_size(place_of(hash), error) == size && !error;
  }
  void list(const std::string& hash, std::uint64_t size, const std::string& path) {
    list_.files.push_back({hash, size, path});
    ++report_.files;
    report_.bytes += size;
  }
  void move_in_as(const fs::path& from, const std::string& hash, std::uint64_t size,
                  const std::string& path) {
    if (!is_there(hash, size)) {
      fs::rename(from, place_of(hash));
      ++report_.copied_files;
      report_.copied_bytes += size;
    }
    list(hash, size, path);
  }
  void move_in(const fs::path& from, const std::string& path) {
    move_in_as(from, file_hash(from), fs::file_size(from), path);
  }
  void put_text(const std::string& text, const std::string& path) {
    replace_file(scratch() / "text", text);
    move_in(scratch() / "text", path);
  }
  /// What only earlier states needed.
  void remove_others() {
    std::set<std::string> needed;
    for (const BackupFile& file : list_.files) needed.insert(file.hash);
    std::error_code error;
    std::vector<fs::path> others;
    for (const auto& entry : fs::directory_iterator(directory_ / kFilesFolder))
      if (!needed.contains(entry.path().filename().string())) others.push_back(entry.path());
    for (const fs::path& other : others) fs::remove(other, error);
  }

  const ArchivePaths& archive_;
  const fs::path& directory_;
  const CopyProgress& progress_;
  const std::atomic<bool>& stop_;
  BackupList list_;
  BackupReport report_;
  std::uint64_t total_ = 0, done_ = 0;
};

/// ARCHIVE.before-restore, or with a number behind it.
fs::path unused_name(const fs::path& root) {
  fs::path name = root;
  name += ".before-restore";
  std::error_code error;
  for (int i = 2; fs::exists(name, error); ++i)
    name = root.string() + fmt::format(".before-restore-{}", i);
  return name;
}

bool is_empty_or_missing(const fs::path& directory) {
  std::error_code error;
  return !fs::exists(directory, error) || fs::is_empty(directory, error);
}

}  // namespace

std::string to_text(const BackupList& list) {
  std::string text =
      fmt::format("{}{}{}{}{}\n", kHeadLine, kBatchLine, list.batch, kArticlesPart, list.articles);
  for (const BackupFile& file : list.files)
    text += fmt::format("{} {} {}\n", file.hash, file.size, file.path);
  return fmt::format("{}{}{}\n", text, kEndLine, content_hash(text));
}

BackupList read_backup(const fs::path& directory) {
  const std::string text = file_bytes(directory / kListFile);
  if (text.empty()) refuse(directory, "holds no whole backup");
  const std::size_t end = text.rfind(kEndLine);
  if (!text.starts_with(kHeadLine) || end == std::string::npos)
    refuse(directory, "holds no backup that this program can read");
  const std::string_view lines = std::string_view(text).substr(0, end);
  if (text.substr(end) != fmt::format("{}{}\n", kEndLine, content_hash(lines)))
    refuse(directory, "has a damaged backup.txt");
  BackupList list;
  for (const std::string_view line : split(lines.substr(kHeadLine.size()), '\n')) {
    if (line.empty()) continue;
    if (line.starts_with('#')) {
      if (!read_head_of(line, list)) refuse(directory, "has a damaged backup.txt");
      continue;
    }
    auto file = file_in(line);
    if (!file) refuse(directory, "names a file that no archive has");
    list.files.push_back(*std::move(file));
  }
  return list;
}

BackupReport back_up(const ArchivePaths& archive, const fs::path& directory,
                     const CopyProgress& progress, const std::atomic<bool>& stop) try {
  return Backup(archive, directory, progress, stop).run();
} catch (const fs::filesystem_error& error) {
  throw Error(Exit::Archive, fmt::format("can't back up: {}", error.what()));
}

RestoreReport restore_backup(const fs::path& directory, const ArchivePaths& archive, bool force,
                             std::chrono::milliseconds lock_wait, const CopyProgress& progress,
                             const std::atomic<bool>& stop) try {
  const BackupList list = read_backup(directory);
  const bool taken = !is_empty_or_missing(archive.root());
  if (taken && !force)
    throw Error(Exit::Archive, fmt::format("{} is there already", archive.root().string()),
                "restore elsewhere with -A DIR, or say --force: it is then kept beside");
  RestoreReport report;
  report.articles = list.articles;
  std::uint64_t total = 0;
  for (const BackupFile& file : list.files) total += file.size;

  fs::path beside = archive.root();
  beside += ".restoring";
  std::error_code error;
  fs::remove_all(beside, error);
  const ArchivePaths fresh(beside);
  for (const fs::path& made : {fresh.root(), fresh.index(), fresh.scratch()})
    make_private_directory(made);
  std::set<fs::path> folders = {fresh.index(), fresh.root()};
  for (const BackupFile& file : list.files) {
    const fs::path from = directory / kFilesFolder / file.hash;
    const fs::path to = fresh.root() / file.path;
    std::error_code missing;
    make_private_directory(to.parent_path());
    const bool whole = !stop.load() && fs::file_size(from, missing) == file.size && !missing &&
                       copy_hashed(from, to) == file.hash;
    if (!whole) {
      fs::remove_all(beside, error);
      if (stop.load()) throw Error(Exit::Interrupted, "interrupted; nothing was restored");
      throw Error(Exit::Archive,
                  fmt::format("{} is {}: nothing was restored", from.string(),
                              missing ? "missing" : "not what was backed up"),
                  "take another backup");
    }
    folders.insert(to.parent_path());
    ++report.files;
    report.bytes += file.size;
    progress(report.bytes, total);
  }
  for (const fs::path& folder : folders) seal_directory(folder);
  static_cast<void>(read_manifest(fresh));  // of a version that this program reads

  if (taken) {
    std::optional<WriterLock> lock;
    if (fs::exists(archive.lock(), error)) lock.emplace(archive, lock_wait);
    report.kept = unused_name(archive.root());
    move_directory(archive.root(), report.kept);
  } else {
    fs::remove(archive.root(), error);  // an empty directory
  }
  move_directory(fresh.root(), archive.root());
  return report;
} catch (const fs::filesystem_error& error) {
  throw Error(Exit::Archive, fmt::format("can't restore: {}", error.what()));
}

}  // namespace morgue
