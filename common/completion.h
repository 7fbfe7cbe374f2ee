#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "common/command_info.h"

namespace morgue {

/// Something that the word at the cursor may become, as a whole, and what it means.
struct Offer {
  std::string text;
  std::string help;
  friend bool operator==(const Offer&, const Offer&) = default;
};

struct Completions {
  /// What the shell itself completes.
  enum class Paths { None, Files, Directories };
  std::vector<Offer> candidates;
  Paths paths = Paths::None;
};

/// What is to be completed with a value.
struct WantedValue {
  const CommandInfo& command;
  const OptionInfo& of;  ///< the option or the argument
  std::string_view typed;
  const std::vector<std::string>& words;  ///< all of the line, as complete() has them
};
/// Values that the definitions don't know: what an archive holds.
using LiveValues = std::function<Completions(const WantedValue&)>;

/// What the last word of a command line may become; the first one is what follows the program.
/// Verbs, flags and fixed values come from the definitions. `other`: the verb that is meant if
/// there is none (search), or empty.
[[nodiscard]] Completions complete(const CommandInfo& program,
                                   const std::vector<std::string>& words, const std::string& other,
                                   const LiveValues& live);

/// The value of an option in a line ("-A"), the last one that is given; empty if there is none.
[[nodiscard]] std::string value_in(const std::vector<std::string>& words,
                                   const std::vector<std::string>& names);

/// Answers a completion script of ours: what follows __complete, without the program's name, is
///   bash BREAKS LINE      a line up to the cursor, with the program; replies as bash wants them
///   zsh | fish WORD...    its words; of fish the last one as it was typed
/// and what is returned a line for each candidate: TEXT<TAB>HELP, with a last line ":files" or
/// ":directories" if these are to be completed. Empty if it was asked otherwise.
[[nodiscard]] std::string answer_completion(
    const std::vector<std::string>& arguments,
    const std::function<Completions(const std::vector<std::string>& words)>& complete);

/// The shells that completion_script() knows.
[[nodiscard]] std::vector<std::string> completion_shells();
/// The script that has a shell complete a program ("morgue-index"). Precondition: the shell is
/// known.
[[nodiscard]] std::string completion_script(std::string_view shell, std::string_view program);

}  // namespace morgue
