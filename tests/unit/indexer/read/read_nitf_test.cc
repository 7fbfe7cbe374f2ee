#include <gmock/gmock.h>

#include "tests/unit/indexer/read/read_articles.h"

namespace morgue {
namespace {

TEST(ReadNitf, FieldsAndBodyAreTakenAsTheyAreStated) {
  const auto article = read_article(
      "<?xml version='1.0'?><nitf><head><title>Slug title</title>"
      "<meta name='anpa-keyword' content='Mill fire'/>"
      "<tobject><tobject.subject tobject.subject.matter='Fire'/></tobject>"
      "<docdata management-status='usable'><doc-id id-string='TNW.77'/><urgency ed-urg='4'/>"
      "<date.issue norm='20260301T091500+0100'/><ed-msg info='Adds quote'/>"
      "<key-list><keyword key='mills'/></key-list></docdata></head>"
      "<body><body.head><hedline><hl1>Mill burns in Norrby</hl1></hedline>"
      "<byline>By Ulla Berg<byttl>Staff Writer</byttl></byline>"
      "<distributor><org>Tern News Wire</org></distributor>"
      "<dateline><location>NORRBY</location></dateline><abstract>A mill burned.</abstract>"
      "</body.head><body.content><p>NORRBY (TNW) - The old mill burned, <person>Per Holm</person> "
      "of <org>Norrby Fire Corps</org> said.</p><hl2>No injuries</hl2><p>It was empty.</p>"
      "<media media-type='image'><media-caption>The mill.</media-caption></media>"
      "</body.content></body></nitf>");
  Article expected;
  expected.title = "Mill burns in Norrby";
  expected.text =
      "NORRBY (TNW) - The old mill burned, Per Holm of Norrby Fire Corps said.\n\nNo injuries\n\n"
      "It was empty.";
  expected.authors = {"Ulla Berg"};
  expected.source = "Tern News Wire";
  expected.agency = "Tern News Wire";
  expected.dateline = "NORRBY";
  expected.tags = {"mills", "Fire"};
  expected.captions = {"The mill."};
  expected.published = parse_iso8601("2026-03-01T09:15:00+01:00");
  expected.published_from = DateOrigin::Given;
  expected.extra = {{"x-abstract", "A mill burned."},
                    {"x-ednote", "Adds quote"},
                    {"x-urgency", "4"},
                    {"x-status", "usable"},
                    {"x-slugline", "Mill fire"},
                    {"x-guid", "TNW.77"},
                    {"x-byline", "By Ulla Berg"},
                    {"x-people", "Per Holm"},
                    {"x-orgs", "Norrby Fire Corps"},
                    {"x-places", "NORRBY"}};
  expected.file = "in";
  EXPECT_EQ(article, expected);
}

TEST(ReadNitf, WithoutTextItSaysSo) {
  EXPECT_EQ(reason("<nitf><body><body.head><hedline><hl1>X</hl1></hedline></body.head></body>"
                   "</nitf>"),
            "a story without its text");
}

TEST(ReadNitf, ReleasesStateOneFieldPerElement) {
  const auto article = read_article(
      "<release id='9' lang='no'><longurl>https://pr.example/9</longurl><title>Ny bro</title>"
      "<body>&lt;p&gt;Broen &amp;aring;pnet.&lt;/p&gt;</body><publisher><name>Veivesenet Nord"
      "</name></publisher></release>");
  EXPECT_EQ(article.title, "Ny bro");
  EXPECT_EQ(article.text, "Broen åpnet.");
  EXPECT_EQ(article.source, "Veivesenet Nord");
  EXPECT_EQ(article.url, "https://pr.example/9");
  EXPECT_EQ(article.language, "no");
}

}  // namespace
}  // namespace morgue
