#pragma once

#include <CLI/CLI.hpp>
#include <map>
#include <string>
#include <vector>

#include "common/command_info.h"

namespace morgue {

/// A check that takes one of these words and nothing else. describe() finds them again.
[[nodiscard]] CLI::Validator one_of(const std::vector<std::string>& words);

/// For the values of an enum on the command line: turns a name into its value. (CLI11's own way of
/// it lists numbers in its message.)
template <typename T>
CLI::Validator named(const std::map<std::string, T>& names) {
  std::vector<std::string> words;
  for (const auto& [name, unused] : names) words.push_back(name);
  CLI::Validator check = one_of(words);
  return check.operation([names, check](std::string& value) -> std::string {
    if (const auto found = names.find(value); found != names.end()) {
      value = std::to_string(static_cast<int>(found->second));
      return {};
    }
    return check(value);
  });
}

/// A mistake on the command line as a sentence of ours, and what may have been meant or where to
/// read on; `called`: "morgue search".
struct CommandMistake {
  std::string what, hint;
};
[[nodiscard]] CommandMistake explained(const CLI::ParseError& error, const CLI::App& verb,
                                       const std::string& called);

/// All that is defined for a command line and not hidden, with its subcommands.
[[nodiscard]] CommandInfo describe(CLI::App& app);

}  // namespace morgue
