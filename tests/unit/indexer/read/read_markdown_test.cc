#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/indexer/read/boxes/opened.h"
#include "tests/unit/indexer/read/boxes/packed.h"

namespace morgue::test {
namespace {

using ::testing::ElementsAre;

TEST(ReadMarkdown, FieldsOfYamlAreRead) {
  const auto articles = articles_in(
      "---\ntitle: \"Storm: the night\"\nsource: https://a.example/storm\nauthor:\n  - \"[[Ann "
      "Oakes]]\"\n  - Rowan Pike\npublished: 2025-03-11\ncreated: 2025-03-12\ntags: [sea, "
      "\"storm, big\"]\nlang: en-GB\n---\n# Storm: the night\n\nIt blew.\n");
  ASSERT_EQ(articles.size(), 1U);
  EXPECT_EQ(card(articles[0]),
            "Storm: the night | https://a.example/storm | Ann Oakes;Rowan Pike; | 2025-03-11 | "
            "x-saved=2025-03-12");
  EXPECT_THAT(articles[0].tags, ElementsAre("sea", "storm, big"));
  EXPECT_EQ(articles[0].language, "en");
  EXPECT_EQ(articles[0].text, "It blew.");
}

TEST(ReadMarkdown, FieldsOfTomlAreRead) {
  const auto articles = articles_in(
      "+++\ntitle = \"Storm\"\ndate = 2025-03-11T08:00:00Z\nauthors = [\"Ann Oakes\"]\nsource = "
      "\"Skarra Post\"\n+++\nIt blew.\n");
  ASSERT_EQ(articles.size(), 1U);
  EXPECT_EQ(card(articles[0]), "Storm |  | Ann Oakes; | 2025-03-11T08:00:00Z");
  EXPECT_EQ(articles[0].source, "Skarra Post");
}

}  // namespace
}  // namespace morgue::test
