// Markdown with fields in front of it: "---" around lines of YAML, "+++" around lines of TOML, as
// Obsidian, Hugo, Jekyll, Readwise and Omnivore write it. Of both only what such programs write is
// read: "name: value", lists in brackets or as lines with a dash.
#include <algorithm>
#include <array>
#include <map>

#include "common/utf8.h"
#include "indexer/read/ascii.h"
#include "indexer/read/charset.h"
#include "indexer/read/markdown_text.h"
#include "indexer/read/readers.h"
#include "indexer/read/saved_entry.h"

namespace morgue {
namespace {

using namespace std::literals;

using Fields = std::map<std::string, std::vector<std::string>, std::less<>>;

std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

/// Without quotation marks and the brackets of a link between notes ("[[Ann Oakes]]").
std::string bare(std::string_view value) {
  value = ascii::trimmed(value);
  const bool quoted =
      value.size() >= 2 && (value[0] == '"' || value[0] == '\'') && value.back() == value[0];
  if (quoted) value = value.substr(1, value.size() - 2);
  if (value.starts_with("[[") && value.ends_with("]]")) value = value.substr(2, value.size() - 4);
  std::string out;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (quoted && value[i] == '\\' && i + 1 < value.size()) ++i;
    out += value[i];
  }
  return utf8::one_line(out);
}

/// A value may be a list: "[a, b]".
void add_values(std::vector<std::string>& out, std::string_view value) {
  value = ascii::trimmed(value);
  const bool list = value.starts_with('[') && value.ends_with(']') && !value.starts_with("[[");
  if (!list) {
    if (std::string one = bare(value); !one.empty()) out.push_back(std::move(one));
    return;
  }
  value = value.substr(1, value.size() - 2);
  char quote = '\0';
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= value.size(); ++i) {
    const bool end = i == value.size();
    if (!end && quote == '\0' && (value[i] == '"' || value[i] == '\''))
      quote = value[i];
    else if (!end && quote != '\0' && value[i] == quote)
      quote = '\0';
    else if (end || (quote == '\0' && value[i] == ',')) {
      if (std::string one = bare(value.substr(begin, i - begin)); !one.empty())
        out.push_back(std::move(one));
      begin = i + 1;
    }
  }
}

/// Takes the fields off the beginning of `text`; names in lower case.
Fields take_fields(std::string_view& text) {
  while (!text.empty() && ascii::is_space(text.front())) text.remove_prefix(1);
  const std::string fence(ascii::trimmed(take_line(text)));
  const char mark = fence == "+++" ? '=' : ':';
  Fields out;
  std::string name;
  while (!text.empty()) {
    const std::string_view line = take_line(text);
    const std::string_view shown = ascii::trimmed(line);
    if (shown == fence) break;
    const bool inner = line.starts_with(' ') || line.starts_with('\t');
    if (shown.starts_with("- ") && !name.empty()) {
      add_values(out[name], shown.substr(2));
    } else if (const std::size_t at = shown.find(mark); at != std::string_view::npos && !inner) {
      name = ascii::folded(ascii::trimmed(shown.substr(0, at)));
      std::string_view value = ascii::trimmed(shown.substr(at + 1));
      if (value.starts_with(':')) value.remove_prefix(1);  // "Author:: ..."
      if (value == ">" || value == "|" || value == ">-" || value == "|-") value = {};
      add_values(out[name], value);
    } else if (inner && !name.empty() && !shown.empty()) {
      auto& values = out[name];  // a folded text
      if (values.empty())
        values.push_back(utf8::one_line(shown));
      else
        values.back() += " " + utf8::one_line(shown);
    }
  }
  return out;
}

template <std::size_t N>
std::vector<std::string> values(const Fields& fields,
                                const std::array<std::string_view, N>& names) {
  for (const auto name : names)
    if (const auto found = fields.find(name); found != fields.end() && !found->second.empty())
      return found->second;
  return {};
}

template <std::size_t N>
std::string value(const Fields& fields, const std::array<std::string_view, N>& names) {
  auto all = values(fields, names);
  return all.empty() ? std::string() : std::move(all.front());
}

bool is_web_address(std::string_view text) {
  return ascii::starts_with_folded(text, "http://") || ascii::starts_with_folded(text, "https://");
}

constexpr std::array kUrlNames = {"url"sv,       "link"sv,     "canonical"sv, "canonical_url"sv,
                                  "permalink"sv, "original"sv, "source"sv};
constexpr std::array kSourceNames = {"source"sv, "publisher"sv, "publication"sv, "outlet"sv,
                                     "site"sv,   "site_name"sv, "website"sv};
constexpr std::array kPublishedNames = {"published"sv, "date_published"sv,   "publish_date"sv,
                                        "pubdate"sv,   "publication_date"sv, "date"sv};
constexpr std::array kUpdatedNames = {"updated"sv, "lastmod"sv, "modified"sv, "last_modified_at"sv};
constexpr std::array kSavedNames = {"date_saved"sv, "saved"sv, "clipped"sv, "created"sv};

/// "source" is the outlet or the address.
std::string first_address(const Fields& fields) {
  for (const auto name : kUrlNames)
    if (std::string one = value(fields, std::array{name}); is_web_address(one)) return one;
  return {};
}

std::string first_name(const Fields& fields) {
  for (const auto name : kSourceNames)
    if (std::string one = value(fields, std::array{name}); !one.empty() && !is_web_address(one))
      return one;
  return {};
}

}  // namespace

Drafts read_markdown(const RawDocument& raw) {
  auto decoded = to_utf8(raw.bytes, raw.charset);
  if (!decoded) return {failure(refusal(raw, decoded.error()))};
  std::string_view text = decoded->utf8;
  const Fields fields = take_fields(text);
  MarkdownText body = markdown_text(text);
  Draft draft = draft_from(raw, raw.member);
  draft.as_given = true;
  draft.candidates.clear();
  Article& given = draft.given;
  given.title = value(fields, std::array{"title"sv, "headline"sv, "full title"sv});
  if (given.title.empty()) given.title = std::move(body.heading);
  given.text = std::move(body.text);
  given.authors = values(fields, std::array{"author"sv, "authors"sv, "byline"sv, "creator"sv});
  given.tags = values(fields, std::array{"tags"sv, "tag"sv, "keywords"sv, "labels"sv});
  given.url = first_address(fields);
  given.source = first_name(fields);
  given.section = value(fields, std::array{"section"sv, "category"sv, "categories"sv});
  given.language =
      ascii::folded(value(fields, std::array{"lang"sv, "language"sv, "locale"sv}).substr(0, 2));
  given.published = parse_iso8601(iso_date(value(fields, kPublishedNames)));
  if (given.published) given.published_from = DateOrigin::Given;
  given.updated = parse_iso8601(iso_date(value(fields, kUpdatedNames)));
  given.external_id = value(fields, std::array{"id"sv});
  if (const std::string saved = iso_date(value(fields, kSavedNames)); !saved.empty())
    given.extra.emplace_back("x-saved", saved);
  if (given.title.empty() && given.text.empty())
    return {failure(refusal(raw, "fields without a title and a text"))};
  return {std::move(draft)};
}

}  // namespace morgue
