#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/read/html_document.h"

namespace morgue {

/// A piece of a page's text that stands on lines of its own: a paragraph, a heading, a list item,
/// or the text between two such.
struct Block {
  NodeId element = 0;  ///< the block element that holds it
  NodeId begin = 0;    ///< its first text
  NodeId end = 0;      ///< behind its last
  Tag tag = Tag::Div;  ///< of `element`
  std::string text;    ///< white space collapsed; "\n" for a <br>
  /// How much there is to read: characters without white space, those of scripts that write whole
  /// words in one or two (Han, Kana, Hangul) counted kWideCharacter times.
  std::uint32_t weight = 0;
  std::uint32_t link_weight = 0;  ///< the part of it inside links

  [[nodiscard]] double link_share() const {
    return weight == 0 ? 0 : static_cast<double>(link_weight) / weight;
  }
};
inline constexpr std::uint32_t kWideCharacter = 3;

/// The blocks of a page in order, those below `skipped` elements left out. Two <br> in a row part
/// blocks as well.
[[nodiscard]] std::vector<Block> page_blocks(const HtmlDocument& page,
                                             const std::vector<bool>& skipped);

/// Running text: long enough and not made of links.
[[nodiscard]] bool is_prose(const Block& block);

}  // namespace morgue
