#include "indexer/extract/main_text.h"

#include <algorithm>

#include "common/utf8.h"
#include "indexer/extract/html_blocks.h"
#include "indexer/extract/html_hints.h"
#include "indexer/extract/html_prune.h"
#include "indexer/extract/junk_lines.h"
#include "indexer/extract/text_container.h"

namespace morgue {
namespace {

/// Mostly links: a list of teasers.
constexpr double kLinkedBlock = 0.5;
/// Blocks this short between paragraphs may be anything; only real paragraph elements stay.
constexpr std::uint32_t kShortBlock = 25;
/// An article that is longer than this before "Comments" may end there; a shorter one has hardly
/// begun.
constexpr std::uint32_t kEnoughBeforeClosing = 250;
/// A page that shows less than this share of the body that it declares does not show its article.
constexpr double kShowsTooLittle = 0.5;

bool is_heading(Tag tag) { return tag >= Tag::H1 && tag <= Tag::H6; }

std::uint32_t weight_of(const std::vector<const Block*>& blocks) {
  std::uint32_t sum = 0;
  for (const Block* block : blocks) sum += is_prose(*block) ? block->weight : 0;
  return sum;
}

class TextFinder {
 public:
  TextFinder(const HtmlDocument& page, const TextClues& clues)
      : page_(page),
        clues_(clues),
        hints_(element_hints(page)),
        cut_(furniture(page, hints_)),
        blocks_(page_blocks(page, cut_)) {
    for (const std::string& title : clues.titles) title_keys_.push_back(letters_key(title));
    description_ = letters_key(clues.description);
  }

  MainText find() {
    MainText out;
    out.headline = find_headline(blocks_, clues_.titles);
    out.container = find_container(page_, hints_, blocks_, out.headline);
    std::vector<const Block*> kept = chosen_blocks(out.container, out.headline);
    add_lead(kept, out);
    for (const Block* block : kept) out.paragraphs.push_back(block->text);
    return out;
  }

 private:
  bool is_title(const Block& block) const {
    if (block.tag == Tag::H1) return true;
    const std::string key = letters_key(block.text);
    return std::ranges::find(title_keys_, key) != title_keys_.end();
  }

  bool stays(const Block& block) const {
    if (is_title(block) || is_junk_line(block.text)) return false;
    if (block.link_share() > kLinkedBlock) return false;
    if (block.weight >= kShortBlock) return true;
    return block.tag == Tag::P || block.tag == Tag::Li || block.tag == Tag::Blockquote;
  }

  /// The article's blocks in the container: from the headline on, if it stands in there.
  std::vector<const Block*> chosen_blocks(NodeId container, NodeId headline) const {
    std::vector<const Block*> out;
    std::vector<const Block*> headings;
    NodeId skip_to = 0;
    for (const Block& block : blocks_) {
      if (!page_.contains(container, block.begin) || block.begin < skip_to) continue;
      if (headline != 0 && page_.contains(headline, block.begin) &&
          weight_of(out) < prose_behind(block.end, container)) {
        out.clear();
        headings.clear();
        continue;
      }
      if (is_closing_heading(block.text) && block.weight < kShortBlock * 2) {
        headings.clear();
        if (weight_of(out) >= kEnoughBeforeClosing) skip_to = end_of_section(block, container);
        continue;
      }
      if (is_heading(block.tag)) {
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

  /// What a closing heading heads: the rest of the element around it.
  NodeId end_of_section(const Block& block, NodeId container) const {
    NodeId around = block.element;
    while (around != container && page_.end(around) <= block.end) around = page_.parent(around);
    return page_.end(around);
  }

  std::uint32_t prose_behind(NodeId from, NodeId container) const {
    std::uint32_t sum = 0;
    for (const Block& block : blocks_)
      if (block.begin >= from && page_.contains(container, block.begin) && is_prose(block))
        sum += block.weight;
    return sum;
  }

  /// The summary stands between the headline and the text, outside of the container.
  void add_lead(std::vector<const Block*>& kept, const MainText& out) const {
    if (kept.empty() || out.headline == 0) return;
    const NodeId until = kept.front()->begin;
    std::vector<const Block*> lead;
    for (const Block& block : blocks_) {
      if (block.begin < page_.end(out.headline) || block.begin >= until) continue;
      if (page_.contains(out.container, block.begin) || is_title(block)) continue;
      if (is_lead(block)) lead.push_back(&block);
    }
    kept.insert(kept.begin(), lead.begin(), lead.end());
  }

  bool is_lead(const Block& block) const {
    if (block.weight < kShortBlock || block.link_share() > kLinkedBlock) return false;
    const std::string key = letters_key(block.text);
    if (!description_.empty() &&
        (key == description_ || key.find(description_) == 0 || description_.find(key) == 0))
      return true;
    for (NodeId at = block.element, up = 0; at != 0 && up < 3; at = page_.parent(at), ++up)
      if ((hints_[at] & kHintLead) != 0) return true;
    return false;
  }

  const HtmlDocument& page_;
  const TextClues& clues_;
  std::vector<std::uint16_t> hints_;
  std::vector<bool> cut_;
  std::vector<Block> blocks_;
  std::vector<std::string> title_keys_;
  std::string description_;
};

/// The declared body as paragraphs; it may be text with line breaks or markup.
std::vector<std::string> declared_paragraphs(const std::string& body) {
  std::vector<std::string> out;
  const auto page = parse_html(body);
  if (!page) return out;
  const bool markup = body.find("</") != std::string::npos || body.find("<br") != std::string::npos;
  if (markup) {
    for (Block& block : page_blocks(**page, std::vector<bool>((*page)->size(), false)))
      out.push_back(std::move(block.text));
    return out;
  }
  const std::string text = utf8::without_controls((*page)->all_text(0));
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (std::string line = utf8::one_line(text.substr(at, end - at)); !line.empty())
      out.push_back(std::move(line));
    at = end + 1;
  }
  return out;
}

std::size_t bytes_of(const std::vector<std::string>& paragraphs) {
  std::size_t sum = 0;
  for (const std::string& paragraph : paragraphs) sum += paragraph.size();
  return sum;
}

}  // namespace

MainText main_text(const HtmlDocument& page, const TextClues& clues) {
  MainText out = TextFinder(page, clues).find();
  if (!clues.body.empty()) {
    std::vector<std::string> declared = declared_paragraphs(clues.body);
    if (static_cast<double>(bytes_of(out.paragraphs)) <
        kShowsTooLittle * static_cast<double>(bytes_of(declared)))
      out.paragraphs = std::move(declared);
  }
  return out;
}

}  // namespace morgue
