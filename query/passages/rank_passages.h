#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "query/passages/passages.h"

namespace morgue {

/// An article with its passages, as rank_passages() sees it.
struct ArticleWithPassages {
  double score = 0;  ///< what the article is ranked by
  std::string_view text;
  std::span<const Passage> passages;
};

/// A passage among those of many articles.
struct RankedPassage {
  std::size_t article = 0;  ///< index
  std::size_t passage = 0;  ///< index into the article's passages
  double score = 0;
  friend bool operator==(const RankedPassage&, const RankedPassage&) = default;
};

enum class PassageOrder : std::uint8_t { BestFirst, OfArticles };

/// The passages of all articles. Best first: by their own scores, and by how good their article is
/// beside the best one; equals stay in the order of the articles and of the text. Of those that
/// were chosen for the same sentence (articles may be copies) only the first one is kept.
[[nodiscard]] std::vector<RankedPassage> rank_passages(
    std::span<const ArticleWithPassages> articles, PassageOrder order);

}  // namespace morgue
