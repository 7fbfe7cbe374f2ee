#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace morgue {

/// Makes markup safe and quick to parse, without changing what it says.
///
/// Left out is what nobody reads and most of a page's bytes: scripts (but for JSON-LD), style
/// sheets, comments, SVG images, and attributes that `keeps` does not want (called with a name as
/// it is written).
///
/// The tags of elements that nest deeper than `depth` are cut out, their text stays. Parsers of
/// HTML walk the open elements for nearly every tag, so wild nesting costs them the square of its
/// depth. Elements that may stay unclosed, such as <p> and <li>, do not count. Linear in the length
/// of `html` but for scripts that write scripts.
[[nodiscard]] std::string lean_markup(std::string_view html, std::size_t depth,
                                      bool (*keeps)(std::string_view));

}  // namespace morgue
