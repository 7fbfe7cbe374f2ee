#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace morgue::browse {

/// What is typed where `morgue browse` talks line by line.
struct LineCommand {
  enum class Kind {
    Read,      ///< result `number`
    Signs,     ///< the same, with names, days and quotations between signs
    Open,      ///< it, by another program
    Star,      ///< it: give a star, or take it
    More,      ///< the next results
    Back,      ///< those before
    Ask,       ///< `text`
    Facets,    ///< list them
    Narrow,    ///< to value `number` of the facets
    LeaveOut,  ///< that value
    Times,     ///< list them
    Window,    ///< narrow to stretch `number`
    Undo,
    Reload,
    Help,
    Quit,
    Unknown,
  };
  Kind kind = Kind::Unknown;
  std::size_t number = 0;  ///< counted from 1
  std::string text = {};
  friend bool operator==(const LineCommand&, const LineCommand&) = default;
};

/// "3", "a 3", "o3", "n", "/ferry crash", "f", "f 2", "-f 2", "w 4", "u", "q" ... Nothing but
/// blanks is More.
[[nodiscard]] LineCommand read_command(std::string_view line);
/// All of them, a line each.
[[nodiscard]] std::string_view help_on_commands();

}  // namespace morgue::browse
