#include "indexer/read/json_ld.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "common/utf8.h"
#include "indexer/read/ascii.h"
#include "indexer/read/entities.h"

namespace morgue {
namespace {

using namespace std::literals;
using simdjson::dom::element;
using simdjson::dom::object;
using Field = Draft::Candidate::Field;

constexpr std::array kArticleTypes = {"NewsArticle"sv,
                                      "Article"sv,
                                      "ReportageNewsArticle"sv,
                                      "AnalysisNewsArticle"sv,
                                      "OpinionNewsArticle"sv,
                                      "BackgroundNewsArticle"sv,
                                      "AskPublicNewsArticle"sv,
                                      "ReviewNewsArticle"sv,
                                      "BlogPosting"sv,
                                      "LiveBlogPosting"sv,
                                      "SocialMediaPosting"sv,
                                      "Report"sv,
                                      "TechArticle"sv,
                                      "ScholarlyArticle"sv,
                                      "AdvertiserContentArticle"sv,
                                      "SatiricalArticle"sv,
                                      "Blog"sv};
constexpr std::array kPageTypes = {"CollectionPage"sv, "WebPage"sv, "ItemPage"sv, "CreativeWork"sv,
                                   "VideoObject"sv};
/// Objects inside objects are followed this deep; real blocks need four.
constexpr int kMaxLevels = 8;
/// No live blog has more entries in its page.
constexpr std::size_t kMaxEntries = 2000;
/// Nobody gives an article more keywords; lists of a site's are longer.
constexpr std::size_t kMaxTags = 60;
/// No page has more articles of its own; lists of teasers do.
constexpr std::size_t kMaxObjects = 50;

using People = std::map<std::string, std::string, std::less<>>;

std::string text_of(element value) {
  std::string_view text;
  if (value.get(text) != simdjson::SUCCESS) return {};
  return utf8::one_line(unescaped(text));
}

std::string_view raw_member(const object& from, std::string_view key) {
  std::string_view text;
  return from[key].get(text) == simdjson::SUCCESS ? text : std::string_view{};
}

template <std::size_t N>
bool is_type(const object& thing, const std::array<std::string_view, N>& names) {
  element type;
  if (thing["@type"].get(type) != simdjson::SUCCESS) return false;
  const auto known = [&names](element value) {
    std::string_view name;
    if (value.get(name) != simdjson::SUCCESS) return false;
    name = name.substr(name.find_last_of("/:") + 1);  // npos + 1 is 0
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  if (!type.is_array()) return known(type);
  simdjson::dom::array list = type.get_array();
  return std::any_of(list.begin(), list.end(), known);
}

/// What a name is declared to name.
enum class Kind : std::uint8_t { Unknown, Person, Organisation };
struct Named {
  std::string name;
  Kind kind = Kind::Unknown;
};

Kind kind_of(const object& thing) {
  if (is_type(thing, std::array{"Person"sv})) return Kind::Person;
  const bool organisation =
      is_type(thing, std::array{"Organization"sv, "NewsMediaOrganization"sv, "Corporation"sv});
  return organisation ? Kind::Organisation : Kind::Unknown;
}

/// Names and addresses may be a text, an object with a name, or a list of either.
void add_names(element value, const People& people, std::string_view name_key,
               std::vector<Named>& names, int level = 0) {
  if (level > 2) return;
  if (value.is_array()) {
    for (const element one : value.get_array()) add_names(one, people, name_key, names, level + 1);
  } else if (value.is_object()) {
    const object thing = value.get_object();
    const Kind kind = kind_of(thing);
    element name;
    if (thing[name_key].get(name) == simdjson::SUCCESS && !name.is_null()) {
      const std::size_t before = names.size();
      add_names(name, people, name_key, names, level + 1);
      for (std::size_t i = before; i < names.size(); ++i) names[i].kind = kind;
    } else if (const auto found = people.find(raw_member(thing, "@id")); found != people.end()) {
      names.push_back({found->second, kind});
    } else if (kind == Kind::Person && name_key == "name") {
      std::string parts = utf8::one_line(raw_member(thing, "givenName")) + ' ';
      parts += utf8::one_line(raw_member(thing, "familyName"));
      if (parts.size() > 1) names.push_back({utf8::one_line(parts), kind});
    }
  } else if (std::string name = text_of(value); !name.empty()) {
    names.push_back({std::move(name), Kind::Unknown});
  }
}

class ObjectReader {
 public:
  explicit ObjectReader(const People& people) : people_(people) {}

  JsonLdObject read(const object& thing, bool article) {
    out_ = {};
    out_.article = article;
    found_ = article ? "json-ld" : "json-ld page";
    add(thing, "headline", Field::Title);
    if (out_.candidates.empty()) add(thing, "name", Field::Title);
    if (!out_.candidates.empty()) out_.headline = out_.candidates.front().value;
    add(thing, "datePublished", Field::Published);
    if (!out_.has(Field::Published)) add(thing, "dateCreated", Field::Published);
    if (!out_.has(Field::Published)) add(thing, "uploadDate", Field::Published);
    add(thing, "dateModified", Field::Updated);
    add_people(thing, "author");
    if (!out_.has(Field::Author)) add_people(thing, "creator");
    add_named(thing, "publisher", "name", Field::Source);
    add(thing, "url", Field::Url);
    add_named(thing, "mainEntityOfPage", "@id", Field::Url);
    add(thing, "inLanguage", Field::Language);
    add_named(thing, "articleSection", "name", Field::Section);
    add_tags(thing);
    add_types(thing);
    for (const auto key : {"sourceOrganization"sv, "provider"sv})
      add_named(thing, key, "name", Field::Agency);
    add_entries(thing);
    for (const auto key : {"articleBody"sv, "text"sv})
      if (out_.body.empty()) out_.body = std::string(raw_member(thing, key));
    return std::move(static_cast<JsonLdObject&>(out_));
  }

 private:
  struct Out : JsonLdObject {
    [[nodiscard]] bool has(Field field) const {
      return std::any_of(candidates.begin(), candidates.end(),
                         [field](const auto& one) { return one.field == field; });
    }
  };

  void push(Field field, std::string value, std::string found) {
    if (!value.empty()) out_.candidates.push_back({field, std::move(value), std::move(found)});
  }

  void add(const object& thing, std::string_view key, Field field) {
    element value;
    if (thing[key].get(value) != simdjson::SUCCESS) return;
    if (value.is_array() && value.get_array().size() > 0) value = value.get_array().at(0);
    push(field, text_of(value), found_);
  }

  void add_named(const object& thing, std::string_view key, std::string_view name, Field field) {
    element value;
    if (thing[key].get(value) != simdjson::SUCCESS) return;
    std::vector<Named> names;
    add_names(value, field == Field::Source ? people_ : People{}, name, names);
    if (!names.empty()) push(field, std::move(names.front().name), found_);
  }

  void add_types(const object& thing) {
    element value;
    if (thing["@type"].get(value) != simdjson::SUCCESS) return;
    std::vector<Named> types;
    add_names(value, People{}, "@id", types);
    for (auto& [type, kind] : types)
      push(Field::Type, type.substr(type.find_last_of("/:") + 1), found_);  // npos + 1 is 0
  }

  /// Keywords are a list, a list in a list, or a text with commas.
  void add_tags(const object& thing) {
    element value;
    if (thing["keywords"].get(value) != simdjson::SUCCESS) return;
    std::vector<Named> words;
    add_names(value, People{}, "name", words);
    if (words.size() > kMaxTags) return;
    for (auto& [word, kind] : words) push(Field::Tag, std::move(word), found_);
  }

  void add_entries(const object& thing) {
    element value;
    if (thing["liveBlogUpdate"].get(value) != simdjson::SUCCESS) return;
    const auto add_one = [&](element one) {
      if (!one.is_object() || out_.entries.size() >= kMaxEntries) return;
      const object update = one.get_object();
      Draft::Entry entry;
      entry.title = utf8::one_line(unescaped(raw_member(update, "headline")));
      for (const auto key : {"articleBody"sv, "text"sv})
        if (entry.text.empty()) entry.text = std::string(raw_member(update, key));
      entry.url = utf8::one_line(raw_member(update, "url"));
      if (entry.url.empty()) entry.url = utf8::one_line(raw_member(update, "@id"));
      entry.time = utf8::one_line(raw_member(update, "datePublished"));
      element author;
      std::vector<Named> names;
      if (update["author"].get(author) == simdjson::SUCCESS)
        add_names(author, people_, "name", names);
      for (auto& [name, kind] : names)
        if (kind != Kind::Organisation) entry.authors.push_back(std::move(name));
      if (!entry.text.empty()) out_.entries.push_back(std::move(entry));
    };
    if (!value.is_array()) return add_one(value);
    for (const element one : value.get_array()) add_one(one);
  }

  void add_people(const object& thing, std::string_view key) {
    element value;
    if (thing[key].get(value) != simdjson::SUCCESS) return;
    std::vector<Named> names;
    add_names(value, people_, "name", names);
    for (auto& [name, kind] : names) {
      std::string found = found_;
      if (kind == Kind::Organisation) found += " organization";
      if (kind == Kind::Person) found += " person";
      push(Field::Author, std::move(name), std::move(found));
    }
  }

  const People& people_;
  Out out_;
  std::string found_;
};

/// Walks the lists and objects in which articles are declared.
class BlockReader {
 public:
  std::vector<JsonLdObject> read(element root) {
    note_names(root, 0);
    visit(root, 0);
    return std::move(objects_);
  }

 private:
  void note_names(element value, int level) {
    if (level > kMaxLevels) return;
    if (value.is_array()) {
      for (const element one : value.get_array()) note_names(one, level + 1);
    } else if (value.is_object()) {
      const object thing = value.get_object();
      const auto id = raw_member(thing, "@id");
      const auto name = raw_member(thing, "name");
      if (!id.empty() && !name.empty()) people_.try_emplace(std::string(id), utf8::one_line(name));
      for (const auto& [key, member] : thing)
        if (member.is_object() || member.is_array()) note_names(member, level + 1);
    }
  }

  void visit(element value, int level) {
    if (level > kMaxLevels || objects_.size() >= kMaxObjects) return;
    if (value.is_array()) {
      for (const element one : value.get_array()) visit(one, level + 1);
      return;
    }
    if (!value.is_object()) return;
    const object thing = value.get_object();
    if (is_type(thing, kArticleTypes)) {
      objects_.push_back(ObjectReader(people_).read(thing, true));
    } else if (is_type(thing, kPageTypes)) {
      objects_.push_back(ObjectReader(people_).read(thing, false));
    }
    for (const auto key : {"@graph"sv, "mainEntity"sv, "mainEntityOfPage"sv}) {
      element inner;
      if (thing[key].get(inner) == simdjson::SUCCESS) visit(inner, level + 1);
    }
  }

  People people_;
  std::vector<JsonLdObject> objects_;
};

std::string_view without_wrapper(std::string_view block) {
  block = ascii::trimmed(block);
  for (const auto opening : {"<!--"sv, "//<![CDATA["sv, "/*<![CDATA[*/"sv, "<![CDATA["sv})
    if (block.substr(0, opening.size()) == opening)
      block = ascii::trimmed(block.substr(opening.size()));
  const std::size_t last = block.find_last_of("}]");
  // A CDATA section ends in brackets of its own.
  if (last != std::string_view::npos && block.substr(0, last + 1).substr(0, 1) == "{")
    return block.substr(0, block.find_last_of('}') + 1);
  return last == std::string_view::npos ? block : block.substr(0, last + 1);
}

/// Strings may not hold raw control characters, and outside of strings a blank does as well.
std::string without_raw_controls(std::string_view json) {
  std::string out(json);
  for (char& c : out)
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  return out;
}

}  // namespace

std::vector<JsonLdObject> read_json_ld(std::string_view block) {
  const std::string json = without_raw_controls(without_wrapper(block));
  simdjson::dom::parser parser;
  element root;
  if (parser.parse(json).get(root) != simdjson::SUCCESS) return {};
  return BlockReader().read(root);
}

}  // namespace morgue
