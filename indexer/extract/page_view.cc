#include "indexer/extract/page_view.h"

#include <algorithm>

#include "indexer/extract/html_hints.h"

namespace morgue {

PageView view_of(const HtmlDocument& page) {
  PageView view{page, element_hints(page), {}};
  std::vector<bool> never(page.size(), false);
  for (NodeId id = 0; id < page.size(); ++id) never[id] = (view.hints[id] & kHintNever) != 0;
  view.blocks = page_blocks(page, never);
  return view;
}

std::size_t first_block_behind(const std::vector<Block>& blocks, NodeId at) {
  const auto found =
      std::ranges::partition_point(blocks, [at](const Block& block) { return block.end <= at; });
  return static_cast<std::size_t>(found - blocks.begin());
}

}  // namespace morgue
