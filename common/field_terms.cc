#include "common/field_terms.h"

#include <algorithm>

#include "common/field_terms_about.h"
#include "common/names.h"
#include "common/schema.h"
#include "common/text.h"

namespace morgue {
namespace {

class Terms {
 public:
  void add(std::string_view prefix, std::string_view value) {
    if (!value.empty()) terms_.push_back(schema::term(prefix, value));
  }
  void add_key(std::string_view prefix, std::string_view value) { add(prefix, word_key(value)); }
  void add_name(std::string_view prefix, std::string_view name) {
    add_all(prefix, name_forms(name));
  }
  void add_all(std::string_view prefix, const std::vector<std::string>& values) {
    for (const std::string& value : values) add(prefix, value);
  }
  std::vector<std::string> sorted() {
    std::sort(terms_.begin(), terms_.end());
    terms_.erase(std::unique(terms_.begin(), terms_.end()), terms_.end());
    return std::move(terms_);
  }

 private:
  std::vector<std::string> terms_;
};

std::string lower_ascii(std::string_view s) {
  std::string out(s);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  return out;
}

/// "news.herald.example" and its parents "herald.example" and "example".
void add_hosts(Terms& terms, std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == std::string_view::npos) return;
  std::string_view host = url.substr(scheme + 3);
  host = host.substr(0, host.find_first_of("/?#"));
  if (const auto at = host.rfind('@'); at != std::string_view::npos) host.remove_prefix(at + 1);
  host = host.substr(0, host.find(':'));
  while (!host.empty()) {
    terms.add(schema::kHost, host);
    const auto dot = host.find('.');
    if (dot == std::string_view::npos) break;
    host.remove_prefix(dot + 1);
  }
}

void add_days(Terms& terms, const Timestamp& published) {
  const Day day = published.local_day();
  terms.add({}, schema::year_term(day));
  if (published.precision >= Precision::Month) terms.add({}, schema::month_term(day));
  if (published.precision >= Precision::Day) terms.add({}, schema::day_term(day));
}

std::string_view prefix_of(EntityKind kind) {
  switch (kind) {
    case EntityKind::Person:
      return schema::kPerson;
    case EntityKind::Org:
      return schema::kOrg;
    case EntityKind::Place:
      return schema::kPlace;
    case EntityKind::Misc:
      break;
  }
  return schema::kMisc;
}

/// Who is named, and who is quoted: a speaker that is an entity also by what it is called.
void add_names(Terms& terms, const AnnotatedArticle& content) {
  const auto written = written_keys(content);
  for (std::size_t i = 0; i < content.entities.size(); ++i) {
    const Entity& entity = content.entities[i];
    terms.add(prefix_of(entity.kind), schema::kAny);
    terms.add_name(prefix_of(entity.kind), entity.name);
    terms.add_all(prefix_of(entity.kind), written[i]);
  }
  if (!content.quotations.empty()) terms.add(schema::kSpeaker, schema::kAny);
  std::vector<bool> speaks(content.entities.size(), false);
  for (const Quotation& quotation : content.quotations) {
    terms.add_name(schema::kSpeaker, quotation.speaker);
    if (quotation.entity) speaks[*quotation.entity] = true;
  }
  for (std::size_t i = 0; i < speaks.size(); ++i)
    if (speaks[i]) terms.add_all(schema::kSpeaker, written[i]);
}

/// What is: and has: ask for, as far as the article tells it by itself.
void add_marks(Terms& terms, const Article& article) {
  if (article.type != ArticleType::Story) terms.add(schema::kType, to_string(article.type));
  const bool updated =
      article.updated && article.published && article.updated->instant > article.published->instant;
  if (updated) terms.add(schema::kIs, schema::kUpdatedMark);
  if (!article.agency.empty()) terms.add(schema::kIs, schema::kWireMark);
  if (article.corrected) terms.add(schema::kHas, schema::kCorrectionMark);
  if (!article.captions.empty()) terms.add(schema::kHas, schema::kPhotoMark);
}

}  // namespace

std::vector<std::vector<std::string>> written_keys(const AnnotatedArticle& content) {
  std::vector<std::vector<std::string>> keys(content.entities.size());
  for (const Mention& mention : content.mentions) {
    if (content.entities[mention.entity].kind == EntityKind::Person) continue;
    const std::string& field = mention.in_title ? content.article.title : content.article.text;
    std::string key = word_key(mention.where.of(field));
    if (!key.empty()) keys[mention.entity].push_back(std::move(key));
  }
  for (auto& of_one : keys) {
    std::sort(of_one.begin(), of_one.end());
    of_one.erase(std::unique(of_one.begin(), of_one.end()), of_one.end());
  }
  return keys;
}

std::vector<std::string> field_terms(const StoredArticle& stored) {
  const Article& article = stored.content.article;
  Terms terms;
  terms.add(schema::kId, to_string(stored.id));
  terms.add_key(schema::kSource, article.source);
  terms.add_key(schema::kSection, article.section);
  terms.add_key(schema::kAgency, article.agency);
  terms.add_key(schema::kDateline, article.dateline);
  for (const std::string& word : words(article.dateline)) terms.add(schema::kDateline, word);
  terms.add(schema::kLanguage, article.language);
  const std::string url = lower_ascii(article.url);
  terms.add(schema::kUrl, url);
  add_hosts(terms, url);
  terms.add(schema::kPath, article.file);
  terms.add(schema::kExternalId, article.external_id);
  for (const auto& [name, value] : article.extra)
    terms.add(schema::kCustom, name + ':' + word_key(value));
  if (!article.authors.empty()) terms.add(schema::kAuthor, schema::kAny);
  for (const std::string& author : article.authors) terms.add_name(schema::kAuthor, author);
  add_marks(terms, article);
  add_names(terms, stored.content);
  for (const DateMention& mention : stored.content.dates)
    terms.add_all({}, about_terms(mention.from, mention.to));
  if (article.published) add_days(terms, *article.published);
  return terms.sorted();
}

}  // namespace morgue
