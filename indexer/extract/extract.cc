#include "indexer/extract/extract.h"

#include "common/utf8.h"
#include "indexer/extract/byline.h"
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

Article given_article(const Draft& draft) {
  Article article = draft.fragment ? fragment_article(draft) : draft.given;
  article.file = draft.path;
  article.member = draft.member;
  article.authors = people_of(draft.given.authors);
  return article;
}

}  // namespace

std::vector<Result<Article, ReadError>> extract(const Draft& draft) {
  if (draft.as_given || draft.fragment) return {given_article(draft)};
  if (draft.html) return extract_html(draft);
  return extract_plain_text(draft);
}

}  // namespace morgue
