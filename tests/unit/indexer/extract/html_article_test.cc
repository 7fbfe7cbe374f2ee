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
            (ReadError{"page.html", "", "page without running text", ""}));
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

}  // namespace
}  // namespace morgue
