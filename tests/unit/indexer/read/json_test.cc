#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/read/read.h"

namespace morgue {
namespace {

using testing::ElementsAre;
using testing::Pair;

std::vector<Result<Draft, ReadError>> read(std::string_view json, std::string_view member = {}) {
  RawDocument raw;
  raw.path = "in.json";
  raw.member = std::string(member);
  raw.bytes = std::string(json);
  return Reader().read(raw, Format::Json);
}

Article given(std::string_view json) {
  auto drafts = read(json);
  if (drafts.size() != 1 || !drafts[0]) throw std::runtime_error("not one record");
  if (!drafts[0]->as_given) throw std::runtime_error("not taken as given");
  return drafts[0]->given;
}

std::string refusal_of(std::string_view json) {
  const auto drafts = read(json);
  if (drafts.size() != 1 || drafts[0]) return "read";
  return drafts[0].error().why;
}

TEST(Json, TheContractsFieldsAreTakenAsGiven) {
  Article expected;
  expected.external_id = "17";
  expected.title = "Ferry sails";
  expected.text = "  It sails.\n\n\nTwice — daily.\n";
  expected.authors = {"By Dana Okafor and Li Wei"};
  expected.source = "The Calder Herald";
  expected.url = "https://calder.example/ferry";
  expected.published = parse_iso8601("2025-03-11T05:58:00+01:00");
  expected.published_from = DateOrigin::Given;
  EXPECT_EQ(given(R"({"id": 17, "title": "Ferry sails",
                      "text": "  It sails.\n\n\nTwice — daily.\n", "date": "2025-03-11T05:58:00+01:00",
                      "author": "By Dana Okafor and Li Wei", "source": "The Calder Herald",
                      "url": "https://calder.example/ferry"})"),
            expected);
}

TEST(Json, KnowsTheSpellingsOfOtherTools) {
  const Article crawler = given(
      R"({"maintext": "It sails.", "date_publish": "2025-03-11 05:58:00", "authors": ["Dana Okafor"],
          "source_domain": "calder.example", "language": "en", "title_page": null})");
  EXPECT_EQ(crawler.text, "It sails.");
  EXPECT_EQ(to_iso8601(*crawler.published), "2025-03-11T05:58:00");
  EXPECT_THAT(crawler.authors, ElementsAre("Dana Okafor"));
  EXPECT_EQ(crawler.source, "calder.example");
  EXPECT_EQ(crawler.language, "en");
  const Article schema = given(
      R"({"@type": "NewsArticle", "headline": "Ferry", "articleBody": "It sails.",
          "author": [{"@type": "Person", "name": "Dana Okafor"}, {"name": "Li Wei"}],
          "publisher": {"name": "The Calder Herald"}, "datePublished": "2025-03-11"})");
  EXPECT_EQ(schema.title, "Ferry");
  EXPECT_EQ(schema.source, "The Calder Herald");
  EXPECT_THAT(schema.authors, ElementsAre("Dana Okafor", "Li Wei"));
}

TEST(Json, ReadsDatesOfMailAndEpochs) {
  const auto date = [](std::string_view value) {
    const auto time = given("{\"title\":\"t\",\"date\":" + std::string(value) + "}").published;
    return time ? to_iso8601(*time) : "none";
  };
  EXPECT_EQ(date("\"Tue, 11 Mar 2025 05:58:00 +0100\""), "2025-03-11T05:58:00+01:00");
  EXPECT_EQ(date("1741669080"), "2025-03-11T04:58:00Z");
  EXPECT_EQ(date("1741669080000"), "2025-03-11T04:58:00Z");
  EXPECT_EQ(date("\"1741669080\""), "2025-03-11T04:58:00Z");
  EXPECT_EQ(date("{\"$date\": \"2025-03-11T04:58:00Z\"}"), "2025-03-11T04:58:00Z");
}

TEST(Json, OtherScalarsAndUnreadableDatesAreKept) {
  const Article article = given(
      R"({"title": "t", "date": "some day", "Desk Name": "metro", "words": 412, "paid": true,
          "tags": ["a"], "nothing": null})");
  EXPECT_FALSE(article.published);
  EXPECT_THAT(article.extra, ElementsAre(Pair("x-date", "some day"), Pair("x-desk-name", "metro"),
                                         Pair("x-words", "412"), Pair("x-paid", "true")));
}

TEST(Json, ControlCharactersAreTheOnlyThingThatATextLoses) {
  EXPECT_EQ(given(R"({"text": "a\u0007b\tc\u001b[31md"})").text, "ab c[31md");
}

TEST(Json, ArraysAndWrappersGiveOneDraftPerRecord) {
  for (const char* json :
       {R"([{"title":"a"},{"title":"b"},{"x":1}])",
        R"({"status":"ok","articles":[{"title":"a"},{"title":"b"},{"x":1}]})",
        R"({"response":1,"data":{"items":[{"title":"a"},{"title":"b"},{"x":1}]}})"}) {
    const auto drafts = read(json);
    ASSERT_EQ(drafts.size(), 3U) << json;
    EXPECT_EQ(drafts[1]->given.title, "b");
    EXPECT_EQ(drafts[1]->member, "2");
    EXPECT_EQ(drafts[2].error(), (ReadError{"in.json", "3", "record without text and title", ""}));
  }
}

TEST(Json, ABodyOfMarkupIsReadAsAPage) {
  const auto drafts =
      read(R"({"id":"p1","title":"Ferry","content":"<p>It sails.</p>","desk":"metro"})", "line 4");
  ASSERT_EQ(drafts.size(), 1U);
  ASSERT_TRUE(drafts[0]);
  EXPECT_FALSE(drafts[0]->as_given);
  ASSERT_TRUE(drafts[0]->html);
  EXPECT_EQ(drafts[0]->member, "line 4");
  EXPECT_EQ(drafts[0]->given.external_id, "p1");
  EXPECT_EQ(drafts[0]->candidates[0],
            (Draft::Candidate{Draft::Candidate::Field::Title, "Ferry", "record"}));
}

TEST(Json, BadJsonIsRefusedWithItsPlace) {
  EXPECT_EQ(refusal_of("{\"title\":\"a\",\n\"text\" \"b\"}"), "bad JSON at byte 24 (line 2)");
  EXPECT_EQ(refusal_of("{\"title\":\"a\",\"te"), "bad JSON: ends early, after 16 bytes");
  EXPECT_EQ(refusal_of("{\"x\":1}"), "record without text and title");
  EXPECT_EQ(refusal_of("{\"id\":\"7\",\"text\":\"\"}"), "read");  // a gap with a name
  EXPECT_EQ(refusal_of("[]"), "JSON without records");
  EXPECT_EQ(refusal_of("3"), "JSON, but not an object");
}

TEST(Json, MendsRawLineBreaksAndTornSurrogates) {
  EXPECT_EQ(given("{\"text\":\"a\nb \\ud83d c \\ud83d\\ude00\"}").text, "a\nb \uFFFD c 😀");
}

TEST(Json, SectionsOfAnObjectBecomeParagraphs) {
  EXPECT_EQ(given(R"({"title":"t","body":{"summary":["Lead."],"sections":[
                      {"headline":["Part"],"paragraphs":["One.","Two."]}]}})")
                .text,
            "Lead.\n\nPart\n\nOne.\n\nTwo.");
}

}  // namespace
}  // namespace morgue
