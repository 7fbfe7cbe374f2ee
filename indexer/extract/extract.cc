#include "indexer/extract/extract.h"

#include <algorithm>

#include "common/utf8.h"
#include "indexer/extract/agency.h"
#include "indexer/extract/byline.h"
#include "indexer/extract/corrections.h"
#include "indexer/extract/dateline.h"
#include "indexer/extract/fragment.h"
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

/// What stands in front of the first sentence and is stated nowhere else.
void read_opening(Article& article) {
  const auto dateline = read_dateline(article.text);
  if (!dateline) return;
  if (article.dateline.empty()) article.dateline = dateline->place;
  if (article.agency.empty()) article.agency = credited_agency(dateline->agency);
}

/// A feed's body may open with the byline that its fields don't have. What the fields say is kept
/// even where it names nobody ("admin", an agency).
void complete_authors(Article& article, const std::vector<std::string>& stated) {
  if (!article.authors.empty()) return;
  const std::string_view first =
      std::string_view(article.text).substr(0, article.text.find("\n\n"));
  if (is_byline(first)) article.authors = byline_people(first);
  const auto is_byline_field = [](const auto& field) { return field.first == "x-byline"; };
  if (stated.empty() || std::ranges::any_of(article.extra, is_byline_field)) return;
  std::string all;
  for (const std::string& line : stated) all += (all.empty() ? "" : "; ") + line;
  article.extra.emplace_back("x-byline", std::move(all));
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
    if (article.published)
      article.published_from = stated.found == "http" ? DateOrigin::Header : DateOrigin::Given;
  }
}

Article given_article(const Draft& draft) {
  Article article = draft.fragment ? fragment_article(draft) : draft.given;
  article.file = draft.path;
  article.member = draft.member;
  article.authors = people_of(draft.given.authors);
  if (draft.fragment) complete_authors(article, draft.given.authors);
  if (article.dateline.empty() || article.agency.empty()) read_opening(article);
  for (const std::string& line : draft.given.authors)
    if (article.agency.empty()) article.agency = credited_agency(line);
  fill_from_container(draft, article);
  return article;
}

std::vector<Result<Article, ReadError>> extracted(const Draft& draft) {
  if (draft.as_given || draft.fragment) return {given_article(draft)};
  if (draft.html) return extract_html(draft);
  auto articles = extract_plain_text(draft);
  if (articles.size() == 1 && articles.front()) fill_from_container(draft, *articles.front());
  return articles;
}

}  // namespace

std::vector<Result<Article, ReadError>> extract(const Draft& draft) {
  auto articles = extracted(draft);
  for (auto& article : articles)
    if (article) article->corrected = article->corrected || says_corrected(*article);
  return articles;
}

}  // namespace morgue
