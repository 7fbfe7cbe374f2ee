#pragma once

#include <string>
#include <string_view>

#include "common/article.h"
#include "query/render/style.h"

namespace morgue {

/// Text on one line: tabs and newlines can't be in a field of a line.
[[nodiscard]] std::string field_text(std::string_view text);

/// The day of publication with as much of it as is known, and "?" if it is a guess; "no date".
[[nodiscard]] std::string shown_date(const Article& article);

/// Source, day, byline and section on one line; the day with as much of it as is known, and "?" if
/// it is a guess.
[[nodiscard]] std::string facts_line(const Article& article, const Style& style);

/// The headline, or that there is none.
[[nodiscard]] std::string title_of(const Article& article);
/// "The Calder Herald, 2025-03-11, Dana Okafor", as found: not escaped for any form.
[[nodiscard]] std::string facts_of(const Article& article);

}  // namespace morgue
