#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/indexer/read/boxes/opened.h"
#include "tests/unit/indexer/read/boxes/packed.h"

namespace morgue::test {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> cards(std::string_view json) {
  std::vector<std::string> out;
  for (const Article& article : articles_of(std::string(json), Format::Json))
    out.push_back(card(article));
  return out;
}

TEST(SavedJson, WallabagEntriesWithContentArePages) {
  std::string page = page_saying("x", "It blew all night.");
  for (std::size_t at = 0; (at = page.find('"', at)) != std::string::npos; at += 2)
    page.replace(at, 1, "\\\"");
  const auto articles = articles_of(
      "[{\"id\":1,\"title\":\"Storm\",\"url\":\"https://skarra.example/1\",\"is_archived\":true,"
      "\"content\":\"" +
          page +
          "\",\"created_at\":\"2025-03-11T08:00:00+0100\","
          "\"published_by\":[\"Ann Oakes\"],\"published_at\":\"2025-03-10T08:00:00+0100\"}]",
      Format::Json);
  ASSERT_EQ(articles.size(), 1U);
  EXPECT_EQ(card(articles[0]),
            "Storm | https://skarra.example/1 | Ann Oakes; | 2025-03-10T08:00:00+01:00 | "
            "x-saved=2025-03-11T08:00:00+01:00");
  EXPECT_THAT(articles[0].text, ::testing::StartsWith("It blew all night."));
}

TEST(SavedJson, LinksAloneSaySo) {
  EXPECT_THAT(cards("[{\"url\":\"https://a.example\",\"title\":\"A\",\"slug\":\"a\","
                    "\"savedAt\":\"2025-03-11T08:00:00Z\",\"labels\":[\"sea\"]}]"),
              ElementsAre("A | https://a.example |  |  | x-saved=2025-03-11T08:00:00Z | "
                          "x-link-only=true"));
}

TEST(SavedJson, EveryServiceIsKnownByItsFields) {
  EXPECT_THAT(
      cards("[{\"href\":\"https://a.example\",\"description\":\"A\",\"extended\":\"Why\","
            "\"time\":\"2025-03-11T08:00:00Z\",\"toread\":\"no\",\"tags\":\"sea storm\"}]"),
      ElementsAre("A | https://a.example |  |  | x-saved=2025-03-11T08:00:00Z | x-note=Why | "
                  "x-link-only=true"));
  EXPECT_THAT(cards("{\"bookmarks\":[{\"article__url\":\"https://a.example\","
                    "\"article__title\":\"A\",\"date_added\":\"2025-03-11T08:00:00\"}]}"),
              ElementsAre("A | https://a.example |  |  | x-saved=2025-03-11T08:00:00 | "
                          "x-link-only=true"));
  EXPECT_THAT(cards("{\"bookmarks\":[{\"createdAt\":1741680000,\"title\":\"A\",\"tags\":[],"
                    "\"content\":{\"type\":\"link\",\"url\":\"https://a.example\"}}]}"),
              ElementsAre("A | https://a.example |  |  | x-saved=2025-03-11T08:00:00Z | "
                          "x-link-only=true"));
  EXPECT_THAT(cards("{\"roots\":{\"bookmark_bar\":{\"children\":[{\"date_added\":"
                    "\"13386153600000000\",\"name\":\"A\",\"url\":\"https://a.example\"}]}}}"),
              ElementsAre("A | https://a.example |  |  | x-saved=2025-03-11T08:00:00Z | "
                          "x-link-only=true"));
}

TEST(SavedJson, ARecordIsNoExport) {
  EXPECT_THAT(cards("[{\"title\":\"A\",\"url\":\"https://a.example\",\"text\":\"It blew.\"}]"),
              ElementsAre("A | https://a.example |  | "));
}

}  // namespace
}  // namespace morgue::test
