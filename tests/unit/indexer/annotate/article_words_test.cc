#include "indexer/annotate/article_words.h"

#include <gmock/gmock.h>

#include <string_view>
#include <vector>

namespace morgue::annotate {
namespace {

using testing::ElementsAre;

std::vector<std::string_view> written(const ArticleWords& article) {
  std::vector<std::string_view> words;
  for (std::size_t i = 0; i < article.words.size(); ++i) words.push_back(article.written(i));
  return words;
}

TEST(ArticleWords, PutsTheTitleBeforeTheText) {
  ArticleWords article;
  read_words("Dam opens", "Rain fell", article);
  EXPECT_THAT(written(article), ElementsAre("Dam", "opens", "Rain", "fell"));
  EXPECT_EQ(article.title_words, 2U);
  EXPECT_TRUE(article.in_title(1));
  EXPECT_FALSE(article.in_title(2));
}

TEST(ArticleWords, TakesCompoundsOfTwoNamesApart) {
  ArticleWords article;
  read_words("Amari-Holt talks", "Amari met Holt and Jean-Luc Rowe", article);
  EXPECT_THAT(written(article), ElementsAre("Amari", "-", "Holt", "talks", "Amari", "met", "Holt",
                                            "and", "Jean-Luc", "Rowe"));
  EXPECT_EQ(article.title_words, 4U);
}

TEST(ArticleWords, LeavesACompoundAloneUnlessBothHalvesAreNames) {
  ArticleWords article;
  read_words("", "Amari-Holt met Holt", article);
  EXPECT_THAT(written(article), ElementsAre("Amari-Holt", "met", "Holt"));
}

}  // namespace
}  // namespace morgue::annotate
