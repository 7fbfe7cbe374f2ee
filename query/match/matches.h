#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "common/article_id.h"
#include "common/instant.h"
#include "common/result.h"
#include "query/language/tree.h"
#include "query/match/archive_reader.h"
#include "query/match/compile.h"
#include "query/match/lines.h"
#include "query/match/people.h"

namespace morgue {

/// One of all the articles that answer a query.
struct Match {
  Xapian::docid document = 0;
  ArticleId id;
  double score = 0;             ///< BM25 of the words; comparable within one answer
  bool head = true;             ///< the first of its family of copies in the order of the answer
  std::optional<Day> day = {};  ///< of publication, if it is known to the day
};

struct Matches {
  std::vector<Match> articles;  ///< in the order that was asked for, copies included
  std::uint64_t lines = 0;      ///< those of them that are heads: articles without their copies
  Extent extent;
  std::size_t damaged = 0;         ///< articles that could not be read and are left out
  std::vector<std::string> notes;  ///< for stderr: how values were read
};

struct MatchOptions {
  SortOrder sort = SortOrder::Relevance;
  bool loose = false;  ///< plain words: any of them; otherwise all, and nothing is relaxed
  PeopleInQuery people;
  std::shared_ptr<const DocumentList> within = {};  ///< if set, only these articles are asked
};

/// Everything that answers a query, verified where terms alone don't decide, for views that count
/// and compare. No article is unpacked for it but those that have to be verified. An error if the
/// query asks for what the archive does not hold. Throws morgue::Error if the archive can't be
/// read.
[[nodiscard]] Result<Matches, QueryError> find_matches(const ArchiveReader& archive,
                                                       const Query& query,
                                                       const MatchOptions& options);

/// A query as find_matches() asks it (every plain word insists), to be asked more than once.
[[nodiscard]] Result<Plan, QueryError> insisting_plan(const ArchiveReader& archive,
                                                      const Query& query,
                                                      const PeopleInQuery& people);

/// Of the listed articles those that answer, copies included, ascending as the snapshot numbers
/// them: what find_matches() finds within the list, without an order, scores or times. Throws as it
/// does.
[[nodiscard]] std::vector<Xapian::docid> answers_among(const ArchiveReader& archive, Plan& plan,
                                                       std::shared_ptr<const DocumentList> listed);

}  // namespace morgue
