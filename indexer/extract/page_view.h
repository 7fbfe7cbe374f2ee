#pragma once

#include <cstdint>
#include <vector>

#include "indexer/extract/html_blocks.h"
#include "indexer/read/html_document.h"

namespace morgue {

/// A page as every step of its extraction looks at it; made once. Refers to the document, which
/// must live longer.
struct PageView {
  const HtmlDocument& page;
  std::vector<std::uint16_t> hints;  ///< element_hints()
  std::vector<Block> blocks;         ///< of everything that can be text at all (kHintNever)
};
[[nodiscard]] PageView view_of(const HtmlDocument& page);

/// Index of the first block that ends behind `at`; the number of blocks if there is none.
[[nodiscard]] std::size_t first_block_behind(const std::vector<Block>& blocks, NodeId at);

}  // namespace morgue
