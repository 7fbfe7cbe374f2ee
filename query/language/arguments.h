#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace morgue {

/// True if a command-line argument that begins with a minus is part of a query and no option:
/// `-is:dup port`, `-"data centre"`, `-(a OR b)`, `-title:brexit`. An option is `-n`, `--since` and
/// a bare `-word`: that one needs `--` before it. Arguments without a minus are not asked about.
[[nodiscard]] bool is_query_argument(std::string_view argument);

struct JoinedArguments {
  std::string text;  ///< for parse_query
  /// "read as: person:\"Rowan Pike\" strike" if a guess was made.
  std::optional<std::string> note;
};

/// One query text out of the query arguments, joined by blanks. A shell eats quotes, so that
/// `person:"Rowan Pike" strike` comes as `person:Rowan Pike` and `strike`: of two or more
/// arguments, one that starts with a field, holds a blank and has no quote, bracket, operator or
/// further field is read as field:"rest". Of a single argument nothing is guessed.
[[nodiscard]] JoinedArguments join_arguments(std::span<const std::string> arguments);

}  // namespace morgue
