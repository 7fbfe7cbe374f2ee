#pragma once

#include <vector>

#include "indexer/extract/lines.h"

namespace morgue {

/// Whether a text is written in Markdown: it has a heading with "#", a link or something in bold.
[[nodiscard]] bool is_markdown(const std::vector<Line>& lines);

/// Reduces a line of Markdown to its text: headings and quotations without their marks, links and
/// pictures to their words, emphasis to what it emphasises. Marks of lists stay.
void unmark(Line& line);

}  // namespace morgue
