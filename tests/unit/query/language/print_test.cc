#include <gtest/gtest.h>

#include "tests/unit/query/language/query_for_test.h"

namespace morgue {
namespace {

struct Reading {
  const char* query;
  const char* tree;
};

/// What people type, one of each kind that the manual shows.
const Reading kReadings[] = {
    {"how did the Orne tunnel fire start", "(soft how did the Orne tunnel fire start)"},
    {"\"night shift\"", "\"night shift\""},
    {"person:\"Vera Holt\" date:2024",
     "(and (person: \"Vera Holt\") (date: 2024-01-01 2024-12-31))"},
    {"person:\"Vera Holt\" said:* date:last-month sort:newest",
     "(and (person: \"Vera Holt\") (said: *) (date: 2026-10-01 2026-10-31))"},
    {"said:\"Vera Holt\" (tram OR ferry) sort:oldest",
     "(and (said: \"Vera Holt\") (or tram ferry))"},
    {"speaker:Holt quote:(regret* OR mistake) date:2023..2024",
     "(and (said: Holt) (quote: (or regret* mistake)) (date: 2023-01-01 2024-12-31))"},
    {"quote:\"we were not told\"", "(quote: \"we were not told\")"},
    {"about:2024-06-14 tunnel", "(and (about: 2024-06-14 2024-06-14) tunnel)"},
    {"about:14-june-2024 date:2025.. tunnel",
     "(and (about: 2024-06-14 2024-06-14) (date: 2025-01-01 ..) tunnel)"},
    {"about:june-2024 place:Orne date:>2024-12-31",
     "(and (about: 2024-06-01 2024-06-30) (place: Orne) (date: 2025-01-01 ..))"},
    {"title:(council AND vote*)", "(title: (and council vote*))"},
    {"hlead:(tram w/5 delay) source:echo,wire",
     "(and (hlead: (w/5 tram delay)) (source: echo wire))"},
    {"atleast3(cobalt) section:economy words:>600",
     "(and (atleast3 cobalt) (section: economy) (words: 601 ..))"},
    {"\"fishing quota\"~10 -title:budget", "(and (w/10 fishing quota) (not (title: budget)))"},
    {"levy w/s protest* sort:newest limit:50", "(w/s levy protest*)"},
    {"mayor pre/3 quit* date:this-year", "(and (pre/3 mayor quit*) (date: 2026-01-01 2026-12-31))"},
    {"tram w/p fare NOT hockey", "(and (w/p tram fare) (not hockey))"},
    {"caps(UNO) OR \"United Nations\"", "(or (caps UNO) \"United Nations\")"},
    {"byline:\"Ada Vane\" outlet:echo date:2022-03/P6M",
     "(and (by: \"Ada Vane\") (source: echo) (date: 2022-03-01 2022-08-31))"},
    {"org:\"Orne Transit\" (fraud OR brib* OR theft) date:2019.. group:story",
     "(and (org: \"Orne Transit\") (or fraud brib* theft) (date: 2019-01-01 ..))"},
    {"person:\"Vera Holt\" person:\"Ada Vane\"",
     "(and (person: \"Vera Holt\") (person: \"Ada Vane\"))"},
    {"person:\"Vera Holt\" w/s person:\"Ada Vane\"",
     "(w/s (person: \"Vera Holt\") (person: \"Ada Vane\"))"},
    {"person:Holt~ place:\"Port Orne\" since:2020 until:june-2022",
     "(and (person: Holt~1) (place: \"Port Orne\") (date: 2020-01-01 ..) (date: .. 2022-06-30))"},
    {"Wolodymyr~2 date:7d", "(and Wolodymyr~2 (date: 2026-11-16 2026-11-23))"},
    {"\"Al-Basri\" OR \"el Basri\" OR Albasri", "(or \"Al-Basri\" \"el Basri\" Albasri)"},
    {"is:first \"data theft\" date:last-quarter",
     "(and (is: first) \"data theft\" (date: 2026-07-01 2026-09-30))"},
    {"is:wire source:echo group:dup", "(and (is: wire) (source: echo))"},
    {"has:correction date:2024", "(and (has: correction) (date: 2024-01-01 2024-12-31))"},
    {"copies:>10 date:last-week sort:copies",
     "(and (copies: 11 ..) (date: 2026-11-16 2026-11-22))"},
    {"dateline:Orne date:2024-06..2024-09 -section:sport",
     "(and (dateline: Orne) (date: 2024-06-01 2024-09-30) (not (section: sport)))"},
    {"place:Orne NOT dateline:Orne", "(and (place: Orne) (not (dateline: Orne)))"},
    {"source:/^the .*-post$/ \"water meter\" group:source",
     "(and (source: /^the .*-post$/) \"water meter\")"},
    {"flood date:..1999 sort:oldest", "(and flood (date: .. 1999-12-31))"},
    {"lang:fr OR lang:de glaci*", "(or (lang: fr) (and (lang: de) glaci*))"},
    {"query:mine date:yesterday", "(and (query: mine) (date: 2026-11-22 2026-11-22))"},
    {"-is:dup -section:sport,opinion \"server hall\" (power OR heat) date:2024-q3",
     "(and (not (is: dup)) (not (section: sport opinion)) \"server hall\" (or power heat) (date: "
     "2024-07-01 2024-09-30))"},
    {"person:\"Trần\" OR person:Tran", "(or (person: Trần) (person: Tran))"},
    {"d'Orso w/2 O'Dell", "(w/2 d'Orso O'Dell)"},
    {"“Port Orne” tunnel date:3m", "(and \"Port Orne\" tunnel (date: 2026-08-23 2026-11-23))"},
    {"added:yesterday tag:todo sort:source", "(and (added: 2026-11-22 2026-11-22) (tag: todo))"},
};

TEST(Print, ShowsWhatWasUnderstood) {
  for (const Reading& reading : kReadings) EXPECT_EQ(tree_of(reading.query), reading.tree);
}

TEST(Print, ShowsSuffixesRangesAndCustomFields) {
  EXPECT_EQ(tree_of("ferry^2 tram~ \"night shift\"^0.5"),
            "(and ferry^2 tram~1 \"night shift\"^0.5)");
  EXPECT_EQ(tree_of("words:..500 sources:2..9 copies:3"),
            "(and (words: .. 500) (sources: 2 9) (copies: 3 3))");
  EXPECT_EQ(tree_of("x-desk:Foreign,home exact(résumé)"),
            "(and (x-desk: Foreign home) (exact résumé))");
}

}  // namespace
}  // namespace morgue
