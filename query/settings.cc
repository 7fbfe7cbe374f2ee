#include "query/settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace morgue {

void Settings::add(const std::filesystem::path& file, std::string_view text, bool project) {
  const SettingsFile read = parse_settings(text);
  for (const Setting& setting : read.settings)
    values_.push_back({setting.key, setting.value, file, setting.line, project});
  for (const SettingMistake& mistake : read.mistakes)
    mistakes_.push_back(fmt::format("{}:{}: {}", file.string(), mistake.line, mistake.what));
}

void Settings::add_mistake(const Value& value, std::string_view what) {
  mistakes_.push_back(fmt::format("{}:{}: {}", value.file.string(), value.line, what));
}

void Settings::add_variable(std::string key, std::string value, std::string variable) {
  values_.push_back({std::move(key), std::move(value), {}, 0, false, std::move(variable)});
}

const Settings::Value* Settings::find(std::string_view key, bool projects) const {
  const auto last = std::find_if(values_.rbegin(), values_.rend(), [&](const Value& value) {
    return value.key == key && (projects || !value.project);
  });
  return last == values_.rend() ? nullptr : &*last;
}

bool Settings::from_files() const {
  return std::any_of(values_.begin(), values_.end(),
                     [](const Value& value) { return value.variable.empty(); });
}

std::vector<Settings::Value> Settings::all() const {
  std::map<std::string, Value> last;
  for (const Value& value : values_) last[value.key] = value;
  std::vector<Value> out;
  for (auto& [key, value] : last) out.push_back(std::move(value));
  return out;
}

const SettingVariable* setting_variable(std::string_view key) {
  const auto* const found =
      std::find_if(std::begin(kSettingVariables), std::end(kSettingVariables),
                   [&](const SettingVariable& variable) { return variable.key == key; });
  return found == std::end(kSettingVariables) ? nullptr : found;
}

std::string_view long_name(const OptionInfo& option) {
  for (const std::string& name : option.names)
    if (name.starts_with("--")) return std::string_view(name).substr(2);
  return {};
}

bool is_harmless(const OptionInfo& option) {
  constexpr auto kValues =
      std::to_array<std::string_view>({"N", "WHEN", "ORDER", "FIELDS", "UNIT"});
  return std::find(kValues.begin(), kValues.end(), option.value) != kValues.end();
}

namespace {

/// "help" and what only makes sense once.
bool can_be_set(const OptionInfo& option) {
  const std::string_view name = long_name(option);
  return !name.empty() && name != "help" && name != "version" && name != "no-config";
}

void add_keys(const CommandInfo& command, const std::string& before, const CommandInfo* common,
              std::vector<SettingKey>& out) {
  for (const OptionInfo& option : command.options) {
    if (!can_be_set(option)) continue;
    if (common != nullptr && find_option(*common, option.names.back()) != nullptr) continue;
    out.push_back({before + std::string(long_name(option)),
                   option.value.empty() ? "true" : option.value, option.help, is_harmless(option)});
  }
}

}  // namespace

std::vector<SettingKey> setting_keys(const CommandInfo& program) {
  std::vector<SettingKey> out;
  add_keys(program, "", nullptr, out);
  for (const SettingVariable& variable : kSettingVariables)
    out.push_back({std::string(variable.key), "TEXT", std::string(variable.help), false});
  for (const CommandInfo& verb : program.commands) add_keys(verb, verb.name + ".", &program, out);
  return out;
}

std::filesystem::path settings_home(const std::string& config_home, const std::string& home) {
  namespace fs = std::filesystem;
  // A relative path is to be ignored, says the XDG specification.
  if (!config_home.empty() && fs::path(config_home).is_absolute())
    return fs::path(config_home) / "morgue";
  if (!home.empty()) return fs::path(home) / ".config/morgue";
  return {};
}

}  // namespace morgue
