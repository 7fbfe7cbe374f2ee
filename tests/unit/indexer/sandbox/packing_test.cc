#include "indexer/sandbox/packing.h"

#include <gtest/gtest.h>

namespace morgue {
namespace {

FoundArticle example() {
  FoundArticle found;
  Article& article = found.article;
  article.title = "Ferry runs again";
  article.text = "It sailed.\n\nIt came back.";
  article.authors = {"Ann Oakes", "Rowan Pike"};
  article.source = "The Calder Herald";
  article.url = "https://example.org/ferry";
  article.language = "en";
  article.section = "Coast";
  article.agency = "Wire";
  article.tags = {"ferry"};
  article.captions = {"The ferry"};
  article.type = ArticleType::Opinion;
  article.dateline = "CALDER";
  article.published = parse_iso8601("2025-03-11T05:58:00+01:00");
  article.published_from = DateOrigin::FileTime;
  article.published_doubtful = true;
  article.updated = parse_iso8601("2025-03-12");
  article.corrected = true;
  article.external_id = "x1";
  article.extra = {{"x-desk", "coast"}};
  article.file = "news/a.html";
  article.member = "2";
  found.part = "2";
  found.record = std::string("a\0b", 3);
  found.one_of_many = true;
  return found;
}

std::string packed(const FoundArticles& found) {
  Packer pack;
  pack(found);
  return pack.bytes();
}

TEST(Packing, AnArticleArrivesWithAllItsFields) {
  FoundArticles sent;
  sent.emplace_back(example());
  sent.push_back(failure(ReadError{"a.html", "3", "no article in it", "look elsewhere"}));
  FoundArticles got;
  const std::string bytes = packed(sent);
  Unpacker unpack(bytes);
  unpack(got);
  ASSERT_TRUE(unpack.done());
  ASSERT_EQ(got.size(), 2U);
  EXPECT_EQ(got[0]->article, sent[0]->article);
  EXPECT_EQ(got[0]->part, sent[0]->part);
  EXPECT_EQ(got[0]->record, sent[0]->record);
  EXPECT_EQ(got[0]->one_of_many, sent[0]->one_of_many);
  EXPECT_EQ(got[1].error(), sent[1].error());
}

TEST(Packing, ADocumentArrivesWithAllItsFields) {
  ContentItem sent;
  sent.raw = {"a.zip",
              "b.html",
              std::string("\0\xff", 2),
              Instant{std::chrono::seconds{7}},
              {{Candidate::Field::Type, "NewsArticle", "json-ld"}},
              "koi8-r"};
  sent.format = Format::Binary;
  sent.whole = true;
  Packer pack;
  pack(sent);
  ContentItem got;
  Unpacker unpack(pack.bytes());
  unpack(got);
  ASSERT_TRUE(unpack.done());
  EXPECT_EQ(got.raw.path, sent.raw.path);
  EXPECT_EQ(got.raw.member, sent.raw.member);
  EXPECT_EQ(got.raw.bytes, sent.raw.bytes);
  EXPECT_EQ(got.raw.file_time, sent.raw.file_time);
  EXPECT_EQ(got.raw.stated, sent.raw.stated);
  EXPECT_EQ(got.raw.charset, sent.raw.charset);
  EXPECT_EQ(got.format, sent.format);
  EXPECT_EQ(got.whole, sent.whole);
}

TEST(Packing, WhatIsCutShortIsNotTaken) {
  FoundArticles sent;
  sent.emplace_back(example());
  const std::string bytes = packed(sent);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    FoundArticles got;
    Unpacker unpack(std::string_view(bytes).substr(0, size));
    unpack(got);
    EXPECT_FALSE(unpack.done()) << size;
  }
}

TEST(Packing, WhateverTheBytesNothingBreaks) {
  FoundArticles sent;
  sent.emplace_back(example());
  const std::string bytes = packed(sent);
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(~damaged[at]);
    FoundArticles got;
    Unpacker unpack(damaged);
    unpack(got);
    EXPECT_LE(got.size(), bytes.size());
  }
}

TEST(Packing, OnlyCleanArticlesAreTaken) {
  EXPECT_TRUE(is_clean(example().article));
  for (const char* bad : {"\x1b[31m", "\x7f", "\xc2\x9b", "\xff", "a\tb", "a\rb"}) {
    Article title = example().article;
    title.title = bad;
    EXPECT_FALSE(is_clean(title)) << bad;
    Article tag = example().article;
    tag.tags.emplace_back(bad);
    EXPECT_FALSE(is_clean(tag)) << bad;
    Article extra = example().article;
    extra.extra.emplace_back("x-a", bad);
    EXPECT_FALSE(is_clean(extra)) << bad;
  }
}

}  // namespace
}  // namespace morgue
