#include "indexer/read/json_record.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <set>

#include "common/utf8.h"
#include "indexer/read/ascii.h"

namespace morgue {
namespace {

using namespace std::literals;
using simdjson::dom::element;
using simdjson::dom::element_type;
using simdjson::dom::object;

// Names of one field, the surest first.
constexpr std::array kTextKeys = {
    "text"sv,         "maintext"sv, "plaintext"sv,   "content_text"sv, "article_text"sv,
    "full_text"sv,    "fulltext"sv, "articleBody"sv, "article_body"sv, "body_text"sv,
    "cleaned_text"sv, "body"sv,     "content"sv,     "article"sv,      "raw_text"sv};
constexpr std::array kHtmlKeys = {"html"sv,     "content_html"sv, "body_html"sv,
                                  "raw_html"sv, "article_html"sv, "page_html"sv};
constexpr std::array kTitleKeys = {"title"sv, "headline"sv, "name"sv, "title_page"sv,
                                   "title_rss"sv};
constexpr std::array kDateKeys = {"date"sv,
                                  "published"sv,
                                  "published_at"sv,
                                  "publishedAt"sv,
                                  "date_publish"sv,
                                  "date_published"sv,
                                  "datePublished"sv,
                                  "publish_date"sv,
                                  "publication_date"sv,
                                  "publishing_date"sv,
                                  "published_time"sv,
                                  "published_date"sv,
                                  "pubDate"sv,
                                  "pub_date"sv,
                                  "pubdate"sv,
                                  "timestamp"sv,
                                  "created_at"sv,
                                  "created"sv,
                                  "dateCreated"sv};
constexpr std::array kUpdatedKeys = {"updated"sv,      "date_modify"sv,  "date_modified"sv,
                                     "dateModified"sv, "updated_at"sv,   "updatedAt"sv,
                                     "modified"sv,     "last_updated"sv, "lastModified"sv};
constexpr std::array kAuthorKeys = {"author"sv, "authors"sv, "byline"sv, "creator"sv};
constexpr std::array kSourceKeys = {
    "source"sv,      "source_name"sv, "sitename"sv, "site_name"sv, "publisher"sv,     "outlet"sv,
    "publication"sv, "thread"sv,      "site"sv,     "hostname"sv,  "source_domain"sv, "domain"sv};
constexpr std::array kUrlKeys = {"url"sv,       "link"sv,    "canonical_url"sv, "canonical_link"sv,
                                 "permalink"sv, "web_url"sv, "href"sv,          "external_url"sv};
constexpr std::array kLanguageKeys = {"language"sv, "lang"sv, "inLanguage"sv, "meta_lang"sv};
constexpr std::array kSectionKeys = {"section"sv, "articleSection"sv, "category"sv};
constexpr std::array kIdKeys = {"id"sv, "external_id"sv, "uuid"sv};
/// Inside an object that stands where a text is expected.
constexpr std::array kNameKeys = {"name"sv,   "title"sv, "$date"sv, "$oid"sv,
                                  "@value"sv, "site"sv,  "@id"sv};
constexpr std::array kWrapperKeys = {"articles"sv, "items"sv,   "posts"sv,   "results"sv,
                                     "records"sv,  "entries"sv, "stories"sv, "documents"sv,
                                     "news"sv,     "data"sv,    "docs"sv,    "hits"sv};
/// A longer value is a document, not a field of one.
constexpr std::size_t kMaxExtraBytes = 4096;
/// Numbers from here on are seconds since 1970 (1973), and from there on milliseconds (5138).
constexpr std::int64_t kFirstEpochSecond = 100'000'000;
constexpr std::int64_t kFirstEpochMillisecond = 100'000'000'000;

std::string scalar_text(element value) {
  switch (value.type()) {
    case element_type::STRING:
      return std::string(value.get_string().value_unsafe());
    case element_type::INT64:
      return fmt::format("{}", value.get_int64().value_unsafe());
    case element_type::UINT64:
      return fmt::format("{}", value.get_uint64().value_unsafe());
    case element_type::DOUBLE:
      return fmt::format("{}", value.get_double().value_unsafe());
    case element_type::BOOL:
      return value.get_bool().value_unsafe() ? "true" : "false";
    default:
      return {};
  }
}

/// A scalar, or the name in an object, or the first of a list of these.
std::string name_of(element value) {
  if (value.is_array()) {
    if (value.get_array().size() == 0) return {};
    value = value.get_array().at(0).value_unsafe();
  }
  if (!value.is_object()) return scalar_text(value);
  for (const auto key : kNameKeys) {
    element inner;
    if (value.get_object()[key].get(inner) != simdjson::SUCCESS) continue;
    if (std::string text = scalar_text(inner); !text.empty()) return text;
  }
  return {};
}

void append_paragraphs(std::string& text, element value, int level);

void append_member(std::string& text, const object& from, std::string_view key, int level) {
  element value;
  if (from[key].get(value) == simdjson::SUCCESS) append_paragraphs(text, value, level);
}

/// fundus writes a body as an object of sections, others as a list of paragraphs.
void append_paragraphs(std::string& text, element value, int level) {
  constexpr int kDeepest = 6;
  if (level > kDeepest) return;
  if (value.is_array()) {
    for (const element one : value.get_array()) append_paragraphs(text, one, level + 1);
  } else if (value.is_object()) {
    for (const auto key : {"summary"sv, "sections"sv, "headline"sv, "paragraphs"sv, "text"sv})
      append_member(text, value.get_object(), key, level + 1);
  } else if (const std::string part = scalar_text(value); !part.empty()) {
    if (!text.empty()) text += "\n\n";
    text += part;
  }
}

bool looks_like_markup(std::string_view text) {
  constexpr std::array kTags = {"<p>"sv, "<p "sv, "<div"sv, "<br"sv, "</a>"sv, "<html"sv};
  return std::any_of(kTags.begin(), kTags.end(),
                     [text](auto tag) { return text.find(tag) != std::string_view::npos; });
}

std::optional<Timestamp> parse_record_date(std::string_view text) {
  if (auto time = parse_iso8601(text)) return time;
  if (auto time = parse_rfc822(text)) return time;
  text = ascii::trimmed(text);
  text = text.substr(0, text.find('.'));
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < kFirstEpochSecond ||
      number >= kFirstEpochMillisecond * 100)
    return std::nullopt;
  if (number >= kFirstEpochMillisecond) number /= 1000;
  return Timestamp{Instant(std::chrono::seconds(number)), std::chrono::minutes(0),
                   Precision::Second};
}

/// Takes the fields that it knows and remembers which, so that the rest can be kept as extra.
class RecordReader {
 public:
  explicit RecordReader(const object& record) : record_(record) {}

  JsonRecord read() {
    Article& fields = out_.fields;
    fields.external_id = utf8::one_line(first_name(kIdKeys));
    fields.title = utf8::one_line(first_name(kTitleKeys));
    fields.url = utf8::one_line(first_name(kUrlKeys));
    fields.source = utf8::one_line(first_name(kSourceKeys));
    fields.language = utf8::one_line(first_name(kLanguageKeys));
    fields.section = utf8::one_line(first_name(kSectionKeys));
    read_authors();
    fields.published = read_date(kDateKeys, "x-date");
    if (fields.published) fields.published_from = DateOrigin::Given;
    fields.updated = read_date(kUpdatedKeys, "x-updated");
    read_content();
    keep_extra();
    return std::move(out_);
  }

 private:
  template <std::size_t N>
  std::optional<element> first(const std::array<std::string_view, N>& keys) {
    for (const auto key : keys) {
      element value;
      if (record_[key].get(value) != simdjson::SUCCESS || value.is_null()) continue;
      if (const std::string text = name_of(value); text.empty() && !value.is_object()) continue;
      known_.insert(key);
      return value;
    }
    return std::nullopt;
  }

  template <std::size_t N>
  std::string first_name(const std::array<std::string_view, N>& keys) {
    const auto value = first(keys);
    return value ? name_of(*value) : std::string();
  }

  void read_authors() {
    const auto value = first(kAuthorKeys);
    if (!value) return;
    const auto add = [this](element one) {
      if (std::string name = utf8::one_line(name_of(one)); !name.empty())
        out_.fields.authors.push_back(std::move(name));
    };
    if (value->is_array()) {
      for (const element one : value->get_array()) add(one);
    } else {
      add(*value);
    }
  }

  template <std::size_t N>
  std::optional<Timestamp> read_date(const std::array<std::string_view, N>& keys,
                                     std::string_view raw_name) {
    const std::string text = utf8::one_line(first_name(keys));
    if (text.empty()) return std::nullopt;
    auto time = parse_record_date(text);
    if (!time) out_.fields.extra.emplace_back(raw_name, text);
    return time;
  }

  void read_content() {
    if (const auto value = first(kTextKeys)) {
      std::string text;
      append_paragraphs(text, *value, 0);
      // `text` is the contract's own name: it is text, whatever is in it.
      if (known_.count("text"sv) == 0 && looks_like_markup(text)) {
        out_.html = std::move(text);
      } else {
        out_.fields.text = utf8::without_controls(text);
      }
    }
    if (const auto value = first(kHtmlKeys); value && out_.fields.text.empty())
      out_.html = scalar_text(*value);
  }

  void keep_extra() {
    for (const auto& [key, value] : record_) {
      if (known_.count(key) != 0 || value.is_array() || value.is_object() || value.is_null())
        continue;
      const std::string text = utf8::one_line(scalar_text(value));
      if (text.empty() || text.size() > kMaxExtraBytes) continue;
      std::string name = key.substr(0, 2) == "x-" ? "" : "x-";
      for (const char c : ascii::folded(key))
        name += ascii::is_alnum(c) || c == '_' || c == '-' ? c : '-';
      out_.fields.extra.emplace_back(std::move(name), text);
    }
  }

  const object& record_;
  std::set<std::string_view> known_;
  JsonRecord out_;
};

}  // namespace

JsonRecord read_record(const object& record) { return RecordReader(record).read(); }

simdjson::simdjson_result<simdjson::dom::array> wrapped_records(const object& wrapper) {
  for (const auto key : kTextKeys) {
    element value;
    // "content" may itself be the list of records, but a text is a record's own.
    if (wrapper[key].get(value) == simdjson::SUCCESS && value.is_string())
      return simdjson::NO_SUCH_FIELD;
  }
  for (const auto key : kWrapperKeys) {
    simdjson::dom::array list;
    element inner;
    if (wrapper[key].get(inner) != simdjson::SUCCESS) continue;
    if (inner.is_object()) {
      if (auto nested = wrapped_records(inner.get_object()); !nested.error()) return nested;
    } else if (inner.get(list) == simdjson::SUCCESS && list.size() > 0 &&
               list.at(0).value_unsafe().is_object()) {
      return list;
    }
  }
  return simdjson::NO_SUCH_FIELD;
}

}  // namespace morgue
