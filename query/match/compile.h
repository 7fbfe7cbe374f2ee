#pragma once

#include <xapian.h>

#include <optional>
#include <string>
#include <vector>

#include "common/result.h"
#include "query/language/tree.h"
#include "query/match/archive_reader.h"
#include "query/match/check.h"
#include "query/match/exact_form.h"
#include "query/match/people.h"
#include "query/match/relaxed_step.h"
#include "query/match/weights.h"
#include "query/match/word_matcher.h"
#include "query/passages/hits.h"

namespace morgue {

/// A part of a query, ready to be asked.
struct Condition {
  /// Finds every article that fulfils the condition, and maybe others.
  Xapian::Query candidates;
  /// Those of the candidates that are to be ranked higher (FieldCondition::preferred).
  Xapian::Query preferred = {};
  bool exact = true;      ///< the candidates are the answer: check() need not be asked
  bool scores = false;    ///< has words that rank
  bool negative = false;  ///< under NOT: `candidates` are what it excludes (exact) or everything
  Check check;
};

/// One word of a soft AND, by which it may be relaxed.
struct SoftWord {
  Condition condition;
  std::uint64_t frequency = 0;
  std::string text;  ///< as typed
};

/// Two neighbours of the query that are the name of somebody or something in the archive.
struct NameInQuery {
  std::string term;  ///< of the articles that name it
  double idf = 0;    ///< the lower one of the two words
};

/// A country of the query, and what else it and its people are called in articles.
struct CountryEvidence {
  std::string text;                ///< as it stands in the query, folded
  std::vector<std::string> names;  ///< the others that the archive has
  std::vector<std::string> terms;  ///< under which these are listed
  double idf = 0;                  ///< of the commonest
};

/// A whole query, resolved against one archive.
struct Plan {
  Condition condition;
  /// Set if the query is nothing but plain words: condition then asks for all of them.
  std::vector<SoftWord> soft;
  std::vector<WantedWord> wanted;
  std::vector<Unit> units;
  std::vector<NameInQuery> names;
  std::vector<CountryEvidence> countries;
  std::vector<TypedForm> typed;        ///< how the words of the units were typed
  std::vector<std::string> languages;  ///< whose stems count
  std::vector<std::string> notes;      ///< for stderr: how values were read
  std::vector<RelaxedStep> steps;      ///< how plain words were relaxed when they were asked for
};

struct CompileOptions {
  bool loose = false;  ///< plain words: any of them
  RankingWeights weights;
  PeopleInQuery people;  ///< who is meant by its names; may be empty
};

/// Looks up in the archive what the query needs: stems, expansions of wildcards, outlets by part of
/// their name. The only step between tree and match that asks the index for terms.
[[nodiscard]] Result<Plan, QueryError> compile(const Query& query, const ArchiveReader& archive,
                                               const CompileOptions& options);

}  // namespace morgue
