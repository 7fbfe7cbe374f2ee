#include "query/options.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "common/command_line.h"
#include "common/suggest.h"
#include "common/utf8.h"
#include "query/help_topics.h"
#include "query/language/arguments.h"

namespace morgue {
namespace {

using Verbs = std::span<const std::unique_ptr<Verb>>;

/// What `morgue` alone prints: enough to begin with.
constexpr const char* kFirstSteps =
    R"(morgue searches an archive of news articles; morgue-index fills it.

  morgue-index add ~/news                   put articles into the archive
  morgue search putin ukraine call          articles with these words, best first
  morgue search '"root causes" -tariff'     a phrase, without a word
  morgue search 'person:putin date:2025-07' who, and when
  morgue show a7f31c                        a whole article, by the id that a search prints
  morgue help query                         how to ask; also: dates, fields, formats, examples
  morgue --help                             all verbs
)";

/// Marks an argument as part of the query, so that CLI11 does not take it for an option.
constexpr char kQueryMark = '\x01';

std::string sentence(const CLI::ParseError& error, const CLI::App& app, const std::string& verb,
                     const std::vector<std::string>& arguments) {
  CommandMistake mistake = explained(error, app, "morgue " + verb);
  const auto stray = std::find_if(arguments.begin(), arguments.end(), [](const std::string& a) {
    return a.size() > 2 && a[0] == '-' && a[1] != '-' && !is_query_argument(a);
  });
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr && stray != arguments.end()) {
    // CLI11 takes -crash for -c and -rash.
    mistake.what = "unknown option " + utf8::one_line(utf8::repaired(*stray));
    if (verb == "search") mistake.hint = "to exclude a word: morgue search -- port " + *stray;
  }
  return "morgue: " + mistake.what + "\n  " + utf8::one_line(utf8::repaired(mistake.hint)) + "\n";
}

/// Arguments after the verb that begin with a minus and are no options (query-language.md, 1).
void mark_queries(std::vector<std::string>& arguments) {
  for (std::size_t i = 1; i < arguments.size() && arguments[i] != "--"; ++i)
    if (arguments[i].starts_with('-') && is_query_argument(arguments[i]))
      arguments[i].insert(arguments[i].begin(), kQueryMark);
}

/// What every verb has.
struct CommonFlags {
  std::string now;
  bool no_colour = false, no_pager = false, no_config = false;

  void define(CLI::App& app, CommonOptions& options, bool looks_back) {
    app.add_option("-A,--archive", options.archives,
                   "The archive: a directory, or the name of one (@NAME: a new one); given again, "
                   "several are searched together")
        ->type_name("DIR")
        ->expected(1)
        ->take_all()
        ->allow_extra_args(false);
    app.add_option("--color", options.colour, "auto, always or never")
        ->type_name("WHEN")
        ->transform(named<ColourWish::When>({{"auto", ColourWish::When::Auto},
                                             {"always", ColourWish::When::Always},
                                             {"never", ColourWish::When::Never}}));
    app.add_flag("--no-color", no_colour, "The same as --color never");
    app.add_option("--hyperlink", options.hyperlink,
                   "Headlines that lead to their article: auto, always or never")
        ->type_name("WHEN")
        ->transform(named<ColourWish::When>({{"auto", ColourWish::When::Auto},
                                             {"always", ColourWish::When::Always},
                                             {"never", ColourWish::When::Never}}));
    app.add_flag("--no-pager", no_pager, "Print what is longer than the screen, too");
    app.add_flag("--no-config", no_config, "Heed no file of settings (morgue-config(5))");
    app.add_option("--now", now, "The day that relative dates count from (ISO 8601)")
        ->type_name("DAY");
    if (looks_back)
      app.add_option("--as-of", options.as_of,
                     "The archive as it was known on a day: what was published by then; "
                     "added:DAY: what had been added by then (help dates)")
          ->type_name("DAY")
          ->expected(1)
          ->take_all()
          ->allow_extra_args(false);  // what follows is the query
  }

  Result<CommonOptions, Refusal> finish(CommonOptions options) const {
    if (no_colour) options.colour = ColourWish::When::Never;
    options.pager = !no_pager;
    if (!now.empty()) {
      options.now = parse_iso8601(now);
      if (!options.now)
        return failure(Refusal{"morgue: --now wants a day like 2026-11-23\n", false});
    }
    return options;
  }
};

/// Everything that can be said to a verb.
void define_all(CLI::App& app, Verb& verb, CommonFlags& flags, CommonOptions& common) {
  app.footer(std::string(verb.footer()));
  verb.define(app);
  flags.define(app, common, verb.looks_back());
}

/// Options that were not given take what was set.
class SettingApplier {
 public:
  SettingApplier(CLI::App& own, std::string verb, Verbs verbs, Settings& settings)
      : own_(own), verb_(std::move(verb)), verbs_(verbs), settings_(settings) {
    CommonOptions unused;
    CommonFlags flags;
    CLI::App every;
    flags.define(every, unused, true);
    for (const OptionInfo& option : describe(every).options)
      common_.emplace_back(long_name(option));
  }

  void apply() {
    for (const Settings::Value& value : settings_.all()) check(value);
    for (const OptionInfo& option : describe(own_).options) {
      const std::string name(long_name(option));
      const std::string key = is_common(name) ? name : verb_ + "." + name;
      const Settings::Value* value = settings_.find(key);
      if (name.empty() || value == nullptr) continue;
      if (value->project && !is_harmless(option)) {
        settings_.add_mistake(*value, fmt::format("a project may not set {}", key));
        value = settings_.find(key, false);
      }
      if (value != nullptr && value->variable.empty()) put(*own_.get_option("--" + name), *value);
    }
  }

 private:
  [[nodiscard]] bool is_common(std::string_view name) const {
    return std::find(common_.begin(), common_.end(), name) != common_.end();
  }

  void put(CLI::Option& option, const Settings::Value& value) {
    if (option.count() > 0) return;
    const Settings::Value given = value;
    try {
      option.add_result(given.value);
      option.run_callback();
    } catch (const CLI::ParseError& error) {
      option.clear();
      settings_.add_mistake(given, explained(error, own_, "morgue " + verb_).what);
    }
  }

  void check(const Settings::Value& value) {
    const std::size_t dot = value.key.find('.');
    const std::string verb = dot == std::string::npos ? std::string() : value.key.substr(0, dot);
    std::vector<std::string> known;
    if (dot == std::string::npos) {
      known = common_;
      for (const SettingVariable& variable : kSettingVariables) known.emplace_back(variable.key);
    } else if (verb == verb_) {
      for (const OptionInfo& option : describe(own_).options)
        known.push_back(verb + "." + std::string(long_name(option)));
    } else if (find_verb(verb)) {
      return;  // its keys are looked at when it is called
    } else {
      for (const auto& each : verbs_)
        known.push_back(std::string(each->name()) + value.key.substr(dot));
    }
    if (std::find(known.begin(), known.end(), value.key) != known.end()) return;
    const std::vector<std::string_view> names(known.begin(), known.end());
    const auto meant = did_you_mean(value.key, names);
    settings_.add_mistake(value,
                          fmt::format("unknown key {}{}", value.key,
                                      meant ? fmt::format("; did you mean {} ?", *meant) : ""));
  }

  [[nodiscard]] bool find_verb(std::string_view name) const {
    return std::any_of(verbs_.begin(), verbs_.end(),
                       [&](const auto& verb) { return verb->name() == name; });
  }

  CLI::App& own_;
  std::string verb_;
  Verbs verbs_;
  Settings& settings_;
  std::vector<std::string> common_;
};

/// The verb and its arguments; the name of the verb comes first.
Result<Verb*, Refusal> parse_verb(std::vector<std::string> arguments, Verb& verb, Verbs verbs,
                                  Settings& settings, CommonOptions& common) {
  CLI::App app("morgue searches archives of news articles.", "morgue");
  CLI::App& own = *app.add_subcommand(std::string(verb.name()), std::string(verb.summary()));
  CommonFlags flags;
  define_all(own, verb, flags, common);
  const std::vector<std::string> typed = arguments;
  mark_queries(arguments);
  std::reverse(arguments.begin(), arguments.end());  // as CLI11 wants them
  try {
    app.parse(arguments);
  } catch (const CLI::CallForHelp&) {
    return failure(Refusal{own.help("morgue"), true});
  } catch (const CLI::ParseError& error) {
    return failure(Refusal{sentence(error, own, std::string(verb.name()), typed), false});
  }
  if (flags.no_config)
    settings = {};
  else if (settings.from_files())
    SettingApplier(own, std::string(verb.name()), verbs, settings).apply();
  auto finished = flags.finish(common);
  if (!finished) return failure(std::move(finished.error()));
  common = *std::move(finished);
  return &verb;
}

/// How many arguments an option takes that every verb has, its value included; 0: it is none.
std::size_t common_option(std::string_view argument) {
  constexpr auto kWithValue =
      std::to_array<std::string_view>({"--archive", "--as-of", "--color", "--hyperlink", "--now"});
  if (argument == "-A") return 2;
  if (argument == "--no-color" || argument == "--no-pager" || argument == "--no-config" ||
      (argument.starts_with("-A") && !is_query_argument(argument)))
    return 1;
  for (const std::string_view name : kWithValue) {
    if (argument == name) return 2;
    if (argument.starts_with(name) && argument[name.size()] == '=') return 1;
  }
  return 0;
}

Verb* find_verb(std::string_view name, Verbs verbs) {
  const auto found =
      std::find_if(verbs.begin(), verbs.end(), [&](const auto& v) { return v->name() == name; });
  return found == verbs.end() ? nullptr : found->get();
}

Refusal no_such_help(const std::string& topic, Verbs verbs) {
  std::vector<std::string_view> names = help_topic_names();
  for (const auto& verb : verbs) names.push_back(verb->name());
  const auto meant = did_you_mean(topic, names);
  const std::string hint = meant ? fmt::format("did you mean {} ?", *meant)
                                 : fmt::format("there is: {}", fmt::join(names, ", "));
  return {fmt::format("morgue: there is no help on \"{}\"\n  {}\n",
                      utf8::one_line(utf8::repaired(topic)), hint),
          false};
}

/// `morgue help ...`, without its first word.
Result<Verb*, Refusal> parse_help(const std::vector<std::string>& arguments, Verbs verbs,
                                  Settings& settings, CommonOptions& common) {
  const std::string topic = arguments.empty() ? "help" : arguments.front();
  if (Verb* verb = find_verb(topic, verbs))
    return parse_verb({topic, "--help"}, *verb, verbs, settings, common);
  auto page = help_topic(topic, describe_program(verbs));
  if (!page) return failure(no_such_help(topic, verbs));
  return failure(Refusal{*std::move(page), true});
}

}  // namespace

std::vector<std::string> with_verb_first(std::vector<std::string> arguments, Verbs verbs) {
  std::size_t count = 0;
  while (count < arguments.size()) {
    const std::size_t words = common_option(arguments[count]);
    if (words == 0) break;
    count = std::min(arguments.size(), count + words);
  }
  if (count == 0) return arguments;
  const auto end = arguments.begin() + static_cast<std::ptrdiff_t>(count);
  if (end != arguments.end() && (*end == "-h" || *end == "--help" || *end == "--version"))
    return {*end};
  if (end != arguments.end() && *end == "help") return {end, arguments.end()};
  if (end == arguments.end() || end->starts_with('-')) {
    arguments.insert(arguments.begin(), "search");
    return arguments;
  }
  // A word that is no verb begins a query, or is a program that wants a verb of its own first:
  // morgue index add.
  const bool verb = is_verb(*end, verbs) || end + 1 == arguments.end() || end[1].starts_with('-');
  std::rotate(arguments.begin(), end, end + (verb ? 1 : 2));
  return arguments;
}

bool is_verb(std::string_view name, Verbs verbs) {
  return name == "help" || find_verb(name, verbs) != nullptr;
}

std::optional<std::string_view> verb_meant(std::string_view word, Verbs verbs) {
  std::vector<std::string_view> names = {"help"};
  for (const auto& verb : verbs) names.push_back(verb->name());
  return did_you_mean(word, names);
}

CommandInfo describe_program(Verbs verbs) {
  CommonOptions unused;
  CommonFlags flags;
  CLI::App app("Search an archive of news articles", "morgue");
  app.set_version_flag("--version", MORGUE_VERSION,
                       "Print the version and those of the libraries, and exit");
  flags.define(app, unused, true);
  CommandInfo out = describe(app);
  for (const auto& verb : verbs) {
    CLI::App own(std::string(verb->summary()), std::string(verb->name()));
    define_all(own, *verb, flags, unused);
    out.commands.push_back(describe(own));
  }
  CommandInfo help{"help", "How to ask, and all about a verb", {}, {}, {}, {}};
  OptionInfo topic{{"TOPIC"}, {}, "A topic or a verb", {}, false, false};
  for (const std::string_view name : help_topic_names()) topic.values.emplace_back(name);
  for (const CommandInfo& verb : out.commands) topic.values.push_back(verb.name);
  help.arguments.push_back(std::move(topic));
  out.commands.push_back(std::move(help));
  return out;
}

Result<Verb*, Refusal> parse_command(int argc, const char* const* argv, Verbs verbs,
                                     Settings& settings, CommonOptions& common) {
  std::vector<std::string> arguments(argv + 1, argv + argc);
  if (arguments.empty()) return failure(Refusal{kFirstSteps, true});
  const std::string first = arguments.front();
  if (first == "--help" || first == "-h") return parse_help({}, verbs, settings, common);
  if (first == "help") {
    arguments.erase(arguments.begin());
    return parse_help(arguments, verbs, settings, common);
  }
  if (find_verb(first, verbs) == nullptr) arguments.insert(arguments.begin(), "search");
  Verb& verb = *find_verb(arguments.front(), verbs);
  return parse_verb(std::move(arguments), verb, verbs, settings, common);
}

std::string wrong_with(const std::string& key, const std::string& value, Verbs verbs) {
  if (setting_variable(key) != nullptr) return {};
  const std::size_t dot = key.find('.');
  Verb* verb = find_verb(dot == std::string::npos ? "search" : key.substr(0, dot), verbs);
  Settings settings;
  settings.add("config", with_setting("", key, value), false);
  CommonOptions common;
  CommonFlags flags;
  CLI::App app;
  define_all(app, *verb, flags, common);
  SettingApplier(app, std::string(verb->name()), verbs, settings).apply();
  if (settings.mistakes().empty()) return {};
  const std::string& first = settings.mistakes().front();
  return first.substr(first.find(": ") + 2);  // behind the file and line
}

}  // namespace morgue
