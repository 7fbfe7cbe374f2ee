// Smaller vocabularies of news systems, one element per field: press releases (<release>), Ritzau's
// <RBNews>. What they call a field is in one table each.
#include <fmt/format.h>

#include <array>

#include "indexer/read/feed_date.h"
#include "indexer/read/wire_story.h"
#include "indexer/read/xml_readers.h"

namespace morgue {
namespace {

using namespace std::literals;
using Id = XmlDocument::Id;

class FlatStory {
 public:
  FlatStory(const XmlDocument& document, Id root) : document_(document), root_(root) {}

  WireStory read() {
    Article& fields = story_.fields;
    set_line(fields.title, first({"headline", "title"}));
    fields.url = first({"longurl", "url", "shorturl"});
    story_.byline = first({"byline", "author"});
    story_.guid = first({"newsid", "guid", "id"});
    if (story_.guid.empty()) story_.guid = document_.attribute(root_, "id");
    fields.published =
        parse_feed_date(first({"publishdate", "published", "date", "versiondate", "created"}));
    fields.language = language_code(document_.attribute(root_, "lang"));
    fields.section = first({"section"});
    fields.agency = first({"origin"});
    fields.dateline = first({"town"});
    if (const Id publisher = document_.child(root_, {"publisher"}))
      fields.source = line_of(document_, document_.child(publisher, {"name"}));
    set_line(fields.source, fields.agency);
    add_extra(fields, "x-abstract", first({"leadtext", "contentshort"}));
    add_extra(fields, "x-slugline", first({"strapline", "slugline"}));
    add_extra(fields, "x-priority", first({"priority"}));
    add_extra(fields, "x-status", first({"status"}));
    for (const Id keyword : document_.below(root_, "keyword"))
      add_once(fields.tags, document_.text(keyword));
    if (const Id body = document_.child(root_, {"body", "content"}))
      story_.body = {document_.has_elements(body) ? document_.markup(body) : document_.text(body),
                     true};
    return std::move(story_);
  }

 private:
  [[nodiscard]] std::string first(std::initializer_list<std::string_view> names) const {
    for (const auto name : names)
      if (std::string found = line_of(document_, document_.child(root_, {name})); !found.empty())
        return found;
    return {};
  }

  const XmlDocument& document_;
  Id root_;
  WireStory story_;
};

}  // namespace

Drafts read_release(const RawDocument& raw, const XmlDocument& document) {
  return {story_draft(raw, raw.member, FlatStory(document, 0).read())};
}

Drafts read_calendar(const RawDocument& raw, const XmlDocument& document) {
  return {failure(refusal(raw, fmt::format("a calendar of {} entries, no stories",
                                           document.children(0, {"document"}).size())))};
}

}  // namespace morgue
