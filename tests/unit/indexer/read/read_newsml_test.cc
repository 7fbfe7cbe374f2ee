#include <gmock/gmock.h>

#include "tests/unit/indexer/read/read_articles.h"

namespace morgue {
namespace {

using testing::ElementsAre;

TEST(ReadNewsml, TheTextIsReadUnderTheNearestNewsLines) {
  const auto article = read_article(
      "<?xml version='1.0'?><NewsML><NewsEnvelope><DateAndTime>20260301T100000Z</DateAndTime>"
      "</NewsEnvelope><NewsItem><Identification><NewsIdentifier><PublicIdentifier>urn:x:1"
      "</PublicIdentifier></NewsIdentifier></Identification><NewsManagement>"
      "<FirstCreated>20260301T111500+0100</FirstCreated>"
      "<ThisRevisionCreated>20260301T120000+0100</ThisRevisionCreated>"
      "<Status FormalName='Usable'/><Urgency FormalName='3'/></NewsManagement>"
      "<NewsComponent><NewsLines><CopyrightLine>x</CopyrightLine></NewsLines>"
      "<AdministrativeMetadata><Provider><Party FormalName='Tern News Wire'/></Provider>"
      "</AdministrativeMetadata>"
      "<NewsComponent><NewsLines><HeadLine>Dam holds</HeadLine><ByLine>Ida Moss</ByLine>"
      "<DateLine>NORRBY, March 1 (TNW) -</DateLine><SlugLine>DAM</SlugLine></NewsLines>"
      "<DescriptiveMetadata><Language FormalName='en'/><Property FormalName='Keyword' "
      "Value='dams'/></DescriptiveMetadata>"
      "<ContentItem><MediaType FormalName='Photo'/><DataContent>jpeg</DataContent></ContentItem>"
      "<ContentItem><MediaType FormalName='Text'/><DataContent><p>The dam held.</p><p>Rain goes "
      "on.</p></DataContent></ContentItem></NewsComponent></NewsComponent></NewsItem></NewsML>");
  EXPECT_EQ(article.title, "Dam holds");
  EXPECT_EQ(article.text, "The dam held.\n\nRain goes on.");
  EXPECT_EQ(article.source, "Tern News Wire");
  EXPECT_EQ(article.dateline, "NORRBY");
  EXPECT_EQ(article.language, "en");
  EXPECT_THAT(article.authors, ElementsAre("Ida Moss"));
  EXPECT_THAT(article.tags, ElementsAre("dams"));
  EXPECT_EQ(date_of(article), "2026-03-01T11:15:00+01:00");
  EXPECT_EQ(to_iso8601(*article.updated), "2026-03-01T12:00:00+01:00");
  EXPECT_EQ(extra(article, "x-slugline"), "DAM");
  EXPECT_EQ(extra(article, "x-guid"), "urn:x:1");
  EXPECT_EQ(extra(article, "x-status"), "usable");
}

std::string g2_item(std::string_view guid, std::string_view kind, std::string_view content) {
  return "<newsItem guid='" + std::string(guid) +
         "' xmlns='http://iptc.org/std/nar/2006-10-01/' xml:lang='sv'><itemMeta>"
         "<itemClass qcode='ninat:" +
         std::string(kind) +
         "'/><provider literal='Tern'/><versionCreated>2026-03-02T08:00:00Z</versionCreated>"
         "<edNote>Embargo</edNote><pubStatus qcode='stat:usable'/></itemMeta><contentMeta>"
         "<headline role='short'>Kort</headline><headline>Bron öppnar</headline><by>Per Holm</by>"
         "<subject type='cpnat:person'><name>Eva Sand</name></subject>"
         "<subject type='cpnat:organisation'><name>Vägbolaget</name></subject>"
         "<subject qcode='medtop:1'><name>trafik</name></subject><slugline>bro</slugline>"
         "</contentMeta><contentSet>" +
         std::string(content) + "</contentSet></newsItem>";
}

TEST(ReadNewsml, G2MessagesGiveTheirItems) {
  const auto read = read_articles(
      "<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'><itemSet>" +
      g2_item("urn:a", "text",
              "<inlineXML contenttype='application/xhtml+xml'><html "
              "xmlns='http://www.w3.org/1999/xhtml'><head><title>t</title></head><body><p>Bron "
              "öppnar.</p></body></html></inlineXML>") +
      g2_item("urn:b", "picture", "<remoteContent href='b.jpg'/>") +
      g2_item("urn:c", "text",
              "<inlineXML><nitf><body><body.content><p>NITF inne.</p></body.content></body></nitf>"
              "</inlineXML>") +
      "</itemSet></newsMessage>");
  ASSERT_EQ(read.articles.size(), 2U);
  const Article& article = read.articles[0];
  EXPECT_EQ(article.member, "urn:a");
  EXPECT_EQ(article.title, "Bron öppnar");
  EXPECT_EQ(article.text, "Bron öppnar.");
  EXPECT_EQ(article.language, "sv");
  EXPECT_EQ(article.source, "Tern");
  EXPECT_THAT(article.authors, ElementsAre("Per Holm"));
  EXPECT_THAT(article.tags, ElementsAre("trafik"));
  EXPECT_EQ(extra(article, "x-people"), "Eva Sand");
  EXPECT_EQ(extra(article, "x-orgs"), "Vägbolaget");
  EXPECT_EQ(extra(article, "x-ednote"), "Embargo");
  EXPECT_EQ(date_of(article), "2026-03-02T08:00:00Z");
  EXPECT_EQ(read.articles[1].text, "NITF inne.");
  EXPECT_THAT(read.reasons, ElementsAre("a picture, not a story"));
}

TEST(ReadNewsml, WhatIsNoStoryIsNamed) {
  EXPECT_EQ(reason("<conceptItem/>"), "concept item, not a story");
  EXPECT_EQ(reason("<planningItem/>"), "planning item, not a story");
  EXPECT_EQ(reason("<packageItem/>"), "a package of references, no text");
  EXPECT_EQ(reason("<NewsML/>"), "NewsML without news items");
}

}  // namespace
}  // namespace morgue
