#pragma once

#include <xapian.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "query/match/compile.h"
#include "query/match/lines.h"
#include "query/match/score.h"
#include "query/match/stored_articles.h"

namespace morgue {

/// An article that answers a query, before it is read for being shown.
struct RankedArticle {
  Xapian::docid document = 0;
  double score = 0;
  std::string when;  ///< sortable time of publication, empty if unknown
  ArticleId id;
  std::string source;     ///< folded; only if it is sorted by
  std::string words;      ///< sortable length; only if it is sorted by
  bool head = true;       ///< of its family, it stands highest (set by fold_candidates())
  ScoreParts parts = {};  ///< what `score` is made of
  /// Where the article has what the query asks for, sorted; only of those that were read to rank
  /// them.
  std::optional<std::vector<UnitHit>> hits = {};
};

struct Found {
  /// In rank order: so many that they make as many lines as were asked for.
  std::vector<RankedArticle> candidates;
  std::uint64_t total = 0;       ///< lines that answer, whether they were fetched or not
  bool exact = true;             ///< false: `total` is an estimate
  std::optional<Extent> extent;  ///< of all that answers, if all of it was looked at
  bool cut_short = false;        ///< `most_bytes` were read before enough was found and counted
};

/// What find_candidates() is asked for.
struct Wanted {
  RankingWeights weights;
  SortOrder sort = SortOrder::Relevance;
  GroupBy group = GroupBy::None;  ///< what is one line; not Story
  std::size_t lines = 0;
  std::shared_ptr<const DocumentList> within = {};  ///< if set, only these take part
  /// Verifying ends when so many bytes of titles and texts were read; 0: never. A measure of work
  /// that is the same on every machine, so that the answer is, too.
  std::uint64_t most_bytes = 0;
  /// False: candidates come as the index has them, and nothing is known of them but which they are.
  bool ordered = true;
};

/// The best articles that answer a plan, and how many there are: Xapian's candidates in its order
/// (of BM25, or of `sort`), each verified where terms alone don't decide: on its words in the
/// forward index while Xapian looks for it, on its stored text afterwards if words don't tell. A
/// plan of plain words is relaxed: articles with all of them first; if these are few, the commonest
/// words are dropped one after the other, which adds a note to the plan. So does being cut short.
/// `coded` and `matcher` are of the plan's words.
[[nodiscard]] Found find_candidates(const ArchiveReader& archive, Plan& plan, WordMatcher& matcher,
                                    const CodedWords& coded, const Wanted& wanted,
                                    StoredArticles& articles);

}  // namespace morgue
