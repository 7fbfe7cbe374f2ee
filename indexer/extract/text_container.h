#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/extract/html_blocks.h"
#include "indexer/extract/html_prune.h"
#include "indexer/read/html_document.h"

namespace morgue {

/// A text without anything but its letters and digits, folded: for comparing headlines.
[[nodiscard]] std::string letters_key(std::string_view text);

/// Index of the block that shows the headline: one that repeats a declared title (`title_keys`,
/// made by letters_key()), h1 before others; or the page's first h1; ArticlePlace::kNoHeadline if
/// there is neither.
[[nodiscard]] std::size_t find_headline(const std::vector<Block>& blocks,
                                        const std::vector<std::string>& title_keys);

/// Which blocks the declared body (`body_key`, made by letters_key()) repeats; empty if the page
/// does not show most of that body.
[[nodiscard]] std::vector<bool> declared_blocks(const std::vector<Block>& blocks,
                                                const std::string& body_key);

/// The smallest element that holds all the marked blocks.
[[nodiscard]] NodeId common_element(const HtmlDocument& page, const std::vector<Block>& blocks,
                                    const std::vector<bool>& marked);

/// The element that holds the article's text. `blocks` are those that were not cut;
/// `headline` is where the headline begins, or 0.
[[nodiscard]] NodeId find_container(const HtmlDocument& page,
                                    const std::vector<std::uint16_t>& hints,
                                    const std::vector<Block>& blocks, NodeId headline);

}  // namespace morgue
