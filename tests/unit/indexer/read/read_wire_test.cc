#include <gmock/gmock.h>

#include "tests/unit/indexer/read/read_articles.h"

namespace morgue {
namespace {

using testing::ElementsAre;

TEST(ReadWire, Iptc7901) {
  const auto article = read_article(
      "\x01tnw0075 3 i 40  tnw 1003\r\n\r\nHarbour/Fees/\r\n"
      "\x02"
      "2ND LEAD\r\nHarbour fees rise in Norrby\r\nBy Ida Moss, TNW =\r\n\r\n"
      "Norrby (tnw) - Fees for moorings in the old harbour rise by a tenth\r\n"
      "from April.\r\n\r\nThe council voted on Monday.\r\n\r\n* * * *\r\nnot for publication\r\n"
      "\x03"
      "101137 GMT Mar 26\r\n\x04",
      Format::Wire);
  EXPECT_EQ(article.title, "Harbour fees rise in Norrby");
  EXPECT_EQ(article.text,
            "Norrby (tnw) - Fees for moorings in the old harbour rise by a tenth from April.\n\n"
            "The council voted on Monday.");
  EXPECT_THAT(article.authors, ElementsAre("Ida Moss"));
  EXPECT_EQ(article.dateline, "Norrby");
  EXPECT_EQ(date_of(article), "2026-03-10T11:37:00Z");
  EXPECT_EQ(extra(article, "x-slugline"), "Harbour/Fees");
  EXPECT_EQ(extra(article, "x-priority"), "3");
  EXPECT_EQ(extra(article, "x-category"), "i");
}

TEST(ReadWire, Iptc7901WithoutItsControlCharacters) {
  const auto article = read_article(
      "tnw00075 3 i 40    tnw 1003\n\n/politics/fees/\nHarbour fees rise\nBy Ida Moss  =\n \n"
      "Norrby (tnw) - Fees rise.\n\n101137 GMT Dez 26",
      Format::Wire);
  EXPECT_EQ(article.title, "Harbour fees rise");
  EXPECT_EQ(article.text, "Norrby (tnw) - Fees rise.");
  EXPECT_EQ(date_of(article), "2026-12-10T11:37:00Z");
}

TEST(ReadWire, Anpa1312) {
  const auto article = read_article(
      "\x16\x16\x01V0042\x1fnorth\nr i\x13\x11 BC-Norrby-Fees   03-10 0040\r\n"
      "\x02^BC-Norrby-Fees, 1st Ld,40<\r\n^Harbour fees rise<\r\n^TNW Photo NB1<\r\n"
      "^(Eds: Adds vote.)<\r\n^By IDA MOSS=\r\n^Tern News Wire=\r\n"
      "\t   NORRBY (TNW) _ ``Fees rise,'' the council said.\r\n \r\n\t   It voted.\r\n"
      "\x03TNW-WF-03-10-26 1137GMT<\r\n\x04",
      Format::Wire);
  EXPECT_EQ(article.title, "Harbour fees rise");
  EXPECT_EQ(article.text, "NORRBY (TNW) – \"Fees rise,\" the council said.\n\nIt voted.");
  EXPECT_THAT(article.authors, ElementsAre("Ida Moss"));
  EXPECT_EQ(article.agency, "Tern News Wire");
  EXPECT_EQ(article.dateline, "NORRBY");
  EXPECT_EQ(date_of(article), "2026-03-10T11:37:00Z");
  EXPECT_EQ(extra(article, "x-ednote"), "Adds vote.");
  EXPECT_EQ(extra(article, "x-slugline"), "BC-Norrby-Fees, 1st Ld,40");
}

TEST(ReadWire, ZczcWithMarkedLines) {
  const auto article = read_article(
      "ZCZC TNW\r%A\r#Legal: Moorings\r$Court hears of moorings\r:(NORRBY)\r*02000000\r@North\r"
      "A court heard of moorings.\r   It sits on.\r",
      Format::Wire);
  EXPECT_EQ(article.title, "Court hears of moorings");
  EXPECT_EQ(article.text, "A court heard of moorings.\n\nIt sits on.");
  EXPECT_EQ(article.agency, "TNW");
  EXPECT_EQ(article.dateline, "NORRBY");
  EXPECT_EQ(extra(article, "x-slugline"), "Legal: Moorings");
  EXPECT_EQ(extra(article, "x-places"), "North");
}

TEST(ReadWire, ZczcWithCodedLines) {
  const auto article = read_article(
      "zczc\nAN#77\nKN#Tern Bites\nPD#10 March 2026 14:00:00\nBY#\nTI#Dock sold\nAB#Sold.\nTX#\n"
      "The dock was sold.\n",
      Format::Wire);
  EXPECT_EQ(article.title, "Dock sold");
  EXPECT_EQ(article.text, "The dock was sold.");
  EXPECT_EQ(article.source, "Tern Bites");
  EXPECT_EQ(date_of(article), "2026-03-10T14:00:00");
}

TEST(ReadWire, IsToldByItsFirstLine) {
  EXPECT_EQ(sniff("tnw00075 3 i 40    tnw 1003\n\n/fees/\n", "a.txt"), Format::Wire);
  EXPECT_EQ(sniff("\x7f\r\n\x01tnw0075 3 i 40  tnw 1003\r\n", "a.txt"), Format::Wire);
  EXPECT_EQ(sniff(" zczc\nTI#Dock sold\n", "a.txt"), Format::Wire);
  EXPECT_EQ(sniff("route66 3 miles 40 minutes", "a.txt"), Format::Text);
  EXPECT_EQ(sniff("zczcs are letters", "a.txt"), Format::Text);
}

}  // namespace
}  // namespace morgue
