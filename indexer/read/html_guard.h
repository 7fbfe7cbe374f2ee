#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace morgue {

/// Makes markup safe to parse: the tags of elements that nest deeper than `depth` are cut out,
/// their text stays. Parsers of HTML walk the open elements for nearly every tag, so wild nesting
/// costs them the square of its depth. Pages of ordinary depth (elements that may stay unclosed,
/// such as <p> and <li>, do not count) come back as they are. Linear in the length of `html`.
[[nodiscard]] std::string without_wild_nesting(std::string_view html, std::size_t depth);

}  // namespace morgue
