#include "indexer/extract/plain_text.h"

#include <algorithm>

#include "indexer/extract/agency.h"
#include "indexer/extract/byline.h"
#include "indexer/extract/dateline.h"
#include "indexer/extract/markdown.h"
#include "indexer/extract/outlets.h"
#include "indexer/extract/page_time.h"
#include "indexer/extract/run_on.h"
#include "indexer/extract/scraped_page.h"
#include "indexer/extract/text_source.h"

namespace morgue {
namespace {

/// A text of more lines is no page of news but a log or a table; reading it would only cost memory.
constexpr std::ptrdiff_t kMaxLines = 1'000'000;
/// Agencies credit their reporters at the very end: "(Reporting by ...; Editing by ...)".
constexpr std::size_t kCreditWithin = 400;

/// A deck and a summary may stand in front of the paragraph with the dateline.
constexpr std::size_t kOpeningParagraphs = 3;

/// What reading an article's first and last paragraphs gives.
struct Paragraphs {
  std::string text;
  std::vector<std::string> people;
  std::optional<Dateline> dateline;
};

std::vector<std::string> reporters(std::string_view last_paragraph) {
  const auto from =
      last_paragraph.size() > kCreditWithin ? last_paragraph.size() - kCreditWithin : 0;
  for (const std::string_view credit : {"(Reporting by ", "(Reporting By ", "Reporting by "}) {
    const auto at = last_paragraph.rfind(credit);
    if (at == std::string_view::npos || at < from) continue;
    auto credits = last_paragraph.substr(at + (credit.front() == '(' ? 1 : 0));
    return byline_people(credits.substr(0, credits.find(')')));
  }
  return {};
}

Paragraphs read_paragraphs(const std::vector<Line>& lines, const PageArticle& page_article) {
  Paragraphs found;
  std::size_t opened = 0;
  for (const std::size_t i : page_article.body) {
    std::string_view paragraph = lines[i].text;
    const bool opening = lines[i].prose && opened < kOpeningParagraphs;
    if (opening && !found.dateline && found.people.empty()) {
      RunOn run = read_run_on(paragraph);
      paragraph.remove_prefix(run.bytes);
      found.people = std::move(run.people);
      found.dateline = read_dateline(paragraph);
      ++opened;
    }
    if (!found.text.empty()) found.text += "\n\n";
    found.text += paragraph;
  }
  if (found.people.empty() && !page_article.body.empty())
    found.people = reporters(lines[page_article.body.back()].text);
  return found;
}

ReadError refusal(const Draft& draft, std::string why, std::string hint) {
  return {draft.path, draft.member, std::move(why), std::move(hint)};
}

Article assembled(const Draft& draft, const std::vector<Line>& lines,
                  const PageArticle& page_article, Paragraphs paragraphs, const ArticleTime& time) {
  Article article;
  article.title = page_article.title;
  article.text = std::move(paragraphs.text);
  article.authors = page_article.authors;
  if (article.authors.empty()) article.authors = std::move(paragraphs.people);
  article.source = page_article.source;
  if (article.source.empty()) article.source = infer_source(lines, page_article);
  if (paragraphs.dateline) {
    article.dateline = paragraphs.dateline->place;
    const auto& agency = paragraphs.dateline->agency;
    article.agency = credited_agency(agency);
    if (article.source.empty() && outlet_look(agency) != OutletLook::None) article.source = agency;
  }
  article.source = outlet_name(article.source);
  article.url = page_article.url;
  article.section = page_article.section;
  article.published = time.published;
  article.published_from = time.from;
  article.updated = time.updated;
  article.file = draft.path;
  article.member = draft.member;
  return article;
}

}  // namespace

std::vector<Result<Article, ReadError>> extract_plain_text(const Draft& draft) {
  std::vector<Result<Article, ReadError>> results;
  if (std::ranges::count(draft.text, '\n') > kMaxLines) {
    results.emplace_back(failure(refusal(draft, "more than a million lines: no news text", {})));
    return results;
  }
  auto lines = logical_lines(draft.text);
  if (is_markdown(lines))
    for (Line& line : lines) unmark(line);
  const auto pages = split_page(lines);
  if (pages.empty()) {
    results.emplace_back(failure(refusal(
        draft, lines.empty() ? "the text is empty" : "no article: only headlines and labels", {})));
    return results;
  }
  std::vector<Paragraphs> paragraphs;
  std::vector<std::optional<Dateline>> datelines;
  for (const PageArticle& page : pages) {
    paragraphs.push_back(read_paragraphs(lines, page));
    datelines.push_back(paragraphs.back().dateline);
  }
  const auto times = date_articles(lines, pages, datelines, draft.file_time);
  for (std::size_t i = 0; i < pages.size(); ++i) {
    Article article = assembled(draft, lines, pages[i], std::move(paragraphs[i]), times[i]);
    if (pages.size() > 1)
      article.member = (draft.member.empty() ? "" : draft.member + "/") + std::to_string(i + 1);
    results.emplace_back(std::move(article));
  }
  return results;
}

}  // namespace morgue
