// NewsML-G2: a <newsItem> with <itemMeta> (what and whose it is, when it was made), <contentMeta>
// (headline, by, subjects) and <contentSet> (the text as inline XML: NITF, XHTML or the agency's
// own); or a <newsMessage> around several. Concepts, planning and packages hold no text.
#include <fmt/format.h>

#include <array>

#include "indexer/read/ascii.h"
#include "indexer/read/feed_date.h"
#include "indexer/read/wire_story.h"
#include "indexer/read/xml_readers.h"

namespace morgue {
namespace {

using namespace std::literals;
using Id = XmlDocument::Id;

class G2Item {
 public:
  G2Item(const XmlDocument& document, Id item)
      : document_(document),
        item_(item),
        item_meta_(document.child(item, {"itemmeta"})),
        meta_(document.child(item, {"contentmeta"})) {}

  WireStory read() {
    story_.guid = document_.attribute(item_, "guid");
    if (meta_ != 0) content_meta();
    if (item_meta_ != 0) item_meta();
    asserted();
    content();
    if (story_.fields.language.empty())
      story_.fields.language = language_code(document_.attribute(item_, "lang"));
    return std::move(story_);
  }

 private:
  [[nodiscard]] std::string line(Id parent, std::string_view name) const {
    return line_of(document_, document_.child(parent, {name}));
  }

  /// The name of a concept: <name>, or the literal it is given by.
  [[nodiscard]] std::string name_of(Id id) const {
    if (id == 0) return {};
    const Id name = document_.child(id, {"name"});
    return name != 0 ? line_of(document_, name) : std::string(document_.attribute(id, "literal"));
  }

  [[nodiscard]] std::optional<Timestamp> date(Id parent, std::string_view name) const {
    return parent == 0 ? std::nullopt : parse_feed_date(line(parent, name));
  }

  void content_meta() {
    Article& fields = story_.fields;
    headline();
    story_.byline = line(meta_, "by");
    set_line(fields.dateline, place_of_dateline(line(meta_, "dateline")));
    set_line(fields.agency, line(meta_, "creditline"));
    set_line(fields.source, name_of(document_.child(meta_, {"infosource"})));
    add_extra(fields, "x-slugline", line(meta_, "slugline"));
    add_extra(fields, "x-urgency", line(meta_, "urgency"));
    add_extra(fields, "x-abstract", line(meta_, "description"));
    if (const Id language = document_.child(meta_, {"language"}))
      fields.language = language_code(document_.attribute(language, "tag"));
    for (const Id keyword : document_.children(meta_, {"keyword"}))
      add_once(fields.tags, document_.text(keyword));
    for (const Id genre : document_.children(meta_, {"genre"}))
      add_extra(fields, "x-genre", name_of(genre));
    for (const Id subject : document_.children(meta_, {"subject"})) take_subject(subject);
    for (const Id place : document_.children(meta_, {"located"}))
      add_once(story_.places, name_of(place));
    const std::string creator = name_of(document_.child(meta_, {"creator"}));
    if (story_.byline.empty()) story_.byline = creator;
  }

  /// Of several the main one: those with a role are deks and lines for small screens.
  void headline() {
    const auto headlines = document_.children(meta_, {"headline"});
    for (const Id id : headlines)
      if (document_.attribute(id, "role").empty())
        set_line(story_.fields.title, line_of(document_, id));
    for (const Id id : headlines) set_line(story_.fields.title, line_of(document_, id));
  }

  void take_subject(Id subject) {
    const std::string name = name_of(subject);
    const std::string type = ascii::folded(document_.attribute(subject, "type"));
    const auto is = [&type](std::string_view part) { return type.find(part) != std::string::npos; };
    if (is("person")) {
      add_once(story_.people, name);
    } else if (is("organisation") || is("organization")) {
      add_once(story_.orgs, name);
    } else if (is("geoarea") || is("poi") || is("place") || is("city")) {
      add_once(story_.places, name);
    } else if (name.size() > 1 && name.find(':') == std::string::npos) {
      add_once(story_.fields.tags, name);
    }
  }

  void item_meta() {
    Article& fields = story_.fields;
    set_line(fields.title, line(item_meta_, "title"));
    set_line(fields.source, name_of(document_.child(item_meta_, {"provider"})));
    add_extra(fields, "x-ednote", line(item_meta_, "ednote"));
    add_extra(fields, "x-embargoed", line(item_meta_, "embargoed"));
    if (const Id status = document_.child(item_meta_, {"pubstatus"}))
      add_extra(fields, "x-status", without_scheme(document_.attribute(status, "qcode")));
    fields.published = date(item_meta_, "firstcreated");
    if (!fields.published) fields.published = date(meta_, "contentcreated");
    fields.updated = date(item_meta_, "versioncreated");
    if (!fields.published) fields.published = fields.updated;
    if (const Id kind = document_.child(item_meta_, {"itemclass"})) {
      std::string_view code = document_.attribute(kind, "qcode");
      if (code.empty()) code = document_.attribute(kind, "uri");
      story_.instead = not_a_story(code);
    }
  }

  static std::string_view without_scheme(std::string_view qcode) {
    const std::size_t colon = qcode.find(':');
    return colon == std::string_view::npos ? qcode : qcode.substr(colon + 1);
  }

  /// <assert> says more about what the subjects name by their codes.
  void asserted() {
    for (const Id id : document_.children(item_, {"assert"})) {
      const Id type = document_.child(id, {"type"});
      if (type == 0) continue;
      const std::string_view code = document_.attribute(type, "qcode");
      if (code == "cpnat:person") add_once(story_.people, name_of(id));
      if (code == "cpnat:organisation") add_once(story_.orgs, name_of(id));
      if (code == "cpnat:geoArea") add_once(story_.places, name_of(id));
    }
  }

  void content() {
    Id set = document_.child(item_, {"contentset"});
    if (document_.name(item_) == "contentset") set = item_;
    for (const Id part : document_.children(set, {"inlinexml", "inlinedata"})) {
      if (const std::string why = not_a_story(document_.attribute(part, "contenttype"));
          !why.empty())
        continue;
      take_part(part);
      if (!story_.body.content.empty()) return;
    }
    if (story_.instead.empty() && document_.child(set, {"remotecontent"}) != 0)
      story_.instead = "its content is elsewhere";
  }

  void take_part(Id part) {
    if (const Id nitf = document_.first_below(part, "nitf")) {
      add_nitf(story_, document_, nitf);
    } else if (document_.first_below(part, "body.content") != 0) {
      add_nitf(story_, document_, part);
    } else if (const Id text = document_.first_below(part, "brodtext")) {
      swedish(document_.parent(text));
    } else if (document_.name(part) == "inlinedata" || !document_.has_elements(part)) {
      story_.body = {document_.text(part), true};
    } else {
      // XHTML, whose head has nothing that the item does not say.
      const Id body = document_.first_below(part, "body");
      story_.body = {document_.markup(body != 0 ? body : part), true};
    }
  }

  /// The format of the agency TT: <INGRESS> and <BRODTEXT>, with <BYLINE> behind.
  void swedish(Id text) {
    for (const Id part : document_.children(text, {"ingress", "brodtext"}))
      story_.body.content += "<div>" + document_.markup(part) + "</div>";
    story_.body.may_be_markup = true;
    if (story_.byline.empty()) story_.byline = line(text, "byline");
    if (const Id place = document_.first_below(text, "ort"))
      set_line(story_.fields.dateline, line_of(document_, place));
  }

  const XmlDocument& document_;
  Id item_;
  Id item_meta_;
  Id meta_;
  WireStory story_;
};

/// The items that never hold a story, and what to say of them.
struct OtherItem {
  std::string_view name;
  std::string_view why;
};
constexpr std::array kOtherItems = {
    OtherItem{"packageitem", "a package of references, no text"},
    OtherItem{"groupset", "a package of references, no text"},
    OtherItem{"conceptitem", "concept item, not a story"},
    OtherItem{"concept", "concept item, not a story"},
    OtherItem{"conceptset", "concept item, not a story"},
    OtherItem{"knowledgeitem", "a list of concepts, not a story"},
    OtherItem{"planningitem", "planning item, not a story"},
    OtherItem{"catalogitem", "a catalog of codes, not a story"},
    OtherItem{"catalog", "a catalog of codes, not a story"},
    OtherItem{"contentmeta", "the description of an item without its text"},
    OtherItem{"itemmeta", "the description of an item without its text"}};

}  // namespace

Drafts read_newsml_g2(const RawDocument& raw, const XmlDocument& document) {
  const auto refused = [&raw](std::string_view why) {
    return Drafts{failure(refusal(raw, std::string(why)))};
  };
  for (const OtherItem& other : kOtherItems)
    if (document.name(0) == other.name) return refused(other.why);
  std::vector<Id> items = document.below(0, "newsitem");
  if (document.name(0) != "newsmessage") items = {0};
  if (items.empty()) {
    for (const OtherItem& other : kOtherItems)
      if (document.first_below(0, other.name) != 0) return refused(other.why);
    return refused("NewsML-G2 without news items");
  }
  Drafts out;
  for (const Id item : items) {
    WireStory story = G2Item(document, item).read();
    std::string name = story.guid.empty() ? fmt::format("{}", out.size() + 1) : story.guid;
    out.push_back(
        story_draft(raw, items.size() == 1 ? raw.member : part_name(raw, name), std::move(story)));
  }
  return out;
}

}  // namespace morgue
