#include <fmt/format.h>
#include <gtest/gtest.h>

#include "query/language/days.h"
#include "query/language/vocabulary.h"
#include "tests/unit/query/language/query_for_test.h"

// The language by examples: forty queries that people would type and how they are read, twelve
// mistakes and what is said about them, thirty-five dates and the days that they name. Today is
// Monday, 23 November 2026. tests/cli/queries.txt runs the queries against the sample corpus.

namespace morgue {
namespace {

struct Reading {
  std::string_view query;
  std::string_view tree;
  std::string_view directives = {};
};

std::string directives_of(const Query& query) {
  std::string out;
  if (query.sort) out += fmt::format(" sort:{}", to_string(*query.sort));
  if (query.group) out += fmt::format(" group:{}", to_string(*query.group));
  if (query.limit) out += fmt::format(" limit:{}", *query.limit);
  return out.empty() ? out : out.substr(1);
}

constexpr Reading kReadings[] = {
    {"\"harbour dredging\"", "\"harbour dredging\""},
    {"person:\"Rowan Pike\" date:2024",
     "(and (person: \"Rowan Pike\") (date: 2024-01-01 2024-12-31))"},
    {"person:\"Rowan Pike\" said:* date:last-month sort:newest",
     "(and (person: \"Rowan Pike\") (said: *) (date: 2026-10-01 2026-10-31))", "sort:newest"},
    {"said:\"Rowan Pike\" (strike OR walkout) sort:oldest",
     "(and (said: \"Rowan Pike\") (or strike walkout))", "sort:oldest"},
    {"quote:\"no decision has been made\"", "(quote: \"no decision has been made\")"},
    {"said:\"Rowan Pike\" quote:(apolog* OR sorry OR regret) date:2023..2024",
     "(and (said: \"Rowan Pike\") (quote: (or apolog* sorry regret)) (date: 2023-01-01 "
     "2024-12-31))"},
    {"about:2024-06-14 ferry", "(and (about: 2024-06-14 2024-06-14) ferry)"},
    {"about:14-june-2024 date:2025.. ferry",
     "(and (about: 2024-06-14 2024-06-14) (date: 2025-01-01 ..) ferry)"},
    {"about:june-2024 place:Calder date:>2024-12-31",
     "(and (about: 2024-06-01 2024-06-30) (place: Calder) (date: 2025-01-01 ..))"},
    {"title:(mayor AND resign*)", "(title: (and mayor resign*))"},
    {"hlead:(port w/5 closure) source:reuters,ap",
     "(and (hlead: (w/5 port closure)) (source: reuters ap))"},
    {"atleast3(lithium) section:business words:>600",
     "(and (atleast3 lithium) (section: business) (words: 601 ..))"},
    {"\"customs union\"~10 -title:brexit", "(and (w/10 customs union) (not (title: brexit)))"},
    {"tariff w/s retaliat* sort:newest limit:50", "(w/s tariff retaliat*)", "sort:newest limit:50"},
    {"minister pre/3 resign* date:this-year",
     "(and (pre/3 minister resign*) (date: 2026-01-01 2026-12-31))"},
    {"port w/p strike NOT football", "(and (w/p port strike) (not football))"},
    {"caps(WHO) OR \"World Health Organization\"", "(or (caps WHO) \"World Health Organization\")"},
    {"by:\"Dana Okafor\" source:herald date:2022-03/P6M",
     "(and (by: \"Dana Okafor\") (source: herald) (date: 2022-03-01 2022-08-31))"},
    {"org:\"Meridian Freight\" (fraud OR bribe* OR laundering) date:2019.. group:story",
     "(and (org: \"Meridian Freight\") (or fraud bribe* laundering) (date: 2019-01-01 ..))",
     "group:story"},
    {"person:\"Rowan Pike\" person:\"Ilse Marten\" sort:oldest",
     "(and (person: \"Rowan Pike\") (person: \"Ilse Marten\"))", "sort:oldest"},
    {"person:\"Rowan Pike\" w/s person:\"Ilse Marten\"",
     "(w/s (person: \"Rowan Pike\") (person: \"Ilse Marten\"))"},
    {"person:Pike~ place:\"Calder Bay\" since:2020 until:june-2022",
     "(and (person: Pike~1) (place: \"Calder Bay\") (date: 2020-01-01 ..) (date: .. 2022-06-30))"},
    {"Zelenskyy~2 date:7d", "(and Zelenskyy~2 (date: 2026-11-16 2026-11-23))"},
    {"\"Al-Amari\" OR \"el Amari\" OR Alamari", "(or \"Al-Amari\" \"el Amari\" Alamari)"},
    {"is:first \"ransomware\" date:last-quarter",
     "(and (is: first) \"ransomware\" (date: 2026-07-01 2026-09-30))"},
    {"is:wire source:herald group:dup", "(and (is: wire) (source: herald))", "group:dup"},
    {"has:correction date:2024 sort:newest",
     "(and (has: correction) (date: 2024-01-01 2024-12-31))", "sort:newest"},
    {"copies:>10 date:last-week sort:copies", "(and (copies: 11 ..) (date: 2026-11-16 2026-11-22))",
     "sort:copies"},
    {"dateline:Geneva date:2024-06..2024-09 -section:sport",
     "(and (dateline: Geneva) (date: 2024-06-01 2024-09-30) (not (section: sport)))"},
    {"place:Geneva NOT dateline:Geneva", "(and (place: Geneva) (not (dateline: Geneva)))"},
    {"source:/^the-.*-times$/ \"water rights\" group:source",
     "(and (source: /^the-.*-times$/) \"water rights\")", "group:source"},
    {"earthquake date:..1999 sort:oldest", "(and earthquake (date: .. 1999-12-31))", "sort:oldest"},
    {"lang:fr OR lang:de climat*", "(or (lang: fr) (and (lang: de) climat*))"},
    {"query:watchlist date:yesterday", "(and (query: watchlist) (date: 2026-11-22 2026-11-22))"},
    {"-is:dup -section:sport,opinion \"data centre\" (power OR grid) date:2024-q3",
     "(and (not (is: dup)) (not (section: sport opinion)) \"data centre\" (or power grid) (date: "
     "2024-07-01 2024-09-30))"},
    {"when did the Calder bridge reopen after the storm",
     "(soft when did the Calder bridge reopen after the storm)"},
    {"person:\"Nguyễn\" OR person:Nguyen", "(or (person: Nguyễn) (person: Nguyen))"},
    {"d'Amico w/2 O'Neill", "(w/2 d'Amico O'Neill)"},
    {"“Bay Bridge” closure date:3m", "(and \"Bay Bridge\" closure (date: 2026-08-23 2026-11-23))"},
    {"added:yesterday tag:todo sort:source", "(and (added: 2026-11-22 2026-11-22) (tag: todo))",
     "sort:source"},
};

TEST(Specification, QueriesAreRead) {
  for (const Reading& reading : kReadings) {
    const Query query = query_of(reading.query);
    EXPECT_EQ(print(query.root), reading.tree) << reading.query;
    EXPECT_EQ(directives_of(query), reading.directives) << reading.query;
  }
}

struct Mistake {
  std::string_view query;
  std::string_view message, hint;
};

constexpr Mistake kMistakes[] = {
    {"person:\"Rowan Pike", "unbalanced quote",
     "the text needs a second quote: \"harbour dredging\""},
    {"date:03/04/2024 strike", "\"03/04/2024\" is ambiguous: day or month first?",
     "write it as YYYY-MM-DD: 2024-04-03 or 2024-03-04"},
    {"date:yesteday strike", "unknown date \"yesteday\"", "did you mean yesterday?"},
    {"date:2024-13", "no month 13", "months go from 01 to 12"},
    {"(dock OR port", "missing ) for this bracket", "for example (dock OR port)"},
    {"date:2024-06..2024-01", "the range runs backwards: 2024-06-01 is after 2024-01-31",
     "the earlier end goes first: 2024-01..2024-06"},
    {"persn:\"Rowan Pike\"", "unknown field \"persn:\"",
     "did you mean person: ?     all fields: morgue help fields"},
    {"date:yabadabadoo", "unknown date \"yabadabadoo\"",
     "try 2024-06-14, june-2024, yesterday, last-week, 30d or 2024-06..2024-09"},
    {"(strike sort:newest) OR port", "sort: acts on the whole query",
     "take it out of the brackets"},
    {"strike w/5", "\"w/5\" needs a term on its right", "for example port w/5 strike"},
    {"date:2025-02-29", "no such day: 2025-02-29", "2025-02 has 28 days"},
    {"", "empty query", "* finds everything"},
};

TEST(Specification, MistakesAreRefused) {
  for (const Mistake& mistake : kMistakes) {
    const QueryError error = mistake_in(mistake.query);
    EXPECT_EQ(error.message, mistake.message) << mistake.query;
    EXPECT_EQ(error.hint, mistake.hint) << mistake.query;
  }
}

struct Interval {
  std::string_view date;
  std::string_view days;
};

constexpr Interval kIntervals[] = {
    {"1990s", "1990-01-01..1999-12-31"},
    {"2024-W24", "2024-06-10..2024-06-16"},
    {"2024-q3", "2024-07-01..2024-09-30"},
    {"q3-2024", "2024-07-01..2024-09-30"},
    {"2024-03/P6M", "2024-03-01..2024-08-31"},
    {"P1W/2024-05-25", "2024-05-18..2024-05-25"},
    {"2024/", "2024-01-01.."},
    {"/2003", "..2003-12-31"},
    {"..2024", "..2024-12-31"},
    {">2024", "2025-01-01.."},
    {">=2024-06", "2024-06-01.."},
    {"<2024-06", "..2024-05-31"},
    {"june", "2026-06-01..2026-06-30"},
    {"december", "2025-12-01..2025-12-31"},
    {"14-december", "2025-12-14..2025-12-14"},
    {"june-14-2024", "2024-06-14..2024-06-14"},
    {"14th-june-2024", "2024-06-14..2024-06-14"},
    {"monday", "2026-11-23..2026-11-23"},
    {"sun", "2026-11-22..2026-11-22"},
    {"30d", "2026-10-24..2026-11-23"},
    {"1y", "2025-11-23..2026-11-23"},
    {"3m", "2026-08-23..2026-11-23"},
    {"this-week", "2026-11-23..2026-11-29"},
    {"last-week", "2026-11-16..2026-11-22"},
    {"last-month", "2026-10-01..2026-10-31"},
    {"this-quarter", "2026-10-01..2026-12-31"},
    {"last-quarter", "2026-07-01..2026-09-30"},
    {"last-year", "2025-01-01..2025-12-31"},
    {"2024-02", "2024-02-01..2024-02-29"},
    {"20240614", "2024-06-14..2024-06-14"},
    {"@1718323200", "2024-06-14..2024-06-14"},
    {"january..march-2024", "2024-01-01..2024-03-31"},
    {"3-may..14-june-2023", "2023-05-03..2023-06-14"},
    {"2024-06..2024-09", "2024-06-01..2024-09-30"},
    {"yesterday..today", "2026-11-22..2026-11-23"},
};

TEST(Specification, DatesNameTheirDays) {
  const auto end = [](const std::optional<Day>& day) { return day ? to_iso8601(*day) : ""; };
  for (const Interval& interval : kIntervals) {
    const auto days = parse_days(interval.date, kToday);
    ASSERT_TRUE(days) << interval.date;
    EXPECT_EQ(end(days->first) + ".." + end(days->last), interval.days) << interval.date;
  }
}

}  // namespace
}  // namespace morgue
