#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "query/match/archive_reader.h"
#include "query/match/search.h"

namespace morgue {

/// A query that finds fewer articles may have been mistyped.
inline constexpr std::uint64_t kNextToNothing = 10;

/// What may have been meant. Nothing of it is ever searched for unasked.
struct Suggestion {
  /// As one would type it: in place of the one part that is in doubt ("inquiry", source:gazette),
  /// or the whole query if several are.
  std::string text;
  std::uint64_t articles = 0;  ///< that the query would find with it, all words being asked for
  std::string query = {};      ///< the whole query with it
  friend bool operator==(const Suggestion&, const Suggestion&) = default;
};

/// What is in doubt of a query.
enum class InDoubt : std::uint8_t {
  Unknown,  ///< words, names and values that no article has
  All,      ///< if there are none of these: every word in turn (if there are articles: every word
            ///< that less than kNextToNothing have)
};

/// For a query that has `found` articles, all its words being asked for: what finds more. Looked
/// for are other spellings (near_terms.h), words that are written together or apart, names the
/// other way round or in another field. The likelier slip comes before the larger number; at most
/// kMostSuggestions. Takes a bounded number of searches.
[[nodiscard]] std::vector<Suggestion> suggestions(const ArchiveReader& archive, const Query& query,
                                                  const SearchOptions& options, std::uint64_t found,
                                                  InDoubt doubt);
inline constexpr std::size_t kMostSuggestions = 3;

/// What to try instead of a query that found nothing, or next to nothing, or has words that no
/// article has: as suggestions() has it; none if the answer needs none. `result` is the answer to
/// it with these options.
[[nodiscard]] std::vector<Suggestion> suggestions_after(const ArchiveReader& archive,
                                                        const Query& query,
                                                        const SearchOptions& options,
                                                        const SearchResult& result);

/// The first and the last year that searched articles are of; empty if none has any.
[[nodiscard]] std::pair<std::string, std::string> years_of(const ArchiveReader& archive);
/// "the articles here are of 1998 to 2026" if a date of the query lies outside; else nothing.
[[nodiscard]] std::string remark_on_years(const ArchiveReader& archive, const Query& query);

}  // namespace morgue
