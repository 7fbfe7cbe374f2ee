#include "indexer/extract/page_heads.h"

#include <algorithm>
#include <string_view>

#include "indexer/extract/byline.h"
#include "indexer/extract/furniture.h"
#include "indexer/extract/head_line.h"
#include "indexer/extract/key_line.h"

namespace morgue {
namespace {

/// Heads have an outlet, a time, a headline, perhaps a byline, and copies of them.
constexpr std::size_t kMaxHeadLines = 8;
constexpr std::size_t kMinTitleWords = 2;

// The weights of what a head may show. A relative time alone also stands above the posts of a live
// blog, an outlet's name alone is a credit, a headline alone is a section heading: none of these
// pairs reaches the threshold, any three with text behind them do.
constexpr int kRelativeWeight = 2;
constexpr int kStatedWeight = 1;  // also heads entries of a chronicle
constexpr int kKnownOutletWeight = 3;
constexpr int kOutletNounWeight = 2;
constexpr int kPlainOutletWeight = 1;
constexpr int kRepeatedOutletWeight = 2;
constexpr int kSharedLineWeight = 1;
constexpr int kTitleWeight = 1;
constexpr int kTextWeight = 1;
constexpr int kRelatedWeight = 2;
constexpr int kGapWeight = 1;
constexpr std::size_t kWideGap = 2;  // blank lines
constexpr int kKeyLineWeight = 2;    // "Title:", then each further key 1
constexpr int kAlternationWeight = 2;
constexpr std::size_t kMinAlternations = 2;

bool is_material(const Page& page, std::size_t i) {
  const LineFacts& fact = page.facts[i];
  return !page.lines[i].prose && !fact.related && !fact.furniture && !fact.stamp;
}

bool may_be_title(const Page& page, std::size_t i) {
  const Line& line = page.lines[i];
  return !line.prose && line.words >= kMinTitleWords && !page.facts[i].skipped &&
         !is_byline(line.text) && !is_caption(line.text) &&
         !is_known_outlet(without_mark(line.text));
}

int outlet_weight(const Page& page, const Head& head, std::size_t i) {
  const HeadLine read = read_head_line(page.lines[i].text);
  int weight = 0;
  switch (read.look) {
    case OutletLook::None:
      return 0;
    case OutletLook::Plain:
      weight = kPlainOutletWeight;
      break;
    case OutletLook::Noun:
      weight = kOutletNounWeight;
      break;
    case OutletLook::Known:
      weight = kKnownOutletWeight;
      break;
  }
  if (read.shared) weight += kSharedLineWeight;
  const auto name = without_mark(page.lines[i].text);
  for (std::size_t other = head.begin; other < head.end; ++other)
    if (other != i && without_mark(page.lines[other].text) == name)
      return weight + kRepeatedOutletWeight;
  return weight;
}

void find_outlet(const Page& page, Head& head) {
  for (std::size_t i = head.begin; i < head.end; ++i) {
    // A plain name counts right beside the time only, or set off on top of a headline.
    const bool on_top = i == head.begin && i + 1 < head.anchor && may_be_title(page, i + 1) &&
                        page.lines[i].blanks_before > 0;
    const bool beside = (i + 1 >= head.anchor && i <= head.anchor + 1) || on_top;
    const int weight = outlet_weight(page, head, i);
    if (weight <= head.outlet_weight || (weight == kPlainOutletWeight && !beside)) continue;
    head.outlet = i;
    head.outlet_weight = weight;
  }
}

void find_titles(const Page& page, Head& head) {
  if (!read_head_line(page.lines[head.anchor].text).title.empty()) {
    head.above = head.anchor;
    return;
  }
  for (std::size_t i = head.anchor; i-- > head.begin;) {
    if (is_outlet_line(page, head, i) || !may_be_title(page, i)) continue;
    head.above = i;
    break;
  }
  for (std::size_t i = head.anchor + 1; i < head.end; ++i) {
    if (is_outlet_line(page, head, i) || !may_be_title(page, i)) continue;
    head.below = i;
    break;
  }
}

/// The group of short lines around the anchor, not before `floor`.
Head head_around(const Page& page, std::size_t anchor, std::size_t floor) {
  Head head;
  head.anchor = anchor;
  head.begin = anchor;
  while (head.begin > floor && anchor - head.begin < kMaxHeadLines &&
         is_material(page, head.begin - 1))
    --head.begin;
  head.end = anchor + 1;
  while (head.end < page.lines.size() && head.end - anchor < kMaxHeadLines &&
         (is_material(page, head.end) || page.facts[head.end].skipped))
    ++head.end;
  find_outlet(page, head);
  find_titles(page, head);
  return head;
}

int score_of(const Page& page, const Head& head, bool among_related) {
  const HeadLine anchor = read_head_line(page.lines[head.anchor].text);
  int score = head.outlet_weight;
  if (anchor.relative)
    score += kRelativeWeight;
  else if (anchor.stated)
    score += kStatedWeight;
  if (head.above || head.below) score += kTitleWeight;
  std::size_t text = head.end;
  while (text < page.lines.size() && page.facts[text].furniture && !page.lines[text].prose) ++text;
  if (text < page.lines.size() && page.lines[text].prose) score += kTextWeight;
  if (among_related) score += kRelatedWeight;
  if (page.lines[head.begin].blanks_before >= kWideGap) score += kGapWeight;
  return score;
}

/// A group of lines like "Title: ...", "Date: ...", as clipping tools write them, with one Title.
std::optional<Head> key_head(const Page& page, std::size_t anchor) {
  const auto first = read_key_line(page.lines[anchor].text);
  if (!first || first->key == KeyLine::Key::Other) return {};
  Head head;
  head.begin = anchor;
  head.anchor = anchor;
  head.end = anchor;
  std::size_t titles = 0;
  while (head.end < page.lines.size() && head.end - anchor < kMaxHeadLines) {
    const auto key = read_key_line(page.lines[head.end].text);
    if (!key) break;
    if (key->key == KeyLine::Key::Title) ++titles;
    head.score += 1;
    ++head.end;
  }
  if (titles != 1) return {};
  head.score += kKeyLineWeight;
  if (page.lines[anchor].blanks_before > 0) head.score += kGapWeight;
  if (head.end < page.lines.size() && page.lines[head.end].prose) head.score += kTextWeight;
  return head;
}

/// Behind a heading like "Related stories": headline, paragraph, headline, paragraph to the page's
/// end. Pointers inside an article ("Read next") are followed by the article itself and don't
/// count.
std::vector<Head> alternating_heads(const Page& page, std::size_t heading) {
  if (!opens_list(page.lines[heading])) return {};
  std::vector<Head> heads;
  std::size_t i = heading + 1;
  const auto skip = [&] {
    while (i < page.lines.size() && (page.facts[i].furniture || page.facts[i].skipped)) ++i;
  };
  for (skip(); i + 1 < page.lines.size(); skip()) {
    if (page.facts[i].stamp || page.facts[i].related || !may_be_title(page, i) ||
        !page.lines[i + 1].prose)
      return {};
    Head head;
    head.begin = i;
    head.anchor = i;
    head.end = i + 1;
    head.above = i;
    head.score = kTitleWeight + kTextWeight + kRelatedWeight + kAlternationWeight;
    heads.push_back(head);
    i += 2;
  }
  if (i < page.lines.size() || heads.size() < kMinAlternations) return {};
  return heads;
}

/// Whether a line may be the centre of a head: a time, or among related articles an outlet's name.
bool is_anchor(const Page& page, std::size_t i, bool among_related) {
  if (page.facts[i].stamp) return true;
  if (!among_related || page.lines[i].prose || page.facts[i].furniture) return false;
  return is_known_outlet(without_mark(page.lines[i].text));
}

}  // namespace

bool is_outlet_line(const Page& page, const Head& head, std::size_t i) {
  return head.outlet &&
         without_mark(page.lines[i].text) == without_mark(page.lines[*head.outlet].text);
}

std::size_t first_line(const Page& page, const Head& head, std::optional<std::size_t> title) {
  std::size_t first = head.anchor;
  if (title) first = std::min(first, *title);
  for (std::size_t i = head.begin; i < head.anchor; ++i)
    if (is_outlet_line(page, head, i)) first = std::min(first, i);
  return first;
}

std::vector<Head> find_heads(const Page& page) {
  std::vector<Head> heads;
  bool among_related = false;
  std::size_t floor = 0;
  for (std::size_t i = 0; i < page.lines.size(); ++i) {
    if (page.facts[i].related) {
      among_related = true;
      floor = i + 1;
      for (Head& head : alternating_heads(page, i)) heads.push_back(head);
      continue;
    }
    if (const auto keys = key_head(page, i)) {
      heads.push_back(*keys);
      if (keys->score >= kHeadThreshold) floor = keys->end;
      i = keys->end - 1;
      continue;
    }
    if (!is_anchor(page, i, among_related)) continue;
    Head head = head_around(page, i, floor);
    // "UPI", then "18 minutes ago": the time is the better centre.
    const bool time_below = head.end < page.lines.size() && page.facts[head.end].stamp;
    if (!page.facts[i].stamp && time_below) continue;
    head.score = score_of(page, head, among_related);
    heads.push_back(head);
    if (head.score < kHeadThreshold) continue;
    floor = i + 1;
    // An outlet may be an anchor itself: not twice for one head.
    while (i + 1 < head.end && is_outlet_line(page, head, i + 1)) ++i;
  }
  return heads;
}

}  // namespace morgue
