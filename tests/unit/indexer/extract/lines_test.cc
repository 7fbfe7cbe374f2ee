#include "indexer/extract/lines.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace morgue {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> texts(std::string_view text) {
  std::vector<std::string> out;
  for (const Line& line : logical_lines(text)) out.push_back(line.text);
  return out;
}

TEST(Lines, EachStandsForItself) {
  EXPECT_THAT(texts("\n Ferry runs again \n\nThe ferry ran on Monday.\nIt was full.\n"),
              ElementsAre("Ferry runs again", "The ferry ran on Monday.", "It was full."));
  EXPECT_THAT(texts(" \n\t\n\u00a0"), IsEmpty());
}

TEST(Lines, OfWrappedTextAreJoined) {
  EXPECT_THAT(
      texts("Ferry runs again\n"
            "\n"
            "The old ferry between Amsel and Calder ran again on\n"
            "Monday for the first time since the storm, and its\n"
            "captain said that every seat had been taken.\n"
            "\n"
            "Nobody in the harbour had believed that the engine\n"
            "could be mended. The mayor paid for the parts herself\n"
            "and would not say what they had cost.\n"),
      ElementsAre("Ferry runs again",
                  "The old ferry between Amsel and Calder ran again on Monday for the first "
                  "time since the storm, and its captain said that every seat had been "
                  "taken.",
                  "Nobody in the harbour had believed that the engine could be mended. The "
                  "mayor paid for the parts herself and would not say what they had cost."));
}

TEST(Lines, OfWrappedTextEndAtIndentsAndListMarks) {
  EXPECT_THAT(
      texts("   The old ferry between Amsel and Calder ran again on\n"
            "Monday for the first time since the storm, and its\n"
            "captain was glad.\n"
            "   Nobody in the harbour had believed that the engine\n"
            "could be mended before the autumn, or at all, and the\n"
            "smith had been told\n"
            "- to buy new parts\n"
            "- to ask the mayor\n"),
      ElementsAre("The old ferry between Amsel and Calder ran again on Monday for the first "
                  "time since the storm, and its captain was glad.",
                  "Nobody in the harbour had believed that the engine could be mended "
                  "before the autumn, or at all, and the smith had been told",
                  "- to buy new parts", "- to ask the mayor"));
}

TEST(Lines, OfShortParagraphsAreNotJoined) {
  const std::string text =
      "The ferry ran again on Monday afternoon.\nThe captain said every seat was taken.\n"
      "Nobody had believed it could be mended.\nThe mayor paid for the parts herself.";
  EXPECT_EQ(logical_lines(text).size(), 4U);
}

TEST(Lines, KnowRunningTextFromHeadings) {
  const auto prose = [](std::string_view text) { return make_line(std::string(text), 0).prose; };
  EXPECT_TRUE(prose("The ferry ran again on Monday."));
  EXPECT_TRUE(prose("“The ferry ran again on Monday.”"));
  EXPECT_TRUE(prose(std::string(200, 'x')));
  EXPECT_FALSE(prose("Ferry runs again after the storm"));
  EXPECT_FALSE(prose("Will the ferry ever run again?"));
  EXPECT_FALSE(prose("Nobody has said anything yet..."));
  EXPECT_FALSE(prose("Mr. Pike Jr."));
}

TEST(Lines, LoseTheirListMarks) {
  EXPECT_EQ(without_mark("- North Coast Radio"), "North Coast Radio");
  EXPECT_EQ(without_mark("• North Coast Radio"), "North Coast Radio");
  EXPECT_EQ(without_mark("## North Coast"), "North Coast");
  EXPECT_EQ(without_mark("-5 degrees"), "-5 degrees");
  EXPECT_EQ(without_mark("#harbour"), "#harbour");
  EXPECT_TRUE(is_rule("* * *"));
  EXPECT_FALSE(is_rule("* a *"));
}

}  // namespace
}  // namespace morgue
