#include "query/browse/line_command.h"

#include <array>
#include <charconv>
#include <optional>

namespace morgue::browse {
namespace {

using Kind = LineCommand::Kind;

struct Name {
  std::string_view text;
  Kind alone = Kind::Unknown;        ///< without a number
  Kind with_number = Kind::Unknown;  ///< with one
};
constexpr auto kNames = std::to_array<Name>({{"", Kind::More, Kind::Read},
                                             {"a", Kind::Unknown, Kind::Signs},
                                             {"o", Kind::Unknown, Kind::Open},
                                             {"s", Kind::Unknown, Kind::Star},
                                             {"n", Kind::More, Kind::Unknown},
                                             {"p", Kind::Back, Kind::Unknown},
                                             {"f", Kind::Facets, Kind::Narrow},
                                             {"-f", Kind::Unknown, Kind::LeaveOut},
                                             {"w", Kind::Times, Kind::Window},
                                             {"u", Kind::Undo, Kind::Unknown},
                                             {"r", Kind::Reload, Kind::Unknown},
                                             {"?", Kind::Help, Kind::Unknown},
                                             {"h", Kind::Help, Kind::Unknown},
                                             {"q", Kind::Quit, Kind::Unknown}});

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// A number above 0, and nothing else.
std::optional<std::size_t> number_of(std::string_view text) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number == 0) return {};
  return number;
}

}  // namespace

LineCommand read_command(std::string_view line) {
  line = trimmed(line);
  if (line.starts_with('/')) return {Kind::Ask, 0, std::string(trimmed(line.substr(1)))};
  const std::string_view name = trimmed(line.substr(0, line.find_first_of("0123456789")));
  const auto number = number_of(trimmed(line.substr(name.size())));
  const bool alone = name.size() == line.size();
  for (const Name& known : kNames)
    if (known.text == name && (alone || number))
      return {alone ? known.alone : known.with_number, number.value_or(0), {}};
  return {};
}

std::string_view help_on_commands() {
  return R"(  3            reads result 3
  a 3          the same, with people, places, days and quotations between signs
  n (or Enter) the next results; p: those before
  /ferry crash asks something else
  f            sources, persons, places and months of the answer; f 2: narrows
               to the second; -f 2: leaves it out
  w            when it was written about; w 4: narrows to the fourth
  u            undo: what was asked before
  o 3          opens result 3 where it came from; s 3: gives it a star, or takes it
  r            reads the archive anew
  q            ends
)";
}

}  // namespace morgue::browse
