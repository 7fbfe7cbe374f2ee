#pragma once

#include <string>
#include <string_view>

namespace morgue {

/// The markup that WordPress makes of a post when it shows it: empty lines part paragraphs (unless
/// the post has <p> itself), and short codes ("[gallery ids=...]", "[dropcap]M[/dropcap]") are not
/// shown as they stand. What else is in brackets stays.
[[nodiscard]] std::string wordpress_markup(std::string_view post);

}  // namespace morgue
