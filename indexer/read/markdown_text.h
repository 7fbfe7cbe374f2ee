#pragma once

#include <string>
#include <string_view>

namespace morgue {

struct MarkdownText {
  std::string heading;  ///< the first heading, if it stands in front of everything; not in `text`
  std::string text;     ///< paragraphs with a blank line between them
};

/// The text of a document in Markdown: lines joined to paragraphs, headings and quotations without
/// their marks, links and emphasis reduced to their words, pictures, rules, comments and tags of
/// HTML gone. Items of lists and lines of code are paragraphs of their own. Linear.
[[nodiscard]] MarkdownText markdown_text(std::string_view utf8);

}  // namespace morgue
