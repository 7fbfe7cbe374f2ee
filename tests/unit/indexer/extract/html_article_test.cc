#include "indexer/extract/html_article.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/extract/extract.h"
#include "indexer/read/read.h"

namespace morgue {
namespace {

using testing::ElementsAre;

Result<Article, ReadError> article_of(std::string_view html) {
  RawDocument raw;
  raw.path = "page.html";
  raw.bytes = std::string(html);
  auto drafts = Reader().read(raw, Format::Html);
  if (!drafts.at(0)) return failure(drafts[0].error());
  return extract(*drafts[0]).at(0);
}

constexpr std::string_view kParagraphs =
    "<p>The ferry between Calder and Port Anselm sailed again on Monday after eleven weeks in dock,"
    " carrying forty people and a brass band.</p>"
    "<p>“We had almost given up on her,” said the harbour master, Ingrid Solvang, who waved from"
    " the pier.</p>"
    "<h2>A long repair</h2>"
    "<p>Workers had replaced both engines, which the company said were older than its chairman, and"
    " most of the deck.</p>";

constexpr std::string_view kText =
    "The ferry between Calder and Port Anselm sailed again on Monday after eleven weeks in dock,"
    " carrying forty people and a brass band.\n\n"
    "“We had almost given up on her,” said the harbour master, Ingrid Solvang, who waved from"
    " the pier.\n\n"
    "A long repair\n\n"
    "Workers had replaced both engines, which the company said were older than its chairman, and"
    " most of the deck.";

TEST(HtmlArticle, TakesTheArticleAndLeavesTheFurniture) {
  const std::string page =
      "<html lang=en><head><title>Ferry sails again | The Calder Herald</title>"
      "<meta property=og:site_name content='The Calder Herald'>"
      "<meta property=article:published_time content='2025-03-11T05:58:00+01:00'>"
      "<meta name=author content='By Dana Okafor and Li Wei'>"
      "<meta property=article:section content=Local>"
      "<link rel=canonical href='https://calder.example/ferry'></head><body>"
      "<nav><ul><li><a href=/>Home</a><li><a href=/local>Local</a></ul></nav>"
      "<article><h1>Ferry sails again</h1><p class=byline>By Dana Okafor and Li Wei</p>"
      "<div class=share-tools>Share this <a href=x>Facebook</a></div>" +
      std::string(kParagraphs) +
      "<figure><img src=a><figcaption>The ferry on Monday. It is white and has two decks."
      "</figcaption></figure>"
      "<div class=newsletter-signup><p>Sign up to our newsletter and read all the news of the"
      " harbour every single morning at six.</p></div></article>"
      "<aside class=related><h3>Related</h3><p><a href=b>Bridge shut for the third time this year"
      " as engineers look for cracks in its piers</a></p></aside>"
      "<footer>© 2025 Calder Media. All rights reserved. No part of this site may be reproduced."
      "</footer></body></html>";
  Article expected;
  expected.title = "Ferry sails again";
  expected.text = std::string(kText);
  expected.authors = {"Dana Okafor", "Li Wei"};
  expected.source = "The Calder Herald";
  expected.url = "https://calder.example/ferry";
  expected.language = "en";
  expected.section = "Local";
  expected.published = parse_iso8601("2025-03-11T05:58:00+01:00");
  expected.published_from = DateOrigin::Meta;
  expected.captions = {"The ferry on Monday. It is white and has two decks."};
  expected.file = "page.html";
  EXPECT_EQ(article_of(page), expected);
}

TEST(HtmlArticle, NeedsNoNamesToFindTheText) {
  const auto article = article_of(
      "<table><tr><td><a href=1>Home</a> <a href=2>News</a> <a href=3>Sport</a></td></tr>"
      "<tr><td><font size=5>Ferry sails again</font><br><br>" +
      std::string(kParagraphs) + "</td></tr></table>");
  ASSERT_TRUE(article);
  EXPECT_NE(article->text.find(kText), std::string::npos);
  EXPECT_EQ(article->text.find("Sport"), std::string::npos);
}

TEST(HtmlArticle, APageWithoutRunningTextIsRefused) {
  EXPECT_EQ(article_of("<html><body><div id=root></div></body></html>").error(),
            (ReadError{"page.html", "", "empty page", ""}));
}

std::string text_of(const std::string& html) {
  const auto article = article_of(html);
  return article ? article->text : "refused: " + article.error().why;
}

TEST(HtmlArticle, WallsAreNamed) {
  EXPECT_EQ(text_of("<p>Please verify you are human before you go on to the site you wanted.</p>"),
            "refused: bot check instead of an article");
  EXPECT_EQ(text_of("<div>Please enable JavaScript</div>"),
            "refused: page that shows nothing without JavaScript");
  EXPECT_EQ(text_of("<p>We value your privacy. We and our partners use cookies to show you what"
                    " you like.</p><button>Accept</button>"),
            "refused: consent wall instead of an article");
}

TEST(HtmlArticle, PiecesBetweenAdvertisingAreOneArticle) {
  const std::string body(kParagraphs);
  EXPECT_EQ(text_of("<main><h1>Ferry sails</h1><div><div class=story-body>" + body +
                    "</div><div class=ad>Buy boats</div><div class=story-body>" + body +
                    "</div></div></main>"),
            std::string(kText) + "\n\n" + std::string(kText));
}

TEST(HtmlArticle, OfTwoArticlesTheOneUnderTheHeadlineIsTaken) {
  const std::string other =
      "<p>Far longer than the first is what the second article on this page has to say about the"
      " bridge, which was shut for the third time this year because of cracks in its piers.</p>";
  EXPECT_EQ(text_of("<title>Ferry sails again</title><article><h1>Ferry sails again</h1>" +
                    std::string(kParagraphs) + "</article><article><h1>Bridge shut</h1>" + other +
                    other + other + other + "</article>"),
            kText);
}

TEST(HtmlArticle, TheSummaryUnderTheHeadlineIsPartOfTheText) {
  EXPECT_EQ(text_of("<article><header><h1>Ferry sails</h1><p class=standfirst>Eleven weeks of"
                    " repairs are over at last.</p></header><div class=article-body>" +
                    std::string(kParagraphs) + "</div></article>"),
            "Eleven weeks of repairs are over at last.\n\n" + std::string(kText));
}

TEST(HtmlArticle, CommentsEndTheArticleWithAndWithoutAHeading) {
  const std::string comment =
      "<p>I never liked that ferry and I do not see why we should pay for it again.</p>";
  const std::string signature = "<p>Posted by Ingrid on 3 May</p>";
  EXPECT_EQ(text_of("<div>" + std::string(kParagraphs) + "<h3>Comments (2)</h3>" + comment +
                    comment + "</div>"),
            kText);
  EXPECT_EQ(text_of("<div>" + std::string(kParagraphs) + signature + comment + signature + comment +
                    signature + comment + "</div>"),
            kText);
}

TEST(HtmlArticle, ADeclaredBodyEndsTheText) {
  const std::string declared =
      "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"articleBody\":\"" +
      std::string(
          "The ferry between Calder and Port Anselm sailed again on Monday after eleven"
          " weeks in dock, carrying forty people and a brass band. “We had almost given up"
          " on her,” said the harbour master, Ingrid Solvang, who waved from the pier. A"
          " long repair Workers had replaced both engines, which the company said were"
          " older than its chairman, and most of the deck.") +
      "\"}</script>";
  EXPECT_EQ(text_of(declared + "<div>" + std::string(kParagraphs) +
                    "<p>Our reporter has covered the harbour since it had one.</p></div>"),
            kText);
  EXPECT_EQ(text_of(declared + "<div id=root></div>").substr(0, 18), "The ferry between ");
}

std::string title_of(const std::string& html) {
  const auto article = article_of(html + std::string(kParagraphs));
  return article ? article->title : "refused";
}

TEST(HtmlArticle, TheTitleLosesTheSitesNameAndTheKicker) {
  EXPECT_EQ(title_of("<title>Ferry sails again - Local - The Calder Herald</title>"
                     "<meta property=og:site_name content='The Calder Herald'>"
                     "<meta property=og:title content='Ferry sails again - Local'>"
                     "<h1>Ferry sails again</h1>"),
            "Ferry sails again");
  EXPECT_EQ(title_of("<meta property=og:title content='Ferry sails again'>"
                     "<h1><span>Harbour news</span> Ferry sails again</h1>"),
            "Ferry sails again");
  EXPECT_EQ(title_of("<title>Ferry sails - or does it?</title>"), "Ferry sails - or does it?");
  EXPECT_EQ(title_of("<meta property=og:site_name content='The Calder Herald'>"
                     "<title>Ferry sails again</title><h1>The Calder Herald</h1>"),
            "Ferry sails again");
}

std::vector<std::string> authors_of(const std::string& html) {
  const auto article = article_of(html);
  return article ? article->authors : std::vector<std::string>{"refused"};
}

TEST(HtmlArticle, AuthorsAreDeclaredOrShownNearTheText) {
  const std::string body(kParagraphs);
  EXPECT_THAT(authors_of("<h1>Ferry sails</h1><div class=byline>Dana Okafor, Li Wei</div>" + body),
              ElementsAre("Dana Okafor", "Li Wei"));
  EXPECT_THAT(authors_of("<h1>Ferry sails</h1><p>By Dana Okafor</p>" + body),
              ElementsAre("Dana Okafor"));
  EXPECT_THAT(authors_of("<meta name=author content='松岡太郎'>" + body), ElementsAre("松岡太郎"));
  EXPECT_THAT(authors_of("<meta name=author content='Ana SOLBERG'>" + body),
              ElementsAre("Ana Solberg"));
  EXPECT_THAT(authors_of("<meta property=og:site_name content='Calder Herald'>"
                         "<meta name=author content='Calder Herald'>" +
                         body),
              ElementsAre());
}

std::string date_of(const std::string& html) {
  const auto article = article_of(html + std::string(kParagraphs));
  if (!article || !article->published) return "none";
  return to_iso8601(*article->published) + " " + std::string(to_string(article->published_from));
}

TEST(HtmlArticle, DatesAreTakenInAStatedOrder) {
  const std::string url = "<link rel=canonical href='https://calder.example/2025/03/01/ferry'>";
  const std::string shown = "<h1>Ferry sails</h1><p>2 March 2025</p>";
  const std::string element = "<h1>Ferry sails</h1><time datetime='2025-03-03'>3 March</time>";
  const std::string meta = "<meta property=article:published_time content='2025-03-04'>";
  const std::string json =
      "<script type='application/ld+json'>{\"@type\":\"NewsArticle\","
      "\"datePublished\":\"2025-03-05\"}</script>";
  EXPECT_EQ(date_of(""), "none");
  EXPECT_EQ(date_of(shown), "2025-03-02 byline");
  EXPECT_EQ(date_of(url + shown), "2025-03-01 url");
  EXPECT_EQ(date_of(url + element), "2025-03-03 time-element");
  EXPECT_EQ(date_of(meta + url + element), "2025-03-04 meta");
  EXPECT_EQ(date_of(json + meta + url + element), "2025-03-05 json-ld");
}

TEST(HtmlArticle, TheSameDayTakesTheTimeFromAWeakerClue) {
  EXPECT_EQ(date_of("<meta property=article:published_time content='2025-03-04'>"
                    "<h1>Ferry</h1><time datetime='2025-03-04T05:58:00+01:00'></time>"),
            "2025-03-04T05:58:00+01:00 meta");
}

TEST(HtmlArticle, WhatARecordSaidComesFirst) {
  RawDocument raw;
  raw.path = "in.jsonl";
  raw.member = "line 3";
  raw.bytes = R"({"id":"p1","title":"Given","date":"2024-01-02","desk":"metro","html":"<html>)"
              R"(<meta property='og:title' content='Other'>)" +
              std::string(kParagraphs) + R"("})";
  auto drafts = Reader().read(raw, Format::JsonLines);
  ASSERT_TRUE(drafts.at(0)) << drafts[0].error().why;
  const auto article = extract(*drafts[0]).at(0);
  ASSERT_TRUE(article);
  EXPECT_EQ(article->title, "Given");
  EXPECT_EQ(article->text, kText);
  EXPECT_EQ(article->external_id, "p1");
  EXPECT_EQ(article->member, "line 3");
  EXPECT_EQ(to_iso8601(*article->published), "2024-01-02");
  EXPECT_EQ(article->published_from, DateOrigin::Given);
  EXPECT_EQ(article->extra,
            (std::vector<std::pair<std::string, std::string>>{{"x-desk", "metro"}}));
}

TEST(Extract, AuthorsOfARecordAreReadFromItsByline) {
  Draft draft;
  draft.path = "in.jsonl";
  draft.as_given = true;
  draft.given.title = "Ferry";
  draft.given.authors = {"By  Dana Okafor and Li Wei"};
  const auto articles = extract(draft);
  ASSERT_EQ(articles.size(), 1U);
  EXPECT_THAT(articles[0]->authors, ElementsAre("Dana Okafor", "Li Wei"));
  EXPECT_EQ(articles[0]->file, "in.jsonl");
}

TEST(HtmlArticle, ListsOfTeasersThatNothingNamesAreLeftOut) {
  std::string page = "<h1>Ferry sails again</h1><div>" + std::string(kParagraphs) + "</div><div>";
  for (int i = 0; i < 4; ++i)
    page +=
        "<div class=x><h3><a href=/b>Bridge shut for the winter</a></h3><p>The bridge between"
        " Calder and Amsel is shut, the county said, and it will stay so until the spring.</p>"
        "</div>";
  EXPECT_EQ(text_of(page + "</div>"), kText);
}

TEST(HtmlArticle, AQuotationSetApartIsNotSaidTwice) {
  const std::string quote = "<p>“We had almost given up on her,”</p>";
  EXPECT_EQ(text_of("<h1>Ferry sails again</h1><article>" + std::string(kParagraphs) + quote +
                    "<p>Forty people went to bed that night with the band still in their ears, and"
                    " woke up on the other side.</p></article>"),
            std::string(kText) +
                "\n\nForty people went to bed that night with the band still in their ears, and"
                " woke up on the other side.");
}

TEST(HtmlArticle, ALineWithAPicturesCreditIsItsCaption) {
  EXPECT_EQ(text_of("<h1>Ferry sails again</h1><article><p>The ferry on Monday morning, seen from"
                    " the pier where we stood (picture: Ana Vold)</p>" +
                    std::string(kParagraphs) + "</article>"),
            kText);
}

TEST(HtmlArticle, NamesThatHideSomethingElseHideNothing) {
  EXPECT_EQ(text_of("<h1>Ferry sails again</h1><div class='field field--label-hidden md:hidden'>" +
                    std::string(kParagraphs) + "</div>"),
            kText);
}

TEST(HtmlArticle, IdsMadeOfHeadingsNameNothing) {
  EXPECT_EQ(text_of("<h1>Ferry sails again</h1><div id=sharing-the-ferry-with-related-people>" +
                    std::string(kParagraphs) +
                    "</div><p>Behind it the article goes on for a while,"
                    " about the harbour and its cranes, and about the weather.</p>")
                    .find("Ingrid Solvang") != std::string::npos,
            true);
}

}  // namespace
}  // namespace morgue
