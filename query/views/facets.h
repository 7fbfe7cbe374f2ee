#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/sqlite.h"
#include "query/match/matches.h"
#include "query/views/result_rows.h"

namespace morgue {

/// What the articles of an answer may be told apart by.
enum class FacetField { Source, Section, Person, Org, Place, Language, Month, Agency };

/// As the command line and outputs name it: "source", "person", "lang", ...
[[nodiscard]] std::string_view facet_name(FacetField field);
[[nodiscard]] std::optional<FacetField> facet_by_name(std::string_view name);

struct FacetValue {
  std::string name;            ///< of several spellings the most frequent
  std::uint32_t identity = 0;  ///< of a person whom the archive knows: @pN
  std::int64_t articles = 0;
  std::string query;  ///< what narrows a search to it; empty if no field of a query does
};

struct Facet {
  FacetField field = FacetField::Source;
  std::vector<FacetValue> values;  ///< most articles first; of months the latest
  std::size_t distinct = 0;        ///< values, those that are left out included
  std::int64_t none = 0;           ///< articles without any value
  std::int64_t counted = 0;        ///< articles that were looked at
};

struct FacetsView {
  CountedArticles what = CountedArticles::Heads;
  std::uint64_t articles = 0;  ///< that were asked for: without copies, or all
  std::uint64_t copies = 0;    ///< that are folded
  Extent extent;
  std::vector<Facet> facets;
};

struct FacetOptions {
  CountedArticles what = CountedArticles::Heads;
  std::size_t most = 10;  ///< values of each; 0: all
  /// People, organisations and places stand in tables many times as long as that of articles: they
  /// are counted in so many articles at most, evenly spread. 0: in all.
  std::size_t names_in = 4000;
};

/// Counts the articles of an answer. People are counted by who they are, and if that is not known
/// by name, as organisations and places are; names that differ in case and accents alone are one.
/// Somebody who was decided to be forgotten is left out. Each article counts once for a value.
[[nodiscard]] FacetsView count_facets(sqlite::Database& db, const Matches& matches,
                                      std::span<const FacetField> fields,
                                      const FacetOptions& options);

/// field:value, with quotation marks where they are needed.
[[nodiscard]] std::string narrowing(std::string_view field, std::string_view value);

}  // namespace morgue
