#include "query/browse/layout.h"

#include <gtest/gtest.h>

#include "common/utf8.h"
#include "tests/unit/query/browse/state_for_test.h"

namespace morgue::browse {
namespace {

using test::asked_for_ferry;
using test::hit_key;
using test::kLarge;
using test::kUsual;
using test::reading_first;
using test::shown;
using test::type;

std::string first_lines(const std::string& text, std::size_t lines) {
  std::size_t at = 0;
  while (lines-- > 0) at = text.find('\n', at) + 1;
  return text.substr(0, at);
}

TEST(LayOut, ResultsIn80Columns) {
  State state = asked_for_ferry();
  state.starred = {state.found.result.hits[1].article.id};
  EXPECT_EQ(shown(state, kUsual), R"( ferry
─[Results] 1 of 12 articles ────────────────────────────────────────────────────
> 2025-03-11  The Calder Hera… Løw shuts the Calder bridge                    +7
 *2024-01-02  Skarra Post      Ferry number 1 sails again
  2024-01-03  Skarra Post      Ferry number 2 sails again
  2024-01-04  Skarra Post      Ferry number 3 sails again
  2024-01-05  Skarra Post      Ferry number 4 sails again
  2024-01-06  Skarra Post      Ferry number 5 sails again
  2024-01-07  Skarra Post      Ferry number 6 sails again
─ Passages ───────────────────────────────────────────  ─ Facets ───────────────
  1  Løw shuts the Calder bridge              #012345 │ source
     The Calder Herald · 2025-03-11 · Ida Holm, Per S │ >Skarra Post          11
     ¶2  Ms. Løw leads the Bridge Office.             │  The Calder Herald     1
     people Ana Løw, Tom Reyes                        │ person
     +7 copies, 5 sources · dup:f-012345              │  Ana Løw               4
                                                      │ month
                                                      │  2025-03               1
                                                      │
                                                      │
─ Times  2024-01..2025-03 ──────────────────────────────────────────────────────
 █▁▁▁▁▁▁▁▁▁▁▁▁▁▂
 ^ 2024-01: 11 articles of 20 in the archive

 Enter read  / ask  Tab panes  u undo  o open  y copy  t star  ? keys  q quit
)");
}

TEST(LayOut, ResultsIn120Columns) {
  EXPECT_EQ(shown(asked_for_ferry(), kLarge), R"( ferry
─[Results] 1 of 12 articles ────────────────────────────────────────────────────────────────────────────────────────────
> 2025-03-11  The Calder Herald  Løw shuts the Calder bridge                                                          +7
  2024-01-02  Skarra Post        Ferry number 1 sails again
  2024-01-03  Skarra Post        Ferry number 2 sails again
  2024-01-04  Skarra Post        Ferry number 3 sails again
  2024-01-05  Skarra Post        Ferry number 4 sails again
  2024-01-06  Skarra Post        Ferry number 5 sails again
  2024-01-07  Skarra Post        Ferry number 6 sails again
  2024-01-08  Skarra Post        Ferry number 7 sails again
  2024-01-09  Skarra Post        Ferry number 8 sails again
  2024-01-10  Skarra Post        Ferry number 9 sails again
  2024-01-11  Skarra Post        Ferry number 10 sails again
  2024-01-12  Skarra Post        Ferry number 11 sails again


─ Passages ───────────────────────────────────────────────────────────────────────  ─ Facets ───────────────────────────
  1  Løw shuts the Calder bridge                                          #012345 │ source
     The Calder Herald · 2025-03-11 · Ida Holm, Per Sand · Local News             │ >Skarra Post                      11
     ¶2  Ms. Løw leads the Bridge Office.                                         │  The Calder Herald                 1
     people Ana Løw, Tom Reyes                                                    │ person
     +7 copies, 5 sources · dup:f-012345                                          │  Ana Løw                           4
                                                                                  │ month
                                                                                  │  2025-03                           1
                                                                                  │
                                                                                  │
                                                                                  │
                                                                                  │
                                                                                  │
                                                                                  │
                                                                                  │
                                                                                  │
                                                                                  │
                                                                                  │
                                                                                  │
─ Times  2024-01..2025-03 ──────────────────────────────────────────────────────────────────────────────────────────────
 █▁▁▁▁▁▁▁▁▁▁▁▁▁▂
 ^ 2024-01: 11 articles of 20 in the archive

 Enter read  / ask  Tab panes  u undo  o open  y copy  t star  ? keys  q quit
)");
}

TEST(LayOut, WhatItWasNarrowedTo) {
  State state = asked_for_ferry();
  state.found.question = {"ferry", {{"person:@p17", "Ana Løw"}, {"date:2025-03"}}};
  EXPECT_EQ(first_lines(shown(state, kUsual), 1),
            " ferry  + person:@p17 (Ana Løw)  + date:2025-03\n");
}

TEST(LayOut, AnArticleWithSigns) {
  EXPECT_EQ(shown(reading_first(), kUsual),
            R"(─ #012345  lines 1-9 of 9, matches in 2 ────────────────────────────────────────
 [[P:Løw] = 2025-03] shuts the [L:Calder] bridge
 The Calder Herald · 2025-03-11 · Ida Holm, Per Sand · Local News
 https://news.calder.example/bridge?id=7
 #012345  /news/bridge.html#2

 {“It is unsafe,” by Ana Løw} said [P:Ana Løw] on [Tuesday = 2025-03-11].

 Ms. Løw leads the [O:Bridge Office]. {“We knew,” by Ana Løw} said [P:Tom
 Reyes]. It reopens in [May = 2025-05].











 signs: [P:person], [O:organisation], [L:place], [day = date], {quotation by
 speaker}
 Up Down  n N match  a signs  [ ] other article  o open  y copy  t star  q back
)");
}

TEST(LayOut, AMistakeUnderTheLine) {
  State state = asked_for_ferry();
  type(state, U"/");
  type(state, U" persn:x");
  take(state,
       Mistake{{{6, 12}, "unknown field \"persn:\"", "did you mean person: ?"}, "ferry persn:x"});
  EXPECT_EQ(first_lines(shown(state, kUsual), 6), R"( / ferry persn:x
   unknown field "persn:"
     ferry persn:x
           ^^^^^^  did you mean person: ?

  2024-01-04  Skarra Post      Ferry number 3 sails again
)");
  settle(state, kUsual, Style());
  const auto cursor = lay_out(state, kUsual, Style()).cursor;
  ASSERT_TRUE(cursor);
  EXPECT_EQ(cursor->row, 0U);
  EXPECT_EQ(cursor->column, 3U + 12U);
}

TEST(LayOut, NothingFound) {
  State state = asked_for_ferry(0);
  state.found.nothing = "no article has \"ferry\"\ndid you mean: berry (3)\n";
  EXPECT_EQ(first_lines(shown(state, kUsual), 5), R"( ferry
─[Results]──────────────────────────────────────────────────────────────────────
 no article has "ferry"
 did you mean: berry (3)

)");
}

TEST(LayOut, SaysThatItIsTooSmall) {
  EXPECT_EQ(shown(asked_for_ferry(), {3, 30}),
            "too small: 60 columns, 16 rows\n are needed, and there are 30,\n 3\n");
}

TEST(LayOut, KeepsItsColumnsWhateverTheText) {
  State state = asked_for_ferry();
  Article& article = state.found.result.hits[0].article.content.article;
  article.title =
      "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 e\u0301\u0302 \U0001F600 " +
      std::string("\x1b[31m\x07");
  article.source = "北京日報北京日報北京日報";
  state.counts->facets.facets[0].values[0].name = "北京日報北京日報北京日報北京日報";
  settle(state, kUsual, Style());
  const Picture picture = lay_out(state, kUsual, Style());
  for (const Piece& piece : picture.pieces) {
    EXPECT_EQ(piece.text.find('\x1b'), std::string::npos) << piece.text;
    EXPECT_EQ(piece.text.find('\x07'), std::string::npos) << piece.text;
  }
  const Areas areas = areas_of(kUsual);
  const auto at = [&](std::size_t row, std::size_t column) {
    for (const Piece& piece : picture.pieces)
      if (piece.row == row && piece.column == column) return piece.text;
    return std::string("no piece");
  };
  EXPECT_EQ(utf8::columns(at(areas.results.row, 0)), 80U);
  EXPECT_EQ(utf8::columns(at(areas.facets.row + 1, areas.facets.column)), areas.facets.width);
}

TEST(LayOut, FitsAnySize) {
  for (const std::size_t rows : {16U, 17U, 24U, 61U})
    for (const std::size_t columns : {60U, 79U, 200U}) {
      const ScreenSize size{rows, columns};
      State panes = asked_for_ferry(), reading = reading_first(), keys = asked_for_ferry();
      keys.mode = Mode::Keys;
      for (State* state : {&panes, &reading, &keys}) {
        settle(*state, size, Style());
        for (const Piece& piece : lay_out(*state, size, Style()).pieces) {
          EXPECT_LT(piece.row, rows);
          EXPECT_LE(piece.column + piece.width, columns) << piece.text;
        }
      }
    }
}

TEST(LayOut, ShowsTheChosenStretchOfLongTimes) {
  State state = asked_for_ferry();
  TimelineView& times = state.counts->times;
  while (times.buckets.size() < 300)
    times.buckets.push_back(
        bucket_of(times.buckets.back().last + std::chrono::days(1), TimeUnit::Month));
  times.series[0].counts.assign(times.buckets.size(), 1);
  const Area area = areas_of(kUsual).times;
  state.bucket = 299;
  EXPECT_EQ(first_bucket(state, area), 300 - area.width);
  state.bucket = 100;
  EXPECT_EQ(first_bucket(state, area), 100 - area.width / 2);
  state.bucket = 3;
  EXPECT_EQ(first_bucket(state, area), 0U);
}

TEST(Settle, KeepsThePlaceInAnArticleThatGetsNarrower) {
  State state = reading_first();
  settle(state, {16, 60}, Style());
  for (int i = 0; i < 6; ++i) state.reading->article.content.article.text += "\n\nOne more.";
  state.reading->width = 0;
  settle(state, {16, 60}, Style());
  hit_key(state, Key::Kind::End, {16, 60});
  settle(state, {16, 200}, Style());
  const Reading& reading = *state.reading;
  EXPECT_EQ(reading.top + areas_of({16, 200}).reading.height, reading.lines.size());
}

}  // namespace
}  // namespace morgue::browse
