#pragma once

#include <cstddef>
#include <string_view>

#include "common/instant.h"
#include "common/result.h"
#include "query/language/tree.h"

namespace morgue {

/// Longer queries are refused. A saved watch list of some thousand names fits.
inline constexpr std::size_t kMaxQueryBytes = 65536;

struct ParseOptions {
  Day today{};  ///< what relative dates count from
  /// Plain words stay a soft AND even beside operators and fields (--loose).
  bool loose = false;
};

/// Reads a query. Pure: no archive, no clock, no environment. Grammar and meaning are at the top of
/// parse.cc. Never throws on any input; invalid UTF-8 is an error like another.
[[nodiscard]] Result<Query, QueryError> parse_query(std::string_view text,
                                                    const ParseOptions& options);

/// One date or date range of the query language ("june-2024..", "7d", "2024-03/P6M"), as after
/// `date:`. The span of an error counts from the start of `text`.
[[nodiscard]] Result<DayRange, QueryError> parse_days(std::string_view text, Day today);

}  // namespace morgue
