#include "query/browse/line_command.h"

#include <gtest/gtest.h>

namespace morgue::browse {
namespace {

using Kind = LineCommand::Kind;

TEST(LineCommand, TakesNumbers) {
  EXPECT_EQ(read_command("3"), (LineCommand{Kind::Read, 3}));
  EXPECT_EQ(read_command("  12 "), (LineCommand{Kind::Read, 12}));
  EXPECT_EQ(read_command("a 3"), (LineCommand{Kind::Signs, 3}));
  EXPECT_EQ(read_command("o3"), (LineCommand{Kind::Open, 3}));
  EXPECT_EQ(read_command("s 3"), (LineCommand{Kind::Star, 3}));
  EXPECT_EQ(read_command("f 2"), (LineCommand{Kind::Narrow, 2}));
  EXPECT_EQ(read_command("-f2"), (LineCommand{Kind::LeaveOut, 2}));
  EXPECT_EQ(read_command("w 4"), (LineCommand{Kind::Window, 4}));
}

TEST(LineCommand, TakesLetters) {
  EXPECT_EQ(read_command("n").kind, Kind::More);
  EXPECT_EQ(read_command("").kind, Kind::More);
  EXPECT_EQ(read_command("p").kind, Kind::Back);
  EXPECT_EQ(read_command("f").kind, Kind::Facets);
  EXPECT_EQ(read_command("w").kind, Kind::Times);
  EXPECT_EQ(read_command("u").kind, Kind::Undo);
  EXPECT_EQ(read_command("r").kind, Kind::Reload);
  EXPECT_EQ(read_command("?").kind, Kind::Help);
  EXPECT_EQ(read_command(" q ").kind, Kind::Quit);
}

TEST(LineCommand, TakesQuestions) {
  EXPECT_EQ(read_command("/ ferry crash 2024 "), (LineCommand{Kind::Ask, 0, "ferry crash 2024"}));
  EXPECT_EQ(read_command("/"), (LineCommand{Kind::Ask, 0, ""}));
}

TEST(LineCommand, KnowsWhatItDoesNotKnow) {
  for (const char* line : {"0", "-1", "a", "n 3", "x", "x 3", "3 4", "3a", "ferry", "f two",
                           "99999999999999999999999"})
    EXPECT_EQ(read_command(line).kind, Kind::Unknown) << line;
}

}  // namespace
}  // namespace morgue::browse
