// ninjs: 1.x has one property per variant ("body_xhtml", "headline_main"), 2.x lists with roles
// ("bodies": [{"role", "contenttype", "value"}]), 3.x the same in camel case. Names are compared
// without case, so that one reader knows all three.
#include "indexer/read/ninjs.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "indexer/read/ascii.h"
#include "indexer/read/feed_date.h"
#include "indexer/read/wire_story.h"
#include "indexer/read/xml_document.h"

namespace morgue {
namespace {

using namespace std::literals;
using simdjson::dom::element;
using simdjson::dom::object;

std::string text_of(element value) {
  std::string_view text;
  if (value.get(text) == simdjson::SUCCESS) return std::string(text);
  std::int64_t number = 0;
  if (value.get(number) == simdjson::SUCCESS) return fmt::format("{}", number);
  return {};
}

/// The value of a property whatever its case; null counts as missing.
bool find(const object& item, std::string_view folded_name, element& out) {
  for (const auto& [key, value] : item)
    if (ascii::equals_folded(key, folded_name) && !value.is_null()) {
      out = value;
      return true;
    }
  return false;
}

std::string property(const object& item, std::initializer_list<std::string_view> names) {
  element value;
  for (const auto name : names)
    if (find(item, name, value))
      if (std::string text = text_of(value); !text.empty()) return text;
  return {};
}

/// The name of a person, place or subject, which may stand there bare.
std::string name_in(element value) {
  object inner;
  if (value.get(inner) != simdjson::SUCCESS) return text_of(value);
  return property(inner, {"name", "literal", "by", "value", "title"});
}

void add_names(std::vector<std::string>& out, const object& item,
               std::initializer_list<std::string_view> names) {
  for (const auto name : names) {
    element value;
    if (!find(item, name, value)) continue;
    simdjson::dom::array list;
    if (value.get(list) != simdjson::SUCCESS) {
      add_once(out, name_in(value));
      continue;
    }
    for (const element one : list)
      if (const std::string text = name_in(one); text.size() > 1) add_once(out, text);
  }
}

std::string first_name(const object& item, std::initializer_list<std::string_view> names) {
  std::vector<std::string> found;
  add_names(found, item, names);
  return found.empty() ? std::string() : found.front();
}

/// One of several forms of the same text.
struct Variant {
  std::string value;
  bool main = false;
  bool markup = false;
};

/// "headline", "headline_main", ... of 1.x and "headlines" of 2.x and 3.x.
std::vector<Variant> variants(const object& item, std::string_view one, std::string_view many) {
  std::vector<Variant> out;
  const auto is_markup = [](const std::string& kind) {
    return kind.find("html") != std::string::npos || kind.find("xml") != std::string::npos ||
           kind.find("richtext") != std::string::npos;
  };
  for (const auto& [key, value] : item) {
    const std::string name = ascii::folded(key);
    simdjson::dom::array list;
    if (name == many && value.get(list) == simdjson::SUCCESS) {
      for (const element entry : list) {
        object form;
        if (entry.get(form) != simdjson::SUCCESS) continue;
        const std::string role = ascii::folded(property(form, {"role"}));
        const std::string type = ascii::folded(property(form, {"contenttype", "mimetype"}));
        out.push_back({property(form, {"value"}), role.empty() || role == "main",
                       is_markup(type) || is_markup(role)});
      }
    } else if (name.starts_with(one) && value.is_string()) {
      const std::string role = name.substr(one.size());
      out.push_back({text_of(value), role.empty() || role == "_main", is_markup(role)});
    }
  }
  std::erase_if(out, [](const Variant& v) { return ascii::trimmed(v.value).empty(); });
  return out;
}

std::string line_of_variants(const std::vector<Variant>& forms) {
  for (const Variant& form : forms)
    if (form.main) return form.value;
  return forms.empty() ? std::string() : forms.front().value;
}

/// Markup keeps the paragraphs; where there is none, the longest.
StatedBody body_of(const std::vector<Variant>& forms) {
  const Variant* best = nullptr;
  for (const Variant& form : forms) {
    const bool better = best == nullptr || (form.markup && !best->markup) ||
                        (form.markup == best->markup && form.value.size() > best->value.size());
    if (better) best = &form;
  }
  if (best == nullptr) return {};
  return {best->value, best->markup || has_markup(best->value)};
}

/// A body may be a NITF document in its turn.
void take_nitf(WireStory& story) {
  if (story.body.content.find("<nitf") == std::string::npos) return;
  const auto document = parse_xml(story.body.content);
  if (document && document->name(0) == "nitf") add_nitf(story, *document, 0);
}

void add_dates(WireStory& story, const object& item) {
  Article& fields = story.fields;
  fields.published = parse_feed_date(property(item, {"firstcreated", "contentcreated"}));
  fields.updated = parse_feed_date(property(item, {"versioncreated", "contentmodified"}));
  if (!fields.published) fields.published = fields.updated;
}

void add_provenance(WireStory& story, const object& item) {
  Article& fields = story.fields;
  fields.source =
      first_name(item, {"source", "provider", "infosources", "infosource", "copyrightholder"});
  fields.agency = first_name(item, {"creditline", "infosources", "infosource", "provider"});
  fields.language = language_code(property(item, {"language"}));
  element links;
  simdjson::dom::array list;
  if (find(item, "links", links) && links.get(list) == simdjson::SUCCESS)
    for (const element one : list) {
      object link;
      if (one.get(link) == simdjson::SUCCESS && property(link, {"rel"}) == "canonical")
        set_line(fields.url, property(link, {"href"}));
    }
  story.guid = property(item, {"uri", "guid"});
  const bool api = story.guid.find("://api.") != std::string::npos;
  if (!api && ascii::starts_with_folded(story.guid, "http")) set_line(fields.url, story.guid);
}

}  // namespace

bool is_ninjs(const object& record) {
  constexpr std::array kNames = {"versioncreated"sv, "firstcreated"sv,      "pubstatus"sv,
                                 "bodies"sv,         "headlines"sv,         "eventdetails"sv,
                                 "body_xhtml"sv,     "body_main"sv,         "body_richtext"sv,
                                 "headline_main"sv,  "headline_test_text"sv};
  element value;
  if (property(record, {"uri", "guid"}).empty()) return false;
  return std::any_of(kNames.begin(), kNames.end(),
                     [&](auto name) { return find(record, name, value); });
}

Result<Draft, ReadError> ninjs_draft(const RawDocument& raw, std::string member,
                                     const object& item) {
  WireStory story;
  Article& fields = story.fields;
  const std::string type = ascii::folded(property(item, {"type"}));
  element value;
  story.instead = not_a_story(find(item, "eventdetails", value) ? "event" : type);
  const std::string title = line_of_variants(variants(item, "headline", "headlines"));
  set_line(fields.title, title.empty() ? property(item, {"title", "name"}) : title);
  story.byline = property(item, {"byline", "by"});
  if (story.byline.empty()) story.byline = first_name(item, {"bylines", "authors", "author"});
  set_line(fields.dateline, property(item, {"dateline", "located"}));
  add_dates(story, item);
  add_provenance(story, item);
  add_names(story.people, item, {"people", "person"});
  add_names(story.orgs, item, {"organisations", "organisation"});
  add_names(story.places, item, {"places", "place"});
  add_names(fields.tags, item, {"subjects", "subject", "keywords", "keyword"});
  add_extra(fields, "x-slugline", property(item, {"slugline", "slug"}));
  add_extra(fields, "x-ednote", property(item, {"ednote"}));
  add_extra(fields, "x-urgency", property(item, {"urgency"}));
  add_extra(fields, "x-priority", property(item, {"priority"}));
  add_extra(fields, "x-status", property(item, {"pubstatus"}));
  add_extra(fields, "x-embargoed", property(item, {"embargoed"}));
  const StatedBody summary = body_of(variants(item, "description", "descriptions"));
  const bool other_medium = !story.instead.empty() && type != "composite";
  if (!other_medium) story.body = body_of(variants(item, "body", "bodies"));
  take_nitf(story);
  if (!story.body.content.empty()) {
    add_extra(fields, "x-abstract", plain_line(summary.content));
  } else if (story.instead.empty()) {
    story.body = summary;
    fields.extra.emplace_back("x-content", "summary");
  }
  return story_draft(raw, std::move(member), std::move(story));
}

namespace {

/// A list whose first record is an item.
bool holds_ninjs(element value) {
  simdjson::dom::array list;
  element first;
  object item;
  return value.get(list) == simdjson::SUCCESS && list.at(0).get(first) == simdjson::SUCCESS &&
         first.get(item) == simdjson::SUCCESS && is_ninjs(item);
}

}  // namespace

simdjson::simdjson_result<element> answered_item(const object& answer) {
  for (const auto path : {"/data/item"sv, "/data/items"sv, "/item"sv}) {
    element found;
    object item;
    if (answer.at_pointer(path).get(found) != simdjson::SUCCESS) continue;
    if (found.get(item) == simdjson::SUCCESS ? is_ninjs(item) : holds_ninjs(found)) return found;
  }
  return simdjson::NO_SUCH_FIELD;
}

}  // namespace morgue
