#include "indexer/extract/junk_lines.h"

#include <gtest/gtest.h>

namespace morgue {
namespace {

TEST(JunkLines, CallsAndLabelsAreJunk) {
  for (const char* line : {"Read more: Bridge shut again", "ADVERTISEMENT", "Share", "Copy link",
                           "Sign up to the harbour newsletter", "© 2025 Calder Media",
                           "Lesen Sie auch: Fähre fährt", "À lire aussi : le ferry", "* * *"})
    EXPECT_TRUE(is_junk_line(line)) << line;
}

TEST(JunkLines, SentencesThatStartLikeThemAreNot) {
  for (const char* line : {"The ferry sails.", "Share prices of the ferry company rose on Monday.",
                           "Reading helps.", "“Sign here,” she said."})
    EXPECT_FALSE(is_junk_line(line)) << line;
}

TEST(JunkLines, ClosingHeadingsMayCarryANumberOrAName) {
  EXPECT_TRUE(is_closing_heading("Related articles"));
  EXPECT_TRUE(is_closing_heading("Comments (12)"));
  EXPECT_TRUE(is_closing_heading("12 Comments"));
  EXPECT_TRUE(is_closing_heading("More from The Calder Herald"));
  EXPECT_FALSE(is_closing_heading("What the harbour master said"));
}

TEST(JunkLines, CommentsAreSignedAndDated) {
  EXPECT_TRUE(is_comment_line("Posted by Ingrid on 3 May"));
  EXPECT_TRUE(is_comment_line("Ingrid of Port Anselm says:"));
  EXPECT_TRUE(is_comment_line("3/5/2024 1:11 PM"));
  EXPECT_FALSE(is_comment_line("“We had given up on her,” she said."));
  EXPECT_FALSE(is_comment_line("It starts at 7 pm"));
}

}  // namespace
}  // namespace morgue
