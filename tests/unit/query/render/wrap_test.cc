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

TEST(Wrap, PartsNothingThatIsShownAsOneCharacter) {
  // A family is three pictures and two joiners, a flag two letters, a thumb has a tone of skin.
  const std::string family = "\U0001F469\u200D\U0001F469\u200D\U0001F467";
  EXPECT_EQ(plain(family + "x", 6), family + "\nx\n");
  EXPECT_EQ(plain("ab" + family, 6), "ab\n" + family + "\n");
  const std::string thumb = "\U0001F44D\U0001F3FD";
  EXPECT_EQ(plain("a" + thumb, 4), "a\n" + thumb + "\n");
  const std::string flag = "\U0001F1E9\U0001F1EA";
  EXPECT_EQ(plain(flag + flag + flag, 5), flag + flag + "\n" + flag + "\n");
  // The second one counts two columns: terminals show it as a picture.
  EXPECT_EQ(plain("\u2764 x", 3), "\u2764 x\n");
  EXPECT_EQ(plain("\u2764\uFE0F x", 3), "\u2764\uFE0F\nx\n");
  // Vowel signs and accents stay with their letters, however narrow the line.
  EXPECT_EQ(plain("e\u0301e\u0301e\u0301", 2), "e\u0301e\u0301\ne\u0301\n");
}

TEST(Wrap, BeginsNoLineWithAClosingMark) {
  EXPECT_EQ(plain("港湾の船。」が", 6), "港湾の\n船。」\nが\n");
  EXPECT_EQ(plain("港湾の、船", 6), "港湾\nの、船\n");
}

constexpr std::string_view kHebrew = "\u05E9\u05DC\u05D5\u05DD";  // shalom
const std::string kRli = "\u2067", kLri = "\u2066", kPdi = "\u2069";

TEST(Wrap, IsolatesLinesThatRunFromRightToLeft) {
  const std::string word(kHebrew);
  EXPECT_EQ(wrap(word + " 12 " + word, {}, Style(), {10, "1. ", "   "}),
            "1. " + kRli + word + " 12" + kPdi + "\n   " + kRli + word + kPdi + "\n");
  EXPECT_EQ(wrap("He said " + word + " twice", {}, Style(), {14, "", ""}),
            kLri + "He said " + word + kPdi + "\ntwice\n")
      << "English with one such word stays English; lines without keep their bytes";
  EXPECT_EQ(plain(word, 0), word + "\n") << "what is not laid out goes to files";
}

TEST(Wrap, IsolatesOutsideOfTheMarks) {
  const std::string word(kHebrew);
  EXPECT_EQ(marked(word + " 1", {{0, 8}}, 20), kRli + '<' + word + "> 1" + kPdi + "\n");
}

TEST(Wrap, TakesNoOrderFromTheText) { EXPECT_EQ(plain("a" + kRli + "b" + kPdi, 20), "ab\n"); }

TEST(Isolated, OnlyWhatRunsFromRightToLeft) {
  const std::string word(kHebrew);
  EXPECT_EQ(isolated("The Calder Herald"), "The Calder Herald");
  EXPECT_EQ(isolated(word + " 12"), kRli + word + " 12" + kPdi);
  EXPECT_EQ(isolated("Radio " + word), kLri + "Radio " + word + kPdi);
}

TEST(ShownColumns, AreThoseOfTheLettersAlone) {
  EXPECT_EQ(shown_columns("\x1b[01;33mab\x1b[0m c"), 4U);
  EXPECT_EQ(shown_columns(isolated(kHebrew)), 4U);
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

TEST(WrapStyled, TellsLooksApart) {
  const Style style = Style::coloured("person=1:day=3");
  const std::vector<StyledSpan> styles = {{{0, 3}, Style::Role::Person},
                                          {{3, 7}, Style::Role::Day}};
  EXPECT_EQ(wrap_styled("anamay sat", styles, style, {0, "", ""}),
            "\x1b[1mana\x1b[0m\x1b[3mmay \x1b[0msat\n");
  EXPECT_EQ(wrap_styled("anamay sat", styles, style, {6, "", ""}),
            "\x1b[1mana\x1b[0m\x1b[3mmay\x1b[0m\nsat\n");
  EXPECT_EQ(wrap_styled("anamay sat", styles, Style(), {6, "", ""}), "anamay\nsat\n");
}

TEST(OneMarkedLine, HasNoEnd) { EXPECT_EQ(one_marked_line("a\n b", {}, Style()), "a b"); }

}  // namespace
}  // namespace morgue
