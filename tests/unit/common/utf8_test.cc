#include "common/utf8.h"

#include <gtest/gtest.h>

namespace morgue {
namespace {

TEST(Utf8, RefusesWhatTheStandardRefuses) {
  EXPECT_TRUE(utf8::valid("Zürich, Łódź, 北京, 🗞"));
  for (const char* bad :
       {"\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\x80", "abc\xE2\x82", "\xFF"})
    EXPECT_FALSE(utf8::valid(bad)) << bad;
}

TEST(Utf8, RepairsByteByByte) {
  EXPECT_EQ(utf8::repaired("a\xFFz"), "a\uFFFDz");
  EXPECT_EQ(utf8::repaired("\xE2\x82"), "\uFFFD\uFFFD");
}

TEST(Utf8, PrefixNeverCutsACharacter) {
  EXPECT_EQ(utf8::prefix("Łódź", 3), "Ł");
  EXPECT_EQ(utf8::prefix("Łódź", 4), "Łó");
  EXPECT_EQ(utf8::prefix("abc", 9), "abc");
}

TEST(Utf8, DropsControlsThatCouldReachATerminal) {
  EXPECT_EQ(utf8::without_controls("a\x1b[31mb\r\nc\rd\u2028e\tf\x7f\u009bg\u202eh\ufeff"),
            "a[31mb\nc\nd\ne fgh");
  EXPECT_EQ(utf8::one_line("  a \n\u00a0 b\x07 "), "a b");
}

TEST(Utf8, FoldsCaseMarksAndVariants) {
  EXPECT_EQ(utf8::folded("Müller ŁÓDŹ Straße ﬁn Ærø Gregorová İstanbul"),
            "muller lodz strasse fin aero gregorova istanbul");
  EXPECT_EQ(utf8::folded("Nguyễn"), utf8::folded("Nguye\u0302\u0303n"));
}

TEST(Utf8, LowersOneCharacterToOne) {
  EXPECT_EQ(utf8::lower(U'A'), U'a');
  EXPECT_EQ(utf8::lower(U'Ø'), U'ø');
  EXPECT_EQ(utf8::lower(U'ß'), U'ß');
  EXPECT_EQ(utf8::lower(U'京'), U'京');
}

TEST(Utf8, CountsTerminalColumns) {
  EXPECT_EQ(utf8::columns("abc"), 3U);
  EXPECT_EQ(utf8::columns("北京"), 4U);
  EXPECT_EQ(utf8::columns("e\u0301"), 1U);
}

}  // namespace
}  // namespace morgue
