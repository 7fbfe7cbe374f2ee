#include "indexer/annotate/paragraph_starts.h"

#include <cstddef>

namespace morgue::annotate {

std::vector<std::uint32_t> paragraph_starts(const ArticleWords& article) {
  std::vector<std::uint32_t> starts;
  for (std::size_t i = article.title_words; i < article.words.size(); ++i)
    if (article.words[i].starts_paragraph) starts.push_back(static_cast<std::uint32_t>(i));
  return starts;
}

}  // namespace morgue::annotate
