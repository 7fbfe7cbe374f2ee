#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/extract/html_blocks.h"
#include "indexer/read/html_document.h"

namespace morgue {

/// Where the article is, for the choice of its blocks.
struct ArticlePlace {
  NodeId container = 0;
  /// Index of the headline's block, or kNoHeadline.
  std::size_t headline = kNoHeadline;
  /// Blocks that the page declares to be the article's body, one bit for each block, or empty.
  std::vector<bool> declared;
  std::vector<std::string> title_keys;  ///< letters_key() of the declared titles
  std::string description_key;          ///< letters_key() of the declared summary

  static constexpr std::size_t kNoHeadline = static_cast<std::size_t>(-1);
};

/// The blocks of the article among those of the page, in order; pointers into `blocks`.
///
/// What stands before the headline goes, and what stands under a heading such as "Related" or
/// "Comments" once the article has got going. Lists of links, calls and labels go (junk_lines.h).
/// Paragraphs of one article stand in elements of one make (the same tags and classes): short
/// blocks of another make stay only between them, not in front of the first or behind the last.
/// Where the body is declared, it says where the article begins and ends.
/// A summary with its own name or the declared words stays wherever it stands behind the headline.
[[nodiscard]] std::vector<const Block*> article_blocks(const HtmlDocument& page,
                                                       const std::vector<std::uint16_t>& hints,
                                                       const std::vector<Block>& blocks,
                                                       const ArticlePlace& place);

}  // namespace morgue
