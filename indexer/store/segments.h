#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "common/archive.h"
#include "common/article_id.h"
#include "common/kin_file.h"
#include "common/result.h"
#include "common/stored_article.h"
#include "indexer/store/pair_file.h"

namespace morgue {

/// The Xapian half of an archive, for its one writer: segments and the manifest that names them.
/// Segments have no term lists (they would be two fifths of the index), so a document can't be
/// deleted from one: the manifest marks it as dead, readers leave it out, and a segment with many
/// dead is written anew from its stored articles. Every change becomes visible by one rename of the
/// manifest, after its files are on disk. Throws Error{Archive} on any failure of the disk or of
/// Xapian; the archive then is as it was.
class Segments {
 public:
  /// Takes over an archive whose manifest was read under the lock: removes what no manifest names.
  Segments(ArchivePaths paths, Manifest manifest);

  [[nodiscard]] const Manifest& manifest() const { return manifest_; }

  /// A path under scratch/ that nothing uses yet. Any thread may then build a run there.
  [[nodiscard]] static std::filesystem::path run_path(const ArchivePaths& paths,
                                                      std::uint64_t number);

  /// What one commit changes.
  struct Change {
    std::filesystem::path run{};                       ///< becomes the last segment; may be empty
    std::span<const std::uint32_t> copies{};           ///< documents of the run that are dead
    std::span<const std::uint32_t> superseded_here{};  ///< documents of the run with newer versions
    std::span<const Pair> anchors{};                   ///< of the run, ascending
    std::span<const Pair> people{};                    ///< of the run, by documents
    std::span<const KinRecord> kin{};                  ///< of the run, the first of document 1
    std::span<const ArticleId> forgotten{};            ///< articles that are dead from now on
    std::span<const ArticleId> superseded{};           ///< articles with newer versions
    std::span<const ArticleId> revived{};              ///< articles whose newer versions are gone
  };
  /// Commits; the batch number grows by one.
  void publish(const Change& change);

  /// Writes segments anew in which too many documents are dead (any, if `all`).
  void sweep(bool all);

  /// The same with segments that hold any of these articles as dead documents. Throws if one of
  /// them is damaged: then it can't be written anew.
  void purge(const std::set<ArticleId>& ids);
  /// Throws if a segment that holds one of these articles is damaged.
  void require_intact(const std::set<ArticleId>& ids) const;

  /// Merges so that few segments remain: see the policy in segments.cc. `bulk_end`: nothing more is
  /// coming now.
  void merge(bool bulk_end);
  /// Merges everything into one segment.
  void merge_all();

  /// Ids of all living articles, ascending.
  [[nodiscard]] std::vector<ArticleId> article_ids() const;
  /// Calls `visit` with each of these stored articles that lives, in the order in which they came.
  /// What can't be decoded is passed over and counted.
  struct Beside {
    std::vector<std::uint32_t> people;  ///< the numbers of those whom it names (pair_file.h)
    std::optional<KinRecord> kin;       ///< nothing if the segment has lost it
  };
  using Visitor = std::function<void(const StoredArticle&, const Beside&)>;
  std::size_t visit(std::span<const ArticleId> ids, const Visitor& visit) const;

  /// Living articles with newer versions, ascending.
  [[nodiscard]] std::vector<ArticleId> superseded_ids() const;
  /// Writes the kin files anew that segments have lost; `kin_of` says what stands in them.
  void mend_kin(const std::function<KinRecord(const StoredArticle&)>& kin_of);
  /// The same with forward indexes.
  void mend_forward();

 private:
  void write_manifest(const Manifest& manifest);
  void merge_range(std::size_t first, std::size_t last);
  bool rewrite(const std::string& segment);
  [[nodiscard]] bool holds(const std::string& segment, const std::set<ArticleId>& ids,
                           const std::set<std::uint32_t>* among) const;
  void remove_orphans();
  [[noreturn]] void throw_damaged(const std::string& segment) const;
  void add_places(std::span<const ArticleId> ids, std::vector<DocumentPlace>& places) const;
  [[nodiscard]] std::set<std::uint32_t> dead_in(const std::string& segment) const;
  void for_each_stored(
      const std::string& segment, const std::function<bool(std::uint32_t, ArticleId)>& wanted,
      const std::function<void(std::uint32_t, const Result<StoredArticle, std::string>&)>& visit)
      const;

  ArchivePaths paths_;
  Manifest manifest_;
};

/// Makes the directories of an archive, mode 0700, where they are missing. Throws Error{Archive} if
/// the directory is there and holds anything that is not an archive's.
void make_archive_directories(const ArchivePaths& paths);
/// The manifest of the archive; writes the first one if there is none. Only under the lock: another
/// writer may be about to do the same.
[[nodiscard]] Manifest read_or_make_manifest(const ArchivePaths& paths);

/// The version of Xapian that runs.
[[nodiscard]] std::string index_library_version();

}  // namespace morgue
