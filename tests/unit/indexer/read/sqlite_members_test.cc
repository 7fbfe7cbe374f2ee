#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/sqlite.h"
#include "tests/support/temporary_directory.h"
#include "tests/unit/indexer/read/boxes/opened.h"

namespace morgue::test {
namespace {

using ::testing::ElementsAre;

std::string database(const std::vector<std::string>& statements) {
  const TemporaryDirectory directory;
  const auto path = directory / "a.db";
  {
    sqlite::Database made(path, sqlite::Mode::Create);
    for (const std::string& statement : statements) made.execute(statement);
  }
  return read_file(path);
}

std::vector<std::string> newsboat() {
  return {
      "CREATE TABLE rss_feed (rssurl, url, title)",
      "CREATE TABLE rss_item (id INTEGER PRIMARY KEY, guid, title, author, url, feedurl, pubDate, "
      "content, deleted INTEGER)",
      "INSERT INTO rss_feed VALUES ('f', 's', 'Skarra Post')",
      "INSERT INTO rss_item VALUES (1, 'g', 'Storm', 'Ann Oakes', 'https://a.example/1', 'f', "
      "1741680000, '" +
          page_saying("x", "It blew.") + "', 0)",
      "INSERT INTO rss_item VALUES (2, 'h', 'Calm', '', 'https://a.example/2', 'f', 1741680000, "
      "'', 0)",
      "INSERT INTO rss_item VALUES (3, 'i', 'Gone', '', 'https://a.example/3', 'f', 1741680000, "
      "'x', 1)"};
}

TEST(SqliteMembers, NewsboatsItemsAreArticles) {
  EXPECT_THAT(opened(database(newsboat())),
              ElementsAre("https://a.example/1 (html)", "https://a.example/2 (json)"));
  const auto articles = articles_in(database(newsboat()));
  ASSERT_EQ(articles.size(), 2U);
  EXPECT_THAT(articles[0].text, ::testing::StartsWith("It blew."));
  EXPECT_EQ(articles[0].source, "Skarra Post");
  EXPECT_EQ(card(articles[1]),
            "Calm | https://a.example/2 |  | 2025-03-11T08:00:00Z | x-link-only=true");
}

TEST(SqliteMembers, FreshRssEntriesAreArticles) {
  const auto articles = articles_in(database(
      {"CREATE TABLE feed (id INTEGER, name)",
       "CREATE TABLE entry (id INTEGER, guid, title, author, content, link, date, id_feed, tags)",
       "INSERT INTO feed VALUES (1, 'Skarra Post')",
       "INSERT INTO entry VALUES (1, 'g', 'Storm', 'Ann Oakes', 'It blew.', 'https://a.example/1', "
       "1741680000, 1, '#sea')"}));
  ASSERT_EQ(articles.size(), 1U);
  EXPECT_EQ(card(articles[0]), "Storm | https://a.example/1 | Ann Oakes; | 2025-03-11T08:00:00Z");
}

TEST(SqliteMembers, OtherDatabasesAndDamagedOnesAreRefused) {
  EXPECT_THAT(refusals_in(database({"CREATE TABLE boat (name)"})),
              ElementsAre("a database of none of the feed readers that are known (newsboat, "
                          "FreshRSS)"));
  const std::string whole = database(newsboat());
  const auto found = refusals_in(whole.substr(0, 700));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_THAT(found[0], ::testing::StartsWith("damaged database: "));
}

}  // namespace
}  // namespace morgue::test
