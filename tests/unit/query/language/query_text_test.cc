#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <random>

#include "common/utf8.h"
#include "query/language/error_text.h"
#include "tests/unit/query/language/query_for_test.h"

namespace morgue {
namespace {

std::string rewritten(std::string_view text) { return to_query_text(query_of(text)); }

TEST(QueryText, IsAsShortAsTheTreeAllows) {
  EXPECT_EQ(rewritten("  ((quay   repairs)) "), "quay repairs");
  EXPECT_EQ(rewritten("quay AND repairs"), "quay AND repairs");
  EXPECT_EQ(rewritten("NOT (ferry OR tram) quay"), "-(ferry OR tram) quay");
  EXPECT_EQ(rewritten("(quay near/5 crane) adj/3 \"night shift\""),
            "quay w/5 crane pre/3 \"night shift\"");
  EXPECT_EQ(rewritten("quay w/5 (crane w/s strike)"), "quay w/5 (crane w/s strike)");
  EXPECT_EQ(rewritten("headline:( quay OR CAPS(UNO) )"), "title:(quay OR caps(UNO))");
  EXPECT_EQ(rewritten("title:( quay )"), "title:quay");
}

TEST(QueryText, QuotesValuesOnlyWhereNeeded) {
  EXPECT_EQ(rewritten("person:\"Vera\" by:\"Vera Holt\" by:@p12"),
            "person:Vera by:\"Vera Holt\" by:@p12");
  EXPECT_EQ(rewritten("person:\"Hol*\""), "person:\"Hol*\"");
  EXPECT_EQ(rewritten("person:(Vera Hol*)"), "person:(Vera Hol*)");
  EXPECT_EQ(rewritten("person:\"Vera Holt\"~2"), "person:\"Vera Holt\"~2");
  EXPECT_EQ(rewritten("source:\"North Gazette\",echo"), "source:\"North Gazette\",echo");
  EXPECT_EQ(rewritten("url:https://echo.example/a,b"), "url:\"https://echo.example/a,b\"");
  EXPECT_EQ(rewritten("source:/^the (a|b)/"), "source:/^the (a|b)/");
}

TEST(QueryText, WritesDatesAndNumbersAsRanges) {
  EXPECT_EQ(rewritten("date:last-month"), "date:2026-10-01..2026-10-31");
  EXPECT_EQ(rewritten("since:2020 until:yesterday"), "date:2020-01-01.. date:..2026-11-22");
  EXPECT_EQ(rewritten("added:today"), "added:2026-11-23");
  EXPECT_EQ(rewritten("words:>600 copies:<=3 sources:4"), "words:601.. copies:..3 sources:4");
}

TEST(QueryText, KeepsDirectivesAndEverything) {
  EXPECT_EQ(rewritten("sort:newest quay limit:50 group:story"),
            "quay sort:newest group:story limit:50");
  EXPECT_EQ(rewritten("*"), "*");
  EXPECT_EQ(rewritten("sort:oldest"), "sort:oldest");
}

TEST(QueryText, ShowsHowTheQueryWasReadIfAsked) {
  const QueryNode root = query_of("lang:fr OR lang:de port").root;
  EXPECT_EQ(to_query_text(root), "lang:fr OR lang:de port");
  EXPECT_EQ(to_query_text(root, Brackets::Shown), "lang:fr OR (lang:de port)");
}

TEST(QueryText, KeepsWordsThatLookLikeOperatorsWords) {
  for (const char* text : {"'OR' x", "title:OR", "title:w/5", ".title:x y", "title:('OR)"}) {
    const Query query = query_of(text);
    EXPECT_EQ(query_of(to_query_text(query)).root, query.root) << text;
  }
}

/// Pieces that mean something to the language, glued together at random: far more of the strange
/// queries parse, or nearly parse, than of random bytes.
std::string random_query(std::mt19937& random) {
  static constexpr std::array<std::string_view, 72> pieces = {
      "a",      "b*",      "quay",   "é",      "北",        "AND",    "OR",       "NOT",
      "w/5",    "w/s",     "pre/3",  "NEAR/2", "w/p",       "adj/s",  "title:",   "hlead:",
      "quote:", "person:", "said:",  "by:",    "source:",   "url:",   "id:",      "is:",
      "has:",   "x-desk:", "foo:",   "date:",  "since:",    "about:", "words:",   "sort:",
      "group:", "limit:",  "caps(",  "exact(", "atleast2(", "2024",   "2024-06",  "june",
      "7d",     "..",      ">",      "<=",     "/",         "\\",     "P6M",      "newest",
      "wire",   "dup",     "(",      ")",      "(",         ")",      "\"",       "\"",
      "\u201c", "\u201d",  "\u2019", "'",      "-",         ",",      "~",        "^2",
      "*",      "?",       ":",      "@",      "\x01",      "\u202e", "\xC2\xA0", "\xFF"};
  std::uniform_int_distribution<std::size_t> length(0, 12), piece(0, pieces.size() - 1);
  std::uniform_int_distribution<int> one_in_two(0, 1), one_in_thirty(0, 29);
  std::string text;
  for (std::size_t left = length(random); left > 0; --left) {
    // Broken UTF-8 ends it all, so it is rare.
    const std::string_view chosen = pieces.at(piece(random));
    if (chosen != "\xFF" || one_in_thirty(random) == 0) text += chosen;
    if (one_in_two(random) == 0) text += ' ';
  }
  return text;
}

bool is_harmless(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Decoded d = utf8::decode(text, at);
    if (d.code_point != '\n' && utf8::is_control(d.code_point)) return false;
    at += d.length;
  }
  return utf8::valid(text);
}

void check(const std::string& text, bool loose) {
  SCOPED_TRACE(testing::PrintToString(text));
  const ParseOptions options{.today = kToday, .loose = loose};
  const auto query = parse_query(text, options);
  if (!query) {
    const QueryError& error = query.error();
    EXPECT_LE(error.where.begin, error.where.end);
    EXPECT_LE(error.where.end, text.size());
    EXPECT_FALSE(error.message.empty());
    EXPECT_TRUE(is_harmless(error_text(error, text)));
    return;
  }
  EXPECT_TRUE(is_harmless(print(query->root)));
  for (const std::string& note : query->notes) EXPECT_TRUE(is_harmless(note));
  if (loose) return;
  for (const Brackets brackets : {Brackets::Needed, Brackets::Shown}) {
    const std::string again = to_query_text(query->root, brackets);
    const auto reread = parse_query(again, options);
    ASSERT_TRUE(reread) << again << ": " << reread.error().message;
    EXPECT_EQ(print(reread->root), print(query->root)) << again;
    EXPECT_EQ(reread->root, query->root) << again;
    EXPECT_EQ(reread->filters_only, query->filters_only) << again;
  }
}

TEST(QueryText, IsReadAsTheSameTreeWhateverTheQuery) {
  constexpr unsigned seed = 20261123;
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  for (int i = 0; i < 100'000 && !testing::Test::HasFailure(); ++i)
    check(random_query(random), i % 10 == 0);
}

TEST(QueryText, AnyBytesGiveAQueryOrAMistake) {
  constexpr unsigned seed = 7;
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  constexpr std::string_view alphabet = "ab:\"()-~^*?/.,< '2024wORtitle\xE2\x80\x9C\n\xC3\xA9";
  std::uniform_int_distribution<std::size_t> length(0, 24), byte(0, alphabet.size() - 1);
  for (int i = 0; i < 100'000 && !testing::Test::HasFailure(); ++i) {
    std::string text;
    for (std::size_t left = length(random); left > 0; --left) text += alphabet[byte(random)];
    check(text, false);
  }
}

}  // namespace
}  // namespace morgue
