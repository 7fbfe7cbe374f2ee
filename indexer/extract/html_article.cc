#include "indexer/extract/html_article.h"

#include <algorithm>
#include <array>

#include "common/utf8.h"
#include "indexer/extract/dateline.h"
#include "indexer/extract/html_dates.h"
#include "indexer/extract/html_facts.h"
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

/// What a page that shows something else than its article says, folded.
struct Wall {
  std::string_view says;
  std::string_view is;
};
constexpr std::array kWalls = {
    Wall{"verify you are human", "bot check instead of an article"},
    Wall{"verify that you are", "bot check instead of an article"},
    Wall{"are you a robot", "bot check instead of an article"},
    Wall{"not a robot", "bot check instead of an article"},
    Wall{"unusual traffic", "bot check instead of an article"},
    Wall{"checking your browser", "bot check instead of an article"},
    Wall{"captcha", "bot check instead of an article"},
    Wall{"access denied", "page that was denied"},
    Wall{"access to this page has been denied", "page that was denied"},
    Wall{"enable javascript", "page that shows nothing without JavaScript"},
    Wall{"javascript is disabled", "page that shows nothing without JavaScript"},
    Wall{"javascript aktivieren", "page that shows nothing without JavaScript"},
    Wall{"activer javascript", "page that shows nothing without JavaScript"},
    Wall{"accept all cookies", "consent wall instead of an article"},
    Wall{"we value your privacy", "consent wall instead of an article"},
    Wall{"store and/or access information on a device", "consent wall instead of an article"},
    Wall{"consent to the use of cookies", "consent wall instead of an article"},
    Wall{"verwendung von cookies", "consent wall instead of an article"},
    Wall{"nutzung mit werbung und tracking", "consent wall instead of an article"},
    Wall{"accepter les cookies", "consent wall instead of an article"},
    Wall{"page not found", "page that was not found"},
};
/// Articles may speak of all these; walls say little else.
constexpr std::size_t kLongestWall = 1500;

std::string_view wall_of(const std::string& text) {
  if (text.size() > kLongestWall) return {};
  const std::string folded = utf8::folded(text);
  for (const Wall& wall : kWalls)
    if (folded.find(wall.says) != std::string::npos) return wall.is;
  return {};
}

/// A short caption-like byline may stand in front of the paragraph with the dateline.
std::string dateline_of(const std::vector<std::string>& paragraphs) {
  constexpr std::size_t kParagraphs = 3;
  for (std::size_t i = 0; i < std::min(kParagraphs, paragraphs.size()); ++i)
    if (const auto dateline = read_dateline(paragraphs[i]); dateline && !dateline->place.empty())
      return dateline->place;
  return {};
}

}  // namespace

std::vector<Result<Article, ReadError>> extract_html(const Draft& draft) {
  const PageView view = view_of(*draft.html);
  const MainText text = main_text(view, clues_of(draft));
  const auto refuse = [&draft](std::string_view why) {
    return std::vector<Result<Article, ReadError>>{
        failure(ReadError{draft.path, draft.member, std::string(why), {}})};
  };
  if (text.paragraphs.empty()) {
    const std::string_view wall = wall_of(utf8::one_line(draft.html->all_text(0)));
    return refuse(wall.empty() ? "page without running text" : wall);
  }
  Article article;
  article.file = draft.path;
  article.member = draft.member;
  article.external_id = draft.given.external_id;
  article.extra = draft.given.extra;
  for (const std::string& paragraph : text.paragraphs) {
    if (!article.text.empty()) article.text += "\n\n";
    article.text += paragraph;
  }
  if (const std::string_view wall = wall_of(article.text); !wall.empty()) return refuse(wall);
  article.dateline = dateline_of(text.paragraphs);
  article.source = page_source(draft);
  article.url = page_url(draft);
  article.language = page_language(draft);
  article.section = page_section(draft);
  article.title = page_title(draft, text, article.source, article.url);
  const std::vector<ShownLine> lines = lines_near_article(view, text);
  article.authors = page_authors(draft, {article.source, article.url}, lines, text);
  article.agency = page_agency(draft, lines, text);
  const PageDates dates = page_dates(draft, text, lines, article.url, article.language);
  article.published = dates.published;
  article.published_from = dates.from;
  article.published_doubtful = dates.doubtful;
  article.tags = page_tags(draft, article);
  article.type = page_type(draft, article.section, article.url);
  article.captions = page_captions(view, text);
  article.corrected = page_corrected(view, text);
  article.updated = dates.updated;
  return {std::move(article)};
}

}  // namespace morgue
