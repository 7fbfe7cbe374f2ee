#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "common/archive.h"
#include "common/article_id.h"
#include "common/catalog.h"
#include "common/kin_file.h"
#include "common/shingles.h"
#include "indexer/store/pair_file.h"

namespace morgue {

/// Tells for each article that comes which family of copies it belongs to, and of what it is a new
/// version; writes both into the catalog. Candidates are found by shared anchors, in the segments
/// and among the articles that came before in the same batch, and confirmed on their texts, so a
/// family is never made of hashes that happened to agree. Articles must come in input order.
///
/// A version is an article with the same address (and the same headline or a text that overlaps:
/// some addresses show something new every day), or one that the same source published within
/// kVersionDays, a copy with much the same headline. The version with the latest time is searched,
/// the others are kept.
class FamilyFinder {
 public:
  FamilyFinder(ArchivePaths paths, Catalog& catalog);
  ~FamilyFinder();
  FamilyFinder(const FamilyFinder&) = delete;
  FamilyFinder& operator=(const FamilyFinder&) = delete;

  /// A new batch begins; these are the segments now.
  void begin(const Manifest& manifest);

  struct Newcomer {
    ArticleId id;
    const Fingerprint& fingerprint;
    const std::string& url;
  };
  /// What came of it.
  struct Placed {
    /// Its anchors that its family does not have yet: what the segment has to list.
    std::vector<std::uint32_t> anchors;
    std::vector<ArticleId> superseded;  ///< itself or an older version
    std::optional<ArticleId> family;    ///< if it has copies
    std::optional<ArticleId> lineage;   ///< if it has other versions
  };
  /// The article must stand in the catalog already.
  [[nodiscard]] Placed place(const Newcomer& article);

  /// Writes into the catalog what came of it when it was placed, as its segment says.
  void restore(ArticleId id, const KinRecord& record);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// A second article of one source that is a copy of the first is a new version only if it came this
/// soon: what comes later was printed again.
inline constexpr std::int64_t kVersionDays = 7;

}  // namespace morgue
