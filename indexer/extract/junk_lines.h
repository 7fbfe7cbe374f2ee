#pragma once

#include <string_view>

namespace morgue {

/// True for a short line that belongs to the page and not to its article, whatever element it
/// stands in: calls to read, share, subscribe or follow, notices of copyright and advertising,
/// labels of teaser boxes. Knows the common wordings of a dozen languages.
[[nodiscard]] bool is_junk_line(std::string_view line);

/// True for a line that signs or dates a reader's comment ("Posted by Ana on 3 May", "Report this
/// comment", "Ana says:", "12:30 pm, 3/5/2024").
[[nodiscard]] bool is_comment_line(std::string_view line);

/// True for a heading behind which only furniture follows ("Related articles", "Comments").
[[nodiscard]] bool is_closing_heading(std::string_view line);

}  // namespace morgue
