#include "indexer/inspect.h"

#include <gtest/gtest.h>

namespace morgue {
namespace {

AnnotatedArticle calder_story() {
  AnnotatedArticle annotated;
  Article& article = annotated.article;
  article.title = "Bridge closes";
  article.text = "“It is unsafe,” said Ana Løw.\n\nIt closes on 4 May.";
  article.authors = {"Tom Reyes"};
  article.source = "The Calder Herald";
  article.url = "https://calder.example/bridge";
  article.language = "en";
  article.section = "Local";
  article.published = parse_iso8601("2025-05-02T08:10:00+02:00");
  article.published_from = DateOrigin::JsonLd;
  article.file = "news.html";
  return annotated;
}

TEST(Inspect, WritesEveryFieldInAFixedOrder) {
  EXPECT_EQ(inspect_line(calder_story(), false),
            R"({"file":"news.html","title":"Bridge closes",)"
            R"("text":"“It is unsafe,” said Ana Løw.\n\nIt closes on 4 May.",)"
            R"("date":"2025-05-02T08:10:00+02:00","date_from":"json-ld","updated":null,)"
            R"("author":["Tom Reyes"],"source":"The Calder Herald",)"
            R"("url":"https://calder.example/bridge","lang":"en","section":"Local"})");
}

TEST(Inspect, NamesTheMemberAndKeepsTheRecordsOwnFields) {
  AnnotatedArticle annotated;
  annotated.article.file = "in.jsonl";
  annotated.article.member = "line 7";
  annotated.article.external_id = "a-7";
  annotated.article.extra = {{"x-desk", "metro"}};
  EXPECT_EQ(inspect_line(annotated, false),
            R"({"file":"in.jsonl#line 7","title":"","text":"","date":null,"date_from":"",)"
            R"("updated":null,"author":[],"source":"","url":"","lang":"","section":"",)"
            R"("external_id":"a-7","x-desk":"metro"})");
}

TEST(Inspect, AnnotationsCountBytesOfTheText) {
  AnnotatedArticle annotated = calder_story();
  annotated.entities = {{EntityKind::Person, "Ana Løw", "engineer"}, {EntityKind::Misc, "Bridge"}};
  annotated.mentions = {{.entity = 1, .where = {0, 6}, .in_title = true},
                        {.entity = 0, .where = {25, 33}}};
  annotated.dates = {{{0, 6}, *make_day(2025, 5, 3), *make_day(2025, 5, 3), true},
                     {{49, 54}, *make_day(2025, 5, 4), *make_day(2025, 5, 4)}};
  annotated.quotations = {
      {{0, 19}, "Ana Løw", Span{25, 33}},
      {.where = {20, 22}, .continues = true},
      {.where = {23, 24}, .kind = QuotationKind::Mixed},
      {.where = {36, 38}},
  };
  const std::string line = inspect_line(annotated, true);
  EXPECT_EQ(line.substr(line.find(",\"entities\"")),
            R"(,"entities":[{"kind":"person","start":25,"end":33,"text":"Ana Løw",)"
            R"("name":"Ana Løw","role":"engineer"}],"dates":[{"start":49,"end":54,"text":"4 May",)"
            R"("from":"2025-05-04","to":"2025-05-04"}],"quotes":[{"start":0,"end":22,)"
            R"("speaker":"Ana Løw","speaker_start":25,"speaker_end":33,)"
            R"("parts":[[0,19],[20,22]]},{"start":36,"end":38,)"
            R"("speaker":null,"speaker_start":null,"speaker_end":null}],)"
            R"("reported":[{"start":23,"end":24,"speaker":null,"speaker_start":null,)"
            R"("speaker_end":null,"kind":"mixed"}]})");
}

}  // namespace
}  // namespace morgue
