#include "query/views/quotes.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/unit/query/archive_for_test.h"
#include "tests/unit/query/language/query_for_test.h"

namespace morgue::test {
namespace {

QuotedIn quoted(std::uint64_t article, const std::string& text, const std::string& speaker = "",
                const std::string& date = "2025-03-11") {
  return {ArticleId{article}, parse_iso8601(date), "Herald", speaker, text, {}};
}

TEST(FoldQuotes, PunctuationMakesNoDifference) {
  const auto folded = fold_quotes({quoted(1, "I will not guess at a cause.", "Pike"),
                                   quoted(2, "I will not guess, at a cause", "Rowan Pike")});
  ASSERT_EQ(folded.size(), 1U);
  EXPECT_EQ(folded[0].articles, 2U);
  EXPECT_TRUE(folded[0].variants.empty());
}

TEST(FoldQuotes, ACutAndOtherWordsAreVariants) {
  const auto folded =
      fold_quotes({quoted(1, "We had asked for the part in May and nobody answered us", "Pike"),
                   quoted(2, "We had asked for the part in May and nobody answered us", "Pike"),
                   quoted(3, "asked for the part in May", "Pike"),
                   quoted(4, "We had asked for the part in June and nobody answered us", "Pike"),
                   quoted(5, "The harbour stays closed until further notice", "Pike")});
  ASSERT_EQ(folded.size(), 2U);
  ASSERT_EQ(folded[0].variants.size(), 2U) << folded[0].text;
  EXPECT_EQ(folded[0].text, "We had asked for the part in May and nobody answered us");
  EXPECT_EQ(folded[0].articles, 4U);
  EXPECT_FALSE(folded[0].variants[0].cut);
  EXPECT_TRUE(folded[0].variants[1].cut);
  EXPECT_EQ(folded[0].variants[1].text, "asked for the part in May");
}

TEST(FoldQuotes, ShortWordsOfTwoPeopleAreTwo) {
  EXPECT_EQ(fold_quotes({quoted(1, "I said no", "Pike"), quoted(2, "I said no", "Marten")}).size(),
            2U);
  EXPECT_EQ(fold_quotes({quoted(1, "I said no", "Pike"), quoted(2, "I said no", "R. Pike")}).size(),
            1U);
  // Nor is a part of what somebody else said a cut of it.
  EXPECT_EQ(fold_quotes({quoted(1, "We will never close this harbour for good", "Pike"),
                         quoted(2, "never close this harbour", "Marten")})
                .size(),
            2U);
}

TEST(FoldQuotes, OneArticleThatRepeatsItselfCountsOnce) {
  const auto folded = fold_quotes({quoted(1, "I will not guess at a cause", "Pike"),
                                   quoted(1, "I will not guess at a cause", "Pike")});
  ASSERT_EQ(folded.size(), 1U);
  EXPECT_EQ(folded[0].articles, 1U);
}

class FindQuotes : public testing::Test {
 protected:
  FindQuotes()
      : archive_({{.id = 1,
                   .title = "Strike",
                   .text = "“We strike on Monday,” said Rowan Pike. “The ferry is late again,” "
                           "said Ilse Marten. The strike was the first.",
                   .date = "2025-03-11",
                   .people = {"Rowan Pike", "Ilse Marten"},
                   .quotes = {{"“We strike on Monday,”", "Rowan Pike"},
                              {"“The ferry is late again,”", "Ilse Marten"}}},
                  {.id = 2,
                   .title = "Strike again",
                   .text = "“The ferry is late again,” said Ilse Marten. “Never,” it said.",
                   .date = "2025-03-12",
                   .people = {"Ilse Marten"},
                   .quotes = {{"“The ferry is late again,”", "Ilse Marten"}, {"“Never,”"}}}}) {}
  std::string quotes(const QuotesOptions& options) {
    const ArchiveReader reader = archive_.open();
    const auto matches = find_matches(reader, query_of("strike"), {});
    std::string out;
    for (const FoldedQuote& quote : find_quotes(reader, *matches, options).quotes)
      out += fmt::format("{}: {} {}\n", quote.speaker, quote.text, quote.articles);
    return out;
  }
  TestArchive archive_;
};

TEST_F(FindQuotes, MostRepeatedFirst) {
  EXPECT_EQ(quotes({}),
            "Ilse Marten: The ferry is late again 2\nRowan Pike: We strike on Monday 1\n");
}

TEST_F(FindQuotes, WhatHasTheAskedWordsComesFirst) {
  QuotesOptions options;
  options.words = {"striking"};
  EXPECT_EQ(quotes(options),
            "Rowan Pike: We strike on Monday 1\nIlse Marten: The ferry is late again 2\n");
}

TEST_F(FindQuotes, ReadsNoMoreThanItIsAllowed) {
  const ArchiveReader reader = archive_.open();
  const auto matches = find_matches(reader, query_of("strike"), {});
  QuotesOptions options;
  options.most_read = 1;
  const Quotes found = find_quotes(reader, *matches, options);
  EXPECT_EQ(found.read, 1U);
  EXPECT_EQ(found.answered, 2U);
}

}  // namespace
}  // namespace morgue::test
