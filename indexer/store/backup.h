#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "common/archive.h"

namespace morgue {

/// A backup is a directory:
///   backup.txt     what it is of and which files that archive had: written last, so a backup that
///                  was cut short is none
///   files/HASH     their bytes, each under its content_hash(): a file that two states of the
///   archive
///                  share is there once
/// As text:
///   # morgue backup, format 1
///   # batch 42, articles 40000
///   HASH SIZE index/seg-00000017/postlist.glass      one line for each file
///   # end HASH                                       of all the lines above
struct BackupFile {
  std::string hash;
  std::uint64_t size = 0;
  std::string path;  ///< below the archive
  friend bool operator==(const BackupFile&, const BackupFile&) = default;
};
struct BackupList {
  std::uint64_t batch = 0;
  std::int64_t articles = 0;
  std::vector<BackupFile> files;
};
[[nodiscard]] std::string to_text(const BackupList& list);
/// Throws Error{Archive} if the directory holds no whole backup, or one that names a file outside
/// of an archive.
[[nodiscard]] BackupList read_backup(const std::filesystem::path& directory);

struct BackupReport {
  std::uint64_t files = 0, bytes = 0;                ///< that the state has
  std::uint64_t copied_files = 0, copied_bytes = 0;  ///< that were not there yet
  std::int64_t articles = 0;
  bool interrupted = false;
};
/// Told how many of how many bytes are done.
using CopyProgress = std::function<void(std::uint64_t done, std::uint64_t of)>;

/// Copies one state of an archive while a writer may run: segments, which never change, SQLite as
/// it was at their commit, ledger and desk. What an earlier backup in the directory has already is
/// not copied again, what only that one needed is removed in the end. Throws Error{Archive}, also
/// if a segment is not what was written: then the earlier backup stays as it is.
[[nodiscard]] BackupReport back_up(const ArchivePaths& archive,
                                   const std::filesystem::path& directory,
                                   const CopyProgress& progress, const std::atomic<bool>& stop);

/// Makes an archive of a backup: every file is copied beside and its hash compared, and only when
/// all are whole they are put into place by one rename. An archive that is there is refused unless
/// `force`; it is kept as ARCHIVE.before-restore, whose path is returned. Throws Error{Archive}.
struct RestoreReport {
  std::uint64_t files = 0, bytes = 0;
  std::int64_t articles = 0;
  std::filesystem::path kept;  ///< empty if there was none
};
[[nodiscard]] RestoreReport restore_backup(const std::filesystem::path& directory,
                                           const ArchivePaths& archive, bool force,
                                           std::chrono::milliseconds lock_wait,
                                           const CopyProgress& progress,
                                           const std::atomic<bool>& stop);

}  // namespace morgue
