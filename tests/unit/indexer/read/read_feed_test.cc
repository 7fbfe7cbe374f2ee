#include <gmock/gmock.h>

#include "tests/unit/indexer/read/read_articles.h"

namespace morgue {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string rss(std::string_view items) {
  return "<?xml version='1.0'?><rss version='2.0' "
         "xmlns:content='http://purl.org/rss/1.0/modules/content/' "
         "xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:atom='http://www.w3.org/2005/Atom'>"
         "<channel><title>The Calder Herald</title><link>https://calder.example</link>"
         "<language>en-GB</language>" +
         std::string(items) + "</channel></rss>";
}

TEST(ReadFeed, EveryRssItemIsAnArticle) {
  const auto read = read_articles(
      rss("<item><title>Ferry &amp;amp; pier <![CDATA[<i>reopen</i>]]></title>"
          "<link>https://calder.example/ferry</link><guid isPermaLink='false'>77</guid>"
          "<atom:link rel='replies' href='https://calder.example/ferry/comments'/>"
          "<pubDate>Tue, 3 Mar 2026 07:15:00 CET</pubDate><dc:creator>Dana Okafor</dc:creator>"
          "<category>Transport</category><category>Ports</category>"
          "<description>Short.</description>"
          "<content:encoded><![CDATA[<p>The ferry sails.</p><p>It is full.</p>"
          "<img src='https://t.example/1x1.gif' width=1 height=1>]]></content:encoded></item>"
          "<item><title>Second</title></item>"));
  ASSERT_EQ(read.articles.size(), 2U);
  Article expected;
  expected.title = "Ferry & pier reopen";
  expected.text = "The ferry sails.\n\nIt is full.";
  expected.authors = {"Dana Okafor"};
  expected.source = "The Calder Herald";
  expected.url = "https://calder.example/ferry";
  expected.language = "en";
  expected.tags = {"Transport", "Ports"};
  expected.published = parse_iso8601("2026-03-03T07:15:00+01:00");
  expected.published_from = DateOrigin::Given;
  expected.extra = {{"x-guid", "77"}};
  expected.file = "in";
  expected.member = "https://calder.example/ferry";
  EXPECT_EQ(read.articles[0], expected);
  EXPECT_EQ(read.articles[1].member, "2");
  EXPECT_EQ(extra(read.articles[1], "x-content"), "title");
}

TEST(ReadFeed, ASummaryIsAnArticleThatSaysSo) {
  const auto article =
      read_article(rss("<item><title>Snow</title><guid>https://calder.example/snow</guid>"
                       "<description>Snow &amp;amp; ice.</description></item>"));
  EXPECT_EQ(article.text, "Snow & ice.");
  EXPECT_EQ(article.url, "https://calder.example/snow");
  EXPECT_EQ(extra(article, "x-content"), "summary");
}

TEST(ReadFeed, AtomIsReadWithItsKindsOfContent) {
  const auto read = read_articles(
      "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='de'><title>Alpenbote</title>"
      "<author><name>Rosa Lind</name></author>"
      "<entry><title type='html'>Wald &amp;lt;b&amp;gt;brennt&amp;lt;/b&amp;gt;</title>"
      "<link rel='self' href='https://a.example/self'/><link href='https://a.example/1'/>"
      "<id>tag:a.example,2026:1</id><published>2026-02-01T08:00:00Z</published>"
      "<updated>2026-02-01T09:30:00Z</updated><category term='wald'/>"
      "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>Es brennt.</p>"
      "<p>Zwei <br/> Zeilen.</p></div></content></entry>"
      "<entry><title>Zwei</title><id>2</id><author><name>Ida Moss</name></author>"
      "<content type='text'>3 &lt; 4</content></entry></feed>");
  ASSERT_EQ(read.articles.size(), 2U);
  EXPECT_EQ(read.articles[0].title, "Wald brennt");
  EXPECT_EQ(read.articles[0].url, "https://a.example/1");
  EXPECT_EQ(read.articles[0].text, "Es brennt.\n\nZwei\nZeilen.");
  EXPECT_EQ(read.articles[0].language, "de");
  EXPECT_EQ(to_iso8601(*read.articles[0].updated), "2026-02-01T09:30:00Z");
  EXPECT_THAT(read.articles[0].authors, ElementsAre("Rosa Lind"));
  EXPECT_THAT(read.articles[0].tags, ElementsAre("wald"));
  EXPECT_EQ(read.articles[1].text, "3 < 4");
  EXPECT_EQ(read.articles[1].member, "2");
  EXPECT_THAT(read.articles[1].authors, ElementsAre("Ida Moss"));
}

TEST(ReadFeed, Rss1KeepsItsItemsBesideTheChannel) {
  const auto article = read_article(
      "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
      "xmlns='http://purl.org/rss/1.0/' xmlns:d='http://purl.org/dc/elements/1.1/'>"
      "<channel rdf:about='https://b.example'><title>Bay Wire</title></channel>"
      "<item rdf:about='https://b.example/9'><title>Boats</title><link>https://b.example/9</link>"
      "<d:date>2026-01-05T10:00+09:00</d:date><d:creator>Kei Mori</d:creator>"
      "<description>Boats came.</description></item></rdf:RDF>");
  EXPECT_EQ(article.title, "Boats");
  EXPECT_EQ(article.source, "Bay Wire");
  EXPECT_EQ(date_of(article), "2026-01-05T10:00:00+09:00");
  EXPECT_EQ(extra(article, "x-guid"), "https://b.example/9");
}

TEST(ReadFeed, IllFormedFeedsGiveTheirEntries) {
  // Junk in front, an undefined entity, a bare ampersand, a tag that is never closed, a cut end.
  const auto read = read_articles(
      "<b>Warning</b>: disk full\n<?xml version='1.0'?><rss version='2.0'><channel>"
      "<title>Fish & Chips&nbsp;News</title>"
      "<item><title>Cod &mdash; again</title><description>Cod <b>rose.<br></description>"
      "<pubDate>2026-03-04 09:00</pubDate></item>"
      "<item><title>Haddock</title><description>Had\x01"
      "dock fell.</description>");
  ASSERT_EQ(read.articles.size(), 2U);
  EXPECT_EQ(read.articles[0].source, "Fish & Chips News");
  EXPECT_EQ(read.articles[0].title, "Cod — again");
  EXPECT_EQ(read.articles[0].text, "Cod rose.");
  EXPECT_EQ(date_of(read.articles[0]), "2026-03-04T09:00:00");
  EXPECT_EQ(read.articles[1].text, "Haddock fell.");
}

TEST(ReadFeed, TickersInHeadlinesAreNoMarkup) {
  EXPECT_EQ(read_article(rss("<item><title>Acme &amp;lt;ACM&amp;gt; splits</title></item>")).title,
            "Acme <ACM> splits");
}

TEST(ReadFeed, AnEntryMayHoldAWholePage) {
  const std::string body(
      "The harbour master opened the old lock on Monday for the first time in nine years. ");
  const auto article = read_article(
      rss("<item><title>Lock opens</title><link>https://calder.example/lock</link>"
          "<content:encoded><![CDATA[<!DOCTYPE html><html><body><nav><a href=/>Home</a></nav>"
          "<article><h1>Lock opens</h1><p>" +
          body + body + "</p><p>" + body +
          "</p></article></body></html>]]></content:encoded>"
          "</item>"));
  EXPECT_EQ(article.title, "Lock opens");
  EXPECT_EQ(article.url, "https://calder.example/lock");
  EXPECT_EQ(article.text.find("Home"), std::string::npos);
}

TEST(ReadFeed, ExportsOfWordPressGiveTheirPosts) {
  const auto read = read_articles(
      "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/' "
      "xmlns:wp='http://wordpress.org/export/1.2/'><channel><title>Marsh Blog</title>"
      "<item><title>Reeds</title><wp:post_type>post</wp:post_type>"
      "<content:encoded>[dropcap]R[/dropcap]eeds grow [sic].\n\nThey sway.[contact_form]"
      "</content:encoded></item>"
      "<item><title>reeds.jpg</title><wp:post_type>attachment</wp:post_type></item>"
      "</channel></rss>");
  ASSERT_EQ(read.articles.size(), 1U);
  EXPECT_EQ(read.articles[0].text, "Reeds grow [sic].\n\nThey sway.");
  EXPECT_THAT(read.reasons, ElementsAre("a picture, not a story"));
}

TEST(ReadFeed, ListsOfOtherThingsSayWhatTheyAre) {
  EXPECT_EQ(reason("<opml version='2.0'><body><outline text='News'>"
                   "<outline xmlUrl='https://a.example/f'/><outline xmlUrl='https://b.example/f'/>"
                   "</outline></body></opml>"),
            "a list of 2 feeds, no articles");
  EXPECT_EQ(reason("<urlset><url><loc>https://a.example/</loc></url></urlset>"),
            "a sitemap of 1 addresses, no articles");
  EXPECT_EQ(reason("<plist><dict><key>a</key><string>b</string></dict></plist>"),
            "a property list of 1 keys, no articles");
}

TEST(ReadFeed, JsonFeedIsReadAsAFeed) {
  const auto read = read_articles(
      R"({"version":"https://jsonfeed.org/version/1.1","title":"Pine Post","language":"en",
          "authors":[{"name":"Wes Hale"}],"items":[
          {"id":"a1","url":"https://p.example/1","title":"Cones","date_published":
           "2026-04-01T06:00:00Z","tags":["woods"],"content_html":"<p>Cones fell.</p><p>All.</p>"},
          {"id":"a2","title":"Sap","summary":"Sap rose."}]})",
      Format::Json);
  ASSERT_EQ(read.articles.size(), 2U);
  EXPECT_EQ(read.articles[0].text, "Cones fell.\n\nAll.");
  EXPECT_EQ(read.articles[0].member, "https://p.example/1");
  EXPECT_EQ(date_of(read.articles[0]), "2026-04-01T06:00:00Z");
  EXPECT_THAT(read.articles[0].authors, ElementsAre("Wes Hale"));
  EXPECT_EQ(read.articles[1].text, "Sap rose.");
  EXPECT_EQ(read.articles[1].source, "Pine Post");
  EXPECT_EQ(extra(read.articles[1], "x-content"), "summary");
  EXPECT_THAT(read.reasons, IsEmpty());
}

TEST(ReadFeed, AnEntryIsNamedByItselfWhateverStandsBesideIt) {
  const std::string entry = "<item><title>Same</title><guid>1</guid></item>";
  RawDocument alone;
  alone.bytes = rss(entry);
  RawDocument beside;
  beside.bytes = rss("<item><title>Other</title></item>" + entry);
  const auto first = Reader().read(alone, Format::Xml);
  const auto second = Reader().read(beside, Format::Xml);
  EXPECT_FALSE(first.at(0)->record.empty());
  EXPECT_EQ(first.at(0)->record, second.at(1)->record);
  EXPECT_NE(second.at(0)->record, second.at(1)->record);
}

TEST(ReadFeed, IsToldByItsRootWhateverStandsInFront) {
  EXPECT_EQ(sniff("<rss version='2.0'>", "a"), Format::Xml);
  EXPECT_EQ(sniff("<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a '>'>]><rss/>", "a.html"),
            Format::Xml);
  EXPECT_EQ(sniff("<br />Warning: disk full\n<rss version='2.0'>", "a"), Format::Xml);
  EXPECT_EQ(sniff("<!DOCTYPE html><title>RSS</title>", "a.xml"), Format::Html);
}

}  // namespace
}  // namespace morgue
