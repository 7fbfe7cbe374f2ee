#include "indexer/extract/markdown.h"

#include <gtest/gtest.h>

namespace morgue {
namespace {

std::string unmarked(std::string_view text) {
  Line line = make_line(std::string(text), 0);
  unmark(line);
  return line.text;
}

TEST(Markdown, IsReducedToItsText) {
  EXPECT_EQ(unmarked("## What broke"), "What broke");
  EXPECT_EQ(unmarked("> \"It was the engine,\" he said."), "\"It was the engine,\" he said.");
  EXPECT_EQ(unmarked("**Ilse Marten** told _the Herald_ *nothing*."),
            "Ilse Marten told the Herald nothing.");
  EXPECT_EQ(unmarked("The [ferry](https://calderherald.example/f) ran ![full](a.png)."),
            "The ferry ran full.");
  EXPECT_EQ(unmarked("- a snake_case name, 2 * 3 and [a note]"),
            "- a snake_case name, 2 * 3 and [a note]");
  EXPECT_EQ(unmarked("* * *"), "* * *");
}

TEST(Markdown, IsToldFromPlainText) {
  const auto markdown = [](std::string_view text) { return is_markdown(logical_lines(text)); };
  EXPECT_TRUE(markdown("# Ferry runs again"));
  EXPECT_TRUE(markdown("The [ferry](https://calderherald.example/f) ran."));
  EXPECT_TRUE(markdown("He is **very** glad."));
  EXPECT_FALSE(markdown("#ferry #amsel"));
  EXPECT_FALSE(markdown("Fees** rose, and so did rents**"));
  EXPECT_FALSE(markdown("> a quoted line"));
}

TEST(Markdown, IsReadInLinearTime) {
  EXPECT_EQ(unmarked(std::string(200'000, '[')).size(), 200'000U);
}

}  // namespace
}  // namespace morgue
