#include "indexer/read/xml_document.h"

#include <gtest/gtest.h>

namespace morgue {
namespace {

std::string text_of(std::string_view xml) {
  const auto document = parse_xml(xml);
  return document ? document->text(0) : "refused: " + document.error();
}

TEST(XmlDocument, EntitiesOfHtmlBecomeCharactersAndOthersStayAsTheyStand) {
  EXPECT_EQ(text_of("<a>caf&eacute; &amp; &#8217; R&D &lol; &copy</a>"),
            "café & ’ R&D &lol; &copy");
}

TEST(XmlDocument, EntitiesOfTheDocumentAreNeverExpanded) {
  EXPECT_EQ(text_of("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>"
                    "<!ENTITY y 'yyy'>]><a>&x;&y;</a>"),
            "&x;&y;");
}

TEST(XmlDocument, TagsAreClosedInOrder) {
  const auto document = parse_xml("<r><p>one<b>two</p><p>three</p></b></x></r>junk");
  ASSERT_TRUE(document);
  const auto paragraphs = document->children(0, {"p"});
  ASSERT_EQ(paragraphs.size(), 2U);
  EXPECT_EQ(document->text(paragraphs[0]), "onetwo");
  EXPECT_EQ(document->text(paragraphs[1]), "three");
}

TEST(XmlDocument, ModulesKeepTheirUsualPrefix) {
  const auto document = parse_xml(
      "<r xmlns:q='http://purl.org/dc/elements/1.1/' xmlns:z='urn:z'><q:Creator/><z:Thing/></r>");
  ASSERT_TRUE(document);
  EXPECT_NE(document->child(0, {"dc:creator"}), 0U);
  EXPECT_NE(document->child(0, {"thing"}), 0U);
}

TEST(XmlDocument, AttributesHaveTheirAmpersands) {
  const auto document = parse_xml("<r a='?x=1&amp;y=2&z=3&#38;w&amp;#38;'/>");
  ASSERT_TRUE(document);
  EXPECT_EQ(document->attribute(0, "a"), "?x=1&y=2&z=3&w&#38;");
}

TEST(XmlDocument, MarkupIsGivenBackAsHtml) {
  const auto document =
      parse_xml("<r><p a='1 &lt; 2'>x &amp; y<br/></p><hl2>Sub</hl2><![CDATA[<i>]]></r>");
  ASSERT_TRUE(document);
  EXPECT_EQ(document->markup(0), "<p a=\"1 &lt; 2\">x &amp; y<br></p><h2>Sub</h2>&lt;i&gt;");
}

TEST(XmlDocument, DepthIsBounded) {
  std::string deep;
  for (int i = 0; i < 100000; ++i) deep += "<d>";
  deep += "end";
  const auto document = parse_xml(deep);
  ASSERT_TRUE(document);
  EXPECT_EQ(document->text(0), "end");
}

TEST(XmlDocument, WithoutAnElementThereIsNone) {
  EXPECT_EQ(text_of("no markup"), "refused: XML without an element");
  EXPECT_EQ(text_of("<!DOCTYPE a [ <!-- "), "refused: XML without an element");
}

}  // namespace
}  // namespace morgue
