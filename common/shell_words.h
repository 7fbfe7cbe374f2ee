#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace morgue {

/// A command line that somebody is typing, as far as the cursor.
struct ShellLine {
  std::vector<std::string> words;  ///< without their quotes; the last one is being typed
  std::string_view raw;            ///< that one as it was typed
  char quote = 0;                  ///< the quotation mark that is open at its end: ', " or 0
};

/// Splits a line as a POSIX shell does. Expansions ($x, *, ~) are left as they are. A line that
/// ends in a blank ends in an empty word.
[[nodiscard]] ShellLine read_shell_line(std::string_view line);

/// What bash has to put in place of what it takes for the word at the cursor, so that the word
/// becomes `wanted`: bash completes what follows the last of `breaks` ($COMP_WORDBREAKS) or the
/// open quotation mark, and wants it quoted as it stands there. Empty if the word as it was typed
/// can't become that.
[[nodiscard]] std::string bash_reply(const ShellLine& line, std::string_view wanted,
                                     std::string_view breaks);

}  // namespace morgue
