#include "indexer/extract/html_walls.h"

#include <gtest/gtest.h>

#include "tests/unit/indexer/extract/html_for_test.h"

namespace morgue {
namespace {

struct Case {
  std::string_view html;
  std::string_view why;
};

TEST(HtmlWalls, SayWhatTheyAre) {
  const std::vector<Case> cases = {
      {"<title>Just a moment...</title><p>Enable JavaScript and cookies to continue, then wait for"
       " this page to load again.</p>",
       "bot check instead of an article"},
      {"<title>Attention Required! | Cloudgate</title><h1>Sorry</h1><p>This website is using a"
       " security service to protect itself from attacks that happen online.</p>",
       "bot check instead of an article"},
      {"<title>calder.example</title><p>Please verify you are human by pressing and holding the"
       " button below until it is done.</p>",
       "bot check instead of an article"},
      {"<title>404 Not Found</title><h1>Not Found</h1>", "error page: 404 Not Found"},
      {"<title>Seite nicht gefunden – Calder Zeitung</title><h1>Hoppla</h1><p>Die Seite, die Sie"
       " suchen, gibt es nicht mehr oder es hat sie nie gegeben.</p>",
       "error page: 404 Not Found"},
      {"<title>503 Service Temporarily Unavailable</title><center>nginx</center>",
       "error page: 503 Service Unavailable"},
      {"<title>Access Denied</title><p>You don't have permission to access this page on this"
       " server. Reference 18.abcd.</p>",
       "page that was denied"},
      {"<title>Before you continue</title><p>We use cookies and data to deliver and maintain our"
       " services, and to measure how they are used.</p>",
       "consent wall instead of an article"},
      {"<title>Ferry sails</title><p>We and our partners store and/or access information on a "
       "device"
       " and process personal data for the purposes below.</p>",
       "consent wall instead of an article"},
      {"<title>Ferry sails</title><h1>Ferry sails</h1><p>This article is for subscribers only. Join"
       " us today to read everything that we write about ferries.</p><p>Already a subscriber? You"
       " can sign in here and go on.</p>",
       "paywall instead of an article"},
      {"<title>Calder</title><div id=root></div><noscript>You need to enable JavaScript to run this"
       " app.</noscript>",
       "page that shows nothing without JavaScript"},
      {"<title>Calder</title><div id=root></div>", "empty page"},
  };
  for (const Case& wall : cases) EXPECT_EQ(refusal_of_page(wall.html), wall.why) << wall.html;
}

TEST(HtmlWalls, AFrontPageIsNoArticle) {
  std::string page =
      "<link rel=canonical href='https://calder.example/'><title>The Calder Herald</title>";
  for (int i = 0; i < 8; ++i)
    page +=
        "<div><h2><a href=/a>Ferry sails again after eleven weeks</a></h2><p>The ferry between"
        " Calder and Port Anselm sailed again on Monday, carrying forty people.</p></div>";
  EXPECT_EQ(refusal_of_page(page), "index page, not an article");
}

TEST(HtmlWalls, ArticlesMaySpeakOfAllThis) {
  std::string text;
  for (int i = 0; i < 4; ++i) text += kSomeText;
  EXPECT_EQ(
      refusal_of_page("<title>Access denied</title><h1>Access denied</h1><p>The mayor was told"
                      " to verify you are human, to accept all cookies and to enable"
                      " JavaScript before the page not found came.</p>" +
                      text),
      "");
  EXPECT_EQ(refusal_of_page("<title>Ferry sails</title>" + text +
                            "<p>To continue reading, subscribe today.</p>"),
            "");
}

TEST(HtmlWalls, ANewsflashIsAnArticle) {
  const Article flash =
      article_of_page("<title>Calder</title><h1>Mayor resigns</h1><p>More soon.</p>");
  EXPECT_EQ(flash.title, "Mayor resigns");
  EXPECT_EQ(flash.text, "More soon.");
}

TEST(HtmlWalls, TextForBrowsersWithoutScriptsIsText) {
  EXPECT_EQ(refusal_of_page("<title>Ferry</title><body><noscript><h1>Ferry</h1>" +
                            std::string(kSomeText) + "</noscript>"),
            "");
}

}  // namespace
}  // namespace morgue
