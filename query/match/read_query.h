#pragma once

#include <filesystem>
#include <functional>
#include <string_view>

#include "common/instant.h"
#include "common/result.h"
#include "query/language/tree.h"
#include "query/match/archive_reader.h"

namespace morgue {

/// What a query is read with, beside its archive.
struct ReadingOf {
  Day today{};  ///< relative dates count from it
  /// Gives ARCHIVE/desk.txt; asked only by a query that asks what lies there.
  std::function<std::filesystem::path()> desk;
  bool loose = false;  ///< plain words: any of them
};

/// Reads a text against an archive that knows its names and custom fields, and what lies on its
/// desk. Throws Error{Archive} if that can't be read.
[[nodiscard]] Result<Query, QueryError> read_query(const ArchiveReader& archive,
                                                   std::string_view text, const ReadingOf& with);

/// The order of an answer if nothing but the query says it: newest first if it only filters.
[[nodiscard]] inline SortOrder usual_order(const Query& query) {
  return query.sort.value_or(query.filters_only ? SortOrder::Newest : SortOrder::Relevance);
}

}  // namespace morgue
