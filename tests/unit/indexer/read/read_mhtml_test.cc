#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/indexer/read/boxes/opened.h"
#include "tests/unit/indexer/read/boxes/packed.h"

namespace morgue::test {
namespace {

TEST(ReadMhtml, ThePageIsTheArticleAndKnowsItsAddress) {
  const auto articles = articles_of(
      "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://skarra.example/storm\r\n"
      "Subject: Storm\r\nDate: Tue, 11 Mar 2025 05:58:00 -0000\r\nMIME-Version: 1.0\r\n"
      "Content-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\r\n\r\n--b\r\n"
      "Content-Type: text/css\r\nContent-Location: https://skarra.example/a.css\r\n\r\np {}\r\n"
      "--b\r\nContent-Type: text/html\r\nContent-Location: https://skarra.example/storm\r\n\r\n" +
          page_saying("Storm over Skarra", "It blew all night.") + "\r\n--b--\r\n",
      Format::Mail);
  ASSERT_EQ(articles.size(), 1U);
  EXPECT_EQ(articles[0].title, "Storm over Skarra");
  EXPECT_THAT(articles[0].text, ::testing::StartsWith("It blew all night."));
}

}  // namespace
}  // namespace morgue::test
