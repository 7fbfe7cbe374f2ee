#include "query/options.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "common/utf8.h"
#include "query/help_topics.h"
#include "query/language/arguments.h"
#include "query/language/suggest.h"
#include "query/verbs/named.h"

namespace morgue {
namespace {

using Verbs = std::span<const std::unique_ptr<Verb>>;

constexpr const char* kOverview =
    R"(morgue searches an archive of news articles; morgue-index fills it.

  morgue-index add ~/news                   put articles into the archive
  morgue search putin ukraine call          articles with these words, best first
  morgue search '"root causes" -tariff'     a phrase, without a word
  morgue search 'person:putin date:2025-07' who, and when
  morgue show a7f31c                        a whole article, by its id; open: where it was
  morgue related a7f31c                     articles like it; dups, diff: its copies
  morgue quotes --by pike strike            who said what; trace: who repeated it
  morgue story a7f31c                       how it went on; figures: its numbers
  morgue grep '\d+ dead' ferry              sentences that a pattern fits
  morgue export --format csv ferry          articles for other programs
  morgue person "Rowan Pike"                who that is: roles, company, quotations
  morgue facets | timeline | significant | people | orgs | places QUERY
                                            what an answer holds, counted
  morgue with "Rowan Pike" "Ilse Marten"    sentences that name both
  morgue tag | star | note | save | alert   what you keep: tags, notes, queries; what is new
  morgue report ferry -o pack               an answer to hand on; verify: is it still so
  morgue search --help                      all that search can do
  morgue help query | dates | fields        how to ask, with examples

The archive is -A DIR or -A NAME, else $MORGUE_ARCHIVE, else .morgue here or above,
else ~/.local/share/morgue/default.
--as-of 2024-06-20 with any of these: the archive as it was known on that day.
)";

/// Marks an argument as part of the query, so that CLI11 does not take it for an option.
constexpr char kQueryMark = '\x01';

/// "--source" for "--sorce" or "--sorce=x"; nothing if no option of the verb is spelt nearly so.
std::string option_meant(const CLI::App& app, std::string typed) {
  typed = typed.substr(0, typed.find('='));
  typed.erase(0, typed.find_first_not_of('-'));
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options())
    for (const std::string& name : option->get_lnames()) names.push_back(name);
  const std::vector<std::string_view> views(names.begin(), names.end());
  const auto meant = did_you_mean(typed, views);
  return meant ? "--" + std::string(*meant) : std::string();
}

std::string sentence(const CLI::ParseError& error, const CLI::App& app, const std::string& verb,
                     const std::vector<std::string>& arguments) {
  std::string what = error.what();
  while (!what.empty() && (what.back() == '\n' || what.back() == '.')) what.pop_back();
  std::string hint = "see: morgue " + verb + " --help";
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
    const auto stray = std::find_if(arguments.begin(), arguments.end(), [](const std::string& a) {
      return a.size() > 2 && a[0] == '-' && a[1] != '-';
    });
    what = "unknown option";
    if (stray != arguments.end())  // CLI11 takes -crash for -c and -rash
      what += " " + *stray;
    else if (const auto colon = std::string(error.what()).rfind(": "); colon != std::string::npos) {
      const std::string option = std::string(error.what()).substr(colon + 2);
      what += " " + option;
      if (const std::string meant = option_meant(app, option); !meant.empty())
        hint = "did you mean " + meant + " ?";
    }
    if (stray != arguments.end() && verb == "search")
      hint = "to exclude a word: morgue search -- port " + *stray;
  } else if (!what.empty() && what[0] >= 'A' && what[0] <= 'Z' && what.size() > 1 &&
             what[1] >= 'a') {
    what[0] = static_cast<char>(what[0] | 0x20);
  }
  return "morgue: " + what + "\n  " + hint + "\n";
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
  bool no_colour = false;

  void define(CLI::App& app, CommonOptions& options, bool looks_back) {
    app.add_option("-A,--archive", options.archive,
                   "The archive: a directory, or the name of one (@NAME: a new one)")
        ->type_name("DIR");
    app.add_option("--color", options.colour, "auto, always or never")
        ->type_name("WHEN")
        ->transform(named<ColourWish::When>({{"auto", ColourWish::When::Auto},
                                             {"always", ColourWish::When::Always},
                                             {"never", ColourWish::When::Never}}));
    app.add_flag("--no-color", no_colour, "The same as --color never");
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
    if (!now.empty()) {
      options.now = parse_iso8601(now);
      if (!options.now)
        return failure(Refusal{"morgue: --now wants a day like 2026-11-23\n", false});
    }
    return options;
  }
};

/// The verb and its arguments; the name of the verb comes first.
Result<Verb*, Refusal> parse_verb(std::vector<std::string> arguments, Verb& verb,
                                  CommonOptions& common) {
  CLI::App app("morgue searches archives of news articles.", "morgue");
  CLI::App& own = *app.add_subcommand(std::string(verb.name()), std::string(verb.summary()));
  own.footer(std::string(verb.footer()));
  verb.define(own);
  CommonFlags flags;
  flags.define(own, common, verb.looks_back());
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
  auto finished = flags.finish(common);
  if (!finished) return failure(std::move(finished.error()));
  common = *std::move(finished);
  return &verb;
}

/// How many arguments an option takes that every verb has, its value included; 0: it is none.
std::size_t common_option(std::string_view argument) {
  constexpr auto kWithValue =
      std::to_array<std::string_view>({"--archive", "--as-of", "--color", "--now"});
  if (argument == "-A") return 2;
  if (argument == "--no-color" || (argument.starts_with("-A") && !is_query_argument(argument)))
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

std::string no_such_help(const std::string& topic, Verbs verbs) {
  std::vector<std::string_view> names = {"query", "dates", "fields"};
  for (const auto& verb : verbs) names.push_back(verb->name());
  return fmt::format("morgue: there is no help on \"{}\"\n  there is: {}\n",
                     utf8::one_line(utf8::repaired(topic)), fmt::join(names, ", "));
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

Result<Verb*, Refusal> parse_command(int argc, const char* const* argv, Verbs verbs,
                                     CommonOptions& common) {
  std::vector<std::string> arguments(argv + 1, argv + argc);
  if (arguments.empty()) return failure(Refusal{kOverview, true});
  const std::string first = arguments.front();
  if (first == "--version")
    return failure(Refusal{std::string("morgue ") + MORGUE_VERSION + "\n", true});
  if (first == "--help" || first == "-h") return failure(Refusal{kOverview, true});
  if (first == "help") {
    arguments.erase(arguments.begin());
    if (arguments.empty() || arguments.front() == "help") return failure(Refusal{kOverview, true});
    if (auto page = help_topic(arguments.front())) return failure(Refusal{*page, true});
    if (find_verb(arguments.front(), verbs) == nullptr)
      return failure(Refusal{no_such_help(arguments.front(), verbs), false});
    arguments = {arguments.front(), "--help"};
  } else if (find_verb(first, verbs) == nullptr) {
    arguments.insert(arguments.begin(), "search");
  }
  Verb& verb = *find_verb(arguments.front(), verbs);
  return parse_verb(std::move(arguments), verb, common);
}

}  // namespace morgue
