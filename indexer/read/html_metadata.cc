#include "indexer/read/html_metadata.h"

#include <algorithm>
#include <array>
#include <optional>

#include "common/utf8.h"
#include "indexer/read/ascii.h"
#include "indexer/read/entities.h"
#include "indexer/read/json_ld.h"

namespace morgue {
namespace {

using namespace std::literals;
using Field = Draft::Candidate::Field;

struct MetaName {
  std::string_view name;
  Field field;
};

/// Names of meta elements, in lower case: OpenGraph, Dublin Core, and what the analytics and
/// content systems of publishers write (Parse.ly, Sailthru, Chartbeat, cXense, WordPress).
constexpr std::array kMetaNames = {
    MetaName{"og:title", Field::Title},
    MetaName{"twitter:title", Field::Title},
    MetaName{"parsely-title", Field::Title},
    MetaName{"sailthru.title", Field::Title},
    MetaName{"dc.title", Field::Title},
    MetaName{"dcterms.title", Field::Title},
    MetaName{"hdl", Field::Title},
    MetaName{"headline", Field::Title},
    MetaName{"citation_title", Field::Title},
    MetaName{"title", Field::Title},
    MetaName{"author", Field::Author},
    MetaName{"article:author", Field::Author},
    MetaName{"article:author_name", Field::Author},
    MetaName{"og:author", Field::Author},
    MetaName{"parsely-author", Field::Author},
    MetaName{"sailthru.author", Field::Author},
    MetaName{"dc.creator", Field::Author},
    MetaName{"dcterms.creator", Field::Author},
    MetaName{"dc.creator.personalname", Field::Author},
    MetaName{"cxenseparse:author", Field::Author},
    MetaName{"cxenseparse:recs:author", Field::Author},
    MetaName{"citation_author", Field::Author},
    MetaName{"byl", Field::Author},
    MetaName{"byline", Field::Author},
    MetaName{"article.author", Field::Author},
    MetaName{"authors", Field::Author},
    MetaName{"creator", Field::Author},
    MetaName{"article:published_time", Field::Published},
    MetaName{"article:published", Field::Published},
    MetaName{"article:post_date", Field::Published},
    MetaName{"article.published", Field::Published},
    MetaName{"og:article:published_time", Field::Published},
    MetaName{"og:published_time", Field::Published},
    MetaName{"og:pubdate", Field::Published},
    MetaName{"datepublished", Field::Published},
    MetaName{"rnews:datepublished", Field::Published},
    MetaName{"parsely-pub-date", Field::Published},
    MetaName{"sailthru.date", Field::Published},
    MetaName{"pubdate", Field::Published},
    MetaName{"publishdate", Field::Published},
    MetaName{"publish-date", Field::Published},
    MetaName{"publish_date", Field::Published},
    MetaName{"published", Field::Published},
    MetaName{"published_time", Field::Published},
    MetaName{"publication_date", Field::Published},
    MetaName{"published-date", Field::Published},
    MetaName{"article_date_original", Field::Published},
    MetaName{"originalpublicationdate", Field::Published},
    MetaName{"displaydate", Field::Published},
    MetaName{"cxenseparse:recs:publishtime", Field::Published},
    MetaName{"citation_publication_date", Field::Published},
    MetaName{"citation_date", Field::Published},
    MetaName{"dcterms.created", Field::Published},
    MetaName{"dcterms.issued", Field::Published},
    MetaName{"dc.date.issued", Field::Published},
    MetaName{"dc.date.created", Field::Published},
    MetaName{"dcterms.date", Field::Published},
    MetaName{"dc.date", Field::Published},
    MetaName{"dc:date", Field::Published},
    MetaName{"date", Field::Published},
    MetaName{"bt:pubdate", Field::Published},
    MetaName{"vr:published_time", Field::Published},
    MetaName{"ptime", Field::Published},
    MetaName{"pdate", Field::Published},
    MetaName{"article:modified_time", Field::Updated},
    MetaName{"article:modified", Field::Updated},
    MetaName{"og:updated_time", Field::Updated},
    MetaName{"og:article:modified_time", Field::Updated},
    MetaName{"datemodified", Field::Updated},
    MetaName{"dcterms.modified", Field::Updated},
    MetaName{"dc.date.modified", Field::Updated},
    MetaName{"last-modified", Field::Updated},
    MetaName{"lastmod", Field::Updated},
    MetaName{"last_updated_date", Field::Updated},
    MetaName{"og:site_name", Field::Source},
    MetaName{"dc.publisher", Field::Source},
    MetaName{"dcterms.publisher", Field::Source},
    MetaName{"citation_journal_title", Field::Source},
    MetaName{"cre", Field::Source},
    MetaName{"source", Field::Source},
    MetaName{"publisher", Field::Source},
    MetaName{"application-name", Field::Source},
    MetaName{"apple-mobile-web-app-title", Field::Source},
    MetaName{"og:url", Field::Url},
    MetaName{"twitter:url", Field::Url},
    MetaName{"parsely-link", Field::Url},
    MetaName{"dc.identifier", Field::Url},
    MetaName{"og:locale", Field::Language},
    MetaName{"content-language", Field::Language},
    MetaName{"dc.language", Field::Language},
    MetaName{"dcterms.language", Field::Language},
    MetaName{"language", Field::Language},
    MetaName{"article:section", Field::Section},
    MetaName{"section", Field::Section},
    MetaName{"parsely-section", Field::Section},
    MetaName{"cxenseparse:category", Field::Section},
    MetaName{"og:section", Field::Section},
    MetaName{"article:tag", Field::Tag},
    MetaName{"og:article:tag", Field::Tag},
    MetaName{"news_keywords", Field::Tag},
    MetaName{"parsely-tags", Field::Tag},
    MetaName{"sailthru.tags", Field::Tag},
    MetaName{"dc.subject", Field::Tag},
    MetaName{"keywords", Field::Tag},
    MetaName{"og:type", Field::Type},
};

struct ItemProp {
  std::string_view name;
  Field field;
};
constexpr std::array kItemProps = {
    ItemProp{"headline", Field::Title},        ItemProp{"datepublished", Field::Published},
    ItemProp{"datecreated", Field::Published}, ItemProp{"datemodified", Field::Updated},
    ItemProp{"author", Field::Author},         ItemProp{"articlesection", Field::Section},
    ItemProp{"inlanguage", Field::Language}};

/// No declaration is longer; what is, is text that got into the wrong place.
constexpr std::size_t kMaxValueBytes = 2000;

std::string clean(std::string_view text) {
  return utf8::one_line(unescaped(utf8::prefix(text, kMaxValueBytes)));
}

std::optional<Field> field_of_meta(std::string_view folded) {
  for (const MetaName& known : kMetaNames)
    if (known.name == folded) return known.field;
  return std::nullopt;
}

/// Calls `visit` for each word of a list of words ("og:title title").
template <typename Visit>
void for_each_word(std::string_view list, Visit visit) {
  while (!(list = ascii::trimmed(list)).empty()) {
    const auto end = std::min(list.find_first_of(" \t\r\n"), list.size());
    visit(list.substr(0, end));
    list.remove_prefix(end);
  }
}

class MetadataReader {
 public:
  explicit MetadataReader(const HtmlDocument& page) : page_(page) {}

  PageMetadata read() {
    for (NodeId id = 0; id < page_.size(); ++id) visit(id);
    PageMetadata out;
    choose_json_ld(out);
    std::move(declared_.begin(), declared_.end(), std::back_inserter(out.candidates));
    return out;
  }

 private:
  void visit(NodeId id) {
    switch (page_.tag(id)) {
      case Tag::Text:
        return;
      case Tag::Html:
        add(Field::Language, page_.attribute(id, Attr::Lang), "html lang");
        return;
      case Tag::Title:
        if (title_.empty()) add(Field::Title, title_ = page_.all_text(id), "title");
        return;
      case Tag::Meta:
        visit_meta(id);
        return;
      case Tag::Link:
        for_each_word(page_.attribute(id, Attr::Rel), [&](std::string_view rel) {
          if (ascii::equals_folded(rel, "canonical"))
            add(Field::Url, page_.attribute(id, Attr::Href), "canonical");
        });
        break;
      case Tag::A:
        for_each_word(page_.attribute(id, Attr::Rel), [&](std::string_view rel) {
          if (ascii::equals_folded(rel, "tag")) add(Field::Tag, page_.all_text(id), "rel-tag");
        });
        break;
      case Tag::Script:
        for (auto& object : read_json_ld(page_.all_text(id))) objects_.push_back(std::move(object));
        return;
      default:
        break;
    }
    visit_microdata(id);
  }

  void visit_meta(NodeId id) {
    const auto content = page_.attribute(id, Attr::Content);
    if (content.empty()) return;
    for (const Attr name : {Attr::Property, Attr::Name, Attr::Itemprop})
      for_each_word(page_.attribute(id, name), [&](std::string_view word) {
        const std::string folded = ascii::folded(word);
        if (const auto field = field_of_meta(folded)) add(*field, content, folded);
      });
  }

  void visit_microdata(NodeId id) {
    if (!page_.has_attribute(id, Attr::Itemprop)) return;
    for_each_word(page_.attribute(id, Attr::Itemprop), [&](std::string_view word) {
      for (const ItemProp& known : kItemProps)
        if (ascii::equals_folded(word, known.name))
          add(known.field, value_of(id, known.field), "itemprop");
    });
  }

  std::string value_of(NodeId id, Field field) const {
    for (const Attr name : {Attr::Content, Attr::Datetime})
      if (const auto value = page_.attribute(id, name); !value.empty()) return std::string(value);
    // The author is an item of its own, with a name in it.
    if (field == Field::Author)
      for (NodeId at = id + 1; at < page_.end(id); ++at)
        if (ascii::equals_folded(page_.attribute(at, Attr::Itemprop), "name")) {
          const auto content = page_.attribute(at, Attr::Content);
          return content.empty() ? page_.all_text(at) : std::string(content);
        }
    return page_.all_text(id);
  }

  void add(Field field, std::string_view value, std::string_view found) {
    std::string text = clean(value);
    if (!text.empty()) declared_.push_back({field, std::move(text), std::string(found)});
  }

  /// Pages declare their teasers as well: the object whose headline the page repeats is its own.
  void choose_json_ld(PageMetadata& out) {
    std::vector<std::string> titles;
    for (const auto& one : declared_)
      if (one.field == Field::Title) titles.push_back(utf8::folded(one.value));
    const JsonLdObject* best = nullptr;
    const JsonLdObject* around = nullptr;
    int best_score = -1;
    for (const JsonLdObject& object : objects_) {
      if (!object.article) {
        if (around == nullptr) around = &object;
        continue;
      }
      const std::string headline = utf8::folded(object.headline);
      const bool repeated =
          !headline.empty() && std::any_of(titles.begin(), titles.end(), [&](const auto& title) {
            return title.find(headline) != std::string::npos ||
                   headline.find(title) != std::string::npos;
          });
      const int score = (repeated ? 4 : 0) + (object.body.empty() ? 0 : 1);
      if (score > best_score) {
        best = &object;
        best_score = score;
      }
    }
    if (best != nullptr) {
      out.candidates = best->candidates;
      out.body = best->body;
      out.entries = best->entries;
    }
    if (around != nullptr)
      out.candidates.insert(out.candidates.end(), around->candidates.begin(),
                            around->candidates.end());
  }

  const HtmlDocument& page_;
  std::string title_;
  std::vector<Draft::Candidate> declared_;
  std::vector<JsonLdObject> objects_;
};

}  // namespace

PageMetadata page_metadata(const HtmlDocument& page) { return MetadataReader(page).read(); }

}  // namespace morgue
