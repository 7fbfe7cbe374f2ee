#include "query/passages/rank_passages.h"

#include <algorithm>
#include <string>
#include <unordered_set>

#include "common/text.h"

namespace morgue {
namespace {

/// What being in the best article is worth, in shares of the query.
constexpr double kBestArticle = 2.0;

}  // namespace

std::vector<RankedPassage> rank_passages(std::span<const ArticleWithPassages> articles,
                                         PassageOrder order) {
  double top = 0;
  for (const ArticleWithPassages& article : articles) top = std::max(top, article.score);
  std::vector<RankedPassage> out;
  for (std::size_t i = 0; i < articles.size(); ++i) {
    const double bonus = top > 0 ? kBestArticle * articles[i].score / top : 0;
    for (std::size_t j = 0; j < articles[i].passages.size(); ++j)
      out.push_back({i, j, articles[i].passages[j].score + bonus});
  }
  if (order == PassageOrder::BestFirst)
    std::stable_sort(out.begin(), out.end(), [](const RankedPassage& a, const RankedPassage& b) {
      return a.score > b.score;
    });
  std::unordered_set<std::string> shown;
  std::erase_if(out, [&](const RankedPassage& ranked) {
    const ArticleWithPassages& article = articles[ranked.article];
    return !shown.insert(word_key(article.passages[ranked.passage].core.of(article.text))).second;
  });
  return out;
}

}  // namespace morgue
