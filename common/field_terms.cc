#include "common/field_terms.h"

#include <algorithm>

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
    for (const std::string& form : name_forms(name)) add(prefix, form);
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

}  // namespace

std::vector<std::string> field_terms(const StoredArticle& stored) {
  const Article& article = stored.content.article;
  Terms terms;
  terms.add(schema::kId, to_string(stored.id));
  terms.add_key(schema::kSource, article.source);
  terms.add_key(schema::kSection, article.section);
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
  for (const std::string& author : article.authors) terms.add_name(schema::kAuthor, author);
  for (const Entity& entity : stored.content.entities)
    if (entity.kind == EntityKind::Person) terms.add_name(schema::kPerson, entity.name);
  if (article.published) add_days(terms, *article.published);
  return terms.sorted();
}

}  // namespace morgue
