#include "query/language/error_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "common/utf8.h"

namespace morgue {
namespace {

constexpr std::string_view kIndent = "  ";
constexpr std::string_view kCut = "...";

/// One character of the query as it is shown.
struct Cell {
  std::string bytes;
  std::size_t columns = 0;
  bool marked = false;
};

Cell cell(char32_t c) {
  Cell cell;
  const bool blank = utf8::is_space(c);
  const bool harmful = !blank && utf8::is_control(c);
  const char32_t shown = blank ? U' ' : harmful ? utf8::kReplacement : c;
  utf8::append(cell.bytes, shown);
  cell.columns = static_cast<std::size_t>(std::max(0, utf8::columns(shown)));
  return cell;
}

std::vector<Cell> cells(std::string_view query, Span where) {
  std::vector<Cell> line;
  for (std::size_t at = 0; at < query.size();) {
    const utf8::Decoded d = utf8::decode(query, at);
    line.push_back(cell(d.code_point));
    line.back().marked = at < where.end && at + d.length > where.begin;
    at += d.length;
  }
  return line;
}

struct Window {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The cells to show: all if they fit, else as many as fit with a third of the room before the
/// place.
Window window(const std::vector<Cell>& line, std::size_t place, std::size_t room) {
  std::size_t begin = place, columns = 0;
  for (const Cell& c : line) columns += c.columns;
  if (columns <= room) return {0, line.size()};
  room = room > 2 * kCut.size() ? room - 2 * kCut.size() : 1;
  std::size_t before = 0;
  while (begin > 0 && before + line[begin - 1].columns <= room / 3) before += line[--begin].columns;
  std::size_t end = begin, used = 0;
  while (end < line.size() && used + line[end].columns <= room) used += line[end++].columns;
  while (end == line.size() && begin > 0 && used + line[begin - 1].columns <= room)
    used += line[--begin].columns;
  return {begin, end};
}

}  // namespace

std::string in_quotes(std::string_view text) {
  constexpr std::size_t most = 40;
  const std::string line = utf8::one_line(utf8::repaired(text.substr(0, 4 * most)));
  const std::string_view head = utf8::prefix(line, most);
  const bool cut = head.size() < line.size() || text.size() > 4 * most;
  return fmt::format("\"{}{}\"", head, cut ? kCut : std::string_view{});
}

std::string error_text(const QueryError& error, std::string_view query, std::size_t width) {
  std::string out = error.message + "\n";
  const std::vector<Cell> line = cells(query, error.where);
  const auto marked =
      std::find_if(line.begin(), line.end(), [](const Cell& c) { return c.marked; });
  const auto place = static_cast<std::size_t>(marked - line.begin());
  const std::size_t room = width > kIndent.size() ? width - kIndent.size() : 1;
  // An empty place has its caret behind the last character.
  const Window shown = window(line, place, marked == line.end() ? room - 1 : room);
  std::string text(shown.begin > 0 ? kCut : std::string_view{}), carets(text.size(), ' ');
  bool any = false;
  for (std::size_t i = shown.begin; i < shown.end; ++i) {
    text += line[i].bytes;
    if (line[i].marked) {
      carets.append(line[i].columns, '^');
      any = any || line[i].columns > 0;
    } else if (i < place) {
      carets.append(line[i].columns, ' ');
    }
  }
  if (!any) carets += '^';
  if (shown.end < line.size()) text += kCut;
  const bool beside = carets.size() + kIndent.size() + utf8::columns(error.hint) <= room;
  if (!line.empty()) out += fmt::format("{}{}\n{}{}", kIndent, text, kIndent, carets);
  if (!error.hint.empty())
    out += fmt::format("{}{}{}", line.empty() ? "" : beside ? "" : "\n", kIndent, error.hint);
  if (!out.ends_with('\n')) out += '\n';
  return out;
}

}  // namespace morgue
