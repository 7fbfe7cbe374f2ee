#pragma once

#include <cstdint>
#include <vector>

#include "indexer/read/html_document.h"

namespace morgue {

/// What the tag, class, id, role and the like of an element say about its content. Bits.
enum Hint : std::uint16_t {
  kHintNone = 0,
  kHintFurniture = 1U << 0U,  ///< navigation, teasers, sharing, advertising, newsletters, ...
  kHintComments = 1U << 1U,   ///< readers' comments
  kHintCaption = 1U << 2U,    ///< a picture with its words
  kHintBody = 1U << 3U,       ///< the body of an article, by a name that is used for nothing else
  kHintArticle = 1U << 4U,    ///< an article or the page's main part
  kHintLead = 1U << 5U,       ///< the summary under the headline
  kHintByline = 1U << 6U,     ///< who wrote it, when it appeared
  kHintAuthor = 1U << 9U,     ///< who wrote it
  kHintMaybe = 1U << 10U,     ///< often furniture, but content systems name parts of texts so, too
  kHintHidden = 1U << 7U,     ///< not shown
  kHintNever = 1U << 8U,      ///< never text of an article (scripts, controls, media)
};

/// One set of bits for every node of the page; texts have none. Class names are cut into words at
/// hyphens, underscores and inner capitals ("articleBody__relatedLinks" -> article body related
/// links) and looked up in lists of what content systems use, in English and where these names are
/// local in the languages of the larger ones.
[[nodiscard]] std::vector<std::uint16_t> element_hints(const HtmlDocument& page);

}  // namespace morgue
