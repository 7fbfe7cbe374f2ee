#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "common/archive.h"
#include "common/catalog.h"
#include "indexer/store/commit.h"
#include "indexer/store/families.h"
#include "indexer/store/forgotten.h"
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
  /// The same for one who holds the lock already, with another file as metadata.sqlite: one that is
  /// to take its place.
  ArchiveWriter(const ArchivePaths& paths, std::shared_ptr<const WriterLock> lock,
                const std::filesystem::path& metadata, StageClock* clock = nullptr);

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

  /// What is not to come back; articles of it are passed over unless `again` lets them.
  [[nodiscard]] const Forgotten& forgotten() const { return forgotten_; }
  /// From now on they may: what is added is taken from the list.
  void let_back_in() { again_ = true; }

  struct Forgot {
    std::size_t articles = 0, files = 0;
    std::size_t decisions = 0, desk_acts = 0;  ///< that spoke of nothing else
    bool log_busy = false;  ///< somebody reads: SQLite's log keeps old pages until he is done
  };
  /// These with all their versions, and with `copies` all of their families.
  [[nodiscard]] std::set<ArticleId> with_relatives(const std::set<ArticleId>& ids, bool copies);
  /// Removes articles so that nothing of their text, titles and names is left in any file of the
  /// archive, and notes their hashes, so that no load brings them back. The note comes first: what
  /// a crash interrupts, the next opening finishes.
  Forgot forget(const std::set<ArticleId>& ids);

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
  void restore(const std::vector<ArticleId>& missing);
  std::vector<ArticleId> restore(const StoredArticle& stored, const Segments::Beside& beside);
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
  [[nodiscard]] Forgotten hashes_of(const std::set<ArticleId>& ids);
  void finish_forgetting();
  void remove_rows(const std::set<ArticleId>& ids, Forgot& done);
  Forgot forget_noted(const std::set<ArticleId>& ids);
  void strike_from_list(const Batch& batch);
  std::vector<ArticleId> revive(const std::vector<ArticleId>& lineages);

  StageClock* clock_;
  ArchivePaths paths_;
  std::shared_ptr<const WriterLock> lock_;
  Segments segments_;
  Catalog catalog_;
  FamilyFinder families_;
  IdentityFinder identities_;
  std::map<std::string, OpenFile> open_files_;
  Forgotten forgotten_;
  bool again_ = false;
  std::size_t mended_ = 0;
  bool learning_ = false;  ///< identities_ knows more than the catalog
};

}  // namespace morgue
