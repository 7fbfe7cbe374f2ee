#include "indexer/read/html_document.h"

#include <gtest/gtest.h>

#include "indexer/read/html_guard.h"

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

TEST(HtmlGuard, OrdinaryPagesStayAsTheyAre) {
  const std::string html = "<div><p>one<p>two<br><ul><li>a<li>b</ul></div><script>'<div>'</script>";
  EXPECT_EQ(without_wild_nesting(html, 4), html);
}

TEST(HtmlGuard, CutsTheTagsBeyondTheDepthAndKeepsTheirText) {
  EXPECT_EQ(without_wild_nesting("<i><b><u>deep</u> mid</b> top</i>", 2),
            "<i><b> deep  mid</b> top</i>");
}

}  // namespace
}  // namespace morgue
