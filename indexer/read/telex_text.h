#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace morgue {

/// The paragraphs of text that was set for teleprinters, where lines are broken at some sixty
/// columns: a paragraph begins behind an empty line or with an indented line; its lines are joined,
/// but for short ones, which are lists and stay lines. "\n\n" between paragraphs. The quotation
/// marks and dashes that telex has no signs for (``, '', _) become what they stand for.
[[nodiscard]] std::string telex_paragraphs(std::string_view text);

/// The lines of a text, whichever of CR and LF ends them, without blanks at their ends.
[[nodiscard]] std::vector<std::string_view> telex_lines(std::string_view text);

}  // namespace morgue
