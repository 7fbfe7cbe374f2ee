#include "query/render/wrap.h"

#include <gtest/gtest.h>

namespace morgue {
namespace {

/// Wrapped without marks and codes.
std::string plain(std::string_view text, std::size_t width) {
  return wrap(text, {}, Style(), {width, "", ""});
}

/// With marks as "<...>": the codes of the tests are easier to read than a terminal's.
std::string marked(std::string_view text, const std::vector<Span>& marks, std::size_t width) {
  std::string out = wrap(text, marks, Style::coloured("match=1"), {width, "", ""});
  const auto replace = [&](const std::string& from, const std::string& to) {
    for (auto at = out.find(from); at != std::string::npos; at = out.find(from))
      out.replace(at, from.size(), to);
  };
  replace("\x1b[1m", "<");
  replace("\x1b[0m", ">");
  return out;
}

TEST(Wrap, BreaksAtBlanks) {
  EXPECT_EQ(plain("The ferry  sank\nlast night.", 10), "The ferry\nsank last\nnight.\n");
  EXPECT_EQ(plain("The ferry sank", 0), "The ferry sank\n");
  EXPECT_EQ(plain("", 10), "\n");
  EXPECT_EQ(plain("  a  ", 10), "a\n");
}

TEST(Wrap, CountsColumns) {
  EXPECT_EQ(plain("港湾の船が沈む", 6), "港湾の\n船が沈\nむ\n");
  EXPECT_EQ(plain("cafe\xcc\x81 bar", 8), "cafe\xcc\x81 bar\n");
  EXPECT_EQ(plain("cafe\xcc\x81 bar", 7), "cafe\xcc\x81\nbar\n");
}

TEST(Wrap, CutsAWordThatIsLongerThanTheLine) {
  EXPECT_EQ(plain("a abcdefghij b", 4), "a\nabcd\nefgh\nij b\n");
}

TEST(Wrap, DropsWhatCouldSteerATerminal) {
  EXPECT_EQ(plain("a\x1b[31mb\x07 \xe2\x80\xae"
                  "c",
                  80),
            "a[31mb c\n");
}

TEST(Wrap, Indents) {
  EXPECT_EQ(wrap("one two", {}, Style(), {7, "1. ", "   "}), "1. one\n   two\n");
}

TEST(Wrap, CodesOfAnIndentTakeNoRoom) {
  const Style style = Style::coloured("rank=1");
  EXPECT_EQ(wrap("one two", {}, style, {10, style.apply(Style::Role::Rank, "1. "), "   "}),
            "\x1b[1m1. \x1b[0mone two\n");
}

TEST(Wrap, MarksEndWithTheirLine) {
  EXPECT_EQ(marked("the frozen radar failed", {{4, 16}}, 80),
            "the <frozen >"
            "<radar> failed\n");
  EXPECT_EQ(marked("the frozen radar failed", {{4, 16}}, 11), "the <frozen>\n<radar>\nfailed\n");
  EXPECT_EQ(marked("Kyiv's port", {{0, 4}}, 80), "<Kyiv>'s port\n");
}

TEST(OneMarkedLine, HasNoEnd) { EXPECT_EQ(one_marked_line("a\n b", {}, Style()), "a b"); }

}  // namespace
}  // namespace morgue
