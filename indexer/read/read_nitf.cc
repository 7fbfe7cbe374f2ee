// NITF (News Industry Text Format) 3.x: <nitf><head> with <docdata> and <tobject>, <body> with
// <body.head> (hedline, byline, dateline, abstract, distributor) and <body.content>. NewsML carries
// it inside, sometimes its <body> alone.
#include "indexer/read/ascii.h"
#include "indexer/read/feed_date.h"
#include "indexer/read/wire_story.h"
#include "indexer/read/xml_readers.h"

namespace morgue {
namespace {

using namespace std::literals;
using Id = XmlDocument::Id;

class NitfReader {
 public:
  NitfReader(WireStory& story, const XmlDocument& document, Id nitf)
      : story_(story), document_(document), nitf_(nitf) {}

  void read() {
    head_lines();
    document_data();
    meta();
    names();
    content();
  }

 private:
  [[nodiscard]] Id first(std::string_view name) const { return document_.first_below(nitf_, name); }
  [[nodiscard]] std::string line(std::string_view name) const {
    return line_of(document_, first(name));
  }

  void head_lines() {
    Article& fields = story_.fields;
    set_line(fields.title, line("hl1"));
    set_line(fields.title, line("hedline"));
    if (const Id head = document_.child(nitf_, {"head"}))
      set_line(fields.title, line_of(document_, document_.child(head, {"title"})));
    if (const Id byline = first("byline"); byline != 0 && story_.byline.empty())
      story_.byline = byline_of(byline);
    if (const Id dateline = first("dateline")) {
      const Id place = document_.first_below(dateline, "location");
      set_line(fields.dateline,
               place_of_dateline(line_of(document_, place != 0 ? place : dateline)));
      if (const Id date = document_.first_below(dateline, "story.date"))
        take_date(document_.attribute(date, "norm"));
    }
    set_line(fields.agency, line("distributor"));
    add_extra(fields, "x-abstract", line("abstract"));
  }

  /// The people of a byline if it marks them, else its text without their titles.
  [[nodiscard]] std::string byline_of(Id byline) const {
    std::string out;
    for (const Id person : document_.below(byline, "person")) {
      if (!out.empty()) out += ", ";
      out += line_of(document_, person);
    }
    if (!out.empty()) return out;
    for (Id at = byline + 1; at < document_.end(byline); at = document_.end(at))
      if (document_.name(at) != "byttl") out += document_.text(at);
    while (out.ends_with(' ') || out.ends_with(',')) out.pop_back();
    return out;
  }

  void take_date(std::string_view text) {
    if (!story_.fields.published) story_.fields.published = parse_feed_date(text);
  }

  void document_data() {
    const Id data = first("docdata");
    Article& fields = story_.fields;
    if (data != 0) {
      for (const auto name : {"date.issue"sv, "date.release"sv})
        if (const Id date = document_.first_below(data, name))
          take_date(document_.attribute(date, "norm"));
      attribute("doc-id", "id-string", story_.guid);
      extra("ed-msg", "info", "x-ednote");
      extra("urgency", "ed-urg", "x-urgency");
      add_extra(fields, "x-status", document_.attribute(data, "management-status"));
      attribute("from-src", "src-name", fields.source);
      attribute("doc.copyright", "holder", fields.source);
      for (const Id keyword : document_.below(data, "keyword"))
        add_once(fields.tags, document_.attribute(keyword, "key"));
    }
    for (const Id subject : document_.below(nitf_, "tobject.subject"))
      for (const auto part : {"type"sv, "matter"sv, "detail"sv})
        add_once(fields.tags,
                 document_.attribute(subject, std::string("tobject.subject.").append(part)));
    if (const Id date = first("pubdata")) take_date(document_.attribute(date, "date.publication"));
    set_line(fields.source, fields.agency);
    if (const auto language = document_.attribute(nitf_, "lang"); fields.language.empty())
      fields.language = language_code(language);
    if (const auto language = document_.attribute(nitf_, "baselang"); fields.language.empty())
      fields.language = language_code(language);
  }

  void attribute(std::string_view element, std::string_view name, std::string& field) {
    if (const Id id = first(element)) set_line(field, document_.attribute(id, name));
  }
  void extra(std::string_view element, std::string_view name, std::string_view field) {
    if (const Id id = first(element))
      add_extra(story_.fields, field, document_.attribute(id, name));
  }

  void meta() {
    const Id head = document_.child(nitf_, {"head"});
    if (head == 0) return;
    for (const Id id : document_.children(head, {"meta"})) {
      const std::string name = ascii::folded(document_.attribute(id, "name"));
      const auto value = document_.attribute(id, "content");
      if (name == "anpa-keyword" || name == "slug" || name == "slugline")
        add_extra(story_.fields, "x-slugline", value);
      if (name == "keyword" || name == "keywords") add_once(story_.fields.tags, value);
      if (name == "category" || name == "anpa-category")
        add_extra(story_.fields, "x-category", value);
      if (name == "priority") add_extra(story_.fields, "x-priority", value);
      if (name == "language" && story_.fields.language.empty())
        story_.fields.language = language_code(value);
    }
  }

  void names() {
    for (Id at = nitf_ + 1; at < document_.end(nitf_); ++at) {
      const std::string& name = document_.name(at);
      const bool in_head = document_.name(document_.parent(at)) == "distributor" ||
                           document_.name(document_.parent(at)) == "byline";
      if (in_head) continue;
      if (name == "person") add_once(story_.people, document_.text(at));
      if (name == "org") add_once(story_.orgs, document_.text(at));
      if (name == "location" || name == "city" || name == "country") {
        if (name != "location" || !document_.has_elements(at))
          add_once(story_.places, document_.text(at));
      }
    }
  }

  void content() {
    Id body = first("body.content");
    if (body == 0) return;
    // Some write paragraphs as text with line breaks, without any markup.
    const bool markup = document_.has_elements(body);
    story_.body = {markup ? document_.markup(body) : document_.text(body), true};
  }

  WireStory& story_;
  const XmlDocument& document_;
  Id nitf_;
};

}  // namespace

void add_nitf(WireStory& story, const XmlDocument& document, XmlDocument::Id nitf) {
  NitfReader(story, document, nitf).read();
}

Drafts read_nitf(const RawDocument& raw, const XmlDocument& document) {
  WireStory story;
  add_nitf(story, document, 0);
  return {story_draft(raw, raw.member, std::move(story))};
}

}  // namespace morgue
