#pragma once

#include <cstdint>
#include <vector>

#include "indexer/extract/html_blocks.h"
#include "indexer/extract/page_view.h"
#include "indexer/read/html_document.h"

namespace morgue {

/// Running sums over the nodes of a page, so that the weight below any element is one subtraction.
class WeightBelow {
 public:
  template <typename Weigh>
  WeightBelow(const HtmlDocument& page, const std::vector<Block>& blocks, Weigh weigh)
      : before_(page.size() + 1, 0) {
    for (const Block& block : blocks) before_[block.begin + 1] += weigh(block);
    for (std::size_t i = 1; i < before_.size(); ++i) before_[i] += before_[i - 1];
    page_ = &page;
  }
  /// The sum over the blocks that begin in `id` or below it.
  [[nodiscard]] std::int64_t operator()(NodeId id) const {
    return before_[page_->end(id)] - before_[id];
  }

 private:
  const HtmlDocument* page_;
  std::vector<std::int64_t> before_;
};

/// Which elements are not part of any article, by their hints; a name is only believed if the share
/// of the page's prose below the element agrees with it. True for the topmost such element only.
[[nodiscard]] std::vector<bool> furniture(const PageView& view);

}  // namespace morgue
