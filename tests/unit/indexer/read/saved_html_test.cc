#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/indexer/read/boxes/opened.h"
#include "tests/unit/indexer/read/boxes/packed.h"

namespace morgue::test {
namespace {

using ::testing::ElementsAre;

TEST(SavedHtml, BookmarksAreLinks) {
  const auto articles = articles_of(
      "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE>\n<DL><p>\n"
      "<DT><A HREF=\"https://a.example/?x=1&amp;y=2\" ADD_DATE=\"1741680000\" "
      "TAGS=\"sea,storm\">It "
      "<b>blew</b> &amp; blew</A>\n<DD>Why I kept it\n<DT><A HREF=\"javascript:x()\">No</A>\n</DL>",
      Format::Html);
  ASSERT_EQ(articles.size(), 1U);
  EXPECT_EQ(card(articles[0]),
            "It blew & blew | https://a.example/?x=1&y=2 |  |  | x-saved=2025-03-11T08:00:00Z | "
            "x-note=Why I kept it | x-link-only=true");
  EXPECT_THAT(articles[0].tags, ElementsAre("sea", "storm"));
}

}  // namespace
}  // namespace morgue::test
