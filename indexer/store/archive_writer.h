#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "common/archive.h"
#include "common/catalog.h"
#include "indexer/store/commit.h"
#include "indexer/store/families.h"
#include "indexer/store/identities.h"
#include "indexer/store/ledger.h"
#include "indexer/store/lock.h"
#include "indexer/store/segments.h"
#include "indexer/timings.h"

namespace morgue {

/// Both halves of an archive as one thing, for its one writer (one thread).
///
/// Commit protocol. A batch becomes visible when the manifest that names its segment is renamed
/// into place: that is the point of no return. SQLite is committed right after, under the same
/// batch number. Whoever opens the archive for writing and finds the numbers different brings
/// SQLite in line with the index: rows of articles that the index does not hold are removed, those
/// that it holds and SQLite does not are made from the stored articles. The files that hold either
/// kind are marked as unfinished, so that the next load reads them again.
class ArchiveWriter {
 public:
  /// Opens the archive, or makes it; waits for another writer; mends what an interrupted one left.
  /// `clock`: of the thread, or null; borrowed.
  ArchiveWriter(const ArchivePaths& paths, std::chrono::milliseconds lock_wait,
                StageClock* clock = nullptr);

  [[nodiscard]] Catalog& catalog() { return catalog_; }
  [[nodiscard]] const ArchivePaths& paths() const { return paths_; }
  /// How many rows the opening had to mend; 0 after an orderly end.
  [[nodiscard]] std::size_t mended() const { return mended_; }

  struct Committed {
    std::size_t added = 0;  ///< new articles
    std::size_t known = 0;  ///< records that the archive held already
  };
  /// Commits a batch whole, or throws and leaves the archive as it was.
  Committed commit(Batch& batch);

  /// Forgets files. Their articles go with finish(), unless another file holds them.
  void forget_files(const std::vector<FileRecord>& files);

  /// Writes a decision into the ledger and applies it. False: it can't be applied here and was not
  /// written.
  bool decide(Act act);
  /// All acts of the ledger, by number; to_line() says what an act is.
  [[nodiscard]] LedgerText ledger() const { return read_ledger(paths_.ledger()); }

  /// Ends a load: articles that files have lost and no file holds are deleted, segments merged.
  /// Returns how many articles were deleted. (Not file by file: an article may move from one file
  /// to another within a load.)
  std::size_t finish();
  /// Merges everything into one segment.
  void compact();

 private:
  struct OpenFile {  // a file whose records are spread over several batches
    std::vector<ArticleId> seen;
    std::string error;
  };
  void mend();
  std::vector<ArticleId> restore(const std::vector<ArticleId>& missing);
  [[nodiscard]] KinRecord kin_record(const StoredArticle& stored);
  void apply_ledger(bool anyhow);
  [[nodiscard]] std::vector<std::int64_t> apply(const LedgerText& ledger);
  std::vector<std::uint32_t> find_copies(Batch& batch);
  /// What the articles of a batch are to others, as far as the index has to know it.
  struct Relations {
    std::vector<Pair> anchors;
    std::vector<Pair> people;
    std::vector<KinRecord> kin;
    std::vector<ArticleId> superseded;           // of the segments
    std::vector<std::uint32_t> superseded_here;  // documents of the batch's run
  };
  Relations record(const Batch& batch, std::size_t documents);
  void release(std::int64_t file, std::vector<ArticleId> kept, bool versions_too);
  std::vector<ArticleId> revive(const std::vector<ArticleId>& lineages);

  StageClock* clock_;
  ArchivePaths paths_;
  WriterLock lock_;
  Segments segments_;
  Catalog catalog_;
  FamilyFinder families_;
  IdentityFinder identities_;
  std::map<std::string, OpenFile> open_files_;
  std::size_t mended_ = 0;
  bool learning_ = false;  ///< identities_ knows more than the catalog
};

}  // namespace morgue
