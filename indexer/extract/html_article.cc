#include "indexer/extract/html_article.h"

#include <algorithm>
#include <array>

#include "common/utf8.h"
#include "indexer/extract/html_dates.h"
#include "indexer/extract/html_fields.h"
#include "indexer/extract/main_text.h"
#include "indexer/read/ascii.h"
#include "indexer/read/entities.h"
#include "indexer/read/html_document.h"

namespace morgue {
namespace {

/// The first summary that the meta elements give.
std::string description_of(const HtmlDocument& page) {
  for (NodeId id = 0; id < page.size(); ++id) {
    if (page.tag(id) != Tag::Meta) continue;
    const auto property = page.attribute(id, Attr::Property);
    const auto name = page.attribute(id, Attr::Name);
    if (property == "og:description" || ascii::equals_folded(name, "description"))
      return unescaped(page.attribute(id, Attr::Content));
  }
  return {};
}

TextClues clues_of(const Draft& draft) {
  TextClues clues;
  for (const auto& candidate : draft.candidates)
    if (candidate.field == Draft::Candidate::Field::Title) clues.titles.push_back(candidate.value);
  clues.description = description_of(*draft.html);
  clues.body = draft.text;
  return clues;
}

}  // namespace

std::vector<Result<Article, ReadError>> extract_html(const Draft& draft) {
  const MainText text = main_text(*draft.html, clues_of(draft));
  if (text.paragraphs.empty())
    return {failure(ReadError{draft.path, draft.member, "page without running text", {}})};
  Article article;
  article.file = draft.path;
  article.member = draft.member;
  article.external_id = draft.given.external_id;
  article.extra = draft.given.extra;
  for (const std::string& paragraph : text.paragraphs) {
    if (!article.text.empty()) article.text += "\n\n";
    article.text += paragraph;
  }
  article.source = page_source(draft);
  article.url = page_url(draft);
  article.language = page_language(draft);
  article.section = page_section(draft);
  article.title = page_title(draft, text, article.source);
  const std::vector<ShownLine> lines = lines_near_article(*draft.html, text);
  article.authors = page_authors(draft, lines, article.source);
  const PageDates dates = page_dates(draft, text, lines, article.url, article.language);
  article.published = dates.published;
  article.published_from = dates.from;
  article.updated = dates.updated;
  return {std::move(article)};
}

}  // namespace morgue
