#include "indexer/extract/markdown.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace morgue {
namespace {

/// The longest words of a link, and the longest address, that are looked for: keeps this linear.
constexpr std::size_t kMaxLinkBytes = 2000;

bool is_heading(std::string_view line) {
  const auto marks = line.find_first_not_of('#');
  return marks != std::string_view::npos && marks > 0 && marks <= 6 && line[marks] == ' ';
}

/// "**bold**" with its marks where words begin and end; footnotes ("fees** rose") have them too.
bool has_bold(std::string_view line) {
  const auto open = line.find("**");
  if (open == std::string_view::npos || (open > 0 && line[open - 1] != ' ')) return false;
  const auto close = line.find("**", open + 3);
  if (close == std::string_view::npos) return false;
  const bool tight = line[open + 2] != ' ' && line[open + 2] != '*' && line[close - 1] != ' ';
  return tight && (close + 2 >= line.size() || line[close + 2] != '*');
}

/// A link or picture that starts at `at`: its words, and where it ends; 0 if there is none.
struct Link {
  std::string_view words;
  std::size_t end = 0;
};

Link link_at(std::string_view line, std::size_t at) {
  const std::size_t open = at + (line[at] == '!' ? 1 : 0);
  if (open >= line.size() || line[open] != '[') return {};
  const auto within = line.substr(open, kMaxLinkBytes);
  const auto middle = within.find("](");
  if (middle == std::string_view::npos ||
      within.substr(1, middle - 1).find('[') != std::string_view::npos)
    return {};
  const auto close = line.substr(0, open + middle + kMaxLinkBytes).find(')', open + middle);
  if (close == std::string_view::npos) return {};
  return {within.substr(1, middle - 1), close + 1};
}

std::string without_links(std::string_view line) {
  std::string out;
  for (std::size_t at = 0; at < line.size();) {
    const bool may_open = line[at] == '[' || (line[at] == '!' && line.substr(at).starts_with("!["));
    const Link link = may_open ? link_at(line, at) : Link{};
    if (link.end > 0) {
      out += link.words;
      at = link.end;
    } else {
      out += line[at];
      ++at;
    }
  }
  return out;
}

/// Drops "**" and single "*" and "_" that open or close a word; "2 * 3" and "snake_case" stay.
std::string without_emphasis(std::string_view line) {
  const auto is_edge = [&](std::size_t at) {
    constexpr std::string_view around = " .,;:!?\"'()[]*_";
    return at >= line.size() || around.find(line[at]) != std::string_view::npos;
  };
  std::string out;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const char c = line[at];
    if (c != '*' && c != '_') {
      out += c;
      continue;
    }
    const bool before = at == 0 || is_edge(at - 1);
    const bool after = is_edge(at + 1);
    const bool blank_both =
        (at == 0 || line[at - 1] == ' ') && (at + 1 >= line.size() || line[at + 1] == ' ');
    if (blank_both || (c == '_' && !before && !after)) out += c;
  }
  return out;
}

}  // namespace

bool is_markdown(const std::vector<Line>& lines) {
  return std::ranges::any_of(lines, [](const Line& line) {
    return is_heading(line.text) || line.text.find("](http") != std::string::npos ||
           has_bold(line.text);
  });
}

void unmark(Line& line) {
  std::string_view text = line.text;
  if (is_rule(text)) return;
  if (is_heading(text) || text.starts_with("> ")) text.remove_prefix(text.find(' ') + 1);
  std::string clean = without_emphasis(without_links(text));
  if (clean.empty()) return;
  const bool columns = line.columns;
  line = make_line(std::move(clean), line.blanks_before);
  line.columns = columns;
}

}  // namespace morgue
