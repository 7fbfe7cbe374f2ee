#include "common/article_id.h"

#include <gtest/gtest.h>

namespace morgue {
namespace {

TEST(ArticleId, IsWrittenAsSixteenDigits) {
  EXPECT_EQ(to_string(ArticleId{0}), "0000000000000000");
  EXPECT_EQ(to_string(ArticleId{0xfedcba9876543210U}), "fedcba9876543210");
}

TEST(ArticleId, IsReadInAnyCase) {
  EXPECT_EQ(parse_article_id("FEDCBA9876543210"), ArticleId{0xfedcba9876543210U});
  EXPECT_EQ(parse_article_id("00000000000000ff"), ArticleId{255});
}

TEST(ArticleId, IsNothingElse) {
  for (const char* bad : {"", "ff", "00000000000000ff0", "00000000000000fg", "-0000000000000ff",
                          "0x000000000000ff", " 00000000000000f"})
    EXPECT_EQ(parse_article_id(bad), std::nullopt) << bad;
}

// Ids are stored for good: these must never change.
TEST(ArticleId, IsTheHashOfTheRecord) {
  EXPECT_EQ(to_string(article_id_of("", "")), "2d06800538d394c2");
  EXPECT_EQ(article_id_of("a record", ""), article_id_of("a record", ""));
  EXPECT_NE(article_id_of("a record", ""), article_id_of("a record ", ""));
}

TEST(ArticleId, TellsThePartsOfARecordApart) {
  EXPECT_NE(article_id_of("page", "1"), article_id_of("page", "2"));
  EXPECT_NE(article_id_of("page", "1"), article_id_of("page", ""));
  EXPECT_EQ(article_id_of("page", "1"), article_id_of("page", "1"));
}

TEST(ContentHash, IsTheSameInPieces) {
  EXPECT_EQ(content_hash(""), "99aa06d3014798d86001c324468d497f");
  ContentHasher hasher;
  EXPECT_EQ(hasher.digest(), content_hash(""));
  hasher.update("one ");
  hasher.update("");
  hasher.update("two");
  EXPECT_EQ(hasher.digest(), content_hash("one two"));
}

}  // namespace
}  // namespace morgue
