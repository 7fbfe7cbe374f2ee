#include "indexer/extract/html_facts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/indexer/extract/html_for_test.h"

namespace morgue {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Article page(std::string_view head, std::string_view before = {}, std::string_view behind = {}) {
  return article_of_page("<head>" + std::string(head) + "</head><body><article><h1>Ferry</h1>" +
                         std::string(before) + std::string(kSomeText) + std::string(behind) +
                         "</article>");
}

TEST(HtmlFacts, TagsAreThoseOfTheSurestPlace) {
  EXPECT_THAT(page("<meta name=keywords content='news, calder'>"
                   "<meta property=article:tag content=Ferries>"
                   "<meta property=article:tag content='Port Anselm, ferries'>")
                  .tags,
              ElementsAre("Ferries", "Port Anselm"));
  EXPECT_THAT(page("<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"keywords\":"
                   "[\"Ferries\",\"Docks\"]}</script><meta name=news_keywords content=other>")
                  .tags,
              ElementsAre("Ferries", "Docks"));
  EXPECT_THAT(
      page("", "", "<p><a rel=tag href=/t/a>#Ferries</a> <a rel=tag href=/t/b>Docks</a>").tags,
      ElementsAre("Ferries", "Docks"));
}

TEST(HtmlFacts, PlainKeywordsCountIfTheArticleSpeaksOfThem) {
  EXPECT_THAT(page("<meta name=keywords content='ferry, engines, politics'>").tags,
              ElementsAre("ferry", "engines", "politics"));
  EXPECT_THAT(page("<meta name=keywords content='news, weather, sport, ferry'>").tags, IsEmpty());
}

TEST(HtmlFacts, OpinionsSaySoInTheirTypeSectionOrAddress) {
  EXPECT_EQ(page("").type, ArticleType::Story);
  EXPECT_EQ(
      page("<script type='application/ld+json'>{\"@type\":\"OpinionNewsArticle\"}</script>").type,
      ArticleType::Opinion);
  for (const std::string section : {"Opinion", "Meinung", "Opinión", "Op-Ed", "News / Kommentare"})
    EXPECT_EQ(page("<meta property=article:section content='" + section + "'>").type,
              ArticleType::Opinion)
        << section;
  EXPECT_EQ(page("<link rel=canonical href='https://c.example/debatt/ferry'>").type,
            ArticleType::Opinion);
  EXPECT_EQ(page("<link rel=canonical href='https://c.example/news/opinion-polls'>").type,
            ArticleType::Story);
}

TEST(HtmlFacts, CaptionsAreKeptApartFromTheText) {
  const Article article = page("",
                               "<figure><img src=a><figcaption>The ferry <i>in dock</i>."
                               "<button>Enlarge</button></figcaption></figure>"
                               "<div class=wp-caption-text>The pier</div>",
                               "<aside class=related><figcaption>Elsewhere</figcaption></aside>");
  EXPECT_THAT(article.captions, ElementsAre("The ferry in dock.", "The pier"));
  EXPECT_EQ(article.text.find("in dock."), std::string::npos);
}

TEST(HtmlFacts, CorrectionsAreWhatTheArticleSaysOfItself) {
  EXPECT_FALSE(page("").corrected);
  for (const std::string note :
       {"<p>Correction: The ferry is white, not blue.</p>",
        "<p>• This article was amended on 3 May 2031.</p>",
        "<p><i>An earlier version of this article named the wrong pier.</i></p>",
        "<p>Anm. d. Red.: In einer früheren Version hieß es, die Fähre sei blau.</p>",
        "<p>Une version précédente de cet article parlait d’un autre quai.</p>",
        "<p>Fe de errores: el transbordador es blanco.</p>",
        "<div class='note correction'>The ferry is white and not blue, as we had written here"
        " before we looked.</div>"})
    EXPECT_TRUE(page("", "", note).corrected) << note;
  for (const std::string note : {"<footer><a href=/c>Corrections</a></footer>",
                                 "<p>The correction of the river took thirty years of work.</p>"})
    EXPECT_FALSE(page("", "", note).corrected) << note;
}

}  // namespace
}  // namespace morgue
