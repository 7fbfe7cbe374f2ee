#include <gtest/gtest.h>

#include "query/browse/state.h"
#include "tests/unit/query/browse/state_for_test.h"

namespace morgue::browse {
namespace {

using test::asked_for_ferry;
using test::hit_key;
using test::key;
using test::kUsual;
using test::reading_first;
using test::type;
using Kind = Key::Kind;

TEST(Press, ChoosesResultsWithinTheList) {
  State state = asked_for_ferry();
  hit_key(state, Kind::Up);
  EXPECT_EQ(state.hit, 0U);
  hit_key(state, Kind::Down);
  type(state, U"j");
  EXPECT_EQ(state.hit, 2U);
  hit_key(state, Kind::PageDown);  // seven rows
  EXPECT_EQ(state.hit, 9U);
  EXPECT_EQ(state.first_hit, 3U);
  hit_key(state, Kind::End);
  hit_key(state, Kind::Down);
  EXPECT_EQ(state.hit, 11U);
  type(state, U"g");
  EXPECT_EQ(state.hit, 0U);
  EXPECT_EQ(state.first_hit, 0U);
}

TEST(Press, AsksForMoreNearTheEnd) {
  State state = asked_for_ferry();
  EXPECT_EQ(hit_key(state, Kind::End), Wish::None);  // there are no more
  state.found.result.total = 100;
  hit_key(state, Kind::Home);
  EXPECT_EQ(hit_key(state, Kind::Down), Wish::None);
  EXPECT_EQ(hit_key(state, Kind::End), Wish::More);
  state.found.limit = 12;  // no more are wanted
  EXPECT_EQ(hit_key(state, Kind::End), Wish::None);
}

TEST(Press, WishesWhatNeedsTheArchive) {
  State state = asked_for_ferry();
  EXPECT_EQ(hit_key(state, Kind::Enter), Wish::Read);
  EXPECT_EQ(type(state, U"o"), Wish::Open);
  EXPECT_EQ(type(state, U"y"), Wish::Copy);
  EXPECT_EQ(type(state, U"t"), Wish::Star);
  EXPECT_EQ(type(state, U"r"), Wish::Reload);
  EXPECT_EQ(type(state, U"q"), Wish::Leave);
  EXPECT_EQ(press(state, {Kind::Control, U'c'}, kUsual), Wish::Interrupted);
  EXPECT_EQ(press(state, {Kind::Control, U'z'}, kUsual), Wish::Suspend);
}

TEST(Press, WishesNothingOfNoArticle) {
  State state = asked_for_ferry(0);
  EXPECT_EQ(hit_key(state, Kind::Enter), Wish::None);
  EXPECT_EQ(type(state, U"oyt"), Wish::None);
  hit_key(state, Kind::Tab);
  EXPECT_EQ(hit_key(state, Kind::Enter), Wish::None);
  hit_key(state, Kind::Tab);
  EXPECT_EQ(hit_key(state, Kind::Enter), Wish::None);
  EXPECT_EQ(state.pane, Pane::Times);
}

TEST(Press, CyclesThroughThePanes) {
  State state = asked_for_ferry();
  hit_key(state, Kind::Tab);
  EXPECT_EQ(state.pane, Pane::Facets);
  hit_key(state, Kind::Tab);
  EXPECT_EQ(state.pane, Pane::Times);
  hit_key(state, Kind::Tab);
  EXPECT_EQ(state.pane, Pane::Results);
  hit_key(state, Kind::BackTab);
  EXPECT_EQ(state.pane, Pane::Times);
}

/// What is asked for, if a key asks.
std::string asked(State& state, Wish wish) {
  return wish == Wish::Ask ? query_text(state.wanted) : "nothing";
}

TEST(Press, NarrowsToAFacet) {
  State state = asked_for_ferry();
  hit_key(state, Kind::Tab);
  EXPECT_EQ(asked(state, hit_key(state, Kind::Enter)), "ferry source:\"Skarra Post\"");
  hit_key(state, Kind::Down);
  EXPECT_EQ(asked(state, hit_key(state, Kind::Enter)), "ferry source:\"The Calder Herald\"");
  hit_key(state, Kind::Down);  // over the heading
  EXPECT_EQ(asked(state, type(state, U"-")), "ferry -person:@p17");
  hit_key(state, Kind::Right);
  EXPECT_EQ(asked(state, hit_key(state, Kind::Enter)), "ferry date:2025-03");
  hit_key(state, Kind::Left);
  hit_key(state, Kind::Left);
  EXPECT_EQ(asked(state, hit_key(state, Kind::Enter)), "ferry source:\"Skarra Post\"");
  hit_key(state, Kind::Up);
  EXPECT_EQ(state.facet, 1U);  // no heading is chosen
}

TEST(Press, NarrowsWithinWhatWasRelaxed) {
  State state = asked_for_ferry();
  state.found.relaxed = true;
  hit_key(state, Kind::Tab);
  hit_key(state, Kind::Enter);
  EXPECT_TRUE(state.wanted.loose);
}

TEST(Press, MovesThroughTime) {
  State state = asked_for_ferry();
  EXPECT_EQ(state.bucket, 0U);  // where most is
  hit_key(state, Kind::BackTab);
  hit_key(state, Kind::Left);
  hit_key(state, Kind::Right);
  EXPECT_EQ(asked(state, hit_key(state, Kind::Enter)), "ferry date:2024-02");
  EXPECT_EQ(asked(state, type(state, U"]")), "nothing");
  EXPECT_EQ(state.message, "no window of time is chosen: Tab to the times, then Enter");
  take(state, {state.wanted, query_text(state.wanted), {}});
  EXPECT_EQ(asked(state, type(state, U"]")), "ferry date:2024-03");
  EXPECT_EQ(asked(state, type(state, U"[")), "ferry date:2024-01");
}

/// Answers what is wanted with this many results.
void answer(State& state, std::size_t hits) {
  State other = asked_for_ferry(hits);
  Found found = std::move(other.found);
  found.question = state.wanted;
  found.text = query_text(state.wanted);
  take(state, std::move(found));
}

TEST(Press, UndoesOneStepAfterTheOther) {
  State state = asked_for_ferry();
  for (const std::u32string_view typed : {U" crash", U" x"}) {
    type(state, U"/");
    type(state, typed);
    ASSERT_EQ(hit_key(state, Kind::Enter), Wish::Ask);
    answer(state, 3);
  }
  EXPECT_EQ(state.found.text, "ferry crash x");
  EXPECT_EQ(asked(state, type(state, U"u")), "ferry crash");
  answer(state, 3);
  EXPECT_EQ(asked(state, type(state, U"u")), "ferry");
  answer(state, 12);
  // What was there before "ferry" is nothing that anybody asked.
  EXPECT_EQ(asked(state, type(state, U"u")), "nothing");
  EXPECT_EQ(state.message, "nothing was asked before");
}

TEST(Press, TypesAQuestion) {
  State state = asked_for_ferry();
  type(state, U"/");
  EXPECT_EQ(state.typed.text, "ferry");
  type(state, U" q");  // no command
  EXPECT_EQ(asked(state, hit_key(state, Kind::Enter)), "ferry q");
  hit_key(state, Kind::Escape);
  EXPECT_EQ(state.mode, Mode::Panes);
  EXPECT_EQ(state.found.text, "ferry");
}

TEST(Press, StopsWhatItWaitsFor) {
  State state = asked_for_ferry();
  EXPECT_EQ(hit_key(state, Kind::Escape), Wish::None);
  state.busy = "searching";
  EXPECT_EQ(hit_key(state, Kind::Escape), Wish::Stop);
  type(state, U"/");
  state.awaited = true;
  EXPECT_EQ(hit_key(state, Kind::Escape), Wish::Stop);
  EXPECT_EQ(state.mode, Mode::Typing);
}

TEST(Press, GoesToAMistake) {
  State state = asked_for_ferry();
  type(state, U"/");
  type(state, U" persn:x");
  ASSERT_EQ(hit_key(state, Kind::Enter), Wish::Ask);
  take(state,
       Mistake{{{6, 12}, "unknown field \"persn:\"", "did you mean person: ?"}, "ferry persn:x"});
  EXPECT_EQ(state.mode, Mode::Typing);
  EXPECT_EQ(state.typed.text, "ferry persn:x");
  EXPECT_EQ(state.typed.at, 12U);
  EXPECT_EQ(state.found.text, "ferry");  // the answer is kept
  hit_key(state, Kind::Escape);
  EXPECT_FALSE(state.mistake);
}

TEST(Press, ScrollsAnArticleWithinItsEnds) {
  State state = reading_first();
  const ScreenSize small{16, 60};
  settle(state, small, Style());
  for (int i = 0; i < 40; ++i) state.reading->lines.emplace_back("more");
  hit_key(state, Kind::Up, small);
  EXPECT_EQ(state.reading->top, 0U);
  hit_key(state, Kind::Down, small);
  EXPECT_EQ(state.reading->top, 1U);
  hit_key(state, Kind::End, small);
  const std::size_t rows = areas_of(small).reading.height;
  EXPECT_EQ(state.reading->top + rows, state.reading->lines.size());
  hit_key(state, Kind::Home, small);
  EXPECT_EQ(state.reading->top, 0U);
}

TEST(Press, GoesFromMatchToMatch) {
  State state = reading_first();
  settle(state, {16, 60}, Style());
  EXPECT_EQ(state.reading->matches, (std::vector<std::size_t>{0, 8}));
  for (int i = 0; i < 40; ++i) state.reading->lines.emplace_back("more");
  type(state, U"n", {16, 60});
  EXPECT_EQ(state.reading->top, 6U);
  type(state, U"n", {16, 60});
  EXPECT_EQ(state.reading->top, 6U);
  EXPECT_EQ(state.message, "no match below");
  type(state, U"N", {16, 60});
  EXPECT_EQ(state.reading->top, 0U);
}

TEST(Press, TellsMatchesWithoutSigns) {
  State state = reading_first();
  type(state, U"a");
  EXPECT_FALSE(state.reading->signs);
  EXPECT_EQ(state.reading->matches, (std::vector<std::size_t>{0, 7}));
  EXPECT_TRUE(state.reading->legend.empty());
}

TEST(Press, LeavesAnArticleForTheListAndItsNeighbours) {
  State state = reading_first();
  EXPECT_EQ(type(state, U"["), Wish::None);
  EXPECT_EQ(state.message, "it is the first one");
  EXPECT_EQ(type(state, U"]"), Wish::Read);
  EXPECT_EQ(state.hit, 1U);
  type(state, U"?");
  EXPECT_EQ(state.mode, Mode::Keys);
  type(state, U"q");
  EXPECT_EQ(state.mode, Mode::Reading);
  EXPECT_EQ(type(state, U"q"), Wish::None);
  EXPECT_EQ(state.mode, Mode::Panes);
  EXPECT_FALSE(state.reading);
}

TEST(Press, TakesClicks) {
  State state = asked_for_ferry();
  const auto click = [&](std::size_t row, std::size_t column) {
    settle(state, kUsual, Style());
    return press(state, {Kind::Click, 0, row, column}, kUsual);
  };
  EXPECT_EQ(click(4, 30), Wish::None);
  EXPECT_EQ(state.hit, 2U);
  EXPECT_EQ(click(4, 30), Wish::Read);
  const Areas areas = areas_of(kUsual);
  EXPECT_EQ(click(areas.facets.row + 2, areas.facets.column), Wish::None);
  EXPECT_EQ(state.pane, Pane::Facets);
  EXPECT_EQ(asked(state, click(areas.facets.row + 2, areas.facets.column)),
            "ferry source:\"The Calder Herald\"");
  EXPECT_EQ(click(areas.facets.row, areas.facets.column), Wish::None);  // a heading
  EXPECT_EQ(click(areas.times.row, areas.times.column + 2), Wish::None);
  EXPECT_EQ(state.bucket, 2U);
  EXPECT_EQ(click(0, 0), Wish::None);
  (void)press(state, {Kind::WheelDown}, kUsual);
  EXPECT_EQ(state.bucket, 3U);
}

TEST(Press, DoesNothingButLeaveWhereItIsTooSmall) {
  State state = asked_for_ferry();
  const ScreenSize tiny{5, 20};
  EXPECT_EQ(hit_key(state, Kind::Enter, tiny), Wish::None);
  EXPECT_EQ(type(state, U"j", tiny), Wish::None);
  EXPECT_EQ(state.hit, 0U);
  EXPECT_EQ(type(state, U"q", tiny), Wish::Leave);
}

TEST(Take, KeepsThePlaceWhenMoreComes) {
  State state = asked_for_ferry(3);
  state.hit = 2;
  state.first_hit = 1;
  State more = asked_for_ferry(12);
  take_more(state, std::move(more.found));
  EXPECT_EQ(state.found.result.hits.size(), 12U);
  EXPECT_EQ(state.hit, 2U);
  EXPECT_EQ(state.first_hit, 1U);
}

}  // namespace
}  // namespace morgue::browse
