#include "indexer/read/stated_draft.h"

#include <algorithm>
#include <array>
#include <memory>

#include "common/utf8.h"
#include "indexer/read/ascii.h"
#include "indexer/read/entities.h"
#include "indexer/read/html_document.h"
#include "indexer/read/readers.h"

namespace morgue {
namespace {

using namespace std::literals;

/// The elements that entries and headlines are written with. Anything else in angle brackets is
/// text: tickers ("<BAC>"), addresses.
constexpr auto kElements = std::to_array<std::string_view>(
    {"a",     "abbr",   "article", "aside",  "audio",   "b",      "big",  "blockquote", "body",
     "br",    "center", "cite",    "code",   "dd",      "del",    "div",  "dl",         "dt",
     "em",    "embed",  "figure",  "font",   "footer",  "h1",     "h2",   "h3",         "h4",
     "h5",    "h6",     "head",    "header", "hr",      "html",   "i",    "iframe",     "img",
     "ins",   "li",     "main",    "mark",   "nobr",    "object", "ol",   "p",          "picture",
     "pre",   "q",      "s",       "script", "section", "small",  "span", "strike",     "strong",
     "style", "sub",    "sup",     "table",  "tbody",   "td",     "th",   "time",       "tr",
     "tt",    "u",      "ul",      "video",  "wbr"});
static_assert(std::is_sorted(kElements.begin(), kElements.end()));

/// `rest`: what follows the name.
bool is_element(std::string_view rest, std::string_view name) {
  // "<B>" is a ticker, unless it is closed again; old pages never close their "<P>".
  if (name.size() == 1 && name[0] <= 'Z' && name != "P" &&
      rest.find("</" + std::string(name)) == std::string_view::npos)
    return false;
  return std::binary_search(kElements.begin(), kElements.end(),
                            std::string_view(ascii::folded(name)));
}

/// Where the tag that begins at `at` ends (behind its ">"), or 0 if there is none.
std::size_t tag_end(std::string_view text, std::size_t at) {
  std::size_t from = at + 1;
  if (from < text.size() && text[from] == '/') ++from;
  const std::size_t begin = from;
  while (from < text.size() && (ascii::is_alnum(text[from]) || text[from] == ':')) ++from;
  if (from == begin || !ascii::is_letter(text[begin]) || from >= text.size()) return 0;
  constexpr std::size_t kClosedSoon = 256;
  const bool closes = text[at + 1] == '/';
  const std::string_view rest = closes ? text.substr(at) : text.substr(from, kClosedSoon);
  if (!is_element(rest.substr(0, kClosedSoon), text.substr(begin, from - begin))) return 0;
  if (text[from] != '>' && text[from] != '/' && !ascii::is_space(text[from])) return 0;
  constexpr std::size_t kLongestTag = 16384;  // pictures may stand in it whole
  const std::size_t close = text.substr(0, from + kLongestTag).find_first_of("<>", from);
  return close == std::string_view::npos || text[close] == '<' ? 0 : close + 1;
}

bool is_whole_page(std::string_view html) {
  constexpr std::size_t kHead = 2048;
  const std::string head = ascii::folded(html.substr(0, kHead));
  return head.find("<html") != std::string::npos ||
         head.find("<!doctype html") != std::string::npos;
}

bool has_escaped_markup(std::string_view text) {
  for (const auto tag : {"&lt;p"sv, "&lt;/p"sv, "&lt;div"sv, "&lt;br"sv, "&lt;a "sv})
    if (text.find(tag) != std::string_view::npos) return true;
  return false;
}

/// The beginning of a page with nothing on it would be pruned to nothing; that of an entry counts.
Result<Draft, ReadError> fragment_draft(Draft draft, std::string_view html) {
  auto parsed = parse_html(html);
  if (!parsed) return failure(ReadError{draft.path, draft.member, parsed.error(), {}});
  draft.html = std::move(*parsed);
  return draft;
}

}  // namespace

bool has_markup(std::string_view text) {
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1))
    if (tag_end(text, at) != 0) return true;
  return false;
}

Result<Draft, ReadError> page_draft(Draft draft, Article fields, std::string_view html) {
  using Field = Draft::Candidate::Field;
  const auto add = [&draft](Field field, const std::string& value) {
    if (!value.empty()) draft.candidates.push_back({field, value, "record"});
  };
  add(Field::Title, fields.title);
  for (const std::string& author : fields.authors) add(Field::Author, author);
  if (fields.published) add(Field::Published, to_iso8601(*fields.published));
  if (fields.updated) add(Field::Updated, to_iso8601(*fields.updated));
  add(Field::Source, fields.source);
  add(Field::Url, fields.url);
  add(Field::Language, fields.language);
  add(Field::Section, fields.section);
  add(Field::Agency, fields.agency);
  for (const std::string& tag : fields.tags) add(Field::Tag, tag);
  draft.given.external_id = std::move(fields.external_id);
  draft.given.extra = std::move(fields.extra);
  return html_draft(std::move(draft), html);
}

Result<Draft, ReadError> stated_draft(Draft draft, Article fields, StatedBody body) {
  std::string& content = body.content;
  if (body.may_be_markup && !has_markup(content) && has_escaped_markup(content))
    content = unescaped(content);
  if (body.may_be_markup && body.may_be_page && is_whole_page(content))
    return page_draft(std::move(draft), std::move(fields), content);
  const bool markup = body.may_be_markup && has_markup(content);
  if (!markup) {
    fields.text = utf8::without_controls(body.may_be_markup ? unescaped(content) : content);
    fields.text = std::string(ascii::trimmed(fields.text));
  }
  draft.fragment = true;
  draft.given = std::move(fields);
  if (!markup) return draft;
  return fragment_draft(std::move(draft), content);
}

std::string plain_line(std::string_view text) {
  std::string out = utf8::one_line(unescaped(text));
  std::string plain;
  for (std::size_t at = 0; at < out.size();) {
    const std::size_t end = out[at] == '<' ? tag_end(out, at) : 0;
    if (end == 0) {
      plain += out[at++];
    } else {
      const bool breaks = ascii::starts_with_folded(std::string_view(out).substr(at), "<br") ||
                          ascii::starts_with_folded(std::string_view(out).substr(at), "<p");
      if (breaks) plain += ' ';
      at = end;
    }
  }
  return utf8::one_line(plain);
}

std::string name_without_address(std::string_view text) {
  text = ascii::trimmed(text);
  const auto is_address = [](std::string_view part) {
    return part.find('@') != std::string_view::npos;
  };
  const std::size_t open = text.find_first_of("(<");
  if (open == std::string_view::npos) return std::string(text);
  const char closing = text[open] == '(' ? ')' : '>';
  const std::size_t close = text.find(closing, open);
  const std::string_view inner =
      text.substr(open + 1, std::min(close, text.size()) - std::min(open + 1, text.size()));
  const std::string_view outer = ascii::trimmed(text.substr(0, open));
  if (is_address(outer) && !inner.empty()) return std::string(ascii::trimmed(inner));
  if (is_address(inner) && !outer.empty()) return std::string(outer);
  return std::string(text);
}

std::string language_code(std::string_view text) {
  struct Long {
    std::string_view three;
    std::string_view two;
  };
  constexpr std::array kLong = {Long{"eng", "en"}, Long{"swe", "sv"}, Long{"fin", "fi"},
                                Long{"nor", "no"}, Long{"dan", "da"}, Long{"deu", "de"},
                                Long{"ger", "de"}, Long{"fra", "fr"}, Long{"fre", "fr"},
                                Long{"spa", "es"}, Long{"por", "pt"}, Long{"ita", "it"},
                                Long{"nld", "nl"}, Long{"dut", "nl"}, Long{"rus", "ru"}};
  text = ascii::trimmed(text);
  const std::string code = ascii::folded(text.substr(0, text.find_first_of("-_.,; ")));
  if (!std::all_of(code.begin(), code.end(), ascii::is_letter)) return {};
  for (const Long& language : kLong)
    if (language.three == code) return std::string(language.two);
  return code.size() == 2 ? code : std::string();
}

}  // namespace morgue
