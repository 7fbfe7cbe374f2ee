// JSON Feed: {"version": "https://jsonfeed.org/version/1.1", "title", "items": [{"id", "url",
// "title", "content_html" | "content_text", "summary", "date_published", "authors", "tags"}]}.
#include <fmt/format.h>

#include <set>

#include "common/utf8.h"
#include "indexer/read/feed_date.h"
#include "indexer/read/ninjs.h"
#include "indexer/read/stated_draft.h"
#include "indexer/read/xml_readers.h"

namespace morgue {
namespace {

using namespace std::literals;
using simdjson::dom::element;
using simdjson::dom::object;

std::string text(const object& from, std::string_view name) {
  std::string_view value;
  if (from[name].get(value) == simdjson::SUCCESS) return std::string(value);
  std::int64_t number = 0;
  if (from[name].get(number) == simdjson::SUCCESS) return fmt::format("{}", number);
  return {};
}

/// "authors" of 1.1 and "author" of 1.0.
std::vector<std::string> authors_of(const object& from) {
  std::vector<std::string> authors;
  const auto add = [&authors](const element& one) {
    object author;
    if (one.get(author) != simdjson::SUCCESS) return;
    if (std::string name = plain_line(text(author, "name")); !name.empty())
      authors.push_back(std::move(name));
  };
  simdjson::dom::array list;
  element one;
  if (from["authors"].get(list) == simdjson::SUCCESS) {
    for (const element author : list) add(author);
  } else if (from["author"].get(one) == simdjson::SUCCESS) {
    add(one);
  }
  return authors;
}

struct JsonFeed {
  std::string title;
  std::string language;
  std::vector<std::string> authors;
};

Article fields_of(const object& item, const JsonFeed& feed) {
  Article fields;
  fields.title = plain_line(text(item, "title"));
  fields.url = utf8::one_line(text(item, "url"));
  if (fields.url.empty()) fields.url = utf8::one_line(text(item, "external_url"));
  fields.source = feed.title;
  fields.language = language_code(text(item, "language"));
  if (fields.language.empty()) fields.language = feed.language;
  fields.authors = authors_of(item);
  if (fields.authors.empty()) fields.authors = feed.authors;
  fields.updated = parse_feed_date(text(item, "date_modified"));
  fields.published = parse_feed_date(text(item, "date_published"));
  if (!fields.published) fields.published = fields.updated;
  if (fields.published) fields.published_from = DateOrigin::Given;
  if (fields.updated == fields.published) fields.updated.reset();
  simdjson::dom::array tags;
  if (item["tags"].get(tags) == simdjson::SUCCESS)
    for (const element one : tags) {
      std::string_view tag;
      if (one.get(tag) == simdjson::SUCCESS && !plain_line(tag).empty())
        fields.tags.push_back(plain_line(tag));
    }
  if (std::string id = utf8::one_line(text(item, "id")); !id.empty())
    fields.extra.emplace_back("x-guid", std::move(id));
  return fields;
}

Result<Draft, ReadError> entry(const RawDocument& raw, std::string member, const object& item,
                               const JsonFeed& feed) {
  Draft draft = draft_from(raw, std::move(member));
  Article fields = fields_of(item, feed);
  StatedBody body{text(item, "content_html"), true};
  if (body.content.empty()) body = {text(item, "content_text"), false};
  if (body.content.empty()) {
    body = {text(item, "summary"), false};
    fields.extra.emplace_back("x-content", body.content.empty() ? "title" : "summary");
  }
  if (fields.title.empty() && body.content.empty() && fields.url.empty())
    return failure(ReadError{draft.path, draft.member, "feed entry without title and text", {}});
  for (const std::string& part : {text(item, "id"), fields.url, fields.title, body.content})
    draft.record.append(part) += '\0';
  return stated_draft(std::move(draft), std::move(fields), std::move(body));
}

}  // namespace

bool is_json_feed(const object& record) {
  return text(record, "version").find("jsonfeed.org/version") != std::string::npos;
}

Drafts read_json_feed(const RawDocument& raw, const object& feed) {
  const JsonFeed about{plain_line(text(feed, "title")), language_code(text(feed, "language")),
                       authors_of(feed)};
  simdjson::dom::array items;
  if (feed["items"].get(items) != simdjson::SUCCESS || items.size() == 0)
    return {failure(refusal(raw, "a feed without entries"))};
  Drafts out;
  std::set<std::string> names;
  for (const element one : items) {
    object item;
    if (one.get(item) != simdjson::SUCCESS) continue;
    std::string name = fmt::format("{}", out.size() + 1);
    for (const auto key : {"url"sv, "id"sv})
      if (const std::string value = utf8::one_line(text(item, key));
          !value.empty() && names.insert(value).second) {
        name = value;
        break;
      }
    out.push_back(entry(raw, part_name(raw, name), item, about));
  }
  return out;
}

}  // namespace morgue
