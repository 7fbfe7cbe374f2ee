#include "indexer/extract/scraped_page.h"

#include <algorithm>
#include <set>
#include <string>

#include "indexer/extract/article_body.h"
#include "indexer/extract/head_line.h"
#include "indexer/extract/key_line.h"
#include "indexer/extract/page_heads.h"

namespace morgue {
namespace {

constexpr std::size_t kMinHeadlineWords = 4;
/// One time below a text is the end of an article, several are the habit of a page.
constexpr std::size_t kMinSignatures = 2;
constexpr std::size_t kMinFooterWitnesses = 2;
constexpr std::size_t kMaxFooterBytes = 100;

/// Whether this page puts the headline above the time. A head that leaves no choice votes.
bool titles_stand_above(const std::vector<Head>& heads) {
  int votes = 0;
  for (const Head& head : heads) {
    if (head.above && !head.below) ++votes;
    if (head.below && !head.above) --votes;
  }
  return votes > 0;
}

/// What the head itself says: times, people, the outlet.
void take_head(const Page& page, const Head& head, PageArticle& article) {
  const HeadLine anchor = read_head_line(page.lines[head.anchor].text);
  article.relative = anchor.relative;
  article.stated = anchor.stated;
  article.authors = anchor.people;
  for (std::size_t i = article.first; i < head.anchor && article.authors.empty(); ++i)
    article.authors = read_head_line(page.lines[i].text).people;
  if (head.outlet) article.source = read_head_line(page.lines[*head.outlet].text).outlet;
}

PageArticle open_article(const Page& page, const Head& head, bool above_preferred) {
  PageArticle article;
  auto title = head.below;
  if (head.above && (above_preferred || !head.below)) title = head.above;
  article.first = first_line(page, head, title);
  if (title == head.anchor && page.facts[head.anchor].stamp) {
    article.title = read_head_line(page.lines[*title].text).title;
  } else if (title) {
    const SiteTitle split = split_site_title(without_mark(page.lines[*title].text));
    article.title = split.title;
    article.source = split.outlet;
  }
  take_head(page, head, article);
  return article;
}

/// The lines of the head below its anchor that are neither headline nor outlet are read as any
/// head's lines are.
std::size_t skip_named(const Page& page, const Head& head, const PageArticle& article,
                       std::size_t from) {
  while (from < head.end &&
         (is_outlet_line(page, head, from) || page.facts[from].skipped ||
          split_site_title(without_mark(page.lines[from].text)).title == article.title))
    ++from;
  return from;
}

/// Where every other article of a list is one paragraph long, short lines behind the paragraph of
/// the last one are the page's footer.
void cut_footer(const Page& page, std::vector<PageArticle>& articles) {
  if (articles.size() < kMinFooterWitnesses + 1 || articles.back().body.size() < 2) return;
  const auto is_single = [](const PageArticle& article) { return article.body.size() == 1; };
  if (!std::ranges::all_of(articles.begin(), articles.end() - 1, is_single)) return;
  auto& body = articles.back().body;
  const auto is_short = [&](std::size_t i) {
    return page.lines[i].text.size() <= kMaxFooterBytes &&
           page.lines[i].text.size() < page.lines[body.front()].text.size();
  };
  if (std::ranges::all_of(body.begin() + 1, body.end(), is_short)) body.resize(1);
}

std::vector<PageArticle> articles_of_heads(const Page& page, const std::vector<Head>& heads) {
  const bool above = titles_stand_above(heads);
  std::vector<PageArticle> articles;
  std::vector<std::size_t> texts;
  for (const Head& head : heads) {
    std::size_t text = 0;
    PageArticle article;
    if (read_key_line(page.lines[head.anchor].text)) {
      article.first = head.begin;
      text = head.begin;
    } else {
      article = open_article(page, head, above);
      text = skip_named(page, head, article, head.anchor + 1);
    }
    if (!articles.empty()) articles.back().last = article.first;
    articles.push_back(std::move(article));
    texts.push_back(text);
  }
  articles.back().last = page.lines.size();
  for (std::size_t i = 0; i < articles.size(); ++i) {
    const std::size_t text = read_head(page.lines, page.facts, texts[i], articles[i]);
    read_body(page.lines, page.facts, text, articles[i]);
  }
  cut_footer(page, articles);
  return articles;
}

bool has_text(const Page& page, const PageArticle& article) {
  return std::ranges::any_of(article.body, [&](std::size_t i) { return page.lines[i].prose; });
}

PageArticle main_article(const Page& page, std::size_t last) {
  PageArticle article;
  article.last = last;
  const std::size_t text = read_head(page.lines, page.facts, 0, article);
  read_body(page.lines, page.facts, text, article);
  return article;
}

/// Outside a head, an outlet's name on a line of its own credits a picture.
void mark_credits(const Page& page, const std::vector<Head>& heads, std::vector<LineFacts>& facts) {
  std::set<std::string> outlets;
  for (const Head& head : heads)
    if (head.outlet && head.score >= kHeadThreshold)
      outlets.insert(read_head_line(page.lines[*head.outlet].text).outlet);
  if (outlets.empty()) return;
  for (std::size_t i = 0; i < facts.size(); ++i)
    facts[i].credit =
        !page.lines[i].prose && outlets.contains(std::string(without_mark(page.lines[i].text)));
}

/// The heads that carry an outlet and a time, if this page writes them below each text: all of them
/// follow running text, and no text follows the last one.
std::vector<Head> signatures(const Page& page, const std::vector<Head>& heads) {
  std::vector<Head> found;
  for (const Head& head : heads) {
    if (!page.facts[head.anchor].stamp || !head.outlet) continue;
    const std::size_t first = first_line(page, head, {});
    if (first == 0 || !page.lines[first - 1].prose) return {};
    found.push_back(head);
  }
  if (found.size() < kMinSignatures) return {};
  for (std::size_t i = found.back().anchor; i < page.lines.size(); ++i)
    if (page.lines[i].prose && !page.facts[i].furniture) return {};
  return found;
}

std::vector<PageArticle> articles_above(const Page& page, const std::vector<Head>& signatures) {
  std::vector<PageArticle> articles;
  std::size_t from = 0;
  for (const Head& head : signatures) {
    PageArticle article;
    article.first = from;
    article.last = first_line(page, head, {});
    const std::size_t text = read_head(page.lines, page.facts, from, article);
    read_body(page.lines, page.facts, text, article);
    take_head(page, head, article);
    from = std::max(head.anchor, *head.outlet) + 1;
    articles.push_back(std::move(article));
  }
  return articles;
}

/// Whether the first head is that of the main article itself: a headline stands above it, but no
/// text does.
bool heads_main(const Page& page, const Head& head) {
  const std::size_t first = first_line(page, head, {});
  bool headline = false;
  for (std::size_t i = 0; i < first; ++i) {
    const LineFacts& fact = page.facts[i];
    if (fact.related || (page.lines[i].prose && !fact.furniture)) return false;
    const bool own = head.above == i || is_outlet_line(page, head, i);
    if (!own && !fact.furniture && page.lines[i].words >= kMinHeadlineWords) headline = true;
  }
  return headline;
}

/// The articles that heads announce, and the main article in front of them.
std::vector<PageArticle> articles_below(const Page& page, std::vector<Head> heads,
                                        std::vector<LineFacts>& facts) {
  mark_credits(page, heads, facts);
  std::erase_if(heads, [](const Head& head) { return head.score < kHeadThreshold; });
  if (!heads.empty() && heads_main(page, heads.front())) heads.erase(heads.begin());
  std::vector<PageArticle> articles;
  if (!heads.empty()) articles = articles_of_heads(page, heads);
  const std::size_t main_end = articles.empty() ? page.lines.size() : articles.front().first;
  articles.insert(articles.begin(), main_article(page, main_end));
  return articles;
}

}  // namespace

std::vector<PageArticle> split_page(const std::vector<Line>& lines) {
  auto facts = page_facts(lines);
  const Page page{lines, facts};
  const auto heads = find_heads(page);
  const auto ends = signatures(page, heads);
  auto articles = ends.empty() ? articles_below(page, heads, facts) : articles_above(page, ends);
  // Alone on its page, even a text without a full sentence is an article.
  if (articles.size() == 1 && !articles.front().body.empty()) return articles;
  std::erase_if(articles, [&](const PageArticle& article) { return !has_text(page, article); });
  return articles;
}

}  // namespace morgue
