#include <gmock/gmock.h>

#include "tests/unit/indexer/read/read_articles.h"

namespace morgue {
namespace {

using testing::ElementsAre;

TEST(Ninjs, AllVersionsGiveTheSameStory) {
  const auto one = read_article(
      R"({"uri":"https://t.example/1","type":"text","versioncreated":"2026-03-01T09:00:00Z",
          "byline":"Ida Moss","headline":"Tide turns","body_text":"flat","language":"en-GB",
          "body_xhtml":"<p>The tide turned.</p><p>Boats left.</p>","slugline":"TIDE",
          "person":[{"name":"Per Holm"}],"place":[{"name":"Norrby"}],"located":"Norrby",
          "subject":[{"name":"sea"}]})",
      Format::Json);
  const auto three = read_article(
      R"({"uri":"https://t.example/1","type":"text","versionCreated":"2026-03-01T09:00:00Z",
          "by":"Ida Moss","headlines":[{"role":"short","value":"x"},
          {"role":"main","value":"Tide turns"}],"language":"en-GB",
          "bodies":[{"role":"main","contentType":"text/plain","value":"flat"},
          {"contentType":"application/xhtml+xml",
           "value":"<p>The tide turned.</p><p>Boats left.</p>"}],"slugline":"TIDE",
          "people":[{"name":"Per Holm"}],"places":[{"name":"Norrby"}],"located":"Norrby",
          "subjects":[{"name":"sea"}]})",
      Format::Json);
  EXPECT_EQ(one.title, "Tide turns");
  EXPECT_EQ(one.text, "The tide turned.\n\nBoats left.");
  EXPECT_EQ(one.url, "https://t.example/1");
  EXPECT_EQ(one.dateline, "Norrby");
  EXPECT_EQ(one.language, "en");
  EXPECT_EQ(date_of(one), "2026-03-01T09:00:00Z");
  EXPECT_THAT(one.authors, ElementsAre("Ida Moss"));
  EXPECT_THAT(one.tags, ElementsAre("sea"));
  EXPECT_EQ(extra(one, "x-slugline"), "TIDE");
  EXPECT_EQ(extra(one, "x-people"), "Per Holm");
  EXPECT_EQ(one, three);
}

TEST(Ninjs, ADescriptionAloneIsASummary) {
  const auto article = read_article(
      R"({"data":{"item":{"uri":"tag:x","type":"text","firstCreated":"2026-03-01T09:00:00Z",
          "headline":"Dues","description_text":"Dues rose.","bylines":[{"by":"By Ida Moss"}]}}})",
      Format::Json);
  EXPECT_EQ(article.text, "Dues rose.");
  EXPECT_EQ(extra(article, "x-content"), "summary");
  EXPECT_THAT(article.authors, ElementsAre("Ida Moss"));
}

TEST(Ninjs, OtherMediaAreNamed) {
  EXPECT_EQ(reason(R"({"uri":"x","type":"picture","pubstatus":"usable","body_text":"caption"})",
                   Format::Json),
            "a picture, not a story");
  EXPECT_EQ(reason(R"({"uri":"x","eventDetails":{},"title":"Fair"})", Format::Json),
            "an event, not a story");
}

TEST(Ninjs, ARecordWithAnItemInItStaysARecord) {
  EXPECT_EQ(
      read_article(R"({"title":"A","text":"B","item":{"title":"C","text":"D"}})", Format::Json)
          .text,
      "B");
}

}  // namespace
}  // namespace morgue
