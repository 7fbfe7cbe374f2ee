#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/indexer/read/boxes/opened.h"
#include "tests/unit/indexer/read/boxes/packed.h"

namespace morgue::test {
namespace {

using ::testing::ElementsAre;

TEST(ReadCsv, PocketAndInstapaperAreTables) {
  const auto articles = articles_in(
      "title,url,time_added,tags,status\n\"Storm, \"\"the\"\" one\","
      "https://a.example,1741680000,sea|storm,unread\n");
  ASSERT_EQ(articles.size(), 1U);
  EXPECT_EQ(card(articles[0]),
            "Storm, \"the\" one | https://a.example |  |  | x-saved=2025-03-11T08:00:00Z | "
            "x-link-only=true");
  EXPECT_THAT(articles[0].tags, ElementsAre("sea", "storm"));
  EXPECT_EQ(articles_in("URL,Title,Selection,Folder\nhttps://a.example,Storm,,Unread\n").size(),
            1U);
}

TEST(ReadCsv, ATableOfArticlesMayHaveBreaksInItsFields) {
  const auto articles = articles_in(
      "title;text;date;author\r\nStorm;\"It blew.\r\n\r\nAll night.\";2025-03-11;Ann "
      "Oakes\r\n",
      "a.csv");
  ASSERT_EQ(articles.size(), 1U);
  EXPECT_EQ(articles[0].text, "It blew.\n\nAll night.");
  EXPECT_EQ(card(articles[0]), "Storm |  | Ann Oakes; | 2025-03-11");
}

TEST(ReadCsv, ATableOfOtherThingsIsRefused) {
  EXPECT_THAT(refusals_in("boat,length\nGannet,12\n", "boats.csv"),
              ElementsAre("a table without columns for title, text or address"));
}

}  // namespace
}  // namespace morgue::test
