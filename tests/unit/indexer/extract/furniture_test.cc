#include "indexer/extract/furniture.h"

#include <gtest/gtest.h>

namespace morgue {
namespace {

bool furniture(std::string_view text, Zone zone = Zone::Tail) {
  return is_furniture(make_line(std::string(text), 0), zone, false);
}

TEST(Furniture, IsToldByItsWords) {
  for (const auto text :
       {"Advertisement",
        "Share",
        "Comments",
        "No comments yet...",
        "Hashtags",
        "Try Our AI Features",
        "Sign up for our newsletter",
        "Sign up for the Herald's daily newsletter",
        "Follow us",
        "Log in",
        "3 min read",
        "Story continues below advertisement",
        "Subscribe",
        "* * *",
        "https://calderherald.example/ferry",
        "#ferry #amsel",
        "Read more",
        "Terms of Service",
        "Explore what the reader app can do for you:",
        "Download the app",
        "Skip to content",
        "We use cookies to improve your experience. By continuing you accept our cookie policy.",
        "The reader is in beta. Translations may contain inaccuracies, please see the original "
        "content.",
        "© 2031 The Calder Herald. All rights reserved."})
    EXPECT_TRUE(furniture(text)) << text;
}

TEST(Furniture, IsNoHeadingAndNoSentenceOfAnArticle) {
  for (const auto text :
       {"Share prices in Amsel", "Video games", "What the mayor read next",
        "A contract without tender", "Search for the ferry goes on", "Sign of the times",
        "The mayor said readers should share their views and follow the debate.",
        "\"Please sign up for our newsletter and download the app,\" said the mayor.",
        "Newsletter writers who subscribe to each other are a growing market, a report says.",
        "The firm said it had copyright in all pages of the website and in its cookies."})
    EXPECT_FALSE(furniture(text, Zone::Body)) << text;
}

TEST(Furniture, HeadingsOfRelatedArticles) {
  const auto opens = [](std::string_view text) {
    return opens_related(make_line(std::string(text), 0));
  };
  const auto list = [](std::string_view text) {
    return opens_list(make_line(std::string(text), 0));
  };
  for (const auto text : {"Related Articles", "RELATED STORIES", "More from the Calder Herald",
                          "You may also like", "Most read", "Top stories", "Recommended for you",
                          "More on this story", "Trending Now", "Latest news:", "Editor's picks"}) {
    EXPECT_TRUE(opens(text)) << text;
    EXPECT_TRUE(list(text)) << text;
  }
  for (const auto text : {"Read next", "See also", "Related"}) {
    EXPECT_TRUE(opens(text)) << text;
    EXPECT_FALSE(list(text)) << text;
  }
  for (const auto text : {"Related problems in the harbour", "More from the talks in Amsel",
                          "News of the ferry", "The stories behind the storm", "Next steps",
                          "You may also like this, the mayor said today."})
    EXPECT_FALSE(opens(text)) << text;
}

TEST(Furniture, PointersToOtherArticles) {
  const auto points = [](std::string_view text) {
    return is_promotion(make_line(std::string(text), 0));
  };
  EXPECT_TRUE(points("READ MORE: Mayor pays for the engine"));
  EXPECT_TRUE(points("ALSO READ | Harbour chair quits"));
  EXPECT_TRUE(points("Related: Storm took forty roofs"));
  EXPECT_FALSE(points("The question remains: who pays?"));
  EXPECT_FALSE(points("Related:"));
  EXPECT_FALSE(points("Watch: \"I had my doubts\""));
}

TEST(Furniture, LabelsSideBySide) {
  const auto furniture_in = [](std::string_view text, Zone zone) {
    return is_furniture(logical_lines(text).front(), zone, false);
  };
  EXPECT_TRUE(furniture_in("Home  For you  Local  Old ones", Zone::Head));
  EXPECT_FALSE(furniture_in("Home For you Local Old ones", Zone::Head));
  EXPECT_FALSE(furniture_in("Amsel  12  3  Calder", Zone::Tail));
}

TEST(Furniture, EmbeddedPosts) {
  EXPECT_TRUE(is_embedded_post("\"Box 212,\" they say. — Quay Diary (@quaydiary) March 3, 2031"));
  EXPECT_FALSE(is_embedded_post("The diary — a friend (@quaydiary) keeps it — was silent."));
  EXPECT_FALSE(is_embedded_post("On March 3, 2031 nobody posted."));
}

TEST(Furniture, CaptionsAndCredits) {
  EXPECT_TRUE(is_caption("Police stand at the quay. Photo by Li Wei/CBN | License Photo"));
  EXPECT_TRUE(is_caption("Left: The mayor in her office. Right: The chair of the board."));
  EXPECT_TRUE(is_caption("The ferry at Amsel. (AP Photo/Li Wei)"));
  EXPECT_TRUE(is_caption("The ferry at Amsel. Li Wei/Reuters"));
  EXPECT_FALSE(is_caption("He sold the photo by the quay to a magazine."));
  EXPECT_FALSE(is_caption("By courtesy of the wind the ferry was in time."));
  EXPECT_FALSE(is_caption("The firm bought Getty Images for four billion, people said on Monday."));

  const auto credit = [](std::string_view text) {
    return is_picture_credit(make_line(std::string(text), 0));
  };
  EXPECT_TRUE(credit("Associated Press"));
  EXPECT_TRUE(credit("Li Wei/Reuters"));
  EXPECT_TRUE(credit("Photo: North Coast Radio"));
  EXPECT_TRUE(credit("Li Wei via Getty Images"));
  EXPECT_FALSE(credit("The Calder Herald"));
  EXPECT_FALSE(credit("Reuters said the ferry ran."));
}

}  // namespace
}  // namespace morgue
