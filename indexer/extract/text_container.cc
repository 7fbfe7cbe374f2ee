#include "indexer/extract/text_container.h"

#include <algorithm>

#include "common/utf8.h"
#include "indexer/extract/html_hints.h"
#include "indexer/extract/text_selection.h"

namespace morgue {
namespace {

/// A child that keeps this share of the prose is where the article is.
constexpr double kKeepsNearlyAll = 0.85;
/// An element that calls itself an article's body must hold this share of the page's prose ...
constexpr double kShareOfPage = 0.2;
/// ... and this share of the longest such element's, to be taken because it comes first.
constexpr double kShareOfLongest = 0.25;
/// What an element around the container adds must be prose to this share to be taken in, ...
constexpr double kPureProse = 0.75;
/// ... and as much as this share of what is there.
constexpr double kWorthAdding = 0.05;
/// A headline has this many letters at least, so that "News" is none.
constexpr std::size_t kShortestHeadline = 10;
constexpr std::size_t kLongestHeadline = 400;  // bytes
constexpr double kLinked = 0.8;

/// Shorter blocks may stand in a declared body by chance.
constexpr std::uint32_t kWorthComparing = 25;
/// The opening of a paragraph is enough to know it again, and lets the rest differ (links, notes).
constexpr std::size_t kComparedBytes = 60;
/// A page that shows this share of the declared body shows its article.
constexpr double kShownShare = 0.6;

bool is_heading(Tag tag) { return tag >= Tag::H1 && tag <= Tag::H6; }

/// How well a heading repeats one of the titles: 2 in full, perhaps with something behind it, 1 as
/// another part, 0 not.
int likeness(const std::string& heading, const std::vector<std::string>& titles) {
  int best = 0;
  for (const std::string& title : titles) {
    if (heading == title) return 2;
    const bool part =
        heading.size() >= kShortestHeadline && title.size() >= kShortestHeadline &&
        (title.find(heading) != std::string::npos || heading.find(title) != std::string::npos);
    if (!part || 2 * heading.size() < title.size() || 2 * title.size() < heading.size()) continue;
    // Site names stand behind the headline.
    if (title.starts_with(heading)) return 2;
    best = 1;
  }
  return best;
}

class ContainerFinder {
 public:
  ContainerFinder(const HtmlDocument& page, const std::vector<std::uint16_t>& hints,
                  const std::vector<Block>& blocks, NodeId headline)
      : page_(page),
        hints_(hints),
        headline_(headline),
        prose_(page, blocks, [](const Block& b) { return is_prose(b) ? b.weight : 0; }),
        all_(page, blocks, [](const Block& b) { return b.weight; }) {}

  NodeId find() const {
    for (const std::uint16_t hint : {kHintBody, kHintArticle})
      if (const NodeId named = first_named(hint); named != 0) return grown(narrowed(named));
    return narrowed(0);
  }

 private:
  /// The first element behind or around the headline that has the hint and enough prose.
  NodeId first_named(std::uint16_t hint) const {
    std::int64_t longest = 0;
    for (NodeId id = 1; id < page_.size(); ++id)
      if ((hints_[id] & hint) != 0) longest = std::max(longest, prose_(id));
    const double enough = std::max(kShareOfPage * static_cast<double>(prose_(0)),
                                   kShareOfLongest * static_cast<double>(longest));
    NodeId fallback = 0;
    for (NodeId id = 1; id < page_.size(); ++id) {
      if ((hints_[id] & hint) == 0 || static_cast<double>(prose_(id)) < enough) continue;
      if (prose_(id) == 0) continue;
      if (page_.end(id) > headline_) return id;
      fallback = id;
    }
    return fallback;
  }

  /// The element itself, or the smallest one below it that keeps nearly all its prose.
  NodeId narrowed(NodeId id) const {
    while (true) {
      NodeId next = id;
      for (NodeId child = id + 1; child < page_.end(id); child = page_.end(child))
        if (static_cast<double>(prose_(child)) > kKeepsNearlyAll * static_cast<double>(prose_(id)))
          next = child;
      if (next == id || !is_block(page_.tag(next)) || page_.tag(next) == Tag::P) return id;
      id = next;
    }
  }

  /// Articles come in pieces with advertising between them: takes in what is around while that is
  /// prose.
  NodeId grown(NodeId id) const {
    NodeId best = id;
    for (NodeId at = page_.parent(id); at != 0 && page_.tag(at) != Tag::Body;
         at = page_.parent(at)) {
      const auto more = static_cast<double>(prose_(at) - prose_(best));
      const auto all = static_cast<double>(all_(at) - all_(best));
      if (more > kWorthAdding * static_cast<double>(prose_(best)) && more > kPureProse * all)
        best = at;
      if ((hints_[at] & kHintArticle) != 0) break;
    }
    return best;
  }

  const HtmlDocument& page_;
  const std::vector<std::uint16_t>& hints_;
  NodeId headline_;
  WeightBelow prose_;
  WeightBelow all_;
};

}  // namespace

std::string letters_key(std::string_view text) {
  std::string key;
  const std::string folded = utf8::folded(text);
  for (std::size_t at = 0; at < folded.size();) {
    const auto d = utf8::decode(folded, at);
    if (utf8::is_letter(d.code_point) || utf8::is_digit(d.code_point))
      key.append(folded, at, d.length);
    at += d.length;
  }
  return key;
}

std::size_t find_headline(const std::vector<Block>& blocks,
                          const std::vector<std::string>& title_keys) {
  std::size_t best = ArticlePlace::kNoHeadline;
  int best_score = 0;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const Block& block = blocks[i];
    // An h1 that was never closed holds the whole article.
    if (block.text.size() > kLongestHeadline) continue;
    const int like = likeness(letters_key(block.text), title_keys);
    const bool h1 = block.tag == Tag::H1;
    // Repeated by an h1, by another heading, by any line; an h1 of its own; parts in between.
    int score = 0;
    if (like == 2) score = h1 ? 6 : is_heading(block.tag) ? 5 : 2;
    if (like == 1) score = h1 ? 4 : is_heading(block.tag) ? 3 : 0;
    // A heading that is a link leads elsewhere: to the front page, to another article.
    if (like == 0 && h1 && block.link_share() < kLinked) score = 1;
    if (score > best_score) {
      best = i;
      best_score = score;
    }
  }
  return best;
}

std::vector<bool> declared_blocks(const std::vector<Block>& blocks, const std::string& body_key) {
  std::vector<bool> marked(blocks.size(), false);
  std::size_t found = 0;
  std::size_t from = 0;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (blocks[i].weight < kWorthComparing) continue;
    const std::string key = letters_key(blocks[i].text);
    const std::size_t at = body_key.find(utf8::prefix(key, kComparedBytes), from);
    if (key.empty() || at == std::string::npos) continue;
    marked[i] = true;
    found += key.size();
    from = at;
  }
  const bool shown =
      static_cast<double>(found) >= kShownShare * static_cast<double>(body_key.size());
  return shown && found > 0 ? marked : std::vector<bool>{};
}

NodeId common_element(const HtmlDocument& page, const std::vector<Block>& blocks,
                      const std::vector<bool>& marked) {
  NodeId first = 0;
  NodeId last = 0;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (!marked[i]) continue;
    if (first == 0) first = blocks[i].begin;
    last = blocks[i].begin;
  }
  NodeId around = first;
  while (around != 0 && (!page.contains(around, last) || page.tag(around) == Tag::Text))
    around = page.parent(around);
  return around;
}

NodeId find_container(const HtmlDocument& page, const std::vector<std::uint16_t>& hints,
                      const std::vector<Block>& blocks, NodeId headline) {
  return ContainerFinder(page, hints, blocks, headline).find();
}

}  // namespace morgue
