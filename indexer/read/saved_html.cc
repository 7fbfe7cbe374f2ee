// Lists of bookmarks in HTML. They are older than any rule for HTML, never close their elements,
// and keep what matters in attributes of their own, so the links are looked for in the text.
#include <algorithm>

#include "common/utf8.h"
#include "indexer/read/ascii.h"
#include "indexer/read/entities.h"
#include "indexer/read/saved_entry.h"

namespace morgue {
namespace {

constexpr std::size_t kHead = 2048;

bool is_list(std::string_view html) {
  const std::string head = ascii::folded(html.substr(0, kHead));
  return head.find("<!doctype netscape-bookmark-file") != std::string::npos ||
         head.find("<title>pocket export</title>") != std::string::npos ||
         head.find("<title>instapaper: export</title>") != std::string::npos;
}

/// The value of an attribute of the tag that `tag` holds ("<a href=... tags=...").
std::string attribute(std::string_view tag, std::string_view folded_name) {
  std::size_t at = 0;
  while (at < tag.size()) {
    while (at < tag.size() && !ascii::is_space(tag[at])) ++at;
    while (at < tag.size() && ascii::is_space(tag[at])) ++at;
    const std::size_t equals = std::min(tag.find('=', at), tag.size());
    const std::string_view name = ascii::trimmed(tag.substr(at, equals - at));
    at = equals + 1;
    if (at >= tag.size()) return {};
    std::size_t end = 0;
    if (tag[at] == '"' || tag[at] == '\'') {
      end = std::min(tag.find(tag[at], at + 1), tag.size());
      ++at;
    } else {
      end = std::min(tag.find_first_of(" \t\r\n", at), tag.size());
    }
    if (ascii::equals_folded(name, folded_name))
      return utf8::one_line(unescaped(tag.substr(at, end - at)));
    at = end;
  }
  return {};
}

std::string without_tags(std::string_view markup) {
  std::string out;
  bool in_tag = false;
  for (const char c : markup) {
    if (c == '<') in_tag = true;
    if (!in_tag) out += c;
    if (c == '>') in_tag = false;
  }
  return utf8::one_line(unescaped(out));
}

std::vector<std::string> parted(std::string_view tags) {
  std::vector<std::string> out;
  while (!tags.empty()) {
    const std::size_t end = std::min(tags.find_first_of(",|"), tags.size());
    if (std::string tag = utf8::one_line(tags.substr(0, end)); !tag.empty())
      out.push_back(std::move(tag));
    tags.remove_prefix(std::min(end + 1, tags.size()));
  }
  return out;
}

}  // namespace

std::optional<std::vector<SavedEntry>> saved_html(std::string_view utf8) {
  if (!is_list(utf8)) return std::nullopt;
  std::vector<SavedEntry> out;
  const std::string folded = ascii::folded(utf8);
  for (std::size_t at = folded.find("<a "); at != std::string::npos; at = folded.find("<a ", at)) {
    const std::size_t close = folded.find('>', at);
    if (close == std::string::npos) break;
    const std::string_view tag = utf8.substr(at, close - at);
    const std::size_t end = std::min(folded.find("</a", close), folded.size());
    SavedEntry entry;
    entry.url = attribute(tag, "href");
    entry.title = without_tags(utf8.substr(close + 1, end - close - 1));
    entry.saved = attribute(tag, "add_date");
    if (entry.saved.empty()) entry.saved = attribute(tag, "time_added");
    entry.tags = parted(attribute(tag, "tags"));
    const std::size_t next = std::min(folded.find("<a ", end), folded.size());
    const std::string_view between = std::string_view(folded).substr(end, next - end);
    if (const std::size_t note = between.find("<dd>"); note != std::string_view::npos) {
      const std::size_t length = between.substr(note + 4).find("<d");
      entry.note = without_tags(utf8.substr(end, next - end).substr(note + 4, length));
    }
    if (ascii::starts_with_folded(entry.url, "http")) out.push_back(std::move(entry));
    at = end;
  }
  return out;
}

}  // namespace morgue
