#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace morgue {

/// A paragraph, a heading or a label of a plain text.
struct Line {
  std::string text;               ///< one line, without white space around it, never empty
  std::size_t blanks_before = 0;  ///< empty lines in front of it
  std::size_t words = 0;          ///< of scripts without blanks, about three characters each
  bool sentence = false;          ///< ends as a sentence does; "..." is no end
  /// Running text rather than a headline, a label or a heading: a sentence of five words or more,
  /// or too long for anything else.
  bool prose = false;
  bool columns = false;  ///< words with two or more wide gaps: labels side by side
};

/// The lines of a text as its author meant them. In hard-wrapped text (most line breaks stand in
/// the middle of a sentence and near the same column) the lines of a paragraph are joined; a blank
/// line, an indent, a list mark or a short last line ends it. Anywhere else every line stands for
/// itself. `text` is valid UTF-8. Linear.
[[nodiscard]] std::vector<Line> logical_lines(std::string_view text);

/// One line for itself, as logical_lines() would describe it.
[[nodiscard]] Line make_line(std::string text, std::size_t blanks_before);

/// The line without a list mark ("- ", "• ", "* ", "# ") in front.
[[nodiscard]] std::string_view without_mark(std::string_view line);

/// True for a line of nothing but punctuation ("---", "* * *", "|").
[[nodiscard]] bool is_rule(std::string_view line);

}  // namespace morgue
