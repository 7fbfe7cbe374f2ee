#pragma once

#include <string>
#include <string_view>

namespace morgue {

/// Text with the character references that survive in metadata ("&amp;", "&#8217;", "&quot;",
/// "&nbsp;", ...) replaced, twice where they were escaped twice ("&amp;#8217;"). Anything else that
/// starts with an ampersand stays.
[[nodiscard]] std::string unescaped(std::string_view text);

}  // namespace morgue
