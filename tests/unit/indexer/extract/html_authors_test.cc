#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/indexer/extract/html_for_test.h"

namespace morgue {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Article with_head(std::string_view head) {
  return article_of_page("<head>" + std::string(head) + "</head><h1>Ferry sails again</h1>" +
                         std::string(kSomeText));
}

Article with_lines(std::string_view before, std::string_view behind = {}) {
  return article_of_page("<body><article><h1>Ferry sails again</h1>" + std::string(before) +
                         std::string(kSomeText) + std::string(behind) + "</article>");
}

TEST(HtmlAuthors, NamesInJsonLdComeInManyForms) {
  const auto author = [](std::string_view json) {
    return with_head("<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"author\":" +
                     std::string(json) + "}</script>")
        .authors;
  };
  EXPECT_THAT(author(R"([{"@type":"Person","givenName":"Dana","familyName":"Okafor"}])"),
              ElementsAre("Dana Okafor"));
  EXPECT_THAT(author(R"({"@type":"Person","name":"dana okafor"})"), ElementsAre("Dana Okafor"));
  EXPECT_THAT(author(R"({"@type":"Person","name":"Dana Okafor og Li Wei-Solberg "})"),
              ElementsAre("Dana Okafor", "Li Wei-Solberg"));
  EXPECT_THAT(author(R"("Dana Okafor, Amsel Calder universiteto dekanė, calder.example")"),
              ElementsAre("Dana Okafor"));
}

TEST(HtmlAuthors, SurnamesInCapitalsAreSurnames) {
  EXPECT_THAT(
      with_lines("<p>Von: <span>Bill MCANSELM</span>, <span>Ana Oliver KLEIN</span></p>").authors,
      ElementsAre("Bill McAnselm", "Ana Oliver Klein"));
}

TEST(HtmlAuthors, OutletsAreNobody) {
  EXPECT_THAT(with_head("<meta name=author content='Calder Welle'>"
                        "<meta property=og:site_name content='CALDER.EXAMPLE'>"
                        "<meta name=publisher content='Calder Welle'>")
                  .authors,
              IsEmpty());
  EXPECT_THAT(with_head("<meta name=author content='Calder Courant'>"
                        "<link rel=canonical href='https://www.caldercourant.example/a'>")
                  .authors,
              IsEmpty());
}

TEST(HtmlAuthors, AgenciesHaveTheirOwnField) {
  const Article article = with_head("<meta name=author content='Dana Okafor, dpa'>");
  EXPECT_THAT(article.authors, ElementsAre("Dana Okafor"));
  EXPECT_EQ(article.agency, "dpa");
  const Article wire = with_head("<meta name=author content='The Associated Press'>");
  EXPECT_THAT(wire.authors, IsEmpty());
  EXPECT_EQ(wire.agency, "AP");
}

TEST(HtmlAuthors, ASignatureIsNotTextButNamesTheAuthor) {
  const Article behind = with_lines("", "<p style='text-align:right'><b>Dana Okafor</b></p>");
  EXPECT_THAT(behind.authors, ElementsAre("Dana Okafor"));
  EXPECT_EQ(behind.text.find("Okafor"), std::string::npos);
  const Article before = with_lines("<p><strong>Dana Okafor/Li Wei</strong></p>");
  EXPECT_THAT(before.authors, ElementsAre("Dana Okafor", "Li Wei"));
  const Article agency = with_lines("", "<p>(Quelle: APA/dpa)</p>");
  EXPECT_EQ(agency.agency, "APA");
  EXPECT_EQ(agency.text.find("APA"), std::string::npos);
}

TEST(HtmlAuthors, ANameBeforeTheDateIsTheAuthors) {
  EXPECT_THAT(with_lines("<div><span>Dana Okafor |</span> <span>05.04.2031</span></div>").authors,
              ElementsAre("Dana Okafor"));
}

TEST(HtmlAuthors, LabelsNameTheAuthorInManyWays) {
  for (const std::string_view line :
       {"<p>Auteur : Dana Okafor</p>", "<p><b>By</b></p><p>Dana Okafor</p>",
        "<p>Ein Kommentar von Dana Okafor</p>", "<p>11.12.2031 - Dana Okafor</p>",
        "<div class=autorenzeile>Dana Okafor Foto</div>"})
    EXPECT_THAT(with_lines(line).authors, ElementsAre("Dana Okafor")) << line;
  EXPECT_THAT(with_lines("<p>New Calder - 11.12.2031</p>").authors, IsEmpty());
}

TEST(HtmlAuthors, WhatStandsSideBySideIsNotOneWord) {
  EXPECT_THAT(with_lines("<div class=byline><b>By</b><a>Dana Okafor</a><i>Staff</i>"
                         "<button>Follow</button><span>Twitter</span></div>")
                  .authors,
              ElementsAre("Dana Okafor"));
}

TEST(HtmlAuthors, ALinkToAWritersPageNamesTheWriter) {
  EXPECT_THAT(with_lines("<div><a href='/authors/dana-okafor'>Dana Okafor</a></div>").authors,
              ElementsAre("Dana Okafor"));
}

TEST(HtmlAuthors, WhatIsHiddenNamesNobody) {
  EXPECT_THAT(with_lines("<div class=author style='display: none'>Dana Okafor</div>").authors,
              IsEmpty());
}

}  // namespace
}  // namespace morgue
