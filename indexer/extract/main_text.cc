#include "indexer/extract/main_text.h"

#include <algorithm>

#include "common/utf8.h"
#include "indexer/extract/html_blocks.h"
#include "indexer/extract/html_hints.h"
#include "indexer/extract/html_prune.h"
#include "indexer/extract/junk_lines.h"

namespace morgue {
namespace {

/// A child that keeps this share of the prose is where the article is.
constexpr double kKeepsNearlyAll = 0.85;
/// An element that calls itself an article's body must hold this share of the page's prose.
constexpr double kBodyShare = 0.3;
/// Mostly links: a list of teasers.
constexpr double kLinkedBlock = 0.5;
/// Blocks this short between paragraphs may be anything; only real paragraph elements stay.
constexpr std::uint32_t kShortBlock = 25;

bool is_heading(Tag tag) { return tag >= Tag::H1 && tag <= Tag::H6; }

class TextFinder {
 public:
  TextFinder(const HtmlDocument& page, const TextClues& clues)
      : page_(page),
        clues_(clues),
        hints_(element_hints(page)),
        blocks_(page_blocks(page, furniture(page, hints_))),
        prose_(page, blocks_, [](const Block& b) { return is_prose(b) ? b.weight : 0; }) {}

  MainText find() {
    MainText out;
    out.container = container();
    const auto kept = chosen_blocks(out.container);
    for (const Block* block : kept) out.paragraphs.push_back(block->text);
    return out;
  }

 private:
  /// The element itself, or the smallest one below it that keeps nearly all its prose.
  NodeId narrowed(NodeId id) const {
    while (true) {
      NodeId next = id;
      for (NodeId child = id + 1; child < page_.end(id); child = page_.end(child))
        if (static_cast<double>(prose_(child)) > kKeepsNearlyAll * static_cast<double>(prose_(id)))
          next = child;
      if (next == id || page_.tag(next) == Tag::Text || !is_block(page_.tag(next)) ||
          page_.tag(next) == Tag::P)
        return id;
      id = next;
    }
  }

  NodeId container() const {
    const double all = static_cast<double>(prose_(0));
    for (const std::uint16_t hint : {kHintBody, kHintArticle}) {
      NodeId best = 0;
      std::int64_t most = 0;
      for (NodeId id = 1; id < page_.size(); ++id)
        if ((hints_[id] & hint) != 0 && prose_(id) > most) {
          best = id;
          most = prose_(id);
        }
      if (best != 0 && static_cast<double>(most) > kBodyShare * all) return narrowed(best);
    }
    return narrowed(0);
  }

  bool is_title(const Block& block) const {
    return block.tag == Tag::H1 ||
           (!clues_.title.empty() && utf8::folded(block.text) == utf8::folded(clues_.title));
  }

  bool stays(const Block& block) const {
    if (is_title(block) || is_junk_line(block.text)) return false;
    if (block.link_share() > kLinkedBlock) return false;
    if (block.weight >= kShortBlock) return true;
    return block.tag == Tag::P || block.tag == Tag::Li || block.tag == Tag::Blockquote;
  }

  std::vector<const Block*> chosen_blocks(NodeId container) const {
    std::vector<const Block*> out;
    std::vector<const Block*> headings;
    for (const Block& block : blocks_) {
      if (!page_.contains(container, block.begin)) continue;
      if (is_heading(block.tag)) {
        if (is_closing_heading(block.text) && !out.empty()) break;
        if (!is_title(block) && !is_junk_line(block.text) && block.link_share() < kLinkedBlock)
          headings.push_back(&block);
        continue;
      }
      if (!stays(block)) continue;
      out.insert(out.end(), headings.begin(), headings.end());
      headings.clear();
      out.push_back(&block);
    }
    return out;
  }

  const HtmlDocument& page_;
  const TextClues& clues_;
  std::vector<std::uint16_t> hints_;
  std::vector<Block> blocks_;
  WeightBelow prose_;
};

}  // namespace

MainText main_text(const HtmlDocument& page, const TextClues& clues) {
  return TextFinder(page, clues).find();
}

}  // namespace morgue
