#include "indexer/extract/html_dates.h"

#include <gtest/gtest.h>

#include "tests/unit/indexer/extract/html_for_test.h"

namespace morgue {
namespace {

using Field = Candidate::Field;

Article dated(std::string_view head, std::string_view lines, const PageOrigin& origin = {}) {
  return article_of_page("<head>" + std::string(head) + "</head><body><article><h1>Ferry</h1>" +
                             std::string(lines) + std::string(kSomeText) + "</article>",
                         origin);
}

std::string when(const Article& article) {
  return (article.published ? to_iso8601(*article.published) : "never") + " " +
         std::string(to_string(article.published_from)) +
         (article.published_doubtful ? " doubtful" : "");
}

const Instant kFileTime{*make_day(2031, 5, 1)};

TEST(HtmlDates, ADayMayCloseTheTitleOrOpenTheText) {
  EXPECT_EQ(when(dated("<title>Ferry | Calder Radio | 28.04.2031</title>", "")), "2031-04-28 meta");
  EXPECT_EQ(when(dated("",
                       "<p>28.04.2031 – The ferry company said so in a long statement on its"
                       " own pages.</p>")),
            "2031-04-28 byline");
}

TEST(HtmlDates, ALineAnywhereMaySayWhenThePageWasPublished) {
  const std::string far = std::string(kSomeText) + std::string(kSomeText) +
                          "<footer><p>a<p>b<p>c<p>d<p>e<p>f<p>g<p>Letzte Änderung: 30.04.2031"
                          "<p>Erschienen am: 29.04.2031</footer>";
  EXPECT_EQ(when(article_of_page("<h1>Ferry</h1>" + far)), "2031-04-29 byline");
}

TEST(HtmlDates, ServersAndFilesComeLast) {
  const PageOrigin served{.stated = {{Field::Published, "Tue, 29 Apr 2031 05:58:00 GMT", "http"}},
                          .file_time = kFileTime};
  EXPECT_EQ(when(dated("", "", served)), "2031-04-29T05:58:00Z header");
  EXPECT_EQ(when(dated("", "<p class=date>28 April 2031</p>", served)), "2031-04-28 byline");
  EXPECT_EQ(when(dated("", "", {.stated = {}, .file_time = kFileTime})),
            "2031-05-01T00:00:00Z file-time");
}

TEST(HtmlDates, AFeedIsSurerThanTheTextAndLessSureThanThePagesOwnWord) {
  const PageOrigin fed{.stated = {{Field::Published, "2031-04-20", "feed"}}, .file_time = {}};
  EXPECT_EQ(when(dated("", "<time datetime=2031-04-21>x</time>", fed)), "2031-04-20 given");
  EXPECT_EQ(when(dated("<meta property=article:published_time content=2031-04-19>", "", fed)),
            "2031-04-19 meta");
}

TEST(HtmlDates, WhenAPageWasSavedIsNotWhenItAppeared) {
  const PageOrigin saved{.stated = {{Field::Published, "2031-04-20T12:00:00Z", "saved"}},
                         .file_time = kFileTime};
  EXPECT_EQ(when(dated("", "", saved)), "2031-05-01T00:00:00Z file-time");
  EXPECT_EQ(when(dated("", "<p class=date>18 minutes ago</p>", saved)),
            "2031-04-20T11:42:00Z relative");
}

TEST(HtmlDates, WhatCannotBeTrueIsTakenOnlyIfNothingElseIsThereAndThenFlagged) {
  const PageOrigin origin{.stated = {}, .file_time = kFileTime};
  const std::string_view future =
      "<meta property=article:published_time content=2031-05-09T10:00:00Z>";
  EXPECT_EQ(when(dated(future, "<p class=date>28 April 2031</p>", origin)), "2031-04-28 byline");
  EXPECT_EQ(when(dated(future, "", origin)), "2031-05-09T10:00:00Z meta doubtful");
  EXPECT_EQ(when(dated("<meta name=pubdate content=1970-01-01>", "")), "1970-01-01 meta doubtful");
  const std::string_view archive =
      "<link rel=canonical href='https://calder.example/1962/07/09/ferry'>"
      "<meta name=pubdate content=1962-07-09>";
  EXPECT_EQ(when(dated(archive, "")), "1962-07-09 meta");
}

TEST(HtmlDates, TimesBehindTheTextAreOtherPeoples) {
  EXPECT_EQ(when(article_of_page("<link rel=canonical href='https://c.example/2031/04/28/ferry'>"
                                 "<article><h1>Ferry</h1>" +
                                 std::string(kSomeText) +
                                 "<div><time datetime=2029-01-01>then</time></div></article>")),
            "2031-04-28 url");
}

}  // namespace
}  // namespace morgue
