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

/// The words with which sentences begin.
std::vector<std::string_view> sentence_starts(const ArticleWords& article) {
  std::vector<std::string_view> words;
  for (std::size_t i = 0; i < article.words.size(); ++i)
    if (article.words[i].starts_sentence) words.push_back(article.written(i));
  return words;
}

TEST(ArticleWords, GoOnOverTheEndsOfWrappedLines) {
  ArticleWords article;
  read_words(
      "", "The port said\nthe chief was Rowan\nPike. \"He left.\"\nIlse Marten\nstayed.\n\nRain.",
      article);
  EXPECT_THAT(sentence_starts(article), ElementsAre("The", "He", "Ilse", "Rain"));
  read_words("", "The port spoke\nRowan Pike\nIlse Marten", article);
  EXPECT_THAT(sentence_starts(article), ElementsAre("The", "Rowan", "Ilse"));
}

}  // namespace
}  // namespace morgue::annotate
