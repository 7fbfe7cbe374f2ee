#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

#include "common/fields.h"
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
  /// Does somebody, or something, that the archive knows go by this name in this entity field? If
  /// set, the field takes in the words after it as far as they spell such a name: `person:Rowan
  /// Pike strike` is person:"Rowan Pike" strike. Unset: a name ends at the first blank.
  std::function<bool(FieldId field, std::string_view name)> is_name = {};
};

/// Reads a query. Pure but for `is_name`: no archive, no clock, no environment. Grammar and meaning
/// are at the top of parse.cc. Never throws on any input; invalid UTF-8 is an error like another.
[[nodiscard]] Result<Query, QueryError> parse_query(std::string_view text,
                                                    const ParseOptions& options);

/// One date or date range of the query language ("june-2024..", "7d", "2024-03/P6M"), as after
/// `date:`. The span of an error counts from the start of `text`.
[[nodiscard]] Result<DayRange, QueryError> parse_days(std::string_view text, Day today);

}  // namespace morgue
