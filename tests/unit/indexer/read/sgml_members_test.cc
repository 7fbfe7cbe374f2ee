#include <gmock/gmock.h>

#include "indexer/read/contents.h"
#include "tests/unit/indexer/read/read_articles.h"

namespace morgue {
namespace {

using testing::ElementsAre;

std::vector<std::string> names(std::string bytes) {
  Contents contents(memory_source(std::move(bytes)), "in", {});
  std::vector<std::string> out;
  while (auto next = contents.next()) {
    const auto* item = std::get_if<ContentItem>(&*next);
    out.push_back(item != nullptr ? item->raw.member : "refused");
  }
  return out;
}

TEST(SgmlMembers, EveryDocumentIsAMember) {
  EXPECT_THAT(names("<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n<REUTERS NEWID=\"7\">\n<TEXT>a</TEXT>\n"
                    "</REUTERS>\n<REUTERS NEWID=\"8\"><TEXT>b</TEXT></REUTERS>"),
              ElementsAre("7", "8"));
  EXPECT_THAT(names("<DOC>\n<DOCNO> X-1 </DOCNO>a</DOC><DOC><DOCNO>X-2</DOCNO>b</DOC>\n<DOC>cut"),
              ElementsAre("X-1", "X-2", "3"));
}

TEST(SgmlMembers, ReutersDocument) {
  const auto article = read_article(
      "<REUTERS TOPICS=\"YES\" NEWID=\"7\"><DATE>26-FEB-1987 15:01:01.79</DATE>"
      "<TOPICS><D>tin</D><D>zinc</D></TOPICS><PLACES><D>norway</D></PLACES>"
      "<PEOPLE><D>holm</D></PEOPLE><UNKNOWN>&#5;&#22;</UNKNOWN><TEXT>&#2;"
      "<TITLE>NORRBY &lt;NRB> OPENS PIT</TITLE><AUTHOR>    By Ida Moss, Reuters</AUTHOR>"
      "<DATELINE>    NORRBY, Feb 26 - </DATELINE><BODY>Norrby Mines opened a pit of tin and zinc\n"
      "ore on Thursday.\n    It will run ten years.\n Reuter\n&#3;</BODY></TEXT></REUTERS>");
  EXPECT_EQ(article.title, "NORRBY <NRB> OPENS PIT");
  EXPECT_EQ(
      article.text,
      "Norrby Mines opened a pit of tin and zinc\nore on Thursday.\n\nIt will run ten years.");
  EXPECT_EQ(article.external_id, "7");
  EXPECT_EQ(article.dateline, "NORRBY");
  EXPECT_EQ(date_of(article), "1987-02-26T15:01:01");
  EXPECT_THAT(article.authors, ElementsAre("Ida Moss"));
  EXPECT_THAT(article.tags, ElementsAre("tin", "zinc"));
  EXPECT_EQ(extra(article, "x-topics"), "tin; zinc");
  EXPECT_EQ(extra(article, "x-people"), "holm");
  EXPECT_EQ(extra(article, "x-places"), "norway");
}

TEST(SgmlMembers, ABriefIsItsHeadline) {
  const auto article = read_article(
      "<REUTERS NEWID=\"9\"><TEXT TYPE=\"BRIEF\">******<TITLE>TIN UP</TITLE>Blah.</TEXT>"
      "</REUTERS>");
  EXPECT_EQ(article.title, "TIN UP");
  EXPECT_EQ(article.text, "");
  EXPECT_EQ(extra(article, "x-content"), "title");
}

TEST(SgmlMembers, TrecDocument) {
  const auto article = read_article(
      "<DOC><DOCNO> TN880212-0001 </DOCNO><HEAD>Mines & Pits Open</HEAD><BYLINE>By IDA MOSS"
      "</BYLINE><DATELINE>NORRBY (TN) </DATELINE><TEXT>\n   The pit opened.\n   It runs.\n</TEXT>"
      "</DOC>");
  EXPECT_EQ(article.title, "Mines & Pits Open");
  EXPECT_EQ(article.text, "The pit opened.\n\nIt runs.");
  EXPECT_EQ(article.external_id, "TN880212-0001");
  EXPECT_EQ(article.dateline, "NORRBY");
  EXPECT_EQ(date_of(article), "1988-02-12");
  EXPECT_THAT(article.authors, ElementsAre("Ida Moss"));
}

}  // namespace
}  // namespace morgue
