#include "indexer/read/html_metadata.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/read/json_ld.h"

namespace morgue {

// gtest prints values through this.
void PrintTo(const Draft::Candidate& candidate, std::ostream* out) {
  *out << candidate.found << ": " << candidate.value;
}

namespace {

using Field = Draft::Candidate::Field;
using testing::ElementsAre;
using Candidate = Draft::Candidate;

std::vector<Candidate> declared(std::string_view head) {
  return page_metadata(**parse_html(head)).candidates;
}

TEST(HtmlMetadata, CollectsWhatThePageDeclaresInItsOrder) {
  EXPECT_THAT(declared("<html lang=en-GB><head><title>Ferry sails | Calder Herald</title>"
                       "<meta property='og:title' content='Ferry &amp;amp; crew sail'>"
                       "<meta name=Author content='Dana Okafor'>"
                       "<link rel='canonical' href='https://calder.example/ferry'>"),
              ElementsAre(Candidate{Field::Language, "en-GB", "html lang"},
                          Candidate{Field::Title, "Ferry sails | Calder Herald", "title"},
                          Candidate{Field::Title, "Ferry & crew sail", "og:title"},
                          Candidate{Field::Author, "Dana Okafor", "author"},
                          Candidate{Field::Url, "https://calder.example/ferry", "canonical"}));
}

TEST(HtmlMetadata, MicrodataGivesItsValueNotItsLabel) {
  EXPECT_THAT(declared("<time itemprop=datePublished datetime=2025-03-11>11 March</time>"
                       "<div itemprop=author>By <b itemprop=name>Dana Okafor</b>, staff</div>"),
              ElementsAre(Candidate{Field::Published, "2025-03-11", "itemprop"},
                          Candidate{Field::Author, "Dana Okafor", "itemprop"}));
}

TEST(HtmlMetadata, TheArticlesObjectIsTheOneWhoseHeadlineThePageRepeats) {
  const auto found = declared(
      "<title>Ferry sails</title><script type='application/ld+json'>"
      R"([{"@type":"NewsArticle","headline":"Bridge shut","author":"Li Wei"},)"
      R"({"@type":"NewsArticle","headline":"Ferry sails","author":"Dana Okafor"}])"
      "</script>");
  EXPECT_THAT(found, ElementsAre(Candidate{Field::Title, "Ferry sails", "json-ld"},
                                 Candidate{Field::Author, "Dana Okafor", "json-ld"},
                                 Candidate{Field::Type, "NewsArticle", "json-ld"},
                                 Candidate{Field::Title, "Ferry sails", "title"}));
}

TEST(JsonLd, ReadsGraphsReferencesAndOrganisations) {
  const auto objects = read_json_ld(
      R"({"@graph":[{"@type":"Person","@id":"#dana","name":"Dana Okafor"},
          {"@type":["Article","NewsArticle"],"headline":"Ferry","datePublished":"2025-03-11",
           "author":[{"@id":"#dana"},{"@type":"Organization","name":"Calder Desk"}],
           "publisher":{"name":"The Calder Herald"},"articleBody":"It sails."}]})");
  ASSERT_EQ(objects.size(), 1U);
  EXPECT_EQ(objects[0].body, "It sails.");
  EXPECT_THAT(objects[0].candidates,
              ElementsAre(Candidate{Field::Title, "Ferry", "json-ld"},
                          Candidate{Field::Published, "2025-03-11", "json-ld"},
                          Candidate{Field::Author, "Dana Okafor", "json-ld"},
                          Candidate{Field::Author, "Calder Desk", "json-ld organization"},
                          Candidate{Field::Source, "The Calder Herald", "json-ld"},
                          Candidate{Field::Type, "Article", "json-ld"},
                          Candidate{Field::Type, "NewsArticle", "json-ld"}));
}

TEST(JsonLd, ReadsKeywordsAndTheEntriesOfALiveBlog) {
  const auto objects = read_json_ld(
      R"({"@type":"LiveBlogPosting","headline":"Ferry","keywords":["Ferries","Docks"],
          "liveBlogUpdate":[{"headline":"Gone","articleBody":"She is gone.",
           "datePublished":"2025-03-11T10:25:00Z","@id":"#1","author":[{"name":"Dana Okafor"}]},
          {"headline":"A picture"}]})");
  ASSERT_EQ(objects.size(), 1U);
  EXPECT_THAT(objects[0].candidates,
              ElementsAre(Candidate{Field::Title, "Ferry", "json-ld"},
                          Candidate{Field::Tag, "Ferries", "json-ld"},
                          Candidate{Field::Tag, "Docks", "json-ld"},
                          Candidate{Field::Type, "LiveBlogPosting", "json-ld"}));
  EXPECT_THAT(objects[0].entries,
              ElementsAre(Draft::Entry{
                  "Gone", "She is gone.", "#1", "2025-03-11T10:25:00Z", {"Dana Okafor"}}));
}

TEST(JsonLd, MendsWhatIsCommonlyBroken) {
  const auto headline = [](std::string_view block) {
    const auto objects = read_json_ld(block);
    return objects.empty() ? "nothing" : objects[0].headline;
  };
  EXPECT_EQ(headline("<!-- {\"@type\":\"Article\",\"headline\":\"Ferry\"} -->"), "Ferry");
  EXPECT_EQ(headline("//<![CDATA[\n{\"@type\":\"Article\",\"headline\":\"Ferry\"}\n//]]>"),
            "Ferry");
  EXPECT_EQ(headline("{\"@type\":\"Article\",\"headline\":\"Ferry\nsails\"};"), "Ferry sails");
  EXPECT_EQ(headline("{\"@type\":\"Article\",\"headline\":\"Ferry\",}"), "nothing");
  EXPECT_EQ(headline("{\"@type\":\"Organization\",\"name\":\"Calder\"}"), "nothing");
}

}  // namespace
}  // namespace morgue
