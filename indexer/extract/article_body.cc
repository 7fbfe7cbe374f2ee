#include "indexer/extract/article_body.h"

#include <algorithm>

#include "indexer/extract/byline.h"
#include "indexer/extract/furniture.h"
#include "indexer/extract/head_line.h"
#include "indexer/extract/key_line.h"

namespace morgue {
namespace {

/// Behind the headline so many lines are read for bylines, times and decks.
constexpr std::size_t kMaxHeadLines = 16;
/// A kicker above the headline ("World", "Local News") is shorter than any headline below it.
constexpr std::size_t kMaxKickerWords = 2;
constexpr std::size_t kMinHeadlineWords = 4;
/// Longer lines below a short one are its deck.
constexpr std::size_t kMaxHeadlineWords = 20;
/// So many short labels in a row are a menu, whatever their length.
constexpr std::size_t kMinMenu = 3;
/// The longest menus of copied pages (all sections of a paper) stay below.
constexpr std::size_t kMaxLabels = 80;
/// A headline that ends with a full stop is told from a first paragraph by a blank line behind it.
constexpr std::size_t kMaxStoppedHeadlineWords = 20;
/// Two lines that share so many bytes are copies of one another, not two sentences.
constexpr std::size_t kMinCopyBytes = 40;
constexpr std::size_t kMaxCaptionWords = 90;

using Key = KeyLine::Key;

/// The address in "https://...", "<https://...>"; empty if it is none.
std::string address_in(std::string_view value) {
  if (value.starts_with('<') && value.ends_with('>')) value = value.substr(1, value.size() - 2);
  if (!value.starts_with("http://") && !value.starts_with("https://")) return {};
  return std::string(value.substr(0, value.find(' ')));
}

void take_key(const KeyLine& line, PageArticle& article) {
  const std::string value(line.value);
  if (value.empty()) return;
  const std::string address = address_in(value);
  if (!address.empty()) {
    if (article.url.empty()) article.url = address;
    return;
  }
  switch (line.key) {
    case Key::Title:
      article.title = value;
      break;
    case Key::Date:
    case Key::Updated: {
      auto date = read_date_line(value);
      if (!date) break;
      if (!article.stated) article.stated.emplace();
      if (line.key == Key::Updated) std::swap(date->published, date->updated);
      if (date->published) article.stated->published = date->published;
      if (date->updated) article.stated->updated = date->updated;
      break;
    }
    case Key::Author:
      article.authors = byline_people(value);
      break;
    case Key::Source:
      article.source = value;
      break;
    case Key::Section:
      article.section = value;
      break;
    case Key::Url:
    case Key::Other:
      break;
  }
}

bool take_times_and_people(const HeadLine& head, PageArticle& article) {
  if (!head.has_time() && !head.byline) return false;
  if (head.relative && !article.relative) article.relative = head.relative;
  if (head.stated && !article.stated) article.stated = head.stated;
  if (article.authors.empty()) article.authors = head.people;
  if (article.title.empty()) article.title = head.title;
  if (!head.outlet.empty() && article.source.empty() && head.look >= OutletLook::Noun)
    article.source = head.outlet;
  return true;
}

bool is_headline(const std::vector<Line>& lines, std::size_t i, std::size_t last) {
  const Line& line = lines[i];
  if (!line.prose) return true;
  if (line.words > kMaxStoppedHeadlineWords || i + 1 >= last || lines[i + 1].blanks_before == 0)
    return false;
  const std::size_t until = std::min(last, i + kMaxHeadLines);
  for (std::size_t next = i + 1; next < until; ++next)
    if (lines[next].prose) return lines[next].words > line.words;
  return false;
}

/// Whether a line may be a part of a menu or the kicker above a headline.
bool is_label(const Line& line, const LineFacts& fact) {
  return !line.prose && !fact.stamp && line.words < kMinHeadlineWords && !line.sentence;
}

/// The headline among the lines from `from` on: `from` itself, unless short labels (a menu, an
/// outlet, a kicker) stand there and a longer line follows them.
std::size_t choose_headline(const std::vector<Line>& lines, const std::vector<LineFacts>& facts,
                            std::size_t from, const PageArticle& article) {
  std::size_t labels = 0;
  bool kickers = true;  // all of them are as short as kickers are, or outlets
  std::size_t i = from;
  for (; i < article.last && labels <= kMaxLabels; ++i) {
    if (facts[i].skipped || facts[i].furniture) continue;
    if (!is_label(lines[i], facts[i])) break;
    kickers = kickers && (lines[i].words <= kMaxKickerWords ||
                          read_head_line(lines[i].text).look >= OutletLook::Noun);
    ++labels;
  }
  const bool follows = i < article.last && !lines[i].prose && !facts[i].stamp &&
                       !facts[i].related && !is_byline(lines[i].text) &&
                       lines[i].words <= kMaxHeadlineWords;
  if (!follows || !(kickers || labels >= kMinMenu)) return from;
  // A lone short line set off from what follows it is the headline, the next line its deck.
  const bool set_off = labels == 1 && lines[i].blanks_before > 0 && i + 1 < article.last &&
                       lines[i + 1].blanks_before == 0;
  return set_off ? from : i;
}

/// The outlet and the kicker among the labels above a headline.
void take_labels(const std::vector<Line>& lines, const std::vector<LineFacts>& facts,
                 std::size_t from, std::size_t headline, PageArticle& article) {
  for (std::size_t i = from; i < headline; ++i) {
    if (facts[i].skipped || facts[i].furniture) continue;
    const HeadLine label = read_head_line(lines[i].text);
    if (label.look >= OutletLook::Noun) {
      if (article.source.empty()) article.source = label.outlet;
    } else if (i + 1 == headline && lines[i].words <= kMaxKickerWords) {
      article.section = lines[i].text;
    }
  }
}

void take_headline(const Line& line, PageArticle& article) {
  const SiteTitle split = split_site_title(without_mark(line.text));
  article.title = split.title;
  if (article.source.empty()) article.source = split.outlet;
}

/// A person's name alone on the line above a date.
bool is_author_line(const std::vector<Line>& lines, const std::vector<LineFacts>& facts,
                    std::size_t i, std::size_t last) {
  if (i + 1 >= last || !facts[i + 1].stamp) return false;
  const auto people = byline_people(lines[i].text);
  return people.size() == 1 && people.front() == lines[i].text;
}

bool same_text(const std::string& a, const std::string& b) {
  return without_mark(a) == without_mark(b);
}

/// The words of a caption that a page cut short with dots.
std::string_view cut_short(std::string_view line) {
  for (const std::string_view dots : {"...", "…"})
    if (line.ends_with(dots)) return line.substr(0, line.size() - dots.size());
  return {};
}

/// How many lines from `i` on are copies of one caption: a short form in front of the whole, or a
/// credited caption twice.
std::size_t doubled_caption(const std::vector<Line>& lines, std::size_t i, std::size_t last) {
  if (i + 1 >= last) return 0;
  const std::string& line = lines[i].text;
  const std::string& next = lines[i + 1].text;
  const auto stem = cut_short(line);
  if (stem.size() >= kMinCopyBytes && next.starts_with(stem)) return 2;
  if (line.size() >= kMinCopyBytes && line == next) return is_caption(line) ? 2 : 1;
  return 0;
}

bool is_dropped(const std::vector<Line>& lines, const std::vector<LineFacts>& facts, std::size_t i,
                Zone zone) {
  const Line& line = lines[i];
  if (facts[i].credit || is_embedded_post(line.text) || is_rule(line.text) ||
      is_picture_credit(line) || is_promotion(line))
    return true;
  if (is_caption(line.text) && line.words <= kMaxCaptionWords) return true;
  return is_furniture(line, zone, facts[i].repeated);
}

/// Where the text ends: behind the last paragraph that is no furniture.
std::size_t end_of_text(const std::vector<Line>& lines, const std::vector<LineFacts>& facts,
                        std::size_t from, std::size_t last) {
  while (last > from && (!lines[last - 1].prose || is_dropped(lines, facts, last - 1, Zone::Tail)))
    --last;
  return last;
}

/// Lines behind the last paragraph: signatures are kept until the page's own labels begin.
void read_tail(const std::vector<Line>& lines, const std::vector<LineFacts>& facts,
               std::size_t from, PageArticle& article) {
  for (std::size_t i = from; i < article.last; ++i) {
    if (facts[i].skipped) continue;
    if (facts[i].related || facts[i].furniture) return;
    const HeadLine head = read_head_line(lines[i].text);
    if (take_times_and_people(head, article)) continue;
    const auto key = read_key_line(lines[i].text);
    if (key && key->key == Key::Other) return;  // "Tags: ..."
    const bool outlet = key && outlet_look(key->value) >= OutletLook::Noun;
    if (key && (!address_in(key->value).empty() || (key->key == Key::Source && outlet))) {
      const std::string head_source = article.source;
      take_key(*key, article);
      if (!head_source.empty()) article.source = head_source;
      continue;
    }
    if (!is_dropped(lines, facts, i, Zone::Tail)) article.body.push_back(i);
  }
}

}  // namespace

std::size_t read_head(const std::vector<Line>& lines, const std::vector<LineFacts>& facts,
                      std::size_t from, PageArticle& article) {
  // Menus may be long; what stands behind the headline is not.
  std::size_t last = std::min(article.last, from + kMaxLabels);
  std::size_t i = from;
  for (; i < last; ++i) {
    const Line& line = lines[i];
    if (auto address = line.words == 1 ? address_in(line.text) : ""; !address.empty()) {
      if (article.url.empty()) article.url = std::move(address);
      continue;
    }
    if (facts[i].skipped) continue;
    if (const auto key = read_key_line(line.text)) {
      take_key(*key, article);
      continue;
    }
    const HeadLine head = read_head_line(line.text);
    if (take_times_and_people(head, article)) continue;
    if (facts[i].related || is_furniture(line, Zone::Head, facts[i].repeated)) continue;
    if (article.title.empty()) {
      if (!is_headline(lines, i, article.last)) break;
      const std::size_t headline = choose_headline(lines, facts, i, article);
      take_labels(lines, facts, i, headline, article);
      take_headline(lines[headline], article);
      i = headline;
      last = std::min(article.last, i + kMaxHeadLines);
      continue;
    }
    if (line.prose) break;
    if (same_text(line.text, article.title)) continue;
    if (doubled_caption(lines, i, article.last) > 0) break;
    if (head.look >= OutletLook::Noun && article.source.empty()) {
      article.source = head.outlet;
    } else if (article.authors.empty() && is_author_line(lines, facts, i, article.last)) {
      article.authors = byline_people(line.text);
    } else if (!is_dropped(lines, facts, i, Zone::Head)) {
      article.body.push_back(i);
    }
  }
  return i;
}

void read_body(const std::vector<Line>& lines, const std::vector<LineFacts>& facts,
               std::size_t from, PageArticle& article) {
  const std::size_t end = end_of_text(lines, facts, from, article.last);
  bool among_links = false;  // behind a heading like "Related Articles", until text goes on
  for (std::size_t i = from; i < end; ++i) {
    if (const auto copies = doubled_caption(lines, i, end)) {
      i += copies - 1;
      continue;
    }
    if (facts[i].related) {
      among_links = true;
      continue;
    }
    if (among_links && !lines[i].prose) continue;
    among_links = false;
    if (!is_dropped(lines, facts, i, Zone::Body)) article.body.push_back(i);
  }
  read_tail(lines, facts, end, article);
}

}  // namespace morgue
