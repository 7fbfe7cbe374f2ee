// Tables of articles: RFC 4180, with commas, semicolons or tabs. The header names the columns, and
// by them the program that wrote the file is as good as known: Pocket (title, url, time_added,
// tags, status), Instapaper (URL, Title, Selection, Folder), Raindrop, Readwise, or somebody's own.
#include <algorithm>
#include <array>
#include <map>

#include "common/utf8.h"
#include "indexer/read/ascii.h"
#include "indexer/read/charset.h"
#include "indexer/read/saved_entry.h"

namespace morgue {
namespace {

using namespace std::literals;

enum class Column { Title, Url, Content, Tags, Saved, Published, Author, Source, Language, Note };
struct ColumnName {
  std::string_view folded;
  Column column;
};
/// The first name in the header that stands for a column wins.
constexpr std::array kColumns = {ColumnName{"title", Column::Title},
                                 ColumnName{"headline", Column::Title},
                                 ColumnName{"url", Column::Url},
                                 ColumnName{"link", Column::Url},
                                 ColumnName{"href", Column::Url},
                                 ColumnName{"address", Column::Url},
                                 ColumnName{"text", Column::Content},
                                 ColumnName{"content", Column::Content},
                                 ColumnName{"body", Column::Content},
                                 ColumnName{"article", Column::Content},
                                 ColumnName{"html", Column::Content},
                                 ColumnName{"maintext", Column::Content},
                                 ColumnName{"tags", Column::Tags},
                                 ColumnName{"document tags", Column::Tags},
                                 ColumnName{"labels", Column::Tags},
                                 ColumnName{"keywords", Column::Tags},
                                 ColumnName{"time_added", Column::Saved},
                                 ColumnName{"timestamp", Column::Saved},
                                 ColumnName{"saved date", Column::Saved},
                                 ColumnName{"created", Column::Saved},
                                 ColumnName{"created_at", Column::Saved},
                                 ColumnName{"saved", Column::Saved},
                                 ColumnName{"date added", Column::Saved},
                                 ColumnName{"date", Column::Published},
                                 ColumnName{"published", Column::Published},
                                 ColumnName{"published_at", Column::Published},
                                 ColumnName{"publish_date", Column::Published},
                                 ColumnName{"publication date", Column::Published},
                                 ColumnName{"author", Column::Author},
                                 ColumnName{"authors", Column::Author},
                                 ColumnName{"byline", Column::Author},
                                 ColumnName{"source", Column::Source},
                                 ColumnName{"publication", Column::Source},
                                 ColumnName{"outlet", Column::Source},
                                 ColumnName{"publisher", Column::Source},
                                 ColumnName{"language", Column::Language},
                                 ColumnName{"lang", Column::Language},
                                 ColumnName{"note", Column::Note},
                                 ColumnName{"selection", Column::Note},
                                 ColumnName{"excerpt", Column::Note}};

using Row = std::vector<std::string>;

/// Takes one row off `text`. Quotation marks may stand around a field and are doubled inside; one
/// in the middle of a field that has none around it is a character like any other.
Row take_row(std::string_view& text, char separator) {
  Row row(1);
  bool quoted = false;
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (quoted) {
      const bool doubled = c == '"' && at + 1 < text.size() && text[at + 1] == '"';
      if (c != '"' || doubled) row.back() += c;
      if (doubled) ++at;
      if (c == '"' && !doubled) quoted = false;
    } else if (c == '"' && row.back().empty()) {
      quoted = true;
    } else if (c == separator) {
      row.emplace_back();
    } else if (c == '\n') {
      ++at;
      break;
    } else if (c != '\r') {
      row.back() += c;
    }
  }
  text.remove_prefix(at);
  return row;
}

char separator_of(std::string_view header) {
  header = header.substr(0, header.find('\n'));
  char best = ',';
  for (const char c : {',', ';', '\t'})
    if (std::count(header.begin(), header.end(), c) >
        std::count(header.begin(), header.end(), best))
      best = c;
  return best;
}

using Places = std::map<Column, std::size_t>;

Places places_of(const Row& header) {
  Places out;
  for (const ColumnName& known : kColumns)
    for (std::size_t i = 0; i < header.size(); ++i)
      if (ascii::equals_folded(ascii::trimmed(header[i]), known.folded))
        out.emplace(known.column, i);
  return out;
}

std::vector<std::string> parted(std::string_view list) {
  std::vector<std::string> out;
  list = ascii::trimmed(list);
  if (list.starts_with('[') && list.ends_with(']')) list = list.substr(1, list.size() - 2);
  while (!list.empty()) {
    const std::size_t end = std::min(list.find_first_of(",|;"), list.size());
    std::string_view one = ascii::trimmed(list.substr(0, end));
    while (one.starts_with('\'') || one.starts_with('"')) one.remove_prefix(1);
    while (one.ends_with('\'') || one.ends_with('"')) one.remove_suffix(1);
    if (std::string clean = utf8::one_line(one); !clean.empty()) out.push_back(std::move(clean));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return out;
}

bool looks_like_markup(std::string_view text) {
  return text.find("</p>") != std::string_view::npos ||
         text.find("<br") != std::string_view::npos ||
         text.find("</div>") != std::string_view::npos;
}

SavedEntry entry_of(const Row& row, const Places& places) {
  const auto field = [&](Column column) -> std::string_view {
    const auto place = places.find(column);
    return place != places.end() && place->second < row.size()
               ? std::string_view(row[place->second])
               : std::string_view();
  };
  SavedEntry out;
  out.title = utf8::one_line(field(Column::Title));
  out.url = utf8::one_line(field(Column::Url));
  (looks_like_markup(field(Column::Content)) ? out.html : out.text) = field(Column::Content);
  out.tags = parted(field(Column::Tags));
  out.saved = field(Column::Saved);
  out.published = field(Column::Published);
  out.authors = parted(field(Column::Author));
  out.source = utf8::one_line(field(Column::Source));
  out.language = utf8::one_line(field(Column::Language));
  out.note = utf8::one_line(field(Column::Note));
  return out;
}

bool is_blank(const Row& row) {
  return std::all_of(row.begin(), row.end(),
                     [](const std::string& field) { return ascii::trimmed(field).empty(); });
}

}  // namespace

bool opens_csv(std::string_view text) {
  constexpr std::size_t kLongestHeader = 2000;
  std::string_view header = text.substr(0, std::min(text.find('\n'), kLongestHeader));
  const Places places = places_of(take_row(header, separator_of(header)));
  return places.size() >= 2 && (places.contains(Column::Url) || places.contains(Column::Content)) &&
         places.contains(Column::Title);
}

Drafts read_csv(const RawDocument& raw) {
  auto decoded = to_utf8(raw.bytes, raw.charset);
  if (!decoded) return {failure(refusal(raw, decoded.error()))};
  std::string_view text = decoded->utf8;
  const char separator = separator_of(text);
  const Places places = places_of(take_row(text, separator));
  if (!places.contains(Column::Content) &&
      !(places.contains(Column::Title) && places.contains(Column::Url)))
    return {failure(refusal(raw, "a table without columns for title, text or address",
                            "name them in the first row: title, text, url, date, author, source"))};
  std::vector<SavedEntry> entries;
  while (!text.empty())
    if (const Row row = take_row(text, separator); !is_blank(row))
      entries.push_back(entry_of(row, places));
  return saved_drafts(raw, std::move(entries));
}

}  // namespace morgue
