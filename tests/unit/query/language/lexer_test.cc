#include "query/language/lexer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace morgue {
namespace {

using testing::ElementsAre;

std::vector<TokenKind> kinds(std::string_view text) {
  std::vector<TokenKind> out;
  for (Lexeme token = next_token(text, 0); token.kind != TokenKind::End;
       token = next_token(text, token.where.end))
    out.push_back(token.kind);
  return out;
}

TEST(Lexer, CutsAQueryIntoTokens) {
  using enum TokenKind;
  EXPECT_THAT(kinds("-a AND (b OR \"c d\") NOT w/5 caps(e)"),
              ElementsAre(Minus, Word, And, Open, Word, Or, Phrase, Close, Not, Near, Function,
                          Open, Word, Close));
  EXPECT_THAT(kinds("title:a foo:b http://c 10:30 d: std::e"),
              ElementsAre(Field, Word, Field, Word, Word, Word, Word, Word));
  EXPECT_THAT(kinds("a w/o w/ w/5th near w/5"), ElementsAre(Word, Word, Word, Word, Word, Near));
  EXPECT_THAT(kinds("caps (a) capsize(b)"),
              ElementsAre(Word, Open, Word, Close, Word, Open, Word, Close));
  EXPECT_THAT(kinds("a \"b"), ElementsAre(Word, UnclosedQuote));
}

TEST(Lexer, ReadsNearOperators) {
  const Lexeme near = next_token(" Near/12 x", 0);
  EXPECT_EQ(near.where, (Span{1, 8}));
  EXPECT_EQ(near.number, 12);
  EXPECT_FALSE(near.ordered);
  EXPECT_TRUE(next_token("ADJ/3", 0).ordered);
  EXPECT_EQ(next_token("w/S", 0).unit, QueryNode::Unit::Sentence);
  EXPECT_EQ(next_token("w/p)", 0).unit, QueryNode::Unit::Paragraph);
  EXPECT_EQ(next_token("w/99999999999999", 0).number, kTooLarge);
}

TEST(Lexer, EveryKindOfDoubleQuoteOpensAndCloses) {
  for (const char* text : {"\"a b\"", "“a b”", "„a b“", "«a b»", "“a b\""}) {
    const Lexeme token = next_token(text, 0);
    EXPECT_EQ(token.kind, TokenKind::Phrase) << text;
    EXPECT_EQ(token.text, "a b");
  }
  EXPECT_EQ(next_token("\"a\"~10^2.5x", 0).tail, "~10^2.5");
}

TEST(Lexer, AValueEndsAtABlankABracketOrAQuote) {
  const FieldValue list = read_value("a,\"b c\",d) e", 0, {.list = true});
  ASSERT_EQ(list.items.size(), 3U);
  EXPECT_EQ(list.items[1].text, "b c");
  EXPECT_TRUE(list.items[1].quoted);
  EXPECT_EQ(list.items[2].where, (Span{8, 9}));
  EXPECT_EQ(list.where, (Span{0, 9}));
  EXPECT_EQ(read_value("a,b c", 0, {}).items.front().text, "a,b");
  EXPECT_EQ(read_value(">=\"june 2024\"", 0, {}).compare, ">=");
  EXPECT_TRUE(read_value("\"a", 0, {}).unclosed);
}

TEST(Lexer, SplitsWhatHangsOnToAWord) {
  EXPECT_EQ(split_suffix("ab~2^1.5").base, "ab");
  EXPECT_EQ(split_suffix("ab^1.5~2").distance, 2);
  EXPECT_EQ(split_suffix("a~b").base, "a~b");
  EXPECT_EQ(split_suffix("a^b").base, "a^b");
  EXPECT_EQ(split_suffix("a~1~2").base, "a~1");
  EXPECT_EQ(split_suffix("a~").distance, -1);
}

}  // namespace
}  // namespace morgue
