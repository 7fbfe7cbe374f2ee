#include "common/command_line.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "common/suggest.h"
#include "common/utf8.h"

namespace morgue {
namespace {

/// CLI11 keeps a name for each check. Ours begins so if it lists all that may be said, each word
/// after a bar.
constexpr std::string_view kWordsMark = "words|";

std::vector<std::string> words_in(std::string_view list) {
  std::vector<std::string> words;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find('|'), list.size());
    words.emplace_back(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return words;
}

/// The words that the first check of an option knows, if it is one_of().
std::vector<std::string> words_of(CLI::Option& option) {
  try {
    const std::string name = option.get_validator(0)->get_name();
    if (name.starts_with(kWordsMark)) return words_in(std::string_view(name).substr(6));
  } catch (const CLI::OptionNotFound&) {
    // Nothing is checked: anything may be said.
  }
  return {};
}

OptionInfo describe(CLI::Option& option) {
  OptionInfo info;
  if (option.get_positional()) {
    info.names = {option.get_name(true)};
    info.required = option.get_required();
    info.repeats = option.get_items_expected_max() > 1;
  } else {
    for (const std::string& name : option.get_snames()) info.names.push_back("-" + name);
    for (const std::string& name : option.get_lnames()) info.names.push_back("--" + name);
    // CLI11 adds what is checked: "N:POSITIVE".
    const std::string type = option.get_type_name();
    if (option.get_items_expected_max() > 0) info.value = type.substr(0, type.find(':'));
  }
  info.help = option.get_description();
  if (!option.get_default_str().empty())
    info.help += fmt::format(" (default {})", option.get_default_str());
  info.values = words_of(option);
  return info;
}

/// "--source" for "--sorce" or "--sorce=x"; nothing if no option of the verb is spelt nearly so.
std::string option_meant(const CLI::App& app, std::string typed) {
  typed = typed.substr(0, typed.find('='));
  typed.erase(0, typed.find_first_not_of('-'));
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options())
    if (!option->get_group().empty())
      for (const std::string& name : option->get_lnames()) names.push_back(name);
  const std::vector<std::string_view> views(names.begin(), names.end());
  const auto meant = did_you_mean(typed, views);
  return meant ? "--" + std::string(*meant) : std::string();
}

std::string after(std::string_view text, std::string_view mark) {
  const auto at = text.rfind(mark);
  return std::string(at == std::string_view::npos ? text : text.substr(at + mark.size()));
}

/// "not in range 1 to 256" as "from 1 to 256"; where CLI11 names the highest number that there is,
/// only the lowest.
std::string wanted_range(std::string_view lowest, std::string_view highest) {
  constexpr std::size_t kLongestNumber = 12;
  const auto whole = [](std::string_view number) { return number.substr(0, number.find('.')); };
  if (highest.size() <= kLongestNumber)
    return fmt::format("from {} to {}", whole(lowest), whole(highest));
  return whole(lowest) == "0" && lowest.find_first_not_of("0.") == std::string_view::npos
             ? "0 or more"
             : "1 or more";
}

/// "--limit: Value -1 not in range 0 to 9" as "--limit wants a number from 0 to 9, not -1"; what a
/// check of ours says stays as it is.
std::string checked_sentence(const std::string& text) {
  constexpr std::string_view kValue = ": Value ";
  constexpr std::string_view kRange = " not in range ";
  const auto value = text.find(kValue);
  const auto range = text.rfind(kRange);
  const auto to = text.rfind(" to ");
  if (value == std::string::npos || range == std::string::npos || to == std::string::npos) {
    // What a check of ours says comes behind "--option: ".
    std::string out = text;
    if (const auto colon = out.find(": wants "); colon != std::string::npos) out.erase(colon, 1);
    return out;
  }
  const std::string_view all = text;
  const auto begin = value + kValue.size();
  const auto lowest = range + kRange.size();
  return fmt::format("{} wants a number {}, not {}", all.substr(0, value),
                     wanted_range(all.substr(lowest, to - lowest), all.substr(to + 4)),
                     all.substr(begin, range - begin));
}

std::string without_end(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '.')) text.pop_back();
  return text;
}

}  // namespace

CommandMistake explained(const CLI::ParseError& error, const CLI::App& verb,
                         const std::string& called) {
  CommandMistake out{without_end(error.what()), "see: " + called + " --help"};
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
    const std::string extra = after(out.what, ": ");
    out.what = (extra.starts_with('-') ? "unknown option " : "this is too much: ") + extra;
    if (const std::string meant = option_meant(verb, extra);
        extra.starts_with("--") && !meant.empty())
      out.hint = "did you mean " + meant + " ?";
  } else if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
    out.what = out.what.substr(0, out.what.find(':')) + " wants a value";
  } else if (dynamic_cast<const CLI::ConversionError*>(&error) != nullptr) {
    const std::string both = after(out.what, "convert: ");
    if (const auto equals = both.find(" = "); equals != std::string::npos)
      out.what =
          fmt::format("{} wants a number, not {}", both.substr(0, equals), both.substr(equals + 3));
  } else if (dynamic_cast<const CLI::ValidationError*>(&error) != nullptr) {
    out.what = checked_sentence(out.what);
  }
  out.what = utf8::one_line(utf8::repaired(out.what));
  return out;
}

CLI::Validator one_of(const std::vector<std::string>& words) {
  CLI::Validator check(
      [words](std::string& value) -> std::string {
        if (std::find(words.begin(), words.end(), value) != words.end()) return {};
        return fmt::format("no such value \"{}\"; there are {}", value, fmt::join(words, ", "));
      },
      "");
  return check.name(fmt::format("{}{}", kWordsMark, fmt::join(words, "|")));
}

CommandInfo describe(CLI::App& app) {
  CommandInfo info{app.get_name(), app.get_description(), app.get_footer(), {}, {}, {}};
  for (CLI::Option* option : app.get_options()) {
    if (option->get_group().empty()) continue;  // hidden
    (option->get_positional() ? info.arguments : info.options).push_back(describe(*option));
  }
  for (CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; }))
    if (!verb->get_group().empty()) info.commands.push_back(describe(*verb));
  return info;
}

}  // namespace morgue
