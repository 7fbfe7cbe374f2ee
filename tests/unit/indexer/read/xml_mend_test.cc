#include "indexer/read/xml_mend.h"

#include <gtest/gtest.h>

namespace morgue {
namespace {

char32_t no_entity(const std::string& name) { return name == "eacute" ? U'é' : 0; }

std::string mended(std::string_view xml) { return mended_xml(xml, false, no_entity); }
std::string balanced(std::string_view xml) { return mended_xml(xml, true, no_entity); }

TEST(XmlMend, DropsWhatStandsBeforeTheFirstElement) {
  EXPECT_EQ(mended("\n junk <?xml version='1.0'?><!-- <a> --><!DOCTYPE r [<!ENTITY a '>'>]><r/>"),
            "<r/>");
  EXPECT_EQ(mended("< > & <3"), "");
}

TEST(XmlMend, EscapesWhatIsNoMarkup) {
  EXPECT_EQ(mended("<r>a & b &amp; 1 < 2 &eacute;&what;&#233;&#1;\x02</r>"),
            "<r>a &amp; b &amp; 1 &lt; 2 é&amp;what;é</r>");
}

TEST(XmlMend, AttributesAreMendedAsWell) {
  EXPECT_EQ(mended("<r a='?x=1&y=2' b=\"<b>\">t</r>"), "<r a='?x=1&amp;y=2' b=\"&lt;b>\">t</r>");
}

TEST(XmlMend, AForgottenEndIsSeenByTheNextField) {
  EXPECT_EQ(balanced("<item><link>u<description>d</item>"),
            "<item><link>u</link><description>d</description></item>");
}

TEST(XmlMend, BalancesTags) {
  EXPECT_EQ(balanced("<r><p>a<b>c</p></b></q><Q/></R> rest"), "<r><p>a<b>c</b></p><Q/></r>");
  EXPECT_EQ(balanced("<r><![CDATA[<p>]]><p>cut"), "<r><![CDATA[<p>]]><p>cut</p></r>");
}

}  // namespace
}  // namespace morgue
