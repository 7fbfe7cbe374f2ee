#include "indexer/read/wire_story.h"

#include <gtest/gtest.h>

namespace morgue {
namespace {

TEST(WireStory, DatelinesGiveTheirPlace) {
  EXPECT_EQ(place_of_dateline("NORRBY, March 1 (TNW) -"), "NORRBY");
  EXPECT_EQ(place_of_dateline("NORRBY, Hald., march 1 -"), "NORRBY, Hald.");
  EXPECT_EQ(place_of_dateline("NORRBY, Hald. March 1"), "NORRBY, Hald.");
  EXPECT_EQ(place_of_dateline("Upper Norrby (TNW)"), "Upper Norrby");
  EXPECT_EQ(place_of_dateline("March 1"), "");
  EXPECT_EQ(place_of_dateline("NORRBY -"), "NORRBY");
}

TEST(WireStory, WhatIsNoTextIsNamed) {
  EXPECT_EQ(not_a_story("ninat:picture"), "a picture, not a story");
  EXPECT_EQ(not_a_story("video/mp4"), "a video, not a story");
  EXPECT_EQ(not_a_story("ninat:text"), "");
}

TEST(WireStory, AStoryWithoutAHeadlineIsCalledByItsFirstParagraph) {
  WireStory story;
  story.body = {"<p>It <b>rained</b>.</p><p>It stopped.</p>", true};
  story.people = {"Ida Moss", "Per Holm"};
  const auto draft = story_draft({}, "", std::move(story));
  ASSERT_TRUE(draft);
  EXPECT_EQ(draft->given.title, "It rained.");
  EXPECT_EQ(draft->given.extra,
            (std::vector<std::pair<std::string, std::string>>{{"x-people", "Ida Moss; Per Holm"}}));
}

}  // namespace
}  // namespace morgue
