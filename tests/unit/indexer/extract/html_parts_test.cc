#include "indexer/extract/html_parts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/indexer/extract/html_for_test.h"

namespace morgue {
namespace {

using testing::ElementsAre;
using testing::StartsWith;

/// "member|title|time|address|first words|type" of each article.
std::vector<std::string> summaries(std::string_view html) {
  std::vector<std::string> out;
  for (const auto& article : articles_of_page(html)) {
    if (!article) {
      out.push_back("refused: " + article.error().why);
      continue;
    }
    out.push_back(article->member + "|" + article->title + "|" +
                  (article->published ? to_iso8601(*article->published) : "never") + "|" +
                  article->url + "|" + article->text.substr(0, 12) + "|" +
                  std::string(to_string(article->type)));
  }
  return out;
}

std::string entry(std::string_view id, std::string_view clock, std::string_view words) {
  return "<div class='live-post x' id=" + std::string(id) + "><time datetime=2031-04-28T" +
         std::string(clock) + ":00Z>" + std::string(clock) + "</time><h3>Update " +
         std::string(id) + " from the pier</h3><p>" + std::string(words) +
         " and the crowd on the pier went quiet, as crowds do when a ferry turns in the wind.</p>"
         "</div>";
}

TEST(HtmlParts, ALiveBlogGivesItsSummaryAndItsEntries) {
  const std::string page =
      "<link rel=canonical href='https://c.example/live'><title>Ferry live blog</title>"
      "<meta property=article:published_time content=2031-04-28T08:00:00Z>"
      "<main><h1>Ferry live blog</h1><div class=intro><p>The ferry sails again after eleven weeks"
      " in dock, and we are there to tell you all about it from morning to night.</p></div>"
      "<div class=live-feed>" +
      entry("p3", "10:25", "She is gone") + entry("p2", "10:05", "She is leaving") +
      entry("p1", "09:45", "She is here") + "</div></main>";
  EXPECT_THAT(
      summaries(page),
      ElementsAre("|Ferry live blog|2031-04-28T08:00:00Z|https://c.example/live|The ferry sa|live",
                  "1|Update p3 from the pier|2031-04-28T10:25:00Z|https://c.example/live#p3|"
                  "She is gone |live",
                  "2|Update p2 from the pier|2031-04-28T10:05:00Z|https://c.example/live#p2|"
                  "She is leavi|live",
                  "3|Update p1 from the pier|2031-04-28T09:45:00Z|https://c.example/live#p1|"
                  "She is here |live"));
}

TEST(HtmlParts, EntriesDeclaredInJsonLdAreTaken) {
  const std::string page =
      R"(<script type='application/ld+json'>{"@type":"LiveBlogPosting","headline":"Ferry day",
      "datePublished":"2031-04-28T08:00:00Z","url":"https://c.example/live","liveBlogUpdate":[
      {"@type":"BlogPosting","headline":"She is gone","datePublished":"2031-04-28T10:25:00+02:00",
       "articleBody":"<p>One.</p><p>Two.</p>","url":"https://c.example/live#1",
       "author":{"@type":"Person","name":"Dana Okafor"}},
      {"@type":"BlogPosting","articleBody":"She is here."}]}</script>
      <meta name=description content='All about the ferry on its first day.'>
      <h1>Ferry day</h1>)";
  EXPECT_THAT(
      summaries(page),
      ElementsAre("|Ferry day|2031-04-28T08:00:00Z|https://c.example/live|All about th|live",
                  "1|She is gone|2031-04-28T10:25:00+02:00|https://c.example/live#1|One.\n\nTwo.|"
                  "live",
                  "2||2031-04-28|https://c.example/live|She is here.|live"));
}

TEST(HtmlParts, AnEntrysTimeOfDayIsOnTheDayOfItsPage) {
  std::string page =
      "<title>Ferry ticker</title><meta property=article:published_time"
      " content=2031-04-28T08:00:00+02:00><h1>Ferry ticker</h1><p>The ferry sails again after "
      "eleven"
      " weeks in dock, and we are there to tell you all about it.</p><ul class=ticker>";
  for (const std::string clock : {"10:25", "9:05 Uhr", "08.45 Uhr"})
    page += "<li class=item><span>" + clock +
            "</span><p>She is gone and the crowd on the pier went"
            " quiet, as crowds do when a ferry turns in the wind.</p></li>";
  EXPECT_THAT(summaries(page + "</ul>"),
              ElementsAre("|Ferry ticker|2031-04-28T08:00:00+02:00||The ferry sa|live",
                          "1||2031-04-28T10:25:00+02:00||She is gone |live",
                          "2||2031-04-28T09:05:00+02:00||She is gone |live",
                          "3||2031-04-28T08:45:00+02:00||She is gone |live"));
}

TEST(HtmlParts, CommentsWithTimesAreNoLiveBlog) {
  std::string page = "<title>Ferry sails</title><h1>Ferry sails</h1>" + std::string(kSomeText) +
                     "<section class=comments>";
  for (const std::string id : {"a", "b", "c", "d"})
    page += "<div class=post id=" + id +
            "><time datetime=2031-04-28T10:00:00Z>10:00</time><p>I"
            " have been on that ferry and I can tell you that it was a long day for all of us, and"
            " that we shall not go again.</p></div>";
  EXPECT_EQ(summaries(page + "</section>").size(), 1U);
}

std::string whole(std::string_view headline) {
  std::string text = "<article><h2>" + std::string(headline) +
                     "</h2><p class=byline>By Dana Okafor"
                     "</p>";
  for (int i = 0; i < 3; ++i) text += kSomeText;
  return text + "</article>";
}

TEST(HtmlParts, SeveralWholeArticlesAreSeveral) {
  const std::string page = "<title>The Calder Herald, printed</title>" +
                           whole("Ferry sails again at last") + whole("Bridge shut for the winter");
  EXPECT_THAT(summaries(page),
              ElementsAre(StartsWith("1|Ferry sails again at last|never||The ferry be|story"),
                          StartsWith("2|Bridge shut for the winter|never||The ferry be|story")));
}

TEST(HtmlParts, TheNextArticlesBelowTheDeclaredOneAreNot) {
  const std::string page = "<title>Ferry sails again at last | The Calder Herald</title>" +
                           whole("Ferry sails again at last") + whole("Bridge shut for the winter");
  EXPECT_EQ(summaries(page).size(), 1U);
}

}  // namespace
}  // namespace morgue
