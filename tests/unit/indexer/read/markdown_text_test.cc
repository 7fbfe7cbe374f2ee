#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/indexer/read/boxes/opened.h"
#include "tests/unit/indexer/read/boxes/packed.h"

namespace morgue::test {
namespace {

std::string body(const std::string& text) {
  const auto articles = articles_of("---\ntitle: T\n---\n" + text, Format::Markdown);
  return articles.size() == 1 ? articles[0].text : "not one article";
}

TEST(MarkdownText, MarksGoAndWordsStay) {
  EXPECT_EQ(
      body("# T\n\nIt *blew* all **night**,\nsays [the post](https://a.example/x_y).\n\n"
           "![boat](b.png)\n\n## After\n\n- One `boat`\n- snake_case and 2 * 3\n\n> Quoted\n\n"
           "***\n\nEnd<br/> &amp; over.\n"),
      "It blew all night, says the post.\n\nAfter\n\n- One boat\n\n- snake_case and 2 * "
      "3\n\nQuoted\n\nEnd & over.");
}

TEST(MarkdownText, CodeStaysAsItIs) {
  EXPECT_EQ(body("Run:\n```\nmake **all**\n```\n"), "Run:\n\nmake **all**");
}

}  // namespace
}  // namespace morgue::test
