#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/indexer/read/boxes/opened.h"
#include "tests/unit/indexer/read/boxes/packed.h"

namespace morgue::test {
namespace {

using ::testing::ElementsAre;

const std::string kHead =
    "From: =?utf-8?q?Sk=C3=A5rra_Post?= <post@skarra.example>\r\nTo: me@me.example\r\n"
    "Subject: Fwd: =?iso-8859-1?q?Sturm_=FCber_Skarra?=\r\n"
    "Date: Tue, 11 Mar 2025 05:58:00 +0100\r\nMessage-ID: <7@skarra.example>\r\n"
    "List-Id: Post <post.skarra.example>\r\nArchived-At: <https://skarra.example/7>\r\n";

std::string alternatives(std::string_view plain, std::string_view html) {
  return kHead +
         "MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n"
         "Content-Type: text/plain; charset=utf-8\r\n\r\n" +
         std::string(plain) + "\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" +
         std::string(html) + "\r\n--b--\r\n";
}

TEST(ReadMail, TheHeaderSaysWhatWhoAndWhen) {
  const auto articles = articles_of(kHead + "\r\nIt blew.\r\n", Format::Mail);
  ASSERT_EQ(articles.size(), 1U);
  EXPECT_EQ(articles[0].source, "Skårra Post");
  EXPECT_EQ(articles[0].text, "It blew.");
  EXPECT_EQ(card(articles[0]),
            "Sturm über Skarra | https://skarra.example/7 |  | 2025-03-11T05:58:00+01:00 | "
            "x-message-id=<7@skarra.example> | x-list-id=Post <post.skarra.example>");
}

TEST(ReadMail, APlainPartThatReadsWellIsTheArticle) {
  const std::string line =
      "The harbour master of Skarra had warned of the storm since Sunday, and "
      "most of the fleet lay safe behind the mole when it came in.";
  const auto articles =
      articles_of(alternatives(line, "<h1>Storm</h1><p>" + line + "</p>"), Format::Mail);
  ASSERT_EQ(articles.size(), 1U);
  EXPECT_EQ(articles[0].text, line);
}

TEST(ReadMail, OtherwiseTheMarkupIs) {
  const auto articles =
      articles_of(alternatives("Please use a program that shows HTML: https://skarra.example/7",
                               page_saying("Storm", "It blew all night.")),
                  Format::Mail);
  ASSERT_EQ(articles.size(), 1U);
  EXPECT_THAT(articles[0].text, ::testing::StartsWith("It blew all night."));
  EXPECT_EQ(articles[0].title, "Sturm über Skarra");
}

TEST(ReadMail, AttachedDocumentsAreArticlesOfTheirOwn) {
  const auto articles = articles_of(
      kHead +
          "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n"
          "It blew.\r\n--b\r\nContent-Type: text/html\r\nContent-Disposition: attachment; "
          "filename=storm.html\r\n\r\n" +
          page_saying("The storm", "It blew.") +
          "\r\n--b\r\nContent-Type: image/png\r\nContent-Disposition: attachment; filename=a.png"
          "\r\n\r\nx\r\n--b--\r\n",
      Format::Mail);
  ASSERT_EQ(articles.size(), 2U);
  EXPECT_EQ(articles[1].title, "The storm");
  EXPECT_EQ(articles[1].member, "storm.html");
}

TEST(ReadMail, DamagedEncodingsGiveWhatTheyCan) {
  const auto articles =
      articles_of(kHead +
                      "Content-Transfer-Encoding: quoted-printable\r\nContent-Type: text/plain; "
                      "charset=utf-8\r\n\r\nIt blew =ZZ all =C3=A5 night=\r\n.\r\n",
                  Format::Mail);
  ASSERT_EQ(articles.size(), 1U);
  EXPECT_EQ(articles[0].text, "It blew =ZZ all å night.");
}

TEST(ReadMail, AMessageWithoutATextIsRefused) {
  EXPECT_THAT(refusals_in(kHead + "Content-Type: image/png\r\n\r\nx\r\n"),
              ElementsAre("message without a text"));
}

}  // namespace
}  // namespace morgue::test
