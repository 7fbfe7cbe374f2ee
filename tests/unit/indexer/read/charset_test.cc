#include "indexer/read/charset.h"

#include <gtest/gtest.h>

namespace morgue {
namespace {

using namespace std::literals;

std::string decoded(std::string_view bytes, std::string_view declared = {}) {
  const auto text = to_utf8(bytes, declared);
  return text ? text->utf8 : "refused: " + text.error();
}

TEST(Charset, Utf8WinsOverADeclarationThatLies) {
  EXPECT_EQ(decoded("Łódź – „gazeta”", "iso-8859-1"), "Łódź – „gazeta”");
  EXPECT_EQ(decoded("\xEF\xBB\xBFŁódź"), "Łódź");
}

TEST(Charset, ByteOrderMarksAndTheirPatternTellWideCharacters) {
  EXPECT_EQ(decoded("\xFF\xFE"
                    "F\0\xE4\0h\0r\0e\0"sv),
            "Fähre");
  EXPECT_EQ(decoded("\xFE\xFF\0F\0\xE4\0h\0r\0e"sv), "Fähre");
  EXPECT_EQ(decoded("T\0h\0e\0 \0f\0e\0r\0r\0y\0 \0s\0a\0i\0l\0s\0"sv), "The ferry sails");
  EXPECT_EQ(decoded("\xFF\xFE\0\0F\0\0\0"sv), "F");
}

TEST(Charset, DeclaredLabelsAreReadAsBrowsersReadThem) {
  EXPECT_EQ(decoded("caf\xE9 \x93quay\x94", "ISO-8859-1"), "café “quay”");
  EXPECT_EQ(decoded("\xB1\xB1\xBE\xA9\xB5\xC4\xB6\xC9\xB4\xAC", "gb2312"), "北京的渡船");
  EXPECT_EQ(decoded("\x83t\x83\x46\x83\x8A\x81[", "Shift_JIS"), "フェリー");
  EXPECT_EQ(decoded("\xCF\xE0\xF0\xEE\xEC", "windows-1251"), "Паром");
}

TEST(Charset, WithoutADeclarationTheBytesAreGuessed) {
  const std::string_view koi8 =
      "\xF0\xC1\xD2\xCF\xCD\x20\xD3\xCE\xCF\xD7\xC1\x20\xC8\xCF\xC4\xC9\xD4\x20\xD0\xCF\x20\xD2"
      "\xC5\xCB\xC5\x20\xCB\xC1\xD6\xC4\xD9\xCA\x20\xC4\xC5\xCE\xD8";
  EXPECT_EQ(decoded(koi8), "Паром снова ходит по реке каждый день");
  EXPECT_EQ(decoded(koi8, "windows-1252"), "Паром снова ходит по реке каждый день");
}

TEST(Charset, AFewOddBytesInUtf8AreWindows1252) {
  EXPECT_EQ(decoded("Łódź, Kraków, Gdańsk, Poznań and the \x93quay\x94 caf\xE9"),
            "Łódź, Kraków, Gdańsk, Poznań and the “quay” café");
}

TEST(Charset, TornCharactersBecomeReplacementCharacters) {
  const auto text = to_utf8("Łódź, Kraków, Gdańsk, Poznań, Toru\xC5");
  ASSERT_TRUE(text);
  EXPECT_EQ(text->charset, "UTF-8");
  const auto torn = to_utf8("Łódź, Kraków, Gdańsk, Poznań \xE2\x80 Toruń");
  ASSERT_TRUE(torn);
  EXPECT_EQ(torn->utf8, "Łódź, Kraków, Gdańsk, Poznań \uFFFD\uFFFD Toruń");
  EXPECT_EQ(torn->unreadable, 2U);
}

TEST(Charset, EscapesOfJapaneseMailAreRead) {
  EXPECT_EQ(decoded("\x1B$B%U%'%j!<\x1B(B"), "フェリー");
}

TEST(Charset, DeclarationsAreFoundInThePage) {
  EXPECT_EQ(declared_charset("<html><head><meta charset=\"utf-8\">"), "utf-8");
  EXPECT_EQ(declared_charset("<META http-equiv=Content-Type content='text/html; charset=koi8-r'>"),
            "koi8-r");
  EXPECT_EQ(declared_charset("<?xml version=\"1.0\" encoding=\"windows-1250\"?><html>"),
            "windows-1250");
  EXPECT_EQ(declared_charset("<html><p>charset=none"), "");
}

TEST(Charset, DeclaredSubsetsAreReadByTheLetterWhereTheyReadAll) {
  // A wave dash, a path and a tilde.
  const auto strict = to_utf8("\x83t\x83\x46\x83\x8A\x81\x5B\x81\x60 C:\\a~", "Shift_JIS");
  ASSERT_TRUE(strict);
  EXPECT_EQ(strict->utf8, "フェリー〜 C:\\a~");
  // A circled one is in windows-31j alone.
  const auto wide = to_utf8("\x87\x40 \x83t\x83\x46\x83\x8A\x81\x5B\x81\x60", "Shift_JIS");
  ASSERT_TRUE(wide);
  EXPECT_EQ(wide->utf8, "① フェリー～");
}

TEST(Charset, ChineseInUtf16NeedsNoByteOrderMark) {
  std::string bytes;
  for (const unsigned c : {0x6E21u, 0x8239u, 0x661Fu, 0x671Fu, 0x4E00u, 0x518Du, 0x6B21u, 0x8D77u,
                           0x822Au, 0x3002u, 0x6E21u, 0x8239u, 0x661Fu, 0x671Fu}) {
    bytes += static_cast<char>(c >> 8U);
    bytes += static_cast<char>(c & 0xFFU);
  }
  const auto text = to_utf8(bytes);
  ASSERT_TRUE(text);
  EXPECT_EQ(text->utf8, "渡船星期一再次起航。渡船星期");
}

}  // namespace
}  // namespace morgue
