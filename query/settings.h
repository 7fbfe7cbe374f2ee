#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/command_info.h"
#include "common/settings_file.h"

namespace morgue {

/// What was set in files, for whoever does not say otherwise on the command line or in the
/// environment. Keys are the long options: "color" of every verb, "search.limit" of one; and what
/// only the environment knows otherwise (kVariables).
class Settings {
 public:
  struct Value {
    std::string key, value;
    std::filesystem::path file;
    std::size_t line = 0;
    bool project = false;    ///< from the .morgue of a directory: only harmless ones are heeded
    std::string variable{};  ///< of the environment, if that says it instead of a file
  };

  /// `text`: of a file; later ones count more.
  void add(const std::filesystem::path& file, std::string_view text, bool project);

  /// A variable of the environment says it, which counts more than any file.
  void add_variable(std::string key, std::string value, std::string variable);

  /// What counts most; without `projects` of files of one's own and of the environment.
  [[nodiscard]] const Value* find(std::string_view key, bool projects = true) const;
  [[nodiscard]] bool empty() const { return values_.empty(); }
  /// Is anything set in a file?
  [[nodiscard]] bool from_files() const;
  /// Each key once, as find() gives it, by key.
  [[nodiscard]] std::vector<Value> all() const;
  /// Lines that can't be read, each as a sentence with its file and line.
  [[nodiscard]] const std::vector<std::string>& mistakes() const { return mistakes_; }
  void add_mistake(const Value& value, std::string_view what);

 private:
  std::vector<Value> values_;
  std::vector<std::string> mistakes_;
};

/// A key that is no option: what a variable of the environment says, too, which counts more.
struct SettingVariable {
  std::string_view key, variable, help;
};
inline constexpr SettingVariable kSettingVariables[] = {
    {"pager", "MORGUE_PAGER", "The program that shows what is longer than the screen"},
    {"colors", "MORGUE_COLORS", "The colours, like person=1;34"},
};
[[nodiscard]] const SettingVariable* setting_variable(std::string_view key);

/// A key and what it sets.
struct SettingKey {
  std::string key;
  std::string value;  ///< what it takes, "N"; "true" for a flag
  std::string help;
  bool harmless = false;  ///< a project may set it, too
};
/// All keys of a program (query/options.h: describe_program()), those of all verbs first.
[[nodiscard]] std::vector<SettingKey> setting_keys(const CommandInfo& program);

/// May it come from a directory that somebody else has written? What chooses how much is shown, and
/// in what order, may; nothing that names files, archives, programs or articles, or writes.
[[nodiscard]] bool is_harmless(const OptionInfo& option);

/// "limit" of "-n,--limit"; empty if it has no long name.
[[nodiscard]] std::string_view long_name(const OptionInfo& option);

/// The directory of settings: $XDG_CONFIG_HOME/morgue, else ~/.config/morgue; empty if neither is
/// set.
[[nodiscard]] std::filesystem::path settings_home(const std::string& config_home,
                                                  const std::string& home);
inline constexpr const char* kSettingsFile = "config";

}  // namespace morgue
