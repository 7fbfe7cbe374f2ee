#include "query/language/arguments.h"

#include <gtest/gtest.h>

#include <vector>

namespace morgue {
namespace {

JoinedArguments join(const std::vector<std::string>& arguments) {
  return join_arguments(arguments);
}

TEST(Arguments, QuotesThatTheShellAteComeBack) {
  const JoinedArguments joined = join({"person:Vera Holt", "strike"});
  EXPECT_EQ(joined.text, "person:\"Vera Holt\" strike");
  EXPECT_EQ(joined.note, "read as: person:\"Vera Holt\" strike");
  EXPECT_EQ(join({"tram", "-by:Ada Vane"}).text, "tram -by:\"Ada Vane\"");
  EXPECT_EQ(join({"date:last month", "tram"}).text, "date:\"last month\" tram");
  EXPECT_EQ(join({"source:North Gazette,Echo", "tram"}).text,
            "source:\"North Gazette\",\"Echo\" tram");
}

TEST(Arguments, NothingIsGuessedOfWhatIsClear) {
  for (const std::vector<std::string>& arguments :
       std::vector<std::vector<std::string>>{{"person:Vera Holt"},
                                             {"person:\"Vera Holt\" x", "tram"},
                                             {"person:Vera lang:fr", "tram"},
                                             {"person:(Vera Holt)", "tram"},
                                             {"person:Vera OR Holt", "tram"},
                                             {"person:Vera -Holt", "tram"},
                                             {"title:tram w/5 fare", "tram"},
                                             {"persn:Vera Holt", "tram"},
                                             {"http://echo.example a", "tram"},
                                             {"night shift", "tram"},
                                             {"person:Vera", "tram"},
                                             {"person:Vera\xFF Holt", "tram"}}) {
    std::string plain = arguments.front();
    if (arguments.size() > 1) plain += " tram";
    const JoinedArguments joined = join(arguments);
    EXPECT_EQ(joined.text, plain);
    EXPECT_EQ(joined.note, std::nullopt);
  }
  EXPECT_EQ(join({}).text, "");
}

TEST(Arguments, AQueryThatBeginsWithAMinusIsNoOption) {
  for (const char* query :
       {"-is:dup tram", "-is:dup", "-\"night shift\"", "-(a OR b)", "-tram bus"})
    EXPECT_TRUE(is_query_argument(query)) << query;
  for (const char* option : {"-n", "-tram", "--since", "--format={title} {url}", "--", "-", "tram"})
    EXPECT_FALSE(is_query_argument(option)) << option;
}

}  // namespace
}  // namespace morgue
