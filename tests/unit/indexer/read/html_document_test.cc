#include "indexer/read/html_document.h"

#include <gtest/gtest.h>

namespace morgue {
namespace {

std::shared_ptr<const HtmlDocument> parsed(std::string_view html) {
  auto page = parse_html(html);
  if (!page) throw std::runtime_error(page.error());
  return *page;
}

TEST(HtmlDocument, DescendantsFollowTheirElement) {
  const auto page = parsed("<body><div id=a><p>One <b>two</b></p><!-- no --></div><p>Three</p>");
  NodeId div = 0;
  for (NodeId id = 0; id < page->size(); ++id)
    if (page->attribute(id, Attr::Id) == "a") div = id;
  ASSERT_EQ(page->tag(div), Tag::Div);
  EXPECT_EQ(page->all_text(div), "  One two");
  EXPECT_EQ(page->tag(page->end(div)), Tag::P);
  EXPECT_EQ(page->parent(div + 1), div);
  EXPECT_FALSE(page->has_attribute(div, Attr::Class));
}

TEST(HtmlDocument, KeepsOnlyTheScriptsThatDeclare) {
  const auto page = parsed(
      "<script>var a = 1;</script><style>p{}</style>"
      "<script type='application/ld+json'>{\"a\":1}</script>");
  EXPECT_EQ(page->all_text(0), " {\"a\":1} ");
}

TEST(HtmlDocument, AHundredThousandUnclosedElementsDoNoHarm) {
  std::string html;
  for (int i = 0; i < 100'000; ++i) html += "<div>";
  const auto page = parsed(html + "deep</div><p>after");
  EXPECT_NE(page->all_text(0).find("deep"), std::string::npos);
  EXPECT_LT(page->size(), 2 * kMaxHtmlDepth);
}

TEST(HtmlDocument, ElementsThatMultiplyAreRefusedNotParsedForever) {
  // Every paragraph opens all the elements again that were never closed.
  std::string html = "<p>";
  for (int i = 0; i < 400; ++i) html += "<font size=" + std::to_string(i) + ">";
  for (int i = 0; i < 50'000; ++i) html += "<p>x";
  const auto page = parse_html(html);
  ASSERT_FALSE(page);
  EXPECT_EQ(page.error(), "markup that takes unreasonable memory to parse");
}

std::string shown(const HtmlDocument& page) {
  std::string out;
  for (NodeId id = 0; id < page.size(); ++id) {
    if (page.tag(id) == Tag::Text) out += page.text(id);
    if (!page.attribute(id, Attr::Id).empty())
      out += '#' + std::string(page.attribute(id, Attr::Id));
  }
  return out;
}

TEST(HtmlDocument, APartIsADocumentOfItsOwn) {
  const auto page = parsed("<body><p>One</p><div id=a><p id=b>Two <b>three</b></p></div><p>Four");
  NodeId div = 0;
  for (NodeId id = 0; id < page->size(); ++id)
    if (page->attribute(id, Attr::Id) == "a") div = id;
  const HtmlDocument part = page->part(div);
  EXPECT_EQ(shown(part), "#a#bTwo three");
  EXPECT_EQ(part.end(0), part.size());
  EXPECT_EQ(part.tag(1), Tag::Div);
  EXPECT_EQ(part.parent(2), 1U);
  EXPECT_EQ(part.all_text(2), " Two three");
}

TEST(HtmlDocument, WithoutAnElementTheOthersKeepTheirPlaces) {
  const auto page = parsed("<body><div id=a>One<p id=b>Two</p>Three</div><p id=c>Four");
  std::vector<bool> marked(page->size(), false);
  for (NodeId id = 0; id < page->size(); ++id) marked[id] = page->attribute(id, Attr::Id) == "b";
  const HtmlDocument rest = page->without(marked);
  EXPECT_EQ(shown(rest), "#aOneThree#cFour");
  NodeId div = 0;
  NodeId last = 0;
  for (NodeId id = 0; id < rest.size(); ++id) {
    if (rest.attribute(id, Attr::Id) == "a") div = id;
    if (rest.attribute(id, Attr::Id) == "c") last = id;
  }
  EXPECT_EQ(rest.end(div), last);
  EXPECT_EQ(rest.parent(last), rest.parent(div));
  EXPECT_EQ(rest.end(0), rest.size());
}

}  // namespace
}  // namespace morgue
