#include "indexer/read/html_guard.h"

#include <gtest/gtest.h>

#include <string>

namespace morgue {
namespace {

bool keep_class(std::string_view name) { return name == "class"; }

std::string lean(std::string_view html, std::size_t depth = 8) {
  return lean_markup(html, depth, keep_class);
}

TEST(HtmlGuard, WhatIsReadStaysAsItIs) {
  const std::string html = "<div class=a><p>one<p>two<br><ul><li>a<li>b</ul></div><b class='x>y'>";
  EXPECT_EQ(lean(html), html);
}

TEST(HtmlGuard, LeavesOutWhatNobodyReads) {
  EXPECT_EQ(lean("a<script>if (a<b) '<div>'</script>b"), "ab");
  EXPECT_EQ(lean("<style>p{}</style >b"), "b");
  EXPECT_EQ(lean("a<!-- <div> -->b<!-->c"), "abc");
  EXPECT_EQ(lean("a<svg><g><svg></svg></g><title>no</title></svg>b"), "ab");
  EXPECT_EQ(lean("<p>  one \n\n two</p>"), "<p> one two</p>");
}

TEST(HtmlGuard, KeepsTheScriptsThatDeclare) {
  EXPECT_EQ(lean("<script data-a=1 type='application/ld+json'>{\"a\":\"</p>\"}</script>b"),
            "<script data-a=1 type='application/ld+json'>{\"a\":\"</p>\"}</script>b");
}

TEST(HtmlGuard, AScriptInsideAScriptsCommentDoesNotEndIt) {
  EXPECT_EQ(lean("a<script><!-- document.write('<script></script>') --></script>b"), "ab");
}

TEST(HtmlGuard, CutsAttributesAndNothingElse) {
  EXPECT_EQ(lean("<p onclick=\"a>b\" class = 'c' data-x>t"), "<p  class = 'c' >t");
  EXPECT_EQ(lean("<p a=1 b='2'c class=d/e>t"), "<p   class=d/e>t");
  EXPECT_EQ(lean("<img a=1/>t"), "<img >t");
}

TEST(HtmlGuard, BrokenEndsDoNoHarm) {
  for (const std::string_view html :
       {"<", "<p", "<p a", "<p a=", "<p a='", "<!--", "<!-- a", "<script", "<script>a", "<svg>a",
        "</", "</p", "<p a='b'", "<script type=", "<title>a"})
    EXPECT_LE(lean(html).size(), html.size() + 1) << html;
  EXPECT_EQ(lean("<title>never closed<p>text"), " never closed<p>text");
}

TEST(HtmlGuard, CutsTheTagsBeyondTheDepthAndKeepsTheirText) {
  EXPECT_EQ(lean("<i><b><u class=a>deep</u> mid</b> top</i>", 2), "<i><b> deep  mid</b> top</i>");
}

}  // namespace
}  // namespace morgue
