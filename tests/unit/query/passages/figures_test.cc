#include "query/passages/figures.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>

namespace morgue::test {
namespace {

/// "4 dead", "at least 12 dead soldiers"; "~" in front of what may tell of something else.
std::string read(std::string_view text) {
  std::string out;
  for (const Figure& figure : figures_in(text)) {
    const bool bare = figure.kind == FigureKind::Money || figure.kind == FigureKind::Share;
    out += fmt::format("{}{}{}{}{}", out.empty() ? "" : ", ", figure.plain ? "" : "~",
                       figure_text(figure), bare ? "" : " " + figure.thing,
                       figure.subject.empty() ? "" : " " + figure.subject);
  }
  return out;
}

TEST(FiguresIn, ReadsWhatBecameOfPeople) {
  EXPECT_EQ(read("Four people were killed on the pier."), "4 dead");
  EXPECT_EQ(read("The crash killed at least 12 people and injured thirty."),
            "at least 12 dead, 30 injured");
  EXPECT_EQ(read("The death toll rose to 14, the port said."), "14 dead");
  EXPECT_EQ(read("Three dockers were arrested."), "3 arrested dockers");
  EXPECT_EQ(read("Twenty-one sailors are missing."), "21 missing sailors");
  EXPECT_EQ(read("Ferry hits pier, 4 dead"), "4 dead");
}

TEST(FiguresIn, ReadsNumbersAsPeopleWriteThem) {
  EXPECT_EQ(read("The yard will cut 1,250 jobs."), "1,250 jobs");
  EXPECT_EQ(read("Two hundred and fifty jobs go."), "250 jobs");
  EXPECT_EQ(read("Some 400 jobs are at stake."), "about 400 jobs");
  EXPECT_EQ(read("Up to 90 jobs go."), "up to 90 jobs");
  EXPECT_EQ(read("Between 10 and 12 people died."), "10 to 12 dead");
  EXPECT_EQ(read("10-12 people died."), "10 to 12 dead");
  EXPECT_EQ(read("More than a dozen people were hurt."), "at least 12 injured");
  EXPECT_EQ(read("Dozens of people were injured."), "dozens injured");
}

TEST(FiguresIn, ReadsMoneyAndShares) {
  EXPECT_EQ(read("The port pays $2.1 million."), "$2.1 million");
  EXPECT_EQ(read("It cost 300 million euros."), "€300 million");
  EXPECT_EQ(read("Traffic fell 4.5 percent, then 3 per cent, then 2%."),
            "4.5 per cent, 3 per cent, 2 per cent");
}

TEST(FiguresIn, ReadsWhateverIsCounted) {
  EXPECT_EQ(read("The ferry carried 340 passengers."), "340 passengers");
  EXPECT_EQ(read("It burned six empty warehouses."), "6 warehouses");
}

TEST(FiguresIn, PassesOverWhatCountsNothing) {
  EXPECT_EQ(read("In 2024 the 41-year-old sailed at 10:30 for three days and 12 miles."), "");
  EXPECT_EQ(read("They won 3-2 on 14 June."), "");
  EXPECT_EQ(read("One of them left."), "");
}

TEST(FiguresIn, DoubtsWhatMayTellOfSomethingElse) {
  EXPECT_EQ(read("Ferries have killed 31 people since the war."), "~31 dead");
  EXPECT_EQ(read("Another 3 people died elsewhere."), "~3 dead");
  EXPECT_EQ(read("A fire in 2019 killed 9 people."), "~9 dead");
}

TEST(FiguresIn, KnowsTheEndsOfWhatMayBe) {
  const auto least = figures_in("At least 12 people died.");
  ASSERT_EQ(least.size(), 1U);
  EXPECT_EQ(least[0].low, 12);
  EXPECT_TRUE(std::isinf(least[0].high));
  EXPECT_EQ(least[0].where, (Span{0, 11}));
  const auto most = figures_in("Up to 90 jobs go.");
  ASSERT_EQ(most.size(), 1U);
  EXPECT_EQ(most[0].low, 0);
  EXPECT_EQ(most[0].high, 90);
}

TEST(HasFigure, AgreesWithThem) {
  EXPECT_TRUE(has_figure("It rained. Four people died."));
  EXPECT_FALSE(has_figure("It rained in 2024. Nobody died."));
}

}  // namespace
}  // namespace morgue::test
