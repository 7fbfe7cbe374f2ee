#include "indexer/extract/extract.h"

#include "common/utf8.h"
#include "indexer/extract/byline.h"
#include "indexer/extract/html_article.h"
#include "indexer/extract/plain_text.h"

namespace morgue {
namespace {

/// A record gives its authors as one string or as many, with "By" or without.
std::vector<std::string> people_of(const std::vector<std::string>& given) {
  std::vector<std::string> people;
  for (const std::string& line : given)
    for (std::string& name : byline_people(line)) people.push_back(std::move(name));
  return people;
}

/// What the container states counts where the article itself says nothing.
void fill_from_container(const Draft& draft, Article& article) {
  using Field = Candidate::Field;
  for (const Candidate& stated : draft.candidates) {
    if (stated.field == Field::Url && article.url.empty()) article.url = stated.value;
    if (stated.field == Field::Source && article.source.empty()) article.source = stated.value;
    if (stated.field != Field::Published || stated.found == "saved" || article.published) continue;
    article.published = parse_rfc822(stated.value);
    if (!article.published) article.published = parse_iso8601(stated.value);
    if (article.published) article.published_from = DateOrigin::Header;
  }
}

Article given_article(const Draft& draft) {
  Article article = draft.given;
  article.file = draft.path;
  article.member = draft.member;
  article.authors = people_of(draft.given.authors);
  fill_from_container(draft, article);
  return article;
}

}  // namespace

std::vector<Result<Article, ReadError>> extract(const Draft& draft) {
  if (draft.as_given) return {given_article(draft)};
  if (draft.html) return extract_html(draft);
  auto articles = extract_plain_text(draft);
  if (articles.size() == 1 && articles.front()) fill_from_container(draft, *articles.front());
  return articles;
}

}  // namespace morgue
