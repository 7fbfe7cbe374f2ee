#include "query/language/error_text.h"

#include <gtest/gtest.h>

#include "common/utf8.h"

namespace morgue {
namespace {

TEST(ErrorText, PutsCaretsUnderThePlaceAndTheHintBehindThem) {
  EXPECT_EQ(error_text({{5, 10}, "unknown field \"persn:\"", "did you mean person: ?"},
                       "tram persn:Holt"),
            "unknown field \"persn:\"\n"
            "  tram persn:Holt\n"
            "       ^^^^^  did you mean person: ?\n");
}

TEST(ErrorText, CountsColumnsAndNotBytes) {
  EXPECT_EQ(error_text({{11, 12}, "bad", ""}, "北京 e\u0301 x"),
            "bad\n"
            "  北京 e\u0301 x\n"
            "         ^\n");
}

TEST(ErrorText, AnEmptyPlaceIsTheEnd) {
  EXPECT_EQ(error_text({{4, 4}, "more is needed", "x"}, "tram"),
            "more is needed\n"
            "  tram\n"
            "      ^  x\n");
  EXPECT_EQ(error_text({{0, 0}, "empty query", "* finds everything"}, ""),
            "empty query\n"
            "  * finds everything\n");
}

TEST(ErrorText, ALongHintGetsItsOwnLine) {
  EXPECT_EQ(error_text({{0, 4}, "bad", "a hint of some length"}, "tram fare", 24),
            "bad\n"
            "  tram fare\n"
            "  ^^^^\n"
            "  a hint of some length\n");
}

TEST(ErrorText, ALongQueryIsCutAroundThePlace) {
  const std::string query = std::string(200, 'a') + " BAD " + std::string(200, 'z');
  EXPECT_EQ(error_text({{201, 204}, "bad", ""}, query, 40),
            "bad\n"
            "  ...aaaaaaaaa BAD zzzzzzzzzzzzzzzzzz...\n"
            "               ^^^\n");
}

TEST(ErrorText, NothingInItSteersATerminal) {
  EXPECT_EQ(error_text({{2, 3}, "bad", ""}, "a\x1b[31m\nb\xFF"),
            "bad\n"
            "  a\uFFFD[31m b\uFFFD\n"
            "    ^\n");
}

TEST(Quoted, IsShortAndHarmless) {
  EXPECT_EQ(in_quotes("a\x1b\n b\xFF"), "\"a b\uFFFD\"");
  EXPECT_EQ(in_quotes(std::string(50, 'x')), "\"" + std::string(40, 'x') + "...\"");
}

}  // namespace
}  // namespace morgue
