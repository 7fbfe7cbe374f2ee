#include "common/command_info.h"

#include <algorithm>

namespace morgue {

const CommandInfo* find_command(const CommandInfo& program, const std::string& name) {
  const auto found = std::find_if(program.commands.begin(), program.commands.end(),
                                  [&](const CommandInfo& verb) { return verb.name == name; });
  return found == program.commands.end() ? nullptr : &*found;
}

const OptionInfo* find_option(const CommandInfo& command, const std::string& name) {
  for (const OptionInfo& option : command.options)
    if (std::find(option.names.begin(), option.names.end(), name) != option.names.end())
      return &option;
  return nullptr;
}

std::string synopsis(const CommandInfo& command) {
  std::string out = command.options.empty() ? "" : "[OPTION]...";
  for (const OptionInfo& argument : command.arguments) {
    const std::string name = argument.names.front() + (argument.repeats ? "..." : "");
    out += (out.empty() ? "" : " ") + (argument.required ? name : "[" + name + "]");
  }
  if (!command.commands.empty()) out = "VERB " + out;
  return out;
}

}  // namespace morgue
