#include "indexer/extract/standing_lines.h"

#include <gtest/gtest.h>

namespace morgue {
namespace {

/// A scraped text with the house's lines around it.
std::string page(int number) {
  const std::string n(static_cast<std::size_t>(number), 'x');
  return "Harbour life, every day\n" + std::to_string(number) +
         " people talk about this\n\nHeadline " + n + "\n\nThe ferry number " + n +
         " sailed on Monday, with all on board and nobody hurt.\nThe quay was full of people who "
         "waved " +
         n + ".\nOur app is blue\n";
}

StandingLines learnt(int pages) {
  StandingLines lines;
  for (int i = 1; i <= pages; ++i) lines.see("/herald", page(i));
  return lines;
}

TEST(StandingLines, WhatStandsOnEveryPageGoes) {
  const std::string clean = learnt(6).without("/herald", page(3));
  EXPECT_EQ(clean,
            "\n\n\nHeadline xxx\n\nThe ferry number xxx sailed on Monday, with all on board and "
            "nobody hurt.\nThe quay was full of people who waved xxx.\n\n");
}

TEST(StandingLines, AFewPagesTeachNothing) {
  EXPECT_EQ(learnt(4).without("/herald", page(3)), page(3));
}

TEST(StandingLines, AnotherPlaceKnowsNothingOfIt) {
  EXPECT_EQ(learnt(6).without("/coast", page(3)), page(3));
}

TEST(StandingLines, ALineTwiceOnOnePageIsStillOnePage) {
  StandingLines lines;
  for (int i = 0; i < 3; ++i) lines.see("", "Ferry\nSails\nFerry\nFerry");
  for (int i = 0; i < 3; ++i) lines.see("", "Bridge");
  const std::string text =
      "Ferry\nThis is the long text of an article that nobody else has printed.";
  EXPECT_EQ(lines.without("", text), text);
}

TEST(StandingLines, CopiesOfOnePieceKeepTheirText) {
  StandingLines lines;
  for (int i = 0; i < 8; ++i) lines.see("", page(3));
  EXPECT_EQ(lines.without("", page(3)), page(3));
}

TEST(StandingLines, InALargePileFiveAreNotEnough) {
  StandingLines lines = learnt(6);
  for (int i = 0; i < 400; ++i)
    lines.see("/herald", "One of many " + std::string(50, 'a') +
                             std::string(static_cast<std::size_t>(i), 'b'));
  EXPECT_EQ(lines.without("/herald", page(3)), page(3));
}

}  // namespace
}  // namespace morgue
