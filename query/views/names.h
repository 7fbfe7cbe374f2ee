#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "common/article.h"
#include "common/instant.h"
#include "common/people_table.h"
#include "common/sqlite.h"
#include "query/match/matches.h"
#include "query/views/result_rows.h"

namespace morgue {

/// Somebody or something that the articles of an answer name.
struct NamedInAnswer {
  std::string name;
  std::uint32_t identity = 0;  ///< @pN, if it is known who that is
  std::int64_t articles = 0;   ///< that name it
  std::optional<Day> first, last;
  std::vector<std::string> roles;       ///< of people, the most frequent first
  std::vector<std::int64_t> over_time;  ///< articles in each of equal stretches of the answer
  std::string query;                    ///< what narrows a search to it
};

/// Where one of them was counted.
struct NamedPlace {
  std::size_t article = 0;   ///< in Matches::articles
  std::uint32_t entity = 0;  ///< of that article
  std::size_t name = 0;      ///< in NamesView::names
};

struct NamesView {
  EntityKind kind = EntityKind::Person;
  CountedArticles what = CountedArticles::Heads;
  std::uint64_t articles = 0;  ///< of the answer
  Extent extent;
  std::size_t counted = 0;           ///< articles that were looked at
  std::size_t distinct = 0;          ///< names, those that are left out included
  std::vector<NamedInAnswer> names;  ///< most articles first
  std::vector<NamedPlace> places;    ///< of these names, article by article
};

struct NamesOptions {
  CountedArticles what = CountedArticles::Heads;
  std::size_t most = 20;        ///< 0: all
  std::size_t names_in = 4000;  ///< as in FacetOptions
  std::size_t stretches = 16;   ///< of time
  std::size_t roles = 2;
};

/// Whom (or which organisations, or places) an answer names, counted as facets are.
[[nodiscard]] NamesView count_names(sqlite::Database& db, const Matches& matches, EntityKind kind,
                                    const NamesOptions& options);

/// The rows that names are counted in, for those who count several kinds.
[[nodiscard]] std::vector<ResultRow> counted_rows(sqlite::Database& db, const Matches& matches,
                                                  const NamesOptions& options);
/// Counts in these rows.
[[nodiscard]] NamesView count_names(sqlite::Database& db, const Matches& matches,
                                    std::span<const ResultRow> rows, EntityKind kind,
                                    const NamesOptions& options);

/// Two that are named together.
struct NamePair {
  std::size_t a = 0, b = 0;  ///< in NamesView::names; a < b
  std::int64_t articles = 0;
  std::int64_t sentences = 0;
};

/// Which names of the view are named in one article, and in one sentence, by the articles that it
/// was counted in: most articles first. Reads these articles. Damaged ones are passed over.
[[nodiscard]] std::vector<NamePair> named_together(const ArchiveReader& archive,
                                                   const Matches& matches, const NamesView& view);

}  // namespace morgue
