#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "query/match/archive_reader.h"
#include "query/match/search.h"

namespace morgue {

/// The days that a date of a query stands for.
struct ResolvedDate {
  std::string text;  ///< as typed: "date:last-month"
  FieldId field = FieldId::Date;
  DayRange days;
};

/// Every date of a query in order; `text` is what it was read from.
[[nodiscard]] std::vector<ResolvedDate> resolved_dates(const Query& query, std::string_view text);

/// A line of what --explain tells.
struct ExplainedLine {
  std::string topic;  ///< "words"; empty: it goes on with the topic of the line before
  std::string text;
  friend bool operator==(const ExplainedLine&, const ExplainedLine&) = default;
};

/// How a query was read and what the archive made of it: its tree, its dates, the words behind its
/// words and patterns, the names behind its names, what was relaxed, the order. May walk long lists
/// of terms.
[[nodiscard]] std::vector<ExplainedLine> explain(const ArchiveReader& archive, const Query& query,
                                                 std::string_view text,
                                                 const SearchOptions& options,
                                                 const SearchResult& result);

}  // namespace morgue
