#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "common/result.h"
#include "common/stored_article.h"
#include "query/language/tree.h"
#include "query/match/archive_reader.h"
#include "query/match/compile.h"
#include "query/match/families.h"
#include "query/match/lines.h"
#include "query/match/people.h"
#include "query/match/relaxed_step.h"
#include "query/match/score.h"
#include "query/match/weights.h"
#include "query/passages/passages.h"

namespace morgue {

struct SearchOptions {
  std::size_t limit = 20;  ///< 0: all
  std::size_t offset = 0;
  SortOrder sort = SortOrder::Relevance;
  /// What is one line: a family of copies, all of an outlet, or every article (None).
  GroupBy group = GroupBy::Dup;
  bool loose = false;
  bool passages =
      true;  ///< find passages and marks; without them hits carry titles and scores only
  PassageOptions passage_options;
  RankingWeights weights;
  PeopleInQuery people;  ///< who is meant by its names; may be empty
  std::optional<Recency> recency;
  std::shared_ptr<const DocumentList> within = {};  ///< if set, only these articles are asked
  /// Verifying ends when so many bytes of titles and texts were read, and what is not counted by
  /// then is estimated; 0: never. Not heeded if all are asked for (`limit` 0).
  std::uint64_t most_bytes = kMostBytesVerified;
};

/// One article that answers the query.
struct Hit {
  StoredArticle article;
  double score = 0;  ///< what it is ranked by; only comparable within one result
  std::vector<Span> title_marks;
  std::vector<Passage> passages;
  Family family = {};              ///< only if passages were asked for
  std::size_t older_versions = 0;  ///< that the archive keeps; likewise
  ScoreParts parts = {};           ///< what the score is made of
};

struct SearchResult {
  std::vector<Hit> hits;           ///< from `offset`, best first
  std::uint64_t total = 0;         ///< lines that answer the query: as many hits as there could be
  bool total_exact = true;         ///< false: an estimate, to be shown with "~"
  GroupBy group = GroupBy::None;   ///< what is one line
  std::optional<Extent> extent;    ///< of all that answers, if all of it was looked at
  bool cut_short = false;          ///< `most_bytes` were read: there may be better hits
  std::size_t damaged = 0;         ///< articles that could not be decoded and were left out
  std::vector<std::string> notes;  ///< for stderr: what was relaxed, how values were read
  /// For a query of several plain words: with all of them, then with fewer and fewer.
  std::vector<RelaxedStep> steps;
  /// Words of the query that the archive has in other spellings: "muller: mueller".
  std::vector<std::string> spellings = {};
  /// Countries of the query and what else they are called in articles, which ranks them higher:
  /// "french: france".
  std::vector<std::string> countries = {};
};

/// What is one line of an answer if nothing is said of it: a family of copies; every article if the
/// query itself asks for copies (dup:, is:dup).
[[nodiscard]] GroupBy usual_group(const Query& query);

/// Answers a query from one snapshot of the archive. Equal scores are ordered by date (newest
/// first), then by id, so the same archive gives the same answer. If nothing has all of a long
/// query of words and phrases, it is answered as with `loose`, and a note says so. An error if the
/// query asks for what the archive does not hold. Throws morgue::Error if the archive can't be
/// read, and Error{Interrupted} on Ctrl-C (query/match/interrupt.h).
[[nodiscard]] Result<SearchResult, QueryError> search(const ArchiveReader& archive,
                                                      const Query& query,
                                                      const SearchOptions& options);

/// The same of a query that was compiled before (`plan`, of this query): nothing is relaxed.
[[nodiscard]] SearchResult search(const ArchiveReader& archive, const Query& query, Plan plan,
                                  const SearchOptions& options);

/// The places of one article that answer a query, sorted; none if it does not answer it at all.
[[nodiscard]] Result<std::vector<UnitHit>, QueryError> hits_in(const ArchiveReader& archive,
                                                               const Query& query,
                                                               const PeopleInQuery& people,
                                                               const StoredArticle& article);

}  // namespace morgue
