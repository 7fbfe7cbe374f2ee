#include "common/completion.h"

#include <algorithm>

#include "common/shell_words.h"
#include "common/utf8.h"

namespace morgue {
namespace {

/// Where a line stands at its last word.
struct LinePlace {
  const CommandInfo* command = nullptr;
  const OptionInfo* option = nullptr;  // whose value the last word is
  std::size_t arguments = 0;           // of the verb, before it
  bool options_ended = false;          // by --
};

/// An option as it was typed: what it is, and whether its value is the next word.
struct TypedOption {
  const OptionInfo* option = nullptr;
  bool value_follows = false;
};

TypedOption read_option(const CommandInfo& command, const std::string& word) {
  const bool is_long = word.starts_with("--");
  const std::size_t end = is_long ? std::min(word.find('='), word.size()) : 2;
  const OptionInfo* option = find_option(command, word.substr(0, end));
  return {option, option != nullptr && !option->value.empty() && end == word.size()};
}

LinePlace place_of(const CommandInfo& program, const std::vector<std::string>& words,
                   const std::string& other) {
  LinePlace place{&program, nullptr, 0, false};
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const std::string& word = words[i];
    if (word == "--") {
      place.options_ended = true;
    } else if (word.size() > 1 && word[0] == '-' && !place.options_ended) {
      const TypedOption typed = read_option(*place.command, word);
      if (!typed.value_follows) continue;
      if (i + 2 == words.size()) place.option = typed.option;
      ++i;
    } else if (place.command == &program && !program.commands.empty()) {
      place.command = find_command(program, word);
      if (place.command != nullptr) continue;
      place.command = find_command(program, other);
      if (place.command == nullptr) return place;
      ++place.arguments;
    } else {
      ++place.arguments;
    }
  }
  return place;
}

void add_if(std::vector<Offer>& out, std::string_view typed, const std::string& text,
            const std::string& help) {
  if (text.starts_with(typed)) out.push_back({text, help});
}

Completions values(const WantedValue& wanted, const LiveValues& live) {
  if (wanted.of.values.empty()) return live(wanted);
  Completions out;
  for (const std::string& value : wanted.of.values) add_if(out.candidates, wanted.typed, value, "");
  return out;
}

Completions options(const CommandInfo& command, const std::string& typed) {
  Completions out;
  for (const OptionInfo& option : command.options)
    for (const std::string& name : option.names)
      if (name.starts_with("--") || typed == name) add_if(out.candidates, typed, name, option.help);
  return out;
}

const OptionInfo* argument_at(const CommandInfo& command, std::size_t number) {
  if (number < command.arguments.size()) return &command.arguments[number];
  if (command.arguments.empty() || !command.arguments.back().repeats) return nullptr;
  return &command.arguments.back();
}

/// A line of help without what would end it, and not longer than a list of candidates shows.
std::string help_line(const std::string& help) {
  constexpr std::size_t kLongest = 70;
  const std::string line = utf8::one_line(utf8::repaired(help));
  return std::string(utf8::prefix(line, kLongest));
}

std::string to_lines(const Completions& found, const ShellLine* line, std::string_view breaks) {
  std::string out;
  for (const Offer& candidate : found.candidates) {
    // What an article says can't steer the terminal that it is offered on.
    if (utf8::one_line(utf8::repaired(candidate.text)) != candidate.text) continue;
    const std::string text =
        line == nullptr ? candidate.text : bash_reply(*line, candidate.text, breaks);
    if (!text.empty()) out += text + '\t' + help_line(candidate.help) + '\n';
  }
  if (found.paths == Completions::Paths::Files) out += ":files\n";
  if (found.paths == Completions::Paths::Directories) out += ":directories\n";
  return out;
}

}  // namespace

Completions complete(const CommandInfo& program, const std::vector<std::string>& words,
                     const std::string& other, const LiveValues& live) {
  if (words.empty()) return {};
  const std::string& typed = words.back();
  const LinePlace place = place_of(program, words, other);
  if (place.command == nullptr) return {};
  const CommandInfo& command = *place.command;
  if (place.option != nullptr) return values({command, *place.option, typed, words}, live);
  if (typed.starts_with('-') && !place.options_ended) {
    const std::size_t equals = typed.find('=');
    if (!typed.starts_with("--") || equals == std::string::npos) {
      Completions out = options(command, typed);
      if (!out.candidates.empty()) return out;
    } else if (const OptionInfo* option = find_option(command, typed.substr(0, equals))) {
      Completions out =
          values({command, *option, std::string_view(typed).substr(equals + 1), words}, live);
      for (Offer& candidate : out.candidates) candidate.text.insert(0, typed, 0, equals + 1);
      return out;
    }
  }
  Completions out;
  const CommandInfo* asked = &command;
  if (!command.commands.empty()) {
    for (const CommandInfo& verb : command.commands)
      add_if(out.candidates, typed, verb.name, verb.summary);
    asked = find_command(program, other);
    if (!out.candidates.empty() || asked == nullptr) return out;
  }
  if (const OptionInfo* argument = argument_at(*asked, place.arguments))
    return values({*asked, *argument, typed, words}, live);
  return out;
}

std::string value_in(const std::vector<std::string>& words, const std::vector<std::string>& names) {
  std::string value;
  for (std::size_t i = 0; i < words.size(); ++i)
    for (const std::string& name : names) {
      if (words[i] == name && i + 1 < words.size())
        value = words[i + 1];
      else if (words[i].starts_with(name + "="))
        value = words[i].substr(name.size() + 1);
      else if (name.size() == 2 && words[i].size() > 2 && words[i].starts_with(name))
        value = words[i].substr(2);
    }
  return value;
}

std::string answer_completion(
    const std::vector<std::string>& arguments,
    const std::function<Completions(const std::vector<std::string>& words)>& complete) {
  if (arguments.empty()) return {};
  if (arguments[0] == "bash" && arguments.size() == 3) {
    ShellLine line = read_shell_line(arguments[2]);
    if (line.words.size() < 2) return {};
    line.words.erase(line.words.begin());  // the program
    return to_lines(complete(line.words), &line, arguments[1]);
  }
  const bool fish = arguments[0] == "fish";
  if ((!fish && arguments[0] != "zsh") || arguments.size() < 2) return {};
  std::vector<std::string> words(arguments.begin() + 1, arguments.end());
  if (fish) words.back() = read_shell_line(words.back()).words.back();
  return to_lines(complete(words), nullptr, {});
}

}  // namespace morgue
