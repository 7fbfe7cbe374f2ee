#include "indexer/extract/html_prune.h"

#include <algorithm>
#include <unordered_map>

#include "indexer/extract/html_hints.h"

namespace morgue {
namespace {

// Shares of the page's prose from which a name is no longer believed. Our own, from the dev sets.
constexpr double kTooMuchForFurniture = 0.3;
constexpr double kTooMuchForComments = 0.9;
constexpr double kTooMuchForHidden = 0.5;
constexpr double kTooMuchForFigure = 0.25;
/// What is only perhaps furniture is, if it holds less prose than this or more links than one part
/// in three.
constexpr double kLittleProse = 0.1;
constexpr std::int64_t kLinkedPart = 3;
/// Two linked headings may be sections of an article.
constexpr std::size_t kFewestTeasers = 3;
constexpr double kLinkedHeading = 0.8;
/// A teaser has a sentence or two.
constexpr std::int64_t kTeaserWeight = 300;
constexpr double kTooMuchForTeasers = 0.85;
constexpr double kTooMuchInBody = 0.4;
/// Boxes are so many elements around their heading at most.
constexpr int kBoxDepth = 8;
/// Captions and bylines have a sentence or two.
constexpr std::int64_t kCaptionWeight = 400;
constexpr std::int64_t kBylineWeight = 200;
/// A named body with less text may be a teaser's.
constexpr std::int64_t kRealBodyWeight = 250;

class Pruner {
 public:
  explicit Pruner(const PageView& view)
      : page_(view.page),
        hints_(view.hints),
        cut_(never_text()),
        blocks_(view.blocks),
        prose_(page_, blocks_, [](const Block& b) { return is_prose(b) ? b.weight : 0; }),
        all_(page_, blocks_, [](const Block& b) { return b.weight; }),
        links_(page_, blocks_, [](const Block& b) { return b.link_weight; }) {
    count_bodies();
  }

  std::vector<bool> prune() {
    const double all = static_cast<double>(prose_(0));
    for (NodeId id = 0; id < page_.size(); ++id) {
      if (cut_[id] || page_.tag(id) == Tag::Text || page_.tag(id) == Tag::Body) continue;
      if (hints_[id] == kHintNone) continue;
      const auto prose = prose_(id);
      const double share = all > 0 ? static_cast<double>(prose) / all : 0;
      if (is_furniture(id, prose, share)) cut_[id] = true;
    }
    cut_teaser_lists();
    return std::move(cut_);
  }

 private:
  /// Lists of other articles that nothing names: boxes side by side with one linked heading and a
  /// line or two each.
  void cut_teaser_lists() {
    std::unordered_map<NodeId, std::vector<NodeId>> boxes;  // by the element around them
    for (const Block& block : blocks_) {
      const bool heading = block.tag >= Tag::H2 && block.tag <= Tag::H6;
      if (!heading || block.link_share() < kLinkedHeading) continue;
      NodeId at = block.element;
      for (int up = 0; up < kBoxDepth && at != 0; ++up, at = page_.parent(at)) {
        auto& list = boxes[page_.parent(at)];
        if (list.empty() || list.back() != at)
          list.push_back(at);
        else
          break;  // a second heading in the same box
      }
    }
    for (auto& [around, list] : boxes) {
      std::erase_if(list, [this](NodeId id) { return !is_teaser(id); });
      if (list.size() < kFewestTeasers) continue;
      std::int64_t prose = 0;
      for (const NodeId id : list) prose += prose_(id);
      const double most = is_in_body(around) ? kTooMuchInBody : kTooMuchForTeasers;
      if (static_cast<double>(prose) > most * static_cast<double>(prose_(0))) continue;
      for (const NodeId id : list) cut_[id] = true;
    }
  }

  bool is_teaser(NodeId id) const {
    const Tag tag = page_.tag(id);
    const bool heading = tag >= Tag::H1 && tag <= Tag::H6;
    return !heading && !holds_body_[id] && prose_(id) <= kTeaserWeight &&
           all_(id) <= 2 * kTeaserWeight;
  }

  bool is_in_body(NodeId id) const {
    for (; id != 0; id = page_.parent(id))
      if ((hints_[id] & kHintBody) != 0) return true;
    return false;
  }

  std::vector<bool> never_text() const {
    std::vector<bool> cut(page_.size(), false);
    for (NodeId id = 0; id < page_.size(); ++id) cut[id] = (hints_[id] & kHintNever) != 0;
    return cut;
  }

  void count_bodies() {
    holds_body_.assign(page_.size(), false);
    for (NodeId id = 1; id < page_.size(); ++id) {
      const bool headline = page_.tag(id) == Tag::H1;
      const bool body = (hints_[id] & kHintBody) != 0 && prose_(id) >= kRealBodyWeight;
      if (!headline && !body) continue;
      for (NodeId at = id; !holds_body_[at]; at = page_.parent(at)) {
        holds_body_[at] = true;
        if (at == 0) break;
      }
    }
  }

  bool is_furniture(NodeId id, std::int64_t prose, double share) const {
    const std::uint16_t hints = hints_[id];
    if ((hints & kHintHidden) != 0 && share < kTooMuchForHidden) return true;
    if (holds_body_[id] || is_part_of_sentence(id)) return false;
    if ((hints & kHintComments) != 0 && share < kTooMuchForComments) return true;
    if ((hints & kHintFurniture) != 0 && share < kTooMuchForFurniture) return true;
    if ((hints & kHintMaybe) != 0 && share < kTooMuchForFurniture &&
        (share < kLittleProse || links_(id) * kLinkedPart > all_(id)))
      return true;
    if ((hints & kHintCaption) != 0) {
      const bool figure = page_.tag(id) == Tag::Figure || page_.tag(id) == Tag::Figcaption;
      if (prose < kCaptionWeight || (figure && share < kTooMuchForFigure)) return true;
    }
    return (hints & kHintByline) != 0 && (hints & kHintLead) == 0 && prose < kBylineWeight;
  }

  /// An inline element with prose around it ("<a class=meta-org>") is a word of that prose.
  bool is_part_of_sentence(NodeId id) const {
    if (is_block(page_.tag(id))) return false;
    const auto next =
        std::ranges::partition_point(blocks_, [id](const Block& block) { return block.end <= id; });
    if (next == blocks_.end() || next->begin >= page_.end(id)) return false;
    const bool reaches_out = next->begin < id || next->end > page_.end(id);
    std::size_t inside = 0;
    for (NodeId at = id; at < page_.end(id); ++at)
      if (page_.tag(at) == Tag::Text) inside += page_.text(at).size();
    return reaches_out && is_prose(*next) && inside * 2 < next->text.size();
  }

  const HtmlDocument& page_;
  const std::vector<std::uint16_t>& hints_;
  std::vector<bool> cut_;
  const std::vector<Block>& blocks_;
  WeightBelow prose_;
  WeightBelow all_;
  WeightBelow links_;
  std::vector<bool> holds_body_;
};

}  // namespace

std::vector<bool> furniture(const PageView& view) { return Pruner(view).prune(); }

}  // namespace morgue
