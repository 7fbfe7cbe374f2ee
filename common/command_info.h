#pragma once

#include <string>
#include <vector>

namespace morgue {

/// An option, a flag or an argument of a command: what --help, man pages and completion say of it
/// stands in one place, where the command line is defined (common/command_line.h reads it there).
struct OptionInfo {
  std::vector<std::string> names;  ///< "-n", "--limit"; an argument has one, "QUERY"
  std::string value;               ///< what it takes, "N"; empty: nothing, it is a flag
  std::string help;
  std::vector<std::string> values;  ///< all that may be said, if that can be listed
  bool required = false;
  bool repeats = false;  ///< an argument that may be given more than once
};

/// A program or a verb of it.
struct CommandInfo {
  std::string name;     ///< "morgue", "search"
  std::string summary;  ///< one line
  std::string footer;   ///< what stands below the options in --help
  std::vector<OptionInfo> arguments;
  std::vector<OptionInfo> options;
  std::vector<CommandInfo> commands;
};

/// The verb of that name; null if there is none.
[[nodiscard]] const CommandInfo* find_command(const CommandInfo& program, const std::string& name);
/// The option with that name ("-n", "--limit"); null if there is none.
[[nodiscard]] const OptionInfo* find_option(const CommandInfo& command, const std::string& name);
/// "[OPTION]... ID [QUERY...]"
[[nodiscard]] std::string synopsis(const CommandInfo& command);

}  // namespace morgue
