#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/indexer/read/boxes/opened.h"
#include "tests/unit/indexer/read/boxes/packed.h"

namespace morgue::test {
namespace {

TEST(OmnivoreMembers, WhatIsKnownOfAPageBelongsToIt) {
  const auto articles = articles_in(zip_of(
      {{"content/storm-1.html", page_saying("x", "It blew.")},
       {"metadata_0_to_20.json",
        "[{\"slug\":\"storm-1\",\"title\":\"Storm\",\"url\":\"https://a.example/1\","
        "\"author\":\"Ann Oakes\",\"savedAt\":\"2025-03-11T08:00:00Z\"},{\"slug\":\"calm-2\","
        "\"title\":\"Calm\",\"url\":\"https://a.example/2\",\"savedAt\":"
        "\"2025-03-12T08:00:00Z\"}]"}}));
  ASSERT_EQ(articles.size(), 2U);
  EXPECT_EQ(articles[0].member, "content/storm-1.html");
  EXPECT_EQ(card(articles[0]),
            "Storm | https://a.example/1 | Ann Oakes; |  | x-saved=2025-03-11T08:00:00Z");
  EXPECT_EQ(card(articles[1]),
            "Calm | https://a.example/2 |  |  | x-saved=2025-03-12T08:00:00Z | x-link-only=true");
}

}  // namespace
}  // namespace morgue::test
