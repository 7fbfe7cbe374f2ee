#pragma once

#include <string_view>

#include "common/instant.h"
#include "common/result.h"
#include "query/language/tree.h"

namespace morgue {

/// One date without any range ("2024-06", "june", "last-week", "30d"): the days that it names, both
/// ends set. For since: and --since take `first`, for until: and --until `last`. The span of an
/// error counts from the start of `text`. Ranges are read by parse_days (parse.h).
[[nodiscard]] Result<DayRange, QueryError> parse_date(std::string_view text, Day today);

}  // namespace morgue
