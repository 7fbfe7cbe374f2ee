#include "query/language/prose.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/query/language/query_for_test.h"

namespace morgue {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Prose, IsMoreThanFourWordsAndNoQuery) {
  EXPECT_EQ(words_of_prose("Tram board rules out fares"), 5U);
  EXPECT_EQ(words_of_prose("Tram board rules out"), 0U);
  EXPECT_EQ(words_of_prose("Tram \"board rules\" out (again) \xE2\x80\x94 fares"), 6U);
  EXPECT_EQ(words_of_prose("Analysis:Summit of the tram board"), 5U);
  EXPECT_EQ(words_of_prose("Tram board rules \"out fares"), 5U);
  for (const char* const query :
       {"tram board rules out AND fares", "tram board rules out -fares",
        "tram board w/5 rules out fares", "tram board rules out fare*",
        "tram board rules out fare~", "source:echo tram board rules out fares",
        "sort:newest tram board rules out fares", "x-Desk:foreign tram board rules out fares",
        "caps(tram) board rules out some fares", "tram \"board rules\"~5 out of fares",
        "sorce:echo tram board rules out fares"})
    EXPECT_EQ(words_of_prose(query), 0U) << query;
}

TEST(Prose, MayHaveAQuoteWithoutAPartner) {
  const Query query = query_of("Tram board \"rules out fares, says chair");
  EXPECT_EQ(print(query.root), "(soft Tram board rules out fares says chair)");
  EXPECT_THAT(query.notes,
              ElementsAre("a quote has no second one: the words behind it are words like the "
                          "others"));
  EXPECT_EQ(mistake_in("tram board rules \"out").message, "unbalanced quote");
  EXPECT_EQ(mistake_in("tram AND board rules out \"fares again").message, "unbalanced quote");
}

TEST(Prose, MayHaveACapitalisedWordBeforeAColon) {
  const Query query = query_of("Analysis:Summit of tram boards ends");
  EXPECT_EQ(print(query.root), "(soft Analysis:Summit of tram boards ends)");
  EXPECT_THAT(query.notes, ElementsAre("\"Analysis:\" is a word here: it is no field"));
  EXPECT_EQ(mistake_in("Analysis:Summit tram").message, "unknown field \"Analysis:\"");
  EXPECT_EQ(mistake_in("sorce:echo of the tram boards ends").message, "unknown field \"sorce:\"");
}

TEST(Prose, OfManyWordsInsistsOnNoPhrase) {
  const Query query =
      query_of("The tram board \"rules out\" higher fares on all lines of Orne Bay this year");
  EXPECT_TRUE(query.root.soft);
  EXPECT_THAT(query.notes, ElementsAre("in a text this long, what is in quotes ranks articles and "
                                       "is not insisted on"));
  EXPECT_FALSE(query_of("tram board \"rules out\" fares on lines").root.soft);
  EXPECT_FALSE(query_of("The tram board \"rules out\" higher fares on all lines of Orne Bay AND "
                        "this year")
                   .root.soft);
  EXPECT_THAT(query_of("The tram board rules out higher fares on all lines of Orne Bay").notes,
              IsEmpty());
}

TEST(Prose, InCapitalsHasNoOperators) {
  EXPECT_TRUE(query_of("THE TRAM BOARD OF ORNE AND ITS FARES").root.soft);
  EXPECT_TRUE(query_of("THE (ORNE) TRAM BOARD AND ITS FARES").root.soft);
  for (const char* const query :
       {"TRAM BOARD AND (ORNE OR BAY) FARES", "TRAM (ORNE OR BAY) FARES BOARD LINES",
        "(TRAM BOARD) AND ORNE BAY FARES LINES", "TRAM BOARD NOT (ORNE) BAY FARES"})
    EXPECT_FALSE(query_of(query).root.soft) << query;
}

}  // namespace
}  // namespace morgue
