#include "indexer/read/html_guard.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "indexer/read/ascii.h"

namespace morgue {
namespace {

using namespace std::literals;

/// Elements without an end, and those that the next of their kind ends.
constexpr std::array kUncounted = {
    "area"sv,  "base"sv,  "br"sv,     "col"sv,      "embed"sv, "hr"sv,  "img"sv, "input"sv,
    "link"sv,  "meta"sv,  "param"sv,  "source"sv,   "track"sv, "wbr"sv, "p"sv,   "li"sv,
    "dd"sv,    "dt"sv,    "option"sv, "optgroup"sv, "tr"sv,    "td"sv,  "th"sv,  "thead"sv,
    "tbody"sv, "tfoot"sv, "body"sv,   "html"sv,     "head"sv};
constexpr std::array kRawText = {"script"sv, "style"sv,   "textarea"sv, "title"sv,    "xmp"sv,
                                 "iframe"sv, "noembed"sv, "noframes"sv, "plaintext"sv};
/// How many open elements an end tag looks through for its start.
constexpr std::size_t kLookBack = 16;

struct MarkupTag {
  std::size_t begin = 0;
  std::size_t end = 0;  ///< behind the '>'
  std::string_view name;
  bool closing = false;
};

/// The next tag at or behind `at`; begin is npos if there is none. Comments are skipped.
MarkupTag next_tag(std::string_view html, std::size_t at) {
  while ((at = html.find('<', at)) != std::string_view::npos) {
    if (html.substr(at, 4) == "<!--") {
      const std::size_t close = html.find("-->", at + 4);
      if (close == std::string_view::npos) break;
      at = close + 3;
      continue;
    }
    const bool closing = at + 1 < html.size() && html[at + 1] == '/';
    const std::size_t name = at + (closing ? 2 : 1);
    if (name >= html.size() || !ascii::is_letter(html[name])) {
      ++at;
      continue;
    }
    std::size_t behind = name;
    while (behind < html.size() && (ascii::is_alnum(html[behind]) || html[behind] == '-')) ++behind;
    std::size_t close = behind;
    char quote = 0;
    for (; close < html.size() && (quote != 0 || html[close] != '>'); ++close) {
      if (quote != 0) {
        if (html[close] == quote) quote = 0;
      } else if ((html[close] == '"' || html[close] == '\'') && html[close - 1] == '=') {
        quote = html[close];
      }
    }
    return {at, std::min(close + 1, html.size()), html.substr(name, behind - name), closing};
  }
  return {std::string_view::npos, html.size(), {}, false};
}

template <std::size_t N>
bool is_one_of(std::string_view name, const std::array<std::string_view, N>& names) {
  return std::any_of(names.begin(), names.end(),
                     [name](std::string_view other) { return ascii::equals_folded(name, other); });
}

bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
           return ascii::lower(x) == ascii::lower(y);
         });
}

/// Where the end tag `name` stands, or the end of the page.
std::size_t end_of_raw_text(std::string_view html, std::size_t at, std::string_view name) {
  while ((at = html.find("</", at)) != std::string_view::npos) {
    if (same_name(html.substr(at + 2, name.size()), name)) return at;
    at += 2;
  }
  return html.size();
}

/// What follows the start tag of these is the page, if they are never closed; behind a script or a
/// style sheet it is code.
bool holds_markup(std::string_view name) {
  return !ascii::equals_folded(name, "script") && !ascii::equals_folded(name, "style");
}

struct OpenElement {
  std::string_view name;
  bool dropped = false;
};

/// Keeps book of one end tag; true if the tag itself is to be cut.
bool close_element(std::vector<OpenElement>& open, std::string_view name) {
  for (std::size_t back = 1; back <= std::min(open.size(), kLookBack); ++back) {
    const OpenElement& candidate = open[open.size() - back];
    if (!same_name(candidate.name, name)) continue;
    const bool dropped = candidate.dropped;
    open.resize(open.size() - back);
    return dropped;
  }
  return false;
}

}  // namespace

std::string without_wild_nesting(std::string_view html, std::size_t depth) {
  std::string out;
  std::size_t copied = 0;
  std::vector<OpenElement> open;
  std::size_t at = 0;
  while (true) {
    const MarkupTag tag = next_tag(html, at);
    if (tag.begin == std::string_view::npos) break;
    at = tag.end;
    if (is_one_of(tag.name, kUncounted)) continue;
    bool cut = false;
    if (tag.closing) {
      cut = close_element(open, tag.name);
    } else if (is_one_of(tag.name, kRawText)) {
      const std::size_t end = end_of_raw_text(html, at, tag.name);
      if (end < html.size() || tag.name == "plaintext" || !holds_markup(tag.name)) {
        at = end;
        continue;
      }
      cut = true;  // never closed: the parser would take the rest of the page for its text
    } else {
      cut = open.size() >= depth;
      open.push_back({tag.name, cut});
    }
    if (!cut) continue;
    out.append(html, copied, tag.begin - copied);
    out += ' ';
    copied = tag.end;
  }
  out.append(html.substr(copied));
  return out;
}

}  // namespace morgue
