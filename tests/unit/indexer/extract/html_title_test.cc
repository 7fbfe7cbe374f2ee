#include <gtest/gtest.h>

#include "tests/unit/indexer/extract/html_for_test.h"

namespace morgue {
namespace {

std::string title_of(std::string_view head, std::string_view heading) {
  return article_of_page("<head>" + std::string(head) + "</head><body><article>" +
                         std::string(heading) + std::string(kSomeText) + "</article>")
      .title;
}

constexpr std::string_view kAddress =
    "<link rel=canonical href='https://calder.example/local/article4711/"
    "muede-faehre-faehrt-nach-elf-wochen-wieder.html'>";
constexpr std::string_view kJsonLd =
    "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":"
    "\"Müde Fähre fährt nach elf Wochen wieder\"}</script>";

TEST(HtmlTitle, TheJsonLdWinsWhereTheAddressSpellsItOut) {
  const std::string_view others =
      "<title>Fähre Calder: Das lange Warten am Hafen hat ein Ende</title>"
      "<meta property=og:title content='Fähre Calder: Das lange Warten am Hafen hat ein Ende'>";
  const std::string_view heading = "<h1>Fähre Calder: Das lange Warten am Hafen hat ein Ende</h1>";
  EXPECT_EQ(title_of(std::string(kAddress) + std::string(kJsonLd) + std::string(others), heading),
            "Müde Fähre fährt nach elf Wochen wieder");
  EXPECT_EQ(title_of(std::string(kJsonLd) + std::string(others), heading),
            "Fähre Calder: Das lange Warten am Hafen hat ein Ende");
}

TEST(HtmlTitle, AKickerStaysWhereTheDeclaredTitleHasItToo) {
  EXPECT_EQ(title_of("<meta property=og:title content='Harbour: The tired ferry sails again'>"
                     "<script type='application/ld+json'>{\"@type\":\"Article\",\"headline\":"
                     "\"The tired ferry sails again\"}</script>",
                     "<h1>Harbour <span>The tired ferry sails again</span></h1>"),
            "Harbour: The tired ferry sails again");
}

TEST(HtmlTitle, AKickerThatOnlyTheHeadingHasGoes) {
  EXPECT_EQ(title_of("<meta property=og:title content='The tired ferry sails again'>",
                     "<h1>Harbour news <span>The tired ferry sails again</span></h1>"),
            "The tired ferry sails again");
}

TEST(HtmlTitle, TwoKickersBeforeOneHeadlineBothGo) {
  EXPECT_EQ(title_of("<meta property=og:title content='Storm in Calder: “Nobody told us to swim”'>",
                     "<h1>After the flood<span> - </span>“Nobody told us to swim”</h1>"),
            "“Nobody told us to swim”");
}

TEST(HtmlTitle, AKickerNamedLikeATeaserIsPartOfTheHeadlineIfTheTitleSaysSo) {
  EXPECT_EQ(title_of("<title>Soundings: Help, the ferry is coming!</title>",
                     "<h1><span class=teaser__kicker>Soundings:&nbsp;</span>Help, the ferry is"
                     " coming!</h1>"),
            "Soundings: Help, the ferry is coming!");
}

TEST(HtmlTitle, OfTwoHeadingsTheOneInFrontOfTheSitesNameCounts) {
  EXPECT_EQ(title_of("<title>Tired ferry sails again - The Calder Herald</title>"
                     "<meta itemprop=headline content='… and the band plays on'>",
                     "<h1>Tired ferry sails again</h1><h1>… and the band plays on</h1>"),
            "Tired ferry sails again");
}

TEST(HtmlTitle, OfATitleInPartsTheOneThatThePageShows) {
  EXPECT_EQ(title_of("<title>Harbour - Tired ferry sails again - News - The Calder Herald</title>",
                     "<div class=x><b>Tired ferry sails again</b></div>"),
            "Tired ferry sails again");
}

TEST(HtmlTitle, AHeadingThatLeadsElsewhereIsNoHeadline) {
  EXPECT_EQ(title_of("<title>Tired ferry sails again</title>",
                     "<h1><a href=/opinion>Opinion of the harbour</a></h1>"),
            "Tired ferry sails again");
}

TEST(HtmlTitle, AFeedsTitleIsTakenAsItIs) {
  const PageOrigin fed{.stated = {{Candidate::Field::Title, "Ferry - again", "feed"}}};
  EXPECT_EQ(article_of_page("<h1>Something else</h1>" + std::string(kSomeText), fed).title,
            "Ferry - again");
}

}  // namespace
}  // namespace morgue
