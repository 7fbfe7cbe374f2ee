// NewsML 1.x: <NewsML><NewsEnvelope/><NewsItem>, each item with <NewsManagement> and a tree of
// <NewsComponent>s, whose leaves are <ContentItem>s. One article per item: its first content that
// is text, under the <NewsLines> that stand nearest around it.
#include <fmt/format.h>

#include "indexer/read/ascii.h"
#include "indexer/read/feed_date.h"
#include "indexer/read/wire_story.h"
#include "indexer/read/xml_readers.h"

namespace morgue {
namespace {

using namespace std::literals;
using Id = XmlDocument::Id;

class NewsmlItem {
 public:
  NewsmlItem(const XmlDocument& document, Id item, std::optional<Timestamp> sent)
      : document_(document), item_(item), sent_(sent) {}

  WireStory read() {
    const Id content = text_content();
    if (content != 0) {
      // What stands nearer to the text holds before what stands around more of them.
      for (Id at = content; at != item_; at = document_.parent(at))
        if (document_.name(at) == "newscomponent") component(at);
      take_content(content);
    }
    component(item_);
    management();
    return std::move(story_);
  }

 private:
  /// The first <DataContent> with text of its own; 0 if there is none.
  Id text_content() {
    Id best = 0;
    for (const Id item : document_.below(item_, "contentitem")) {
      const std::string media = formal(item, "mediatype") + ' ' + formal(item, "mimetype");
      if (const std::string why = not_a_story(media); !why.empty()) {
        if (story_.instead.empty()) story_.instead = why;
        continue;
      }
      const Id data = document_.first_below(item, "datacontent");
      if (data == 0 || line_of(document_, data).empty()) continue;
      // The same text may stand there in several formats; marked up as NITF it is best kept.
      if (document_.first_below(data, "body.content") != 0) return data;
      if (best == 0) best = data;
    }
    return best;
  }

  [[nodiscard]] std::string formal(Id parent, std::string_view name) const {
    const Id id = document_.child(parent, {name});
    return id == 0 ? std::string() : std::string(document_.attribute(id, "formalname"));
  }

  [[nodiscard]] std::string party(Id parent, std::string_view role) const {
    const Id holder = document_.child(parent, {role});
    return holder == 0 ? std::string() : formal(holder, "party");
  }

  void component(Id id) {
    Article& fields = story_.fields;
    if (const Id lines = document_.child(id, {"newslines"})) news_lines(lines);
    if (const Id data = document_.child(id, {"administrativemetadata"})) {
      set_line(fields.source, party(data, "provider"));
      set_line(fields.source, party(data, "source"));
    }
    for (const Id data : document_.children(id, {"descriptivemetadata", "descriptivemetada"})) {
      if (fields.language.empty()) fields.language = language_code(formal(data, "language"));
      properties(data);
      for (const Id place : document_.children(data, {"location"})) location(place);
    }
    for (const Id data : document_.children(id, {"metadata"})) properties(data);
    for (const Id word : document_.below(id, "item_keyword"))
      add_once(fields.tags, document_.text(word));
    if (fields.language.empty()) fields.language = language_code(document_.attribute(id, "lang"));
  }

  void news_lines(Id lines) {
    Article& fields = story_.fields;
    const auto line = [&](std::string_view name) {
      return line_of(document_, document_.child(lines, {name}));
    };
    set_line(fields.title, line("headline"));
    if (story_.byline.empty()) story_.byline = line("byline");
    set_line(fields.dateline, place_of_dateline(line("dateline")));
    set_line(fields.agency, line("creditline"));
    add_extra(fields, "x-slugline", line("slugline"));
    add_extra(fields, "x-abstract", line("subheadline"));
    for (const Id keyword : document_.children(lines, {"keywordline"}))
      add_once(fields.tags, document_.text(keyword));
  }

  void properties(Id data) {
    for (const Id property : document_.children(data, {"property"})) {
      const std::string name = ascii::folded(document_.attribute(property, "formalname"));
      if (name.find("keyword") != std::string::npos)
        add_once(story_.fields.tags, document_.attribute(property, "value"));
    }
  }

  void location(Id place) {
    for (const Id property : document_.below(place, "property"))
      if (ascii::equals_folded(document_.attribute(property, "formalname"), "city"))
        add_once(story_.places, document_.attribute(property, "value"));
  }

  void management() {
    Article& fields = story_.fields;
    if (const Id id = document_.first_below(item_, "publicidentifier"))
      story_.guid = line_of(document_, id);
    if (const Id id = document_.first_below(item_, "newsitemid"); story_.guid.empty())
      story_.guid = line_of(document_, id);
    if (story_.guid.empty()) story_.guid = document_.attribute(item_, "duid");
    const Id management = document_.child(item_, {"newsmanagement"});
    if (management != 0) {
      const auto date = [&](std::string_view name) {
        return parse_feed_date(line_of(document_, document_.child(management, {name})));
      };
      fields.published = date("firstcreated");
      fields.updated = date("thisrevisioncreated");
      if (!fields.published) fields.published = fields.updated;
      add_extra(fields, "x-status", ascii::folded(formal(management, "status")));
      add_extra(fields, "x-urgency", formal(management, "urgency"));
      add_extra(fields, "x-urgency", line_of(document_, document_.child(management, {"urgency"})));
    }
    if (!fields.published) fields.published = sent_;
    set_line(fields.source, fields.agency);
    set_line(fields.source, line_of(document_, document_.first_below(item_, "providerid")));
  }

  void take_content(Id data) {
    if (document_.first_below(data, "body.content") != 0) {
      const Id nitf = document_.first_below(data, "nitf");
      add_nitf(story_, document_, nitf != 0 ? nitf : data);
    } else {
      const bool markup = document_.has_elements(data);
      story_.body = {markup ? document_.markup(data) : document_.text(data), true};
    }
  }

  const XmlDocument& document_;
  Id item_;
  std::optional<Timestamp> sent_;  // when all of them were
  WireStory story_;
};

}  // namespace

Drafts read_newsml(const RawDocument& raw, const XmlDocument& document) {
  std::vector<Id> items = document.below(0, "newsitem");
  if (items.empty()) return {failure(refusal(raw, "NewsML without news items"))};
  const auto sent = parse_feed_date(line_of(document, document.first_below(0, "dateandtime")));
  Drafts out;
  for (const Id item : items) {
    WireStory story = NewsmlItem(document, item, sent).read();
    std::string name = story.guid.empty() ? fmt::format("{}", out.size() + 1) : story.guid;
    out.push_back(
        story_draft(raw, items.size() == 1 ? raw.member : part_name(raw, name), std::move(story)));
  }
  return out;
}

}  // namespace morgue
