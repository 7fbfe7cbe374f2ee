// Feeds. RSS and Atom are read by one table of names: writers mix them (an RSS item with
// <atom:updated>, an Atom entry with <dc:creator>), and no name means two things.
//
//   title      title, dc:title, media:title
//   address    link (its text, or href of rel=alternate), else a guid that is a permalink
//   id         guid, id, rdf:about
//   published  pubDate, published, issued, dc:date, dcterms:issued, ...; else updated
//   body       content:encoded > content, xhtml:body > description, summary, itunes:summary, ...
#include <fmt/format.h>

#include <set>
#include <vector>

#include "common/utf8.h"
#include "indexer/read/ascii.h"
#include "indexer/read/feed_date.h"
#include "indexer/read/stated_draft.h"
#include "indexer/read/wire_story.h"
#include "indexer/read/wordpress.h"
#include "indexer/read/xml_readers.h"

namespace morgue {
namespace {

using namespace std::literals;
using Id = XmlDocument::Id;
using Names = std::initializer_list<std::string_view>;

/// A description with this much text is an article and not the summary of one. Our own: the longest
/// summaries of news feeds have some 700 bytes.
constexpr std::size_t kFullTextBytes = 1000;

bool is_absolute(std::string_view url) {
  return ascii::starts_with_folded(url, "http://") || ascii::starts_with_folded(url, "https://");
}

/// The scheme and host of an address: "https://a.example".
std::string_view origin_of(std::string_view url) {
  if (!is_absolute(url)) return {};
  return url.substr(0, url.find('/', url.find("://") + 3));
}

class FeedReader {
 public:
  FeedReader(const RawDocument& raw, const XmlDocument& feed)
      : raw_(raw), feed_(feed), channel_(feed.child(0, {"channel"})) {
    source_ = line(channel_, {"title", "atom:title", "dc:title"});
    language_ = language_code(line(channel_, {"language", "dc:language"}));
    if (language_.empty()) language_ = language_code(feed.attribute(0, "lang"));
    if (language_.empty()) language_ = language_code(feed.attribute(channel_, "lang"));
    link_ = link_of(channel_);
    authors_ = authors_of(channel_);
  }

  Drafts read() {
    const std::string& root = feed_.name(0);
    if (root == "entry" || root == "atom:entry") {
      source_.clear();
      return {entry(0, raw_.member)};
    }
    std::vector<Id> entries = feed_.below(0, "item");
    for (const auto name : {"entry"sv, "atom:entry"sv})
      for (const Id id : feed_.below(0, name)) entries.push_back(id);
    if (entries.empty()) return {failure(refusal(raw_, "a feed without entries"))};
    Drafts out;
    for (const Id id : entries) {
      ++number_;
      out.push_back(entry(id, part_name(raw_, name_of(id))));
    }
    return out;
  }

 private:
  [[nodiscard]] std::string text(Id parent, Names names) const {
    for (const auto name : names)
      if (const Id id = feed_.child(parent, {name}))
        if (std::string found = feed_.text(id); !ascii::trimmed(found).empty()) return found;
    return {};
  }
  [[nodiscard]] std::string line(Id parent, Names names) const {
    return plain_line(text(parent, names));
  }

  /// The address of an entry or feed; the one of the entry itself before those of other kinds.
  [[nodiscard]] std::string link_of(Id id) const {
    std::string other;
    for (const Id link : feed_.children(id, {"link", "atom:link"})) {
      const auto rel = feed_.attribute(link, "rel");
      std::string href = utf8::one_line(feed_.attribute(link, "href"));
      if (href.empty()) href = utf8::one_line(feed_.text(link));
      // What follows a link that is never closed is no part of it.
      href.resize(std::min(href.find(' '), href.size()));
      if (href.empty()) continue;
      if ((rel.empty() || rel == "alternate") && feed_.name(link) == "link") return href;
      if (rel.empty() || rel == "alternate") other = href;
    }
    return other;
  }

  [[nodiscard]] std::string guid_of(Id id) const {
    std::string guid = utf8::one_line(text(id, {"guid", "id", "atom:id", "dc:identifier"}));
    if (guid.empty()) guid = utf8::one_line(feed_.attribute(id, "about"));
    return guid;
  }

  [[nodiscard]] std::string url_of(Id id) const {
    std::string url = utf8::one_line(text(id, {"feedburner:origlink"}));
    if (url.empty()) url = link_of(id);
    if (url.empty()) {
      const Id guid = feed_.child(id, {"guid"});
      const bool permalink =
          guid != 0 && !ascii::equals_folded(feed_.attribute(guid, "ispermalink"), "false");
      if (permalink || guid == 0) url = guid_of(id);
      if (!is_absolute(url)) url.clear();
    }
    if (url.starts_with('/') && !url.starts_with("//")) url.insert(0, origin_of(link_));
    return url;
  }

  std::string name_of(Id id) {
    for (const std::string& name : {link_of(id), guid_of(id)})
      if (!name.empty() && names_.insert(name).second) return name;
    return fmt::format("{}", number_);
  }

  [[nodiscard]] std::optional<Timestamp> date_of(Id id, Names names) const {
    for (const auto name : names)
      if (auto time = parse_feed_date(text(id, {name}))) return time;
    return {};
  }

  [[nodiscard]] std::vector<std::string> authors_of(Id id) const {
    std::vector<std::string> authors;
    const auto add = [&authors](std::string_view name) {
      std::string clean = name_without_address(plain_line(name));
      for (const std::string& known : authors)
        if (known == clean) return;
      if (!clean.empty()) authors.push_back(std::move(clean));
    };
    for (const Names& names : {Names{"dc:creator", "author", "atom:author"},
                               Names{"itunes:author", "dc:contributor", "media:credit"}}) {
      for (const Id author : feed_.children(id, names)) {
        if (authors.size() >= kMostValues) break;
        const Id name = feed_.child(author, {"name", "atom:name"});
        add(feed_.text(name != 0 ? name : author));
      }
      if (!authors.empty()) break;
    }
    return authors;
  }

  [[nodiscard]] std::vector<std::string> tags_of(Id id) const {
    std::vector<std::string> tags;
    for (const Id category : feed_.children(id, {"category", "atom:category", "dc:subject"})) {
      std::string tag(feed_.attribute(category, "label"));
      if (tag.empty()) tag = feed_.attribute(category, "term");
      if (tag.empty()) tag = feed_.text(category);
      add_once(tags, tag);
    }
    return tags;
  }

  [[nodiscard]] std::string source_of(Id id) const {
    const Id source = feed_.child(id, {"source", "atom:source", "dc:publisher"});
    if (source == 0) return source_;
    const Id title = feed_.child(source, {"title", "atom:title"});
    std::string name = plain_line(feed_.text(title != 0 ? title : source));
    if (title == 0 && feed_.has_elements(source)) name.clear();
    return name.empty() || is_absolute(name) ? source_ : name;
  }

  /// Markup or text of a content element, however it is packed.
  [[nodiscard]] StatedBody body_in(Id content) const {
    const std::string type = ascii::folded(feed_.attribute(content, "type"));
    if (feed_.has_elements(content)) return {feed_.markup(content), true};
    const bool plain = type == "text/plain" || (type == "text" && !has_markup(feed_.text(content)));
    return {feed_.text(content), !plain};
  }

  /// The first of these elements that says anything.
  [[nodiscard]] StatedBody body_of(Id id, Names names) const {
    for (const auto name : names)
      for (const Id content : feed_.children(id, {name}))
        if (StatedBody body = body_in(content); !ascii::trimmed(body.content).empty()) return body;
    return {};
  }

  [[nodiscard]] StatedBody content_of(Id id, Article& fields) const {
    StatedBody body = body_of(
        id, {"content:encoded", "content", "atom:content", "body", "fullstory", "fulltext"});
    if (!body.content.empty() && feed_.child(id, {"wp:post_type"}) != 0)
      body.content = wordpress_markup(body.content);
    if (!body.content.empty()) return body;
    body = body_of(id, {"description", "summary", "atom:summary", "itunes:summary",
                        "media:description", "dc:description", "itunes:subtitle"});
    if (body.content.empty())
      if (const Id group = feed_.child(id, {"media:group"}))
        body = body_of(group, {"media:description"});
    if (body.content.size() < kFullTextBytes)
      fields.extra.emplace_back("x-content", body.content.empty() ? "title" : "summary");
    return body;
  }

  [[nodiscard]] Article fields_of(Id id) const {
    Article fields;
    fields.title = line(id, {"title", "atom:title", "dc:title", "media:title"});
    fields.url = url_of(id);
    fields.source = source_of(id);
    fields.authors = authors_of(id);
    if (fields.authors.empty()) fields.authors = authors_;
    fields.tags = tags_of(id);
    fields.language = language_code(feed_.attribute(id, "lang"));
    if (fields.language.empty()) fields.language = language_code(line(id, {"dc:language"}));
    if (fields.language.empty()) fields.language = language_;
    fields.updated = date_of(id, {"updated", "atom:updated", "modified", "dcterms:modified"});
    fields.published =
        date_of(id, {"pubdate", "published", "atom:published", "issued", "dc:date",
                     "dcterms:issued", "dcterms:created", "created", "date", "wp:post_date"});
    if (!fields.published) fields.published = fields.updated;
    if (fields.published) fields.published_from = DateOrigin::Given;
    if (fields.updated == fields.published) fields.updated.reset();
    if (std::string guid = guid_of(id); !guid.empty())
      fields.extra.emplace_back("x-guid", std::move(guid));
    return fields;
  }

  /// Exports of WordPress hold pictures and menus beside the posts.
  [[nodiscard]] std::string no_post(Id id) const {
    const std::string type = line(id, {"wp:post_type"});
    if (type == "attachment") return "a picture, not a story";
    if (type == "nav_menu_item") return "a menu item, not a story";
    return {};
  }

  [[nodiscard]] Result<Draft, ReadError> entry(Id id, std::string member) const {
    Draft draft = draft_from(raw_, std::move(member));
    Article fields = fields_of(id);
    if (const std::string why = no_post(id); !why.empty())
      return failure(ReadError{draft.path, draft.member, why, {}});
    StatedBody body = content_of(id, fields);
    // What follows the entries in a broken feed may look like one.
    if (fields.title.empty() && body.content.empty() && fields.url.empty())
      return failure(ReadError{draft.path, draft.member, "feed entry without title and text", {}});
    for (const std::string& part : {guid_of(id), fields.url, fields.title, body.content})
      draft.record.append(part) += '\0';
    if (fields.published) draft.record += to_iso8601(*fields.published);
    return stated_draft(std::move(draft), std::move(fields), std::move(body));
  }

  const RawDocument& raw_;
  const XmlDocument& feed_;
  Id channel_;  // the root where there is none
  std::string source_;
  std::string language_;
  std::string link_;
  std::vector<std::string> authors_;
  std::size_t number_ = 0;
  std::set<std::string> names_;
};

}  // namespace

Drafts read_feed(const RawDocument& raw, const XmlDocument& feed) {
  return FeedReader(raw, feed).read();
}

}  // namespace morgue
