#include "indexer/extract/text_selection.h"

#include <algorithm>
#include <array>
#include <functional>
#include <unordered_map>

#include "indexer/extract/byline.h"
#include "indexer/extract/html_dates.h"
#include "indexer/extract/html_hints.h"
#include "indexer/extract/junk_lines.h"
#include "indexer/extract/text_container.h"

namespace morgue {
namespace {

using namespace std::literals;

/// Mostly links: a list of teasers.
constexpr double kLinkedBlock = 0.5;
/// A summary may link a name, but it is not a teaser.
constexpr double kLinkedLead = 0.3;
/// Blocks this short between paragraphs may be anything; only real paragraph elements stay.
constexpr std::uint32_t kShortBlock = 25;
/// Labels such as "Comments (12)" are shorter.
constexpr std::uint32_t kLongestLabel = 60;
/// An article that is longer than this before "Comments" may end there; a shorter one has hardly
/// begun.
constexpr std::uint32_t kEnoughBeforeClosing = 250;
/// Elements of one make that hold this share of the prose are the article's.
constexpr double kTrustedShare = 0.15;
/// A quotation that is set apart is a sentence or two. Articles have few of them, and looking one
/// up costs a pass over the text.
constexpr std::uint32_t kLongestQuotation = 240;
constexpr std::size_t kMostQuotations = 12;
/// So many lines that date or sign a comment make a thread of comments.
constexpr std::size_t kThreadLines = 3;

bool is_heading(Tag tag) { return tag >= Tag::H1 && tag <= Tag::H6; }

std::uint32_t prose_weight(const Block& block) { return is_prose(block) ? block.weight : 0; }

class Selector {
 public:
  Selector(const HtmlDocument& page, const std::vector<std::uint16_t>& hints,
           const std::vector<Block>& blocks, const ArticlePlace& place)
      : page_(page), hints_(hints), blocks_(blocks), place_(place) {}

  std::vector<const Block*> select() {
    if (place_.declared.empty()) {
      take_candidates();
      cut_comments();
      weigh_makes();
      trim_ends();
    } else {
      take_declared();
    }
    drop_pulled_quotations();
    drop_lonely_headings();
    add_lead();
    return std::move(kept_);
  }

 private:
  bool in_container(const Block& block) const {
    return page_.contains(place_.container, block.begin);
  }

  bool is_title(const Block& block) const {
    if (block.tag == Tag::H1 && block.weight < 4 * kLongestLabel) return true;
    return std::ranges::find(place_.title_keys, letters_key(block.text)) != place_.title_keys.end();
  }

  bool stays(const Block& block) const {
    if (is_title(block) || is_junk_line(block.text) || block.link_share() > kLinkedBlock)
      return false;
    return block.weight >= kShortBlock || block.tag == Tag::P || block.tag == Tag::Li ||
           block.tag == Tag::Blockquote || is_heading(block.tag);
  }

  /// The first block that may belong to the article: behind the headline, if that stands in the
  /// container and is not at the end of it.
  std::size_t start() const {
    if (place_.headline == ArticlePlace::kNoHeadline || !in_container(blocks_[place_.headline]))
      return 0;
    std::uint64_t before = 0;
    std::uint64_t behind = 0;
    for (std::size_t i = 0; i < blocks_.size(); ++i)
      if (in_container(blocks_[i]))
        (i < place_.headline ? before : behind) += prose_weight(blocks_[i]);
    return before < behind ? place_.headline + 1 : 0;
  }

  void take_candidates() {
    NodeId skip_to = 0;
    std::uint64_t prose = 0;
    for (std::size_t i = start(); i < blocks_.size(); ++i) {
      const Block& block = blocks_[i];
      if (!in_container(block) || block.begin < skip_to) continue;
      if (block.weight < kLongestLabel && is_closing_heading(block.text)) {
        if (prose >= kEnoughBeforeClosing) skip_to = end_of_section(block);
        continue;
      }
      if (!stays(block)) continue;
      prose += prose_weight(block);
      kept_.push_back(&block);
    }
  }

  /// All that may stay from the first declared block to the last.
  void take_declared() {
    const auto& declared = place_.declared;
    const auto first = std::ranges::find(declared, true) - declared.begin();
    const auto last = declared.rend() - std::find(declared.rbegin(), declared.rend(), true);
    for (auto i = first; i < last; ++i) {
      const Block& block = blocks_[static_cast<std::size_t>(i)];
      if (in_container(block) && (declared[static_cast<std::size_t>(i)] || stays(block)))
        kept_.push_back(&block);
    }
  }

  /// What a closing heading heads: the rest of the element around it.
  NodeId end_of_section(const Block& block) const {
    NodeId around = block.element;
    while (around != place_.container && page_.end(around) <= block.end)
      around = page_.parent(around);
    return page_.end(around);
  }

  /// Readers' comments that nothing names: several lines that sign or date one.
  void cut_comments() {
    std::uint64_t prose = 0;
    std::size_t first = kept_.size();
    std::size_t lines = 0;
    for (std::size_t i = 0; i < kept_.size(); ++i) {
      if (prose >= kEnoughBeforeClosing && kept_[i]->weight < 2 * kLongestLabel &&
          is_comment_line(kept_[i]->text)) {
        first = std::min(first, i);
        ++lines;
      }
      prose += prose_weight(*kept_[i]);
    }
    if (lines >= kThreadLines) return kept_.resize(first);
    cut_repeated_headings();
  }

  /// Every comment under its writer's name: no article has the same heading three times.
  void cut_repeated_headings() {
    std::unordered_map<std::string_view, std::size_t> times;
    for (const Block* block : kept_)
      if (is_heading(block->tag)) ++times[block->text];
    std::uint64_t prose = 0;
    for (std::size_t i = 0; i < kept_.size(); ++i) {
      const bool repeated = is_heading(kept_[i]->tag) && times[kept_[i]->text] >= kThreadLines;
      if (repeated && prose >= kEnoughBeforeClosing) return kept_.resize(i);
      prose += prose_weight(*kept_[i]);
    }
  }

  /// Tags and classes of a block's element and of the one around it.
  std::size_t make_of(const Block& block) const {
    NodeId element = block.element;
    // Emphasis of a whole paragraph ("<p><div class=x>") does not make another make; nor does the
    // class of a paragraph, which styles the first and the last one.
    const auto sign = [&](NodeId id, bool with_class) {
      std::string text(1, static_cast<char>(page_.tag(id)));
      if (with_class) text += page_.attribute(id, Attr::Class);
      return text;
    };
    const NodeId parent = page_.parent(element);
    return std::hash<std::string>{}(sign(element, block.tag != Tag::P) + '/' + sign(parent, true));
  }

  void weigh_makes() {
    std::uint64_t all = 0;
    for (const Block* block : kept_) {
      makes_[make_of(*block)] += prose_weight(*block);
      all += prose_weight(*block);
    }
    enough_ = static_cast<std::uint64_t>(kTrustedShare * static_cast<double>(all));
  }

  bool is_trusted(const Block& block) const {
    const auto found = makes_.find(make_of(block));
    return found != makes_.end() && found->second > enough_;
  }

  void trim_ends() {
    const auto solid = [this](const Block* block) {
      return is_prose(*block) && is_trusted(*block);
    };
    const auto first = std::ranges::find_if(kept_, solid);
    if (first == kept_.end()) return;
    const auto last = std::find_if(kept_.rbegin(), kept_.rend(), solid).base();
    std::vector<const Block*> out;
    for (auto it = kept_.begin(); it != first; ++it)
      if (is_prose(**it) || is_lead(**it) || is_heading((*it)->tag)) out.push_back(*it);
    out.insert(out.end(), first, last);
    for (auto it = last; it != kept_.end(); ++it)
      if (may_end(**it)) out.push_back(*it);
    kept_ = std::move(out);
  }

  /// Behind the last solid paragraph: more of the same make, lists, prose of its own.
  bool may_end(const Block& block) const {
    if (is_heading(block.tag)) return true;  // stays only if something follows it
    if (is_trusted(block)) return block.tag == Tag::P || is_prose(block);
    return block.tag == Tag::Li ? block.link_weight == 0 : is_prose(block);
  }

  /// A quotation set apart that the text has as well.
  void drop_pulled_quotations() {
    std::size_t looked_at = 0;
    const std::vector<const Block*> all = kept_;
    std::erase_if(kept_, [&](const Block* block) {
      if (!is_pulled(*block) || ++looked_at > kMostQuotations) return false;
      const std::string key = letters_key(block->text);
      return std::ranges::any_of(all, [&](const Block* other) {
        return other != block && other->weight > block->weight &&
               letters_key(other->text).find(key) != std::string::npos;
      });
    });
  }

  /// Short and in quotation marks, or in an element for quotations.
  bool is_pulled(const Block& block) const {
    if (block.weight < kShortBlock || block.weight > kLongestQuotation || is_heading(block.tag))
      return false;
    constexpr std::array kMarks = {"“"sv, "\""sv, "„"sv, "«"sv, "»"sv, "‘"sv, "”"sv};
    if (std::ranges::any_of(kMarks, [&](auto mark) { return block.text.starts_with(mark); }))
      return true;
    NodeId at = block.element;
    for (int up = 0; up < 2 && at != 0; ++up, at = page_.parent(at))
      if (page_.tag(at) == Tag::Blockquote || page_.tag(at) == Tag::Aside) return true;
    return false;
  }

  /// A heading needs text under it.
  void drop_lonely_headings() {
    std::vector<const Block*> out;
    for (std::size_t i = 0; i < kept_.size(); ++i) {
      std::size_t next = i + 1;
      while (next < kept_.size() && is_heading(kept_[next]->tag)) ++next;
      if (!is_heading(kept_[i]->tag) || next < kept_.size()) out.push_back(kept_[i]);
    }
    kept_ = std::move(out);
  }

  /// The summary stands between the headline and the text, outside of the container.
  void add_lead() {
    if (kept_.empty() || place_.headline == ArticlePlace::kNoHeadline) return;
    std::vector<const Block*> lead;
    for (std::size_t i = place_.headline + 1; i < blocks_.size(); ++i) {
      const Block& block = blocks_[i];
      if (block.begin >= kept_.front()->begin) break;
      if (in_container(block) || is_title(block) || is_junk_line(block.text)) continue;
      const bool sentence = (is_prose(block) || is_heading(block.tag)) &&
                            block.weight >= kLongestLabel && block.link_share() < kLinkedLead &&
                            !is_byline(block.text) && !is_dated(block);
      if (sentence || is_lead(block)) lead.push_back(&block);
    }
    kept_.insert(kept_.begin(), lead.begin(), lead.end());
  }

  /// "Ana Solberg, Calder, Monday, 3 May 2024, 12:30"
  static bool is_dated(const Block& block) {
    return block.weight < 2 * kLongestLabel && parse_page_date(block.text).has_value();
  }

  bool is_lead(const Block& block) const {
    if (block.weight < kShortBlock || block.link_share() > kLinkedBlock) return false;
    const std::string key = letters_key(block.text);
    const std::string& declared = place_.description_key;
    if (!declared.empty() && (key.find(declared) == 0 || declared.find(key) == 0)) return true;
    NodeId at = block.element;
    for (int up = 0; up < 3 && at != 0; ++up, at = page_.parent(at))
      if ((hints_[at] & kHintLead) != 0) return true;
    return false;
  }

  const HtmlDocument& page_;
  const std::vector<std::uint16_t>& hints_;
  const std::vector<Block>& blocks_;
  const ArticlePlace& place_;
  std::vector<const Block*> kept_;
  std::unordered_map<std::size_t, std::uint64_t> makes_;
  std::uint64_t enough_ = 0;
};

}  // namespace

std::vector<const Block*> article_blocks(const HtmlDocument& page,
                                         const std::vector<std::uint16_t>& hints,
                                         const std::vector<Block>& blocks,
                                         const ArticlePlace& place) {
  return Selector(page, hints, blocks, place).select();
}

}  // namespace morgue
