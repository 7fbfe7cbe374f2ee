#include "query/views/show.h"

#include <gtest/gtest.h>

#include "tests/unit/query/archive_for_test.h"

namespace morgue::test {
namespace {

class FindArticle : public testing::Test {
 protected:
  void SetUp() override {
    archive_.add({{.id = 0xabc1230000000001, .title = "One", .text = "x"},
                  {.id = 0xabc1234000000002, .title = "Two", .text = "x"},
                  {.id = 0xdef0000000000003, .title = "Three", .text = "x"},
                  {.id = 0xdef1000000000004, .title = "Four", .text = "x"}},
                 {0xdef0000000000003}, {0xdef1000000000004});
  }
  /// The title of what is found, or why nothing is.
  std::string find(std::string_view id) {
    const auto article = find_article(archive_.open(), id);
    return article ? article->content.article.title : article.error();
  }
  TestArchive archive_;
};

TEST_F(FindArticle, TakesAnyPrefixThatIsUnique) {
  EXPECT_EQ(find("abc1230"), "One");
  EXPECT_EQ(find("#ABC1234"), "Two");
  EXPECT_EQ(find("abc1234000000002"), "Two");
}

TEST_F(FindArticle, NamesTheCandidates) {
  EXPECT_EQ(find("abc"), "\"abc\" fits several articles: #abc1230, #abc1234");
}

TEST_F(FindArticle, SaysWhyThereIsNone) {
  EXPECT_EQ(find("fff"), "no article has the id \"fff\"");
  EXPECT_EQ(find("def0"), "no article has the id \"def0\"");
  EXPECT_EQ(find(""), "\"\" is no article id; ids are shown as #a7f31c");
  EXPECT_EQ(find("ferry"), "\"ferry\" is no article id; ids are shown as #a7f31c");
  EXPECT_EQ(find("abc12340000000021"), "no article has the id \"abc12340000000021\"");
  EXPECT_TRUE(find("def").starts_with("the article \"def\" is ")) << find("def");
}

TEST_F(FindArticle, ShownIdsAreUnique) {
  const ArchiveReader reader = archive_.open();
  EXPECT_EQ(reader.shown_id(ArticleId{0xabc1230000000001}), "abc1230");
  EXPECT_EQ(reader.shown_id(ArticleId{0xdef1000000000004}), "def100");
}

}  // namespace
}  // namespace morgue::test
