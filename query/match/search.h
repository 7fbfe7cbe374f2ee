#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

#include "common/result.h"
#include "common/stored_article.h"
#include "query/language/tree.h"
#include "query/match/archive_reader.h"
#include "query/match/weights.h"
#include "query/passages/passages.h"

namespace morgue {

struct SearchOptions {
  std::size_t limit = 20;  ///< 0: all
  std::size_t offset = 0;
  SortOrder sort = SortOrder::Relevance;
  bool loose = false;
  bool passages =
      true;  ///< find passages and marks; without them hits carry titles and scores only
  PassageOptions passage_options;
  RankingWeights weights;
};

/// One article that answers the query.
struct Hit {
  StoredArticle article;
  double score = 0;  ///< what it is ranked by; only comparable within one result
  std::vector<Span> title_marks;
  std::vector<Passage> passages;
};

struct SearchResult {
  std::vector<Hit> hits;           ///< from `offset`, best first
  std::uint64_t total = 0;         ///< articles that answer the query
  bool total_exact = true;         ///< false: an estimate, to be shown with "~"
  std::size_t damaged = 0;         ///< articles that could not be decoded and were left out
  std::vector<std::string> notes;  ///< for stderr: what was relaxed, how values were read
};

/// Answers a query from one snapshot of the archive. Equal scores are ordered by date (newest
/// first), then by id, so the same archive gives the same answer. An error if the query asks for
/// what the archive does not hold. Throws morgue::Error if the archive can't be read.
[[nodiscard]] Result<SearchResult, QueryError> search(const ArchiveReader& archive,
                                                      const Query& query,
                                                      const SearchOptions& options);

/// The places of one article that answer a query, sorted; none if it does not answer it at all.
[[nodiscard]] Result<std::vector<UnitHit>, QueryError> hits_in(const ArchiveReader& archive,
                                                               const Query& query,
                                                               const StoredArticle& article);

}  // namespace morgue
