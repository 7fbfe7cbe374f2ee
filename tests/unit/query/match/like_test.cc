#include "query/match/like.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/unit/query/archive_for_test.h"
#include "tests/unit/query/language/query_for_test.h"

namespace morgue::test {
namespace {

class Like : public testing::Test {
 protected:
  Like() {
    std::vector<Piece> pieces = {
        {.id = 1, .title = "Radar blamed", .text = "The ferry radar was frozen, and frozen again."},
        {.id = 2, .title = "Radar bought", .text = "The port buys a radar for the ferry."},
        {.id = 3, .title = "Frozen fish", .text = "Frozen fish costs more, says the city."},
        {.id = 4, .title = "Radar found", .text = "The ferry radar is frozen.", .family = 1}};
    for (std::uint64_t i = 10; i < 20; ++i)
      pieces.push_back({.id = i, .title = "City", .text = "The city says nothing at all."});
    archive_.add(pieces);
  }
  std::string words(std::string_view title, std::string_view text, bool in_archive = false) {
    std::string out;
    for (const TellingWord& word : telling_words(archive_.open(), {title, text, "en", in_archive}))
      out += fmt::format("{}{}", out.empty() ? "" : " ", word.text);
    return out;
  }
  TestArchive archive_;
};

TEST_F(Like, TakesWhatTellsTheTextFromOthers) {
  // "blamed" stands in this article alone, "city" in most others.
  EXPECT_EQ(words("Radar blamed", "The frozen ferry of the city, frozen again.", true),
            "Radar frozen ferry");
  EXPECT_EQ(words("", "blamed", false), "blamed");
  EXPECT_EQ(words("", "the of and city", false), "");
}

TEST_F(Like, LeavesOutItselfAndItsCopies) {
  const ArchiveReader reader = archive_.open();
  const auto words = telling_words(reader, {"Radar blamed", "The ferry radar was frozen", "en"});
  const LikeQuery like = like_query(words, query_of("*"), "", the_same(reader, ArticleId{1}));
  SearchOptions options;
  options.loose = true;
  const auto result = search(reader, like.query, options);
  ASSERT_TRUE(result);
  ASSERT_EQ(result->hits.size(), 2U);
  EXPECT_EQ(result->hits[0].article.id.value, 2U);
}

TEST_F(Like, SaysWhatItAsksFor) {
  const std::vector<TellingWord> words = {{"radar", 2.1, 5}, {"ferry", 1, 2}};
  const LikeQuery like =
      like_query(words, query_of("source:herald"), "source:herald", the_same(archive_.open(), {}));
  EXPECT_EQ(like.text, "source:herald (radar^2.1 OR ferry)");
  EXPECT_EQ(print(like.query.root), "(and (soft radar^2.1 ferry) (source: herald))");
}

TEST_F(Like, NoArticleNoExclusion) {
  EXPECT_TRUE(the_same(archive_.open(), ArticleId{99}).empty());
  EXPECT_EQ(the_same(archive_.open(), ArticleId{3}).size(), 1U);
  EXPECT_EQ(the_same(archive_.open(), ArticleId{4}).size(), 2U);
}

}  // namespace
}  // namespace morgue::test
