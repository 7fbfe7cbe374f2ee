#include "indexer/extract/html_article.h"

#include <algorithm>
#include <array>

#include "common/utf8.h"
#include "indexer/extract/byline.h"
#include "indexer/extract/dateline.h"
#include "indexer/extract/html_dates.h"
#include "indexer/extract/html_facts.h"
#include "indexer/extract/html_fields.h"
#include "indexer/extract/html_hints.h"
#include "indexer/extract/html_parts.h"
#include "indexer/extract/html_prune.h"
#include "indexer/extract/html_walls.h"
#include "indexer/extract/junk_lines.h"
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

/// A short caption-like byline may stand in front of the paragraph with the dateline.
std::string dateline_of(const std::vector<std::string>& paragraphs) {
  constexpr std::size_t kParagraphs = 3;
  for (std::size_t i = 0; i < std::min(kParagraphs, paragraphs.size()); ++i)
    if (const auto dateline = read_dateline(paragraphs[i]); dateline && !dateline->place.empty())
      return dateline->place;
  return {};
}

/// Articles with their texts from their paragraphs, so that nobody forgets the blank line.
std::string joined(const std::vector<std::string>& paragraphs) {
  std::string text;
  for (const std::string& paragraph : paragraphs) {
    if (!text.empty()) text += "\n\n";
    text += paragraph;
  }
  return text;
}

/// What an update of a live blog or a newsflash shows, where it has no running text: "Goal! One
/// all."
std::vector<std::string> short_text(const PageView& view) {
  constexpr std::uint32_t kFewestLetters = 3;
  constexpr double kLinked = 0.5;
  std::vector<std::string> out;
  const std::vector<Block> blocks = page_blocks(view.page, furniture(view));
  for (const Block& block : blocks)
    if (block.tag != Tag::H1 && block.weight >= kFewestLetters && block.link_share() < kLinked &&
        !is_junk_line(block.text) && !is_byline(block.text) && !parse_page_date(block.text))
      out.push_back(block.text);
  return out;
}

/// What a named body holds if that is nothing but links: notes of what somebody read.
std::vector<std::string> linked_body(const PageView& view) {
  constexpr std::uint32_t kFewestLetters = 200;
  const std::vector<bool> cut = furniture(view);
  for (NodeId id = 1; id < view.page.size(); id = cut[id] ? view.page.end(id) : id + 1) {
    if (cut[id] || (view.hints[id] & kHintBody) == 0) continue;
    std::vector<std::string> text;
    std::uint32_t letters = 0;
    for (const Block& block : page_blocks(view.page, cut)) {
      if (!view.page.contains(id, block.begin) || is_junk_line(block.text)) continue;
      text.push_back(block.text);
      letters += block.weight;
    }
    return letters >= kFewestLetters ? text : std::vector<std::string>{};
  }
  return {};
}

/// A newsflash: a page with hardly anything but a few words.
std::vector<std::string> newsflash(const PageView& view) {
  std::size_t all = 0;
  for (const Block& block : view.blocks) all += block.text.size();
  std::vector<std::string> text = short_text(view);
  std::size_t bytes = 0;
  for (const std::string& line : text) bytes += line.size();
  return 2 * bytes >= all ? text : std::vector<std::string>{};
}

Result<Article, ReadError> article_of(const Draft& draft, const PageView& view,
                                      const MainText& text) {
  const std::string wall = text.paragraphs.empty() ? why_no_text(draft, view)
                                                   : wall_instead(draft, view, text.paragraphs);
  if (!wall.empty()) return failure(ReadError{draft.path, draft.member, wall, {}});
  Article article;
  article.file = draft.path;
  article.member = draft.member;
  article.external_id = draft.given.external_id;
  article.extra = draft.given.extra;
  article.text = joined(text.paragraphs);
  article.dateline = dateline_of(text.paragraphs);
  article.source = page_source(draft);
  article.url = page_url(draft);
  article.language = page_language(draft);
  article.section = page_section(draft);
  const std::vector<ShownLine> lines = lines_near_article(view, text);
  article.title = page_title(draft, text, lines, {article.source, article.url});
  article.authors = page_authors(draft, {article.source, article.url}, lines, text);
  article.agency = page_agency(draft, lines, text);
  const PageDates dates = page_dates(draft, text, lines, article.url, article.language);
  article.published = dates.published;
  article.published_from = dates.from;
  article.published_doubtful = dates.doubtful;
  article.updated = dates.updated;
  article.tags = page_tags(draft, article);
  article.type = page_type(draft, article.section, article.url);
  article.captions = page_captions(view, text);
  article.corrected = page_corrected(view, text);
  return article;
}

/// The n-th of the articles of one page.
std::string member_of(const Draft& draft, std::size_t number) {
  const std::string own = std::to_string(number);
  return draft.member.empty() ? own : draft.member + '.' + own;
}

Result<Article, ReadError> part_of(const Draft& part, bool live) {
  const PageView view = view_of(*part.html);
  MainText text = main_text(view, clues_of(part));
  if (text.paragraphs.empty() && live) text.paragraphs = short_text(view);
  auto article = article_of(part, view, text);
  if (article && live) article->type = ArticleType::Live;
  return article;
}

/// An entry that the page declares in its JSON-LD.
Article entry_of(const Draft& draft, const Draft::Entry& entry) {
  Article article;
  article.file = draft.path;
  article.title = entry.title;
  const std::vector<std::string> paragraphs = declared_paragraphs(entry.text);
  article.text = joined(paragraphs);
  article.dateline = dateline_of(paragraphs);
  for (const std::string& author : entry.authors)
    for (std::string& name : byline_people(author)) article.authors.push_back(std::move(name));
  article.source = page_source(draft);
  article.url = entry.url.find("://") == std::string::npos ? page_url(draft) : entry.url;
  article.language = page_language(draft);
  article.section = page_section(draft);
  article.published = parse_page_date(entry.time);
  if (article.published) article.published_from = DateOrigin::JsonLd;
  article.type = ArticleType::Live;
  return article;
}

/// A live blog's summary: what the page shows beside its entries, else how it describes itself.
std::optional<Article> summary_of(const Draft& head) {
  const PageView view = view_of(*head.html);
  const TextClues clues = clues_of(head);
  MainText text = main_text(view, clues);
  if (text.paragraphs.empty() && !clues.description.empty())
    text.paragraphs.push_back(utf8::one_line(clues.description));
  auto article = article_of(head, view, text);
  if (!article) return std::nullopt;
  article->type = ArticleType::Live;
  return *std::move(article);
}

bool has_date(const Article& article) {
  return article.published && article.published_from < DateOrigin::Header;
}

/// A part of a page with the time of day that it shows.
struct Entry {
  Article article;
  std::optional<std::chrono::minutes> clock{};
};

/// An entry without a date of its own appeared on the day of its page, at the time that it shows.
void date_like(const Article& summary, Entry& entry) {
  if (has_date(entry.article) || !has_date(summary)) return;
  Timestamp time = at_day(summary.published->local_day());
  if (entry.clock) {
    time.offset = summary.published->offset;
    time.instant += *entry.clock - time.offset.value_or(std::chrono::minutes{0});
    time.precision = Precision::Minute;
  }
  entry.article.published = time;
  entry.article.published_from = summary.published_from;
  entry.article.published_doubtful = summary.published_doubtful;
}

/// The entries that the page declares or those that it shows, whichever are more.
std::vector<Entry> entries_of(const Draft& draft, const PageParts& cut) {
  std::vector<Entry> out;
  if (cut.live && draft.entries.size() > cut.parts.size()) {
    for (const Draft::Entry& entry : draft.entries) out.push_back({entry_of(draft, entry)});
  } else {
    for (std::size_t i = 0; i < cut.parts.size(); ++i)
      if (auto article = part_of(cut.parts[i], cut.live))
        out.push_back({*std::move(article), cut.clocks.at(i)});
  }
  std::erase_if(out, [](const Entry& entry) { return entry.article.text.empty(); });
  return out;
}

std::vector<Result<Article, ReadError>> articles_of(const Draft& draft, const PageParts& cut) {
  std::vector<Result<Article, ReadError>> out;
  std::optional<Article> summary;
  if (cut.head) summary = summary_of(*cut.head);
  std::size_t number = 0;
  for (Entry& entry : entries_of(draft, cut)) {
    if (summary) date_like(*summary, entry);
    entry.article.member = member_of(draft, ++number);
    out.emplace_back(std::move(entry.article));
  }
  if (summary) out.insert(out.begin(), *std::move(summary));
  return out;
}

}  // namespace

std::vector<Result<Article, ReadError>> extract_html(const Draft& draft) {
  const PageView view = view_of(*draft.html);
  if (const PageParts cut = cut_page(view, draft); cut.live || !cut.parts.empty())
    if (auto articles = articles_of(draft, cut); articles.size() > 1) return articles;
  MainText text = main_text(view, clues_of(draft));
  if (text.paragraphs.empty()) text.paragraphs = newsflash(view);
  auto article = article_of(draft, view, text);
  if (!article)
    if (text.paragraphs = linked_body(view); !text.paragraphs.empty())
      if (auto links = article_of(draft, view, text)) return {std::move(links)};
  return {std::move(article)};
}

}  // namespace morgue
