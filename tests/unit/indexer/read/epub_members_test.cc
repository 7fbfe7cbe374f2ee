#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/indexer/read/boxes/opened.h"
#include "tests/unit/indexer/read/boxes/packed.h"

namespace morgue::test {
namespace {

using ::testing::ElementsAre;

Files book() {
  return {
      {"mimetype", "application/epub+zip"},
      {"META-INF/container.xml",
       "<container><rootfiles><rootfile full-path=\"OEBPS/book.opf\"/></rootfiles></container>"},
      {"OEBPS/book.opf",
       "<package><metadata><dc:title>The Skarra Year</dc:title><dc:creator>Ann "
       "Oakes</dc:creator><dc:date>2025-03-11</dc:date></metadata><manifest>"
       "<item id=\"c\" href=\"cover.xhtml\" media-type=\"application/xhtml+xml\"/>"
       "<item id=\"a\" href=\"text/a%201.xhtml\" media-type=\"application/xhtml+xml\"/>"
       "<item id=\"b\" href=\"b.xhtml\" media-type=\"application/xhtml+xml\"/>"
       "</manifest><spine><itemref idref=\"c\"/><itemref idref=\"b\"/><itemref idref=\"a\"/>"
       "</spine></package>"},
      {"OEBPS/cover.xhtml", "<html><body>The Skarra Year</body></html>"},
      {"OEBPS/text/a 1.xhtml", page_saying("Storm", "It blew.")},
      {"OEBPS/b.xhtml", page_saying("Calm", "<a id=\"p1\"/>It was calm.")}};
}

TEST(EpubMembers, ChaptersComeInTheOrderOfTheSpine) {
  EXPECT_THAT(opened(zip_of(book())),
              ElementsAre("OEBPS/b.xhtml (html)", "OEBPS/text/a 1.xhtml (html)",
                          "passed over: 1 covers and title pages"));
}

TEST(EpubMembers, TheBookSaysWhoAndWhen) {
  const auto articles = articles_in(zip_of(book()));
  ASSERT_EQ(articles.size(), 2U);
  EXPECT_EQ(card(articles[0]), "Calm |  | Ann Oakes; | 2025-03-11");
  EXPECT_THAT(articles[0].text, ::testing::StartsWith("It was calm."));
}

TEST(EpubMembers, ABookWithoutItsPackageIsRefused) {
  Files files = book();
  files.erase(files.begin() + 2);
  EXPECT_THAT(refusals_in(zip_of(files)), ElementsAre("a book without its package file"));
}

}  // namespace
}  // namespace morgue::test
