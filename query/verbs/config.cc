#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "common/command_line.h"
#include "common/files.h"
#include "common/suggest.h"
#include "query/options.h"
#include "query/settings.h"
#include "query/verbs/session.h"
#include "query/verbs/verbs.h"

namespace morgue {
namespace {

constexpr const char* kConfigFooter = R"(Settings that need not be typed each time:
  morgue config set search.limit 50     as if -n 50 were typed after morgue search
  morgue config set color never         of all verbs
  morgue config list --origin           what is set, and where
  morgue config get search.limit
  morgue config path                    the file, for an editor

A key is a long option without its hyphens, of one verb (search.limit) or of all
(color); pager and colors stand for $MORGUE_PAGER and $MORGUE_COLORS. What is
typed counts most, then the environment, the file config in the .morgue of a
directory (which may only set how much is shown, and how it is sorted), and last
~/.config/morgue/config ($XDG_CONFIG_HOME/morgue/config). --no-config heeds none.
morgue-config(5) has all keys.
Exit status of get: 1 if nothing is set.)";

class ConfigVerb : public Verb {
 public:
  [[nodiscard]] std::string_view name() const override { return "config"; }
  [[nodiscard]] std::string_view summary() const override {
    return "Settings: list them, get one, set one";
  }
  [[nodiscard]] std::string_view footer() const override { return kConfigFooter; }
  [[nodiscard]] bool looks_back() const override { return false; }

  void define(CLI::App& app) override {
    app.add_option("ACT", act_, "list, get, set or path")
        ->required()
        ->transform(named<Act>(
            {{"list", Act::List}, {"get", Act::Get}, {"set", Act::Set}, {"path", Act::Path}}));
    app.add_option("KEY", key_, "Of get and set");
    app.add_option("VALUE", value_, "Of set");
    app.add_flag("--origin", origin_, "Say where each is set");
    app.add_flag("--json", json_, "list: one JSON document");
  }

  [[nodiscard]] Exit run(Session& session) override {
    const bool wants_key = act_ == Act::Get || act_ == Act::Set;
    if (wants_key == key_.empty() || (act_ == Act::Set) != value_.has_value())
      throw Error(Exit::Usage, "config wants list, get KEY, set KEY VALUE or path",
                  "see: morgue config --help");
    switch (act_) {
      case Act::List:
        return list(session);
      case Act::Get:
        return get(session);
      case Act::Set:
        return set(session);
      default:
        fmt::print("{}\n", safe(file(session).string()));
        return Exit::Ok;
    }
  }

 private:
  enum class Act { List, Get, Set, Path };

  static std::filesystem::path file(const Session& session) {
    const auto home =
        settings_home(session.environment("XDG_CONFIG_HOME"), session.environment("HOME"));
    if (home.empty())
      throw Error(Exit::Usage, "there is no place for settings: HOME is not set",
                  "set HOME or XDG_CONFIG_HOME");
    return home / kSettingsFile;
  }

  static std::string origin(const Settings::Value& value) {
    if (!value.variable.empty()) return "environment " + value.variable;
    return fmt::format("{} {}:{}", value.project ? "project" : "user", value.file.string(),
                       value.line);
  }

  [[nodiscard]] Exit list(const Session& session) const {
    using Json = nlohmann::ordered_json;
    Json all = Json::array();
    for (const Settings::Value& value : session.settings.all()) {
      if (json_)
        all.push_back({{"key", value.key}, {"value", value.value}, {"origin", origin(value)}});
      else if (origin_)
        fmt::print("{} = {}\t{}\n", value.key, safe(value.value), safe(origin(value)));
      else
        fmt::print("{} = {}\n", value.key, safe(value.value));
    }
    if (json_)
      fmt::print("{}\n", Json({{"format_version", 1}, {"settings", all}})
                             .dump(2, ' ', false, Json::error_handler_t::replace));
    return session.settings.empty() ? Exit::NothingFound : Exit::Ok;
  }

  [[nodiscard]] Exit get(const Session& session) const {
    require_known();
    const Settings::Value* const value = session.settings.find(key_);
    if (value == nullptr) return Exit::NothingFound;
    fmt::print("{}{}\n", safe(value->value), origin_ ? "\t" + safe(origin(*value)) : "");
    return Exit::Ok;
  }

  [[nodiscard]] Exit set(const Session& session) const {
    require_known();
    if (!is_setting_value(*value_)) throw Error(Exit::Usage, "a value has no control characters");
    const auto verbs = all_verbs();
    if (const std::string wrong = wrong_with(key_, *value_, verbs); !wrong.empty())
      throw Error(Exit::Usage, fmt::format("{} can't be {}: {}", key_, *value_, wrong));
    const std::filesystem::path path = file(session);
    make_private_directory(path.parent_path());
    replace_file(path, with_setting(file_bytes(path), key_, *value_));
    return Exit::Ok;
  }

  void require_known() const {
    const std::vector<SettingKey> keys = setting_keys(describe_program(all_verbs()));
    std::vector<std::string_view> names;
    for (const SettingKey& key : keys) names.push_back(key.key);
    if (std::find(names.begin(), names.end(), key_) != names.end()) return;
    const auto meant = did_you_mean(key_, names);
    throw Error(Exit::Usage, fmt::format("there is no key {}", key_),
                meant ? fmt::format("did you mean {} ?", *meant) : "all: man morgue-config");
  }

  Act act_ = Act::List;
  std::string key_;
  std::optional<std::string> value_;
  bool origin_ = false, json_ = false;
};

}  // namespace

std::unique_ptr<Verb> config_verb() { return std::make_unique<ConfigVerb>(); }

}  // namespace morgue
