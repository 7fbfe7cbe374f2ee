#pragma once

#include <string>
#include <string_view>

namespace morgue {

/// The value of an attribute in a start tag (`tag`: "<a href=... tags=..."), its name without its
/// prefix compared in lower case, references replaced; empty if it is not there. For markup that no
/// parser of HTML keeps whole: bookmark files, the package files of books.
[[nodiscard]] std::string tag_attribute(std::string_view tag, std::string_view folded_name);

/// The text of markup without its tags, on one line, references replaced.
[[nodiscard]] std::string text_without_tags(std::string_view markup);

}  // namespace morgue
