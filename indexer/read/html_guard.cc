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
/// How many open elements an end tag looks through for its start, and a script's end for another.
constexpr std::size_t kLookBack = 16;

struct MarkupTag {
  std::size_t begin = 0;
  std::size_t name_end = 0;  ///< where the attributes begin
  std::size_t end = 0;       ///< behind the '>'
  std::string_view name;
  bool closing = false;
};

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

/// One attribute of a start tag, as the standard cuts it.
struct Attribute {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string_view name;
  std::string_view value;
};

/// The attribute at or behind `at`; nothing at the tag's '>', where `at` comes to stand, or at the
/// end of the page.
bool next_attribute(std::string_view html, std::size_t& at, Attribute& out) {
  while (at < html.size() && (is_blank(html[at]) || html[at] == '/')) ++at;
  if (at >= html.size() || html[at] == '>') return false;
  out.begin = at++;
  while (at < html.size() && !is_blank(html[at]) && html[at] != '/' && html[at] != '>' &&
         html[at] != '=')
    ++at;
  out.name = html.substr(out.begin, at - out.begin);
  out.value = {};
  out.end = at;
  std::size_t value = at;
  while (value < html.size() && is_blank(html[value])) ++value;
  if (value >= html.size() || html[value] != '=') return true;
  ++value;
  while (value < html.size() && is_blank(html[value])) ++value;
  if (value >= html.size()) {
    at = html.size();
  } else if (html[value] == '"' || html[value] == '\'') {
    at = std::min(html.find(html[value], value + 1), html.size());
    out.value = html.substr(value + 1, at - value - 1);
    at = std::min(at + 1, html.size());
  } else {
    at = value;
    while (at < html.size() && !is_blank(html[at]) && html[at] != '>') ++at;
    out.value = html.substr(value, at - value);
  }
  out.end = at;
  return true;
}

/// The next tag at or behind `at`; begin is npos if there is none. Its end is not known yet.
MarkupTag next_tag(std::string_view html, std::size_t at) {
  while ((at = html.find('<', at)) != std::string_view::npos) {
    const bool closing = at + 1 < html.size() && html[at + 1] == '/';
    const std::size_t name = at + (closing ? 2 : 1);
    if (name >= html.size() || !ascii::is_letter(html[name])) {
      if (html.substr(at, 4) == "<!--") return {at, name, name, {}, false};
      ++at;
      continue;
    }
    std::size_t behind = name;
    while (behind < html.size() && !is_blank(html[behind]) && html[behind] != '/' &&
           html[behind] != '>')
      ++behind;
    return {at, behind, behind, html.substr(name, behind - name), closing};
  }
  return {std::string_view::npos, html.size(), html.size(), {}, false};
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

/// Where a script ends: scripts may write scripts inside a comment.
std::size_t end_of_script(std::string_view html, std::size_t at) {
  const std::size_t begin = at;
  for (std::size_t tries = 0; tries < kLookBack; ++tries, ++at) {
    at = end_of_raw_text(html, at, "script");
    if (at >= html.size()) return html.size();
    const std::string_view code = html.substr(begin, at - begin);
    const std::size_t comment = code.rfind("<!--");
    const bool open = comment != std::string_view::npos &&
                      code.find("-->", comment) == std::string_view::npos &&
                      code.find("<script", comment) != std::string_view::npos;
    if (!open) break;
  }
  return at;
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

/// Copies a page and leaves out what costs the parser time and gives nothing.
class MarkupCopier {
 public:
  MarkupCopier(std::string_view html, std::size_t depth, bool (*keeps)(std::string_view))
      : html_(html), depth_(depth), keeps_(keeps) {
    out_.reserve(html.size());
  }

  std::string copy() {
    std::size_t at = 0;
    while (true) {
      MarkupTag tag = next_tag(html_, at);
      if (tag.begin == std::string_view::npos) break;
      if (tag.name.empty()) {
        const std::size_t close = html_.find("-->", tag.begin + 2);
        if (close == std::string_view::npos) break;
        skip(tag.begin, close + 3);
        at = copied_;
        continue;
      }
      at = take(tag);
    }
    append(html_.substr(copied_));
    return std::move(out_);
  }

 private:
  void skip(std::size_t begin, std::size_t end) {
    append(html_.substr(copied_, begin - copied_));
    copied_ = end;
  }

  /// White space is shown as one blank, and much of a page is indentation.
  void append(std::string_view markup) {
    while (!markup.empty()) {
      std::size_t end = 0;
      while (end < markup.size() && !is_blank(markup[end])) ++end;
      out_.append(markup, 0, std::min(end + 1, markup.size()));
      while (end < markup.size() && is_blank(markup[end])) ++end;
      markup.remove_prefix(end);
    }
  }

  /// Where to go on behind the tag.
  std::size_t take(MarkupTag& tag) {
    if (tag.closing) {
      tag.end = std::min(html_.find('>', tag.name_end), html_.size() - 1) + 1;
      if (!is_one_of(tag.name, kUncounted) && close_element(open_, tag.name)) cut(tag);
      return tag.end;
    }
    if (ascii::equals_folded(tag.name, "script") || ascii::equals_folded(tag.name, "style"))
      return take_code(tag);
    if (ascii::equals_folded(tag.name, "svg"))
      if (const std::size_t end = end_of_svg(tag.name_end); end != std::string_view::npos) {
        skip(tag.begin, end);
        return end;
      }
    const std::size_t mark = out_.size();
    const std::size_t before = copied_;
    copy_start_tag(tag);
    if (is_one_of(tag.name, kUncounted)) return tag.end;
    bool dropped = false;
    if (is_one_of(tag.name, kRawText)) {
      const std::size_t end = end_of_element(tag);
      if (end < html_.size() || ascii::equals_folded(tag.name, "plaintext")) return end;
      dropped = true;  // never closed: the parser would take the rest of the page for its text
    } else {
      dropped = open_.size() >= depth_;
      open_.push_back({tag.name, dropped});
    }
    if (dropped) {
      out_.resize(mark);
      copied_ = before;
      cut(tag);
    }
    return tag.end;
  }

  /// Looks for an end tag that is not there only once: a page may open any number of titles.
  std::size_t end_of_element(const MarkupTag& tag) {
    const auto missing = [&tag](const std::string& name) { return same_name(name, tag.name); };
    if (std::ranges::any_of(never_closed_, missing)) return html_.size();
    const std::size_t end = end_of_raw_text(html_, tag.end, tag.name);
    if (end == html_.size()) never_closed_.emplace_back(tag.name);
    return end;
  }

  void cut(const MarkupTag& tag) {
    skip(tag.begin, tag.end);
    out_ += ' ';
  }

  /// Scripts go but for those that declare data; style sheets go.
  std::size_t take_code(MarkupTag& tag) {
    std::size_t at = tag.name_end;
    Attribute attribute;
    bool data = false;
    while (next_attribute(html_, at, attribute))
      if (ascii::equals_folded(attribute.name, "type"))
        data = ascii::starts_with_folded(ascii::trimmed(attribute.value), "application/ld+json");
    const bool script = ascii::equals_folded(tag.name, "script");
    const std::size_t text = std::min(at + 1, html_.size());
    const std::size_t end =
        script ? end_of_script(html_, text) : end_of_raw_text(html_, text, tag.name);
    const std::size_t close =
        end < html_.size() ? std::min(html_.find('>', end), html_.size() - 1) + 1 : end;
    if (!script || !data) skip(tag.begin, close);
    return close;
  }

  std::size_t end_of_svg(std::size_t at) const {
    std::size_t open = 1;
    while (true) {
      const MarkupTag tag = next_tag(html_, at);
      if (tag.begin == std::string_view::npos) return tag.begin;
      at = tag.name_end;
      if (!ascii::equals_folded(tag.name, "svg")) continue;
      open = tag.closing ? open - 1 : open + 1;
      if (open > kLookBack) return std::string_view::npos;
      if (open == 0) return std::min(html_.find('>', at), html_.size() - 1) + 1;
    }
  }

  /// A start tag with the attributes that are kept.
  void copy_start_tag(MarkupTag& tag) {
    std::size_t at = tag.name_end;
    Attribute attribute;
    while (next_attribute(html_, at, attribute)) {
      if (keeps_(attribute.name)) continue;
      skip(attribute.begin, attribute.end);
    }
    tag.end = std::min(at + 1, html_.size());
  }

  std::string_view html_;
  std::size_t depth_;
  bool (*keeps_)(std::string_view);
  std::string out_;
  std::size_t copied_ = 0;
  std::vector<OpenElement> open_;
  std::vector<std::string> never_closed_;  ///< names of elements without an end tag from here on
};

}  // namespace

std::string lean_markup(std::string_view html, std::size_t depth, bool (*keeps)(std::string_view)) {
  return MarkupCopier(html, depth, keeps).copy();
}

}  // namespace morgue
