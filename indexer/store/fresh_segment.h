#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "common/kin_file.h"
#include "common/stored_article.h"
#include "indexer/store/index_document.h"
#include "indexer/store/pair_file.h"
#include "indexer/store/run.h"

namespace morgue {

/// The postings of a run are in memory until it is written; runs of fewer leave more chunks of
/// postings behind (indexer/chunks.h).
inline constexpr std::size_t kRunArticles = 1600;

/// Writes a segment, with all that stands beside its tables, from stored articles: in runs, which
/// are then joined. The runs lie beside it, as PATH.1, PATH.2 ..., until it is finished.
class FreshSegment {
 public:
  /// What lies there, or where its runs come to lie, is removed. `run_articles`: as many in each
  /// run.
  explicit FreshSegment(std::filesystem::path path, std::size_t run_articles = kRunArticles);

  /// `people`: the numbers of those whom it names, one for each. `kin`: nothing if nobody knows;
  /// the kin file is then incomplete, and the next writer makes it again. Returns the number of its
  /// document.
  std::uint32_t add(const StoredArticle& article, std::span<const std::uint32_t> people,
                    const std::optional<KinRecord>& kin);
  /// The same with a document as another segment has it.
  struct Beside {
    std::span<const std::uint32_t> anchors;  ///< in any order
    std::span<const std::uint32_t> people;
    std::optional<KinRecord> kin;
  };
  std::uint32_t add(const IndexDocument& document, const Beside& beside);
  /// Everything is on disk, private and with sums. Throws Error{Archive}, as add() does.
  void finish();

 private:
  [[nodiscard]] std::filesystem::path run_path(std::size_t number) const;
  void begin_run();
  std::uint32_t begin_document();
  void put_beside(std::uint32_t document, std::span<const std::uint32_t> anchors,
                  std::span<const std::uint32_t> people, const std::optional<KinRecord>& kin);
  void end_run();

  std::filesystem::path path_;
  std::size_t run_articles_;
  RunWriter writer_;
  std::vector<std::filesystem::path> runs_;
  std::size_t in_run_ = 0;
  std::uint32_t documents_ = 0;
  std::vector<Pair> anchors_, people_;
  std::vector<KinRecord> kin_;
};

/// Joins the tables and the forward indexes of segments, or of runs: documents keep their order.
/// Returns by how much the numbers of each one's documents moved. Not synced. Throws
/// Error{Archive}.
std::vector<std::uint32_t> join_tables(std::span<const std::filesystem::path> parts,
                                       const std::filesystem::path& joined);

}  // namespace morgue
