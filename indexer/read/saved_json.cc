// Exports of read-later services and browsers in JSON. Each is told by names of fields that no
// article has; the fields that matter have much the same names everywhere.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "common/utf8.h"
#include "indexer/read/ascii.h"
#include "indexer/read/saved_entry.h"

namespace morgue {
namespace {

using namespace std::literals;
using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

constexpr std::array kUrlKeys = {"url"sv, "href"sv, "article__url"sv, "given_url"sv, "link"sv};
constexpr std::array kTitleKeys = {"title"sv, "article__title"sv, "name"sv, "given_title"sv};
constexpr std::array kHtmlKeys = {"content"sv, "htmlContent"sv};
constexpr std::array kSavedKeys = {"created_at"sv, "savedAt"sv,    "createdAt"sv, "time"sv,
                                   "created"sv,    "date_added"sv, "dateAdded"sv, "time_added"sv};
constexpr std::array kPublishedKeys = {"published_at"sv, "publishedAt"sv, "datePublished"sv};
constexpr std::array kAuthorKeys = {"published_by"sv, "author"sv, "authors"sv};
constexpr std::array kTagKeys = {"tags"sv, "labels"sv};
constexpr std::array kNoteKeys = {"extended"sv, "note"sv, "article__excerpt"sv};
/// Inside an object that stands where a text is expected.
constexpr std::array kInnerKeys = {"name"sv, "label"sv, "date"sv, "text"sv};

/// Folders of bookmarks may nest this deep.
constexpr int kDeepest = 40;

bool has(const object& from, std::string_view key) {
  element value;
  return from[key].get(value) == simdjson::SUCCESS;
}

std::string text_of(element value) {
  std::string_view text;
  if (value.get(text) == simdjson::SUCCESS) return std::string(text);
  std::int64_t number = 0;
  if (value.get(number) == simdjson::SUCCESS) return fmt::format("{}", number);
  object inner;
  if (value.get(inner) != simdjson::SUCCESS) return {};
  for (const auto key : kInnerKeys)
    if (inner[key].get(text) == simdjson::SUCCESS) return std::string(text);
  return {};
}

template <typename Keys>
std::string first(const object& from, const Keys& keys) {
  for (const auto key : keys) {
    element value;
    if (from[key].get(value) != simdjson::SUCCESS) continue;
    if (std::string text = text_of(value); !text.empty()) return text;
  }
  return {};
}

template <typename Keys>
std::string line(const object& from, const Keys& keys) {
  return utf8::one_line(first(from, keys));
}

/// A list of texts, or one text with `separators` between them.
template <typename Keys>
std::vector<std::string> list(const object& from, const Keys& keys, std::string_view separators) {
  std::vector<std::string> out;
  const auto add = [&out](std::string_view text) {
    if (std::string clean = utf8::one_line(text); !clean.empty()) out.push_back(std::move(clean));
  };
  for (const auto key : keys) {
    element value;
    array many;
    if (from[key].get(value) != simdjson::SUCCESS) continue;
    if (value.get(many) == simdjson::SUCCESS) {
      for (const element one : many) add(text_of(one));
    } else {
      const std::string text = text_of(value);
      for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find_first_of(separators, at), text.size());
        add(std::string_view(text).substr(at, end - at));
        at = end + 1;
      }
    }
    if (!out.empty()) break;
  }
  return out;
}

SavedEntry entry_of(const object& from) {
  SavedEntry out;
  out.title = line(from, kTitleKeys);
  out.url = line(from, kUrlKeys);
  out.html = first(from, kHtmlKeys);
  out.authors = list(from, kAuthorKeys, ",");
  // Pinboard has blanks between tags, the others commas.
  out.tags = list(from, kTagKeys, has(from, "toread") ? " "sv : ","sv);
  out.language = line(from, std::array{"language"sv, "lang"sv});
  out.source = line(from, std::array{"publisher"sv, "siteName"sv});
  out.published = first(from, kPublishedKeys);
  out.saved = first(from, kSavedKeys);
  out.note = line(from, kNoteKeys);
  return out;
}

/// Pinboard calls the title "description".
SavedEntry pin_of(const object& from) {
  SavedEntry out = entry_of(from);
  const std::string description = line(from, std::array{"description"sv});
  if (out.title.empty())
    out.title = description;
  else if (out.note.empty())
    out.note = description;
  return out;
}

/// Karakeep (once Hoarder) keeps what was saved in an object of its own.
SavedEntry karakeep_of(const object& from) {
  SavedEntry out = entry_of(from);
  out.html.clear();
  object content;
  if (from["content"].get(content) != simdjson::SUCCESS) return out;
  SavedEntry inner = entry_of(content);
  inner.text = first(content, std::array{"text"sv});
  if (!out.title.empty()) inner.title = std::move(out.title);
  inner.tags = std::move(out.tags);
  inner.saved = std::move(out.saved);
  inner.note = std::move(out.note);
  return inner;
}

bool any_of(const object& from, std::initializer_list<std::string_view> keys) {
  return std::any_of(keys.begin(), keys.end(), [&](auto key) { return has(from, key); });
}

bool all_of(const object& from, std::initializer_list<std::string_view> keys) {
  return std::all_of(keys.begin(), keys.end(), [&](auto key) { return has(from, key); });
}

bool is_entry(const object& from) {
  const bool wallabag =
      all_of(from, {"url", "title"}) &&
      any_of(from, {"is_archived", "is_starred", "is_read", "is_fav", "is_saved"});
  const bool omnivore = all_of(from, {"url", "slug", "savedAt"});
  const bool delicious = all_of(from, {"url", "title", "private", "others"});
  return wallabag || omnivore || delicious;
}

bool is_pin(const object& from) {
  return all_of(from, {"href", "description"}) && any_of(from, {"toread", "shared", "extended"});
}

template <typename Make>
std::vector<SavedEntry> entries_of(const array& many, Make make) {
  std::vector<SavedEntry> out;
  for (const element one : many) {
    object from;
    if (one.get(from) == simdjson::SUCCESS) out.push_back(make(from));
  }
  return out;
}

/// The leaves of a tree of bookmarks. Chrome counts microseconds from 1601.
void collect_bookmarks(const object& folder, int depth, std::vector<SavedEntry>& out) {
  constexpr std::int64_t kFrom1601 = 11'644'473'600;
  if (depth > kDeepest) return;
  std::string url = line(folder, std::array{"url"sv, "uri"sv});
  if (ascii::starts_with_folded(url, "http")) {
    SavedEntry entry = entry_of(folder);
    entry.url = std::move(url);
    if (std::int64_t added = 0; has(folder, "date_added") && entry.saved.size() == 17 &&
                                (added = std::atoll(entry.saved.c_str()) / 1'000'000) > kFrom1601)
      entry.saved = fmt::format("{}", added - kFrom1601);
    out.push_back(std::move(entry));
  }
  array children;
  if (folder["children"].get(children) != simdjson::SUCCESS) return;
  for (const element child : children) {
    object inner;
    if (child.get(inner) == simdjson::SUCCESS) collect_bookmarks(inner, depth + 1, out);
  }
}

std::optional<std::vector<SavedEntry>> of_object(const object& root) {
  std::vector<SavedEntry> out;
  object roots;
  if (root["roots"].get(roots) == simdjson::SUCCESS && has(roots, "bookmark_bar")) {
    for (const auto field : roots) {
      object folder;
      if (field.value.get(folder) == simdjson::SUCCESS) collect_bookmarks(folder, 0, out);
    }
    return out;
  }
  if (all_of(root, {"children", "guid", "root"})) {
    collect_bookmarks(root, 0, out);
    return out;
  }
  array bookmarks;
  if (root["bookmarks"].get(bookmarks) != simdjson::SUCCESS) return std::nullopt;
  object first_one;
  if (bookmarks.size() > 0 && bookmarks.at(0).get(first_one) == simdjson::SUCCESS &&
      has(first_one, "article__url"))
    return entries_of(bookmarks, entry_of);
  return entries_of(bookmarks, karakeep_of);
}

}  // namespace

std::optional<std::vector<SavedEntry>> saved_json(element root) {
  object one;
  if (root.get(one) == simdjson::SUCCESS) {
    if (is_entry(one)) return std::vector{entry_of(one)};
    return of_object(one);
  }
  array many;
  if (root.get(many) != simdjson::SUCCESS || many.size() == 0) return std::nullopt;
  if (many.at(0).get(one) != simdjson::SUCCESS) return std::nullopt;
  if (is_pin(one)) return entries_of(many, pin_of);
  if (is_entry(one)) return entries_of(many, has(one, "others") ? pin_of : entry_of);
  return std::nullopt;
}

}  // namespace morgue
