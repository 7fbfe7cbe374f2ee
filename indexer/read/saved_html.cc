// Lists of bookmarks in HTML. They are older than any rule for HTML, never close their elements,
// and keep what matters in attributes of their own, so the links are looked for in the text.
#include <algorithm>

#include "common/utf8.h"
#include "indexer/read/ascii.h"
#include "indexer/read/saved_entry.h"
#include "indexer/read/tag_scan.h"

namespace morgue {
namespace {

constexpr std::size_t kHead = 2048;

bool is_list(std::string_view html) {
  const std::string head = ascii::folded(html.substr(0, kHead));
  return head.find("<!doctype netscape-bookmark-file") != std::string::npos ||
         head.find("<title>pocket export</title>") != std::string::npos ||
         head.find("<title>instapaper: export</title>") != std::string::npos;
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
    entry.url = tag_attribute(tag, "href");
    entry.title = text_without_tags(utf8.substr(close + 1, end - close - 1));
    entry.saved = tag_attribute(tag, "add_date");
    if (entry.saved.empty()) entry.saved = tag_attribute(tag, "time_added");
    entry.tags = parted(tag_attribute(tag, "tags"));
    const std::size_t next = std::min(folded.find("<a ", end), folded.size());
    const std::string_view between = std::string_view(folded).substr(end, next - end);
    if (const std::size_t note = between.find("<dd>"); note != std::string_view::npos) {
      const std::size_t length = between.substr(note + 4).find("<d");
      entry.note = text_without_tags(utf8.substr(end, next - end).substr(note + 4, length));
    }
    if (ascii::starts_with_folded(entry.url, "http")) out.push_back(std::move(entry));
    at = end;
  }
  return out;
}

}  // namespace morgue
