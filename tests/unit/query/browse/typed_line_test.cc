#include "query/browse/typed_line.h"

#include <gtest/gtest.h>

#include "tests/unit/query/browse/state_for_test.h"

namespace morgue::browse {
namespace {

using test::key;
using test::letter;
using Kind = Key::Kind;

/// The line with "|" where the cursor stands.
std::string with_cursor(const TypedLine& line) {
  return line.text.substr(0, line.at) + '|' + line.text.substr(line.at);
}

Key control(char32_t c) { return {Kind::Control, c}; }

std::string after(std::string text, std::size_t at, std::initializer_list<Key> keys) {
  TypedLine line{std::move(text), at};
  for (const Key& pressed : keys) EXPECT_TRUE(press(line, pressed));
  return with_cursor(line);
}

TEST(TypedLine, TypesWhereTheCursorStands) {
  EXPECT_EQ(after("fery", 3, {letter(U'r')}), "ferr|y");
  EXPECT_EQ(after("", 0, {letter(U'ø'), letter(U'北')}), "ø北|");
}

TEST(TypedLine, MovesAndDeletesWhatIsShownAsOne) {
  const std::string accented = "ae\u0301b";  // a, e with an accent of its own, b
  EXPECT_EQ(after(accented, accented.size() - 1, {key(Kind::Left)}), "a|e\u0301b");
  EXPECT_EQ(after(accented, 1, {key(Kind::Right)}), "ae\u0301|b");
  EXPECT_EQ(after(accented, accented.size() - 1, {key(Kind::Backspace)}), "a|b");
  EXPECT_EQ(after(accented, 1, {key(Kind::Delete)}), "a|b");
}

TEST(TypedLine, StopsAtItsEnds) {
  EXPECT_EQ(after("ab", 0, {key(Kind::Left), key(Kind::Backspace)}), "|ab");
  EXPECT_EQ(after("ab", 2, {key(Kind::Right), key(Kind::Delete)}), "ab|");
  EXPECT_EQ(after("ab", 1, {key(Kind::Home), key(Kind::Home)}), "|ab");
  EXPECT_EQ(after("ab", 1, {key(Kind::End)}), "ab|");
}

TEST(TypedLine, ErasesAsShellsDo) {
  EXPECT_EQ(after("ferry crash  inquiry", 13, {control(U'w')}), "ferry |inquiry");
  EXPECT_EQ(after("ferry crash", 6, {control(U'u')}), "|crash");
  EXPECT_EQ(after("ferry crash", 5, {control(U'k')}), "ferry|");
}

TEST(TypedLine, LeavesOtherKeysToOthers) {
  TypedLine line{"a", 1};
  EXPECT_FALSE(press(line, key(Kind::Enter)));
  EXPECT_FALSE(press(line, control(U'g')));
  EXPECT_EQ(with_cursor(line), "a|");
}

TEST(TypedLine, ShowsThePartAroundTheCursor) {
  const TypedPart whole = part_of({"ferry", 5}, 10);
  EXPECT_EQ(whole.text, "ferry");
  EXPECT_EQ(whole.cursor, 5U);
  const TypedPart end = part_of({"0123456789", 10}, 5);
  EXPECT_EQ(end.text, "6789");
  EXPECT_EQ(end.cursor, 4U);
  const TypedPart begin = part_of({"0123456789", 0}, 5);
  EXPECT_EQ(begin.text, "01234");
  EXPECT_EQ(begin.cursor, 0U);
  const TypedPart wide = part_of({"北京北京", 12}, 5);
  EXPECT_EQ(wide.text, "北京");
  EXPECT_EQ(wide.cursor, 4U);
}

}  // namespace
}  // namespace morgue::browse
