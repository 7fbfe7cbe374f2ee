#include <gtest/gtest.h>

#include <string_view>

#include "tests/unit/query/language/query_for_test.h"

namespace morgue {
namespace {

struct Refusal {
  std::string_view query;
  std::string_view where;  ///< what the carets stand under
  std::string_view message;
  std::string_view hint;
};

void expect_refused(const Refusal& refusal) {
  const QueryError error = mistake_in(refusal.query);
  EXPECT_EQ(error.where.of(refusal.query), refusal.where) << refusal.query;
  EXPECT_EQ(error.message, refusal.message);
  EXPECT_EQ(error.hint, refusal.hint);
}

constexpr std::string_view kDates =
    "try 2024-06-14, june-2024, yesterday, last-week, 30d or 2024-06..2024-09";

TEST(Refusals, OfBadDates) {
  const Refusal refusals[] = {
      {"tram date:03/04/2024", "03/04/2024", "\"03/04/2024\" is ambiguous: day or month first?",
       "write it as YYYY-MM-DD: 2024-04-03 or 2024-03-04"},
      {"date:25/12/2024", "25/12/2024", "unknown date \"25/12/2024\"", "did you mean 2024-12-25?"},
      {"date:yesteday tram", "yesteday", "unknown date \"yesteday\"", "did you mean yesterday?"},
      {"date:3-jnue-2024", "3-jnue-2024", "unknown date \"3-jnue-2024\"",
       "did you mean 3-june-2024?"},
      {"date:2023..lst-week", "lst-week", "unknown date \"lst-week\"", "did you mean last-week?"},
      {"date:whenever", "whenever", "unknown date \"whenever\"", kDates},
      {"date:12/2024", "12/2024", "unknown date \"12/2024\"", "did you mean 2024-12?"},
      {"date:30", "30", "unknown date \"30\"", "30d is the last 30 days; a day is 2024-06-14"},
      {"date:2024-13", "2024-13", "no month 13", "months go from 01 to 12"},
      {"date:2025-02-29", "2025-02-29", "no such day: 2025-02-29", "2025-02 has 28 days"},
      {"date:2024-W53", "2024-W53", "2024 has no week 53", ""},
      {"date:2024-06..2024-01", "2024-06..2024-01",
       "the range runs backwards: 2024-06-01 is after 2024-01-31",
       "the earlier end goes first: 2024-01..2024-06"},
      {"date:november..march-2024", "november..march-2024",
       "the range runs backwards: 2024-11-01 is after 2024-03-31", "name the year of both ends"},
      {"date:..", "..", "a range needs at least one end", kDates},
      {"date:>9999", ">9999", "the calendar here has the years 0001 to 9999", ""},
      {"date:99999y", "99999y", "the calendar here has the years 0001 to 9999", ""},
      {"since:2020..2021", "2020..2021", "since: takes one date",
       "for both ends write date:2024-06..2024-09"},
      {"date:(2023 OR 2024)", "(", "date: takes one value, not a bracket",
       "put the brackets around: (date:2022 OR date:2024)"},
  };
  for (const Refusal& refusal : refusals) expect_refused(refusal);
}

TEST(Refusals, OfUnknownFieldsAndValues) {
  const Refusal refusals[] = {
      {"tram persn:\"Vera Holt\"", "persn", "unknown field \"persn:\"",
       "did you mean person: ?     all fields: morgue help fields"},
      {"srot:newest", "srot", "unknown field \"srot:\"",
       "did you mean sort: ?     all fields: morgue help fields"},
      {"from:echo", "from", "unknown field \"from:\"",
       "did you mean source: ?     all fields: morgue help fields"},
      {"sort:date", "sort:date", "sort: does not know \"date\"", "did you mean sort:newest ?"},
      {"person:/holt/", "/holt/", "person: takes no regular expression",
       "names take * and ~: person:Pik* or person:Pike~"},
      {"zzz:tram", "zzz", "unknown field \"zzz:\"",
       "as a word: put it in quotes     all fields: morgue help fields"},
      {"person:", "person:", "person: needs a value", "for example person:\"Rowan Pike\""},
      {"(tram title:)", "title:", "title: needs a value", "for example title:(mayor AND resign*)"},
      {"sort:newst", "sort:newst", "sort: does not know \"newst\"", "did you mean sort:newest ?"},
      {"group:week", "group:week", "group: does not know \"week\"",
       "it knows none, dup, story, source"},
      {"limit:many", "limit:many", "limit: wants a number below a million",
       "limit:50, or limit:0 for all"},
      {"sort:newest sort:oldest", "sort:oldest", "sort: stands twice", "one is enough"},
      {"-sort:newest", "sort:", "sort: cannot be negated", "it acts on the whole query"},
      {"is:frist", "frist", "is: does not know \"frist\"", "did you mean is:first ?"},
      {"has:spoons", "spoons", "has: does not know \"spoons\"",
       "it knows quote, photo, correction, note, figure"},
      {"words:many", "many", "words: wants a number or a range",
       "for example words:600, words:>600, words:600..1200 or words:..600"},
      {"words:9..2", "9..2", "the range runs backwards: 9 is more than 2", "words:2..9"},
      {"source:/^the", "/^the", "the regular expression has no closing /",
       "source:/^the-.*-times$/"},
      {"title:>5", ">5", "> is for dates and numbers",
       "title: takes a text: title:(mayor AND resign*)"},
      {"title:-tram", "-", "- cannot follow a field", "write -title:... or NOT title:..."},
      {"person:Hol*~", "Hol*~", "\"Hol*~\" is both fuzzy and a wildcard",
       "choose: person:Pik* or person:Pike~"},
  };
  for (const Refusal& refusal : refusals) expect_refused(refusal);
}

TEST(Refusals, OfBrokenStructure) {
  const Refusal refusals[] = {
      {"", "", "empty query", "* finds everything"},
      {" — ", " — ", "empty query", "* finds everything"},
      {"person:\"Vera Holt", "\"Vera Holt", "unbalanced quote",
       "the text needs a second quote: \"harbour dredging\""},
      {"title:>\"x", "\"x", "unbalanced quote",
       "the text needs a second quote: \"harbour dredging\""},
      {"\"\"", "\"\"", "there is no word between the quotes", "for everything search for *"},
      {"tram (dock OR port", "(", "missing ) for this bracket", "for example (dock OR port)"},
      {"dock OR port)", ")", "unexpected )", "no bracket is open here"},
      {"tram ( )", "( )", "nothing stands between the brackets", "for example (dock OR port)"},
      {"(tram sort:newest) OR port", "sort:", "sort: acts on the whole query",
       "take it out of the brackets"},
      {"OR tram", "OR", "\"OR\" needs a term on its left", "for example port OR strike"},
      {"tram OR — ", "OR", "\"OR\" needs a term on its right", "for example port OR strike"},
      {"tram AND OR bus", "AND", "\"AND\" needs a term on its right",
       "for example port AND strike"},
      {"tram NOT", "NOT", "\"NOT\" needs a term on its right", "for example port NOT football"},
      {"tram w/5", "w/5", "\"w/5\" needs a term on its right", "for example port w/5 strike"},
      {"w/5 tram", "w/5", "\"w/5\" needs a term on its left", "for example port w/5 strike"},
      {"(tram bus)^2", "^2", "\"^2\" cannot follow a bracket", "~ and ^ are for words and phrases"},
  };
  for (const Refusal& refusal : refusals) expect_refused(refusal);
}

TEST(Refusals, OfWhatCannotBeMeasured) {
  const Refusal refusals[] = {
      {"tram w/5 date:2024", "date:2024",
       "\"date:2024\" has no place in the text that \"w/5\" could measure from",
       "it takes words, phrases, names and OR: port w/5 (strike OR walkout)"},
      {"tram w/5 (bus OR -tax)", "-tax",
       "\"-tax\" has no place in the text that \"w/5\" could measure from",
       "it takes words, phrases, names and OR: port w/5 (strike OR walkout)"},
      {"tram w/5 -tax", "-", "NOT cannot follow \"w/5\"", "port NOT (port w/5 football)"},
      {"title:tram w/5 tax", "title:tram", "\"w/5\" goes inside the brackets of a field",
       "title:(port w/5 closure)"},
      {"tram w/501 tax", "w/501", "a distance goes from 1 to 500 words",
       "for the same paragraph write w/p"},
      {"tram pre/s tax", "pre/s", "\"pre/s\" needs a number of words",
       "minister pre/3 resign*, or in the same sentence minister w/s resign*"},
      {"\"tram tax\"~", "\"tram tax\"~", "~ after a phrase needs a number of words",
       "from 1 to 500: \"customs union\"~10"},
      {"atleast(tram)", "atleast", "atleast needs a number from 1 to 500", "atleast3(lithium)"},
      {"caps(NOT UNO)", "NOT", "NOT cannot stand inside caps(), exact() and atleast()",
       "port NOT caps(WHO)"},
      {"caps(lang:fr)", "lang:", "\"lang:\" cannot stand here",
       "fields do not go inside field:( ) or functions; as a word: put it in quotes"},
      {"person:caps(Holt)", "caps", "person: takes no caps()",
       "that is for words: title:(caps(WHO) report)"},
      {"tram~3", "tram~3", "~ allows 1 or 2 other letters", "Zelenskyy~2"},
      {"tram^0", "tram^0", "a weight goes from 0.01 to 100", "ferry^2 counts twice"},
      {"tra*~1", "tra*~1", "\"tra*~1\" is both fuzzy and a wildcard", "choose: resign* or resign~"},
  };
  for (const Refusal& refusal : refusals) expect_refused(refusal);
}

TEST(Refusals, OfTextThatIsNotUtf8) {
  EXPECT_EQ(mistake_in("caf\xE9 tram"),
            (QueryError{{3, 4},
                        "the query is not UTF-8",
                        "the terminal or the file it came from uses another encoding"}));
}

}  // namespace
}  // namespace morgue
