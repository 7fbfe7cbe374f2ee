#include "indexer/read/telex_text.h"

#include <gmock/gmock.h>

namespace morgue {
namespace {

TEST(TelexText, BrokenLinesAreJoinedAndShortOnesStay) {
  EXPECT_EQ(telex_paragraphs("The council of Norrby voted on Monday evening to\r\n"
                             "raise the fees.\r\n   Ten spoke:\r\n  Holm\r\nMoss\r\n"),
            "The council of Norrby voted on Monday evening to raise the fees.\n\nTen spoke:\n\n"
            "Holm\nMoss");
  EXPECT_EQ(telex_paragraphs(""), "");
}

TEST(TelexText, LinesEndWithCrLfOrBoth) {
  EXPECT_THAT(telex_lines("a \rb\n\r\nc"), testing::ElementsAre("a", "b", "", "c"));
}

}  // namespace
}  // namespace morgue
