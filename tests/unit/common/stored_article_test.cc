#include "common/stored_article.h"

#include <gtest/gtest.h>
#include <zstd.h>

#include <random>

#include "tests/support/articles.h"

namespace morgue {
namespace {

using test::full_article;

StoredArticle round_trip(const StoredArticle& stored) {
  ArticleEncoder encoder;
  ArticleDecoder decoder;
  if (!decoder.open(encoder.encode(stored))) ADD_FAILURE() << decoder.why();
  const auto back = decoder.article();
  if (!back) ADD_FAILURE() << back.error();
  return back.value_or(StoredArticle{});
}

/// A frame as the encoder makes it around a payload of the test's own.
std::string packed(const std::string& payload) {
  std::string bytes(1 + ZSTD_compressBound(payload.size()), kStoredArticleVersion);
  bytes.resize(
      1 + ZSTD_compress(bytes.data() + 1, bytes.size() - 1, payload.data(), payload.size(), 3));
  return bytes;
}

std::string unpacked(const std::string& bytes) {
  std::string payload(ZSTD_getFrameContentSize(bytes.data() + 1, bytes.size() - 1), '\0');
  ZSTD_decompress(payload.data(), payload.size(), bytes.data() + 1, bytes.size() - 1);
  return payload;
}

TEST(StoredArticle, BringsEverythingBack) { EXPECT_EQ(round_trip(full_article()), full_article()); }

TEST(StoredArticle, BringsAnArticleWithNothingBack) {
  EXPECT_EQ(round_trip(StoredArticle{}), StoredArticle{});
}

TEST(StoredArticle, TitleAndTextAreReadWithoutTheRest) {
  ArticleEncoder encoder;
  ArticleDecoder decoder;
  ASSERT_TRUE(decoder.open(encoder.encode(full_article())));
  EXPECT_EQ(decoder.title(), full_article().content.article.title);
  EXPECT_EQ(decoder.text(), full_article().content.article.text);
}

TEST(StoredArticle, OneDecoderReadsOneArticleAfterAnother) {
  ArticleEncoder encoder;
  ArticleDecoder decoder;
  ASSERT_TRUE(decoder.open(encoder.encode(full_article())));
  ASSERT_TRUE(decoder.open(encoder.encode(test::small_article(3))));
  EXPECT_EQ(decoder.article().value(), test::small_article(3));
  ASSERT_FALSE(decoder.open("x"));
  ASSERT_TRUE(decoder.open(encoder.encode(full_article())));
  EXPECT_EQ(decoder.article().value(), full_article());
}

TEST(StoredArticle, KeepsEveryTimeThatADateCanBeReadTo) {
  for (const char* time :
       {"0000-01-01T00:00:00+14:00", "0000", "1969-12-31T23:59:59Z", "2025-03", "2025-03-11",
        "2025-03-11T05:58", "9999-12-31T23:59:59-12:00", "9999-12-31"}) {
    StoredArticle stored = test::small_article(1);
    stored.content.article.published = parse_iso8601(time);
    ASSERT_TRUE(stored.content.article.published) << time;
    EXPECT_EQ(round_trip(stored), stored) << time;
  }
}

TEST(StoredArticle, KeepsEveryEnumerator) {
  StoredArticle stored = full_article();
  for (int origin = 0; origin <= static_cast<int>(DateOrigin::FileTime); ++origin) {
    stored.content.article.published_from = static_cast<DateOrigin>(origin);
    stored.content.article.published->precision = static_cast<Precision>(origin % 5);
    stored.content.article.published_doubtful = origin % 2 == 1;
    stored.content.article.type = static_cast<ArticleType>(origin % 3);
    EXPECT_EQ(round_trip(stored), stored) << origin;
  }
}

TEST(StoredArticle, KeepsMentionsOutOfOrder) {
  StoredArticle stored = full_article();
  std::swap(stored.content.mentions[2], stored.content.mentions[4]);
  EXPECT_EQ(round_trip(stored), stored);
}

TEST(StoredArticle, BeginsWithItsVersion) {
  std::string bytes = ArticleEncoder().encode(full_article());
  EXPECT_EQ(bytes[0], kStoredArticleVersion);
  bytes[0] = kStoredArticleVersion + 1;
  ArticleDecoder decoder;
  EXPECT_FALSE(decoder.open(bytes));
  EXPECT_EQ(decoder.why(), "stored in a format that this version does not know");
  EXPECT_FALSE(decoder.open(""));
  EXPECT_EQ(decoder.why(), "stored in a format that this version does not know");
}

TEST(StoredArticle, SaysThatAFrameWithoutASizeIsDamaged) {
  ArticleDecoder decoder;
  EXPECT_FALSE(decoder.open(std::string(1, kStoredArticleVersion) + "no zstd frame"));
  EXPECT_EQ(decoder.why(), "damaged: the compressed article has no valid size");
}

TEST(StoredArticle, RefusesAFrameThatUnpacksToTooMuch) {
  ArticleDecoder decoder;
  EXPECT_FALSE(decoder.open(packed(std::string(kMaxStoredBytes + 1, ' '))));
  EXPECT_EQ(decoder.why(), "damaged: the compressed article has no valid size");
}

// The checksum of the frame tells of any damage on disk, so nothing wrong is ever read.
TEST(StoredArticle, TellsDamagedBytesFromAnArticle) {
  constexpr unsigned kSeed = 20250311;
  std::mt19937 random(kSeed);
  const StoredArticle stored = full_article();
  const std::string good = ArticleEncoder().encode(stored);
  ArticleDecoder decoder;
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes = good;
    for (auto left = 1 + random() % 4; left > 0; --left)
      bytes[random() % bytes.size()] = static_cast<char>(random());
    if (random() % 8 == 0) bytes.resize(random() % bytes.size());
    if (bytes == good || !decoder.open(bytes)) continue;
    const auto back = decoder.article();
    // zstd ignores some bits of its header; whatever is read must be what was written.
    EXPECT_TRUE(!back || *back == stored) << "seed " << kSeed << " round " << round;
  }
}

// Behind a valid checksum anything may stand (a later version with the same number, malice): it is
// told or it is an article, and every span of it lies in its text.
TEST(StoredArticle, ReadsNoNonsenseFromADamagedPayload) {
  constexpr unsigned kSeed = 20250312;
  std::mt19937 random(kSeed);
  const std::string good = unpacked(ArticleEncoder().encode(full_article()));
  ArticleDecoder decoder;
  std::size_t refused = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string payload = good;
    for (auto left = 1 + random() % 3; left > 0; --left)
      payload[random() % payload.size()] = static_cast<char>(random());
    if (random() % 8 == 0) payload.resize(random() % payload.size());
    if (!decoder.open(packed(payload))) {
      ++refused;
      EXPECT_EQ(decoder.why(), "damaged: title and text are longer than the article");
      continue;
    }
    const auto back = decoder.article();
    if (!back) {
      ++refused;
      EXPECT_EQ(back.error(), "damaged: its fields do not add up");
      continue;
    }
    const AnnotatedArticle& content = back->content;
    for (const Mention& mention : content.mentions) {
      const auto& of = mention.in_title ? content.article.title : content.article.text;
      ASSERT_LE(mention.where.begin, mention.where.end) << "round " << round;
      ASSERT_LE(mention.where.end, of.size()) << "round " << round;
      ASSERT_LT(mention.entity, content.entities.size()) << "round " << round;
    }
    for (const Quotation& quotation : content.quotations)
      ASSERT_LE(quotation.where.end, content.article.text.size()) << "round " << round;
    for (const DateMention& date : content.dates)
      ASSERT_LE(date.where.end, content.article.text.size()) << "round " << round;
  }
  EXPECT_GT(refused, 1000U) << "seed " << kSeed;
}

}  // namespace
}  // namespace morgue
