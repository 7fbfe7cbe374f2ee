#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/sqlite.h"
#include "query/match/matches.h"
#include "query/views/result_rows.h"

namespace morgue {

/// A word or a name that an answer has unusually often.
struct SignificantTerm {
  std::string text;
  std::uint32_t identity = 0;  ///< of a person whom the archive knows
  std::int64_t articles = 0;   ///< of those that were read
  std::int64_t archive = 0;    ///< of the whole archive
  double g2 = 0;               ///< log_likelihood(): how sure it is
};

struct SignificantView {
  CountedArticles what = CountedArticles::Heads;
  std::uint64_t articles = 0;
  Extent extent;
  std::size_t read = 0;                                      ///< articles that were looked at
  std::uint64_t archive = 0;                                 ///< articles of the archive
  std::vector<SignificantTerm> words, people, orgs, places;  ///< the surest first
};

struct SignificantOptions {
  CountedArticles what = CountedArticles::Heads;
  std::size_t most = 10;  ///< of each; 0: all that chance alone would hardly give
  /// So many articles are read at most, evenly spread. 0: all.
  std::size_t read = 300;
};

/// What tells an answer from the rest of the archive. Words are counted by their stems, those of
/// names and function words not at all; what the query itself says is left out. How many articles
/// of the archive have it is the frequency of its term (which counts copies and older versions,
/// too), of people the number of articles that mean them.
[[nodiscard]] SignificantView find_significant(sqlite::Database& db, const ArchiveReader& archive,
                                               const Matches& matches, std::string_view query,
                                               const SignificantOptions& options);

}  // namespace morgue
