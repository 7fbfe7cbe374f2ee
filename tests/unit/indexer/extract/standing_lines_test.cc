#include "indexer/extract/standing_lines.h"

#include <gtest/gtest.h>

namespace morgue {
namespace {

std::string article(int number) {
  const std::string n(static_cast<std::size_t>(number), 'x');
  return "The ferry number " + n + " sailed on Monday, with all on board and nobody hurt.\n\n" +
         "The quay was full of people who waved " + n + ".";
}

/// An article between the lines of its house, as it was scraped.
std::string page(int number) {
  return "Harbour life, every day\n" + std::to_string(number) + " people talk about this\n\n" +
         article(number) + "\n\nOur app is blue\n";
}

StandingLines learnt(int pages) {
  StandingLines lines;
  for (int i = 1; i <= pages; ++i) lines.see(page(i));
  return lines;
}

std::string extracted(int number) {
  return "Harbour life, every day\n\n" + std::to_string(number) + " people talk about this\n\n" +
         article(number) + "\n\nOur app is blue";
}

TEST(StandingLines, WhatStandsOnEveryPageGoes) {
  EXPECT_EQ(learnt(6).without(extracted(3)), article(3));
}

TEST(StandingLines, AFewPagesTeachNothing) {
  EXPECT_EQ(learnt(4).without(extracted(3)), extracted(3));
}

TEST(StandingLines, ALineTwiceOnOnePageIsStillOnePage) {
  StandingLines lines;
  for (int i = 0; i < 3; ++i) lines.see("Ferry\nSails\nFerry\nFerry");
  for (int i = 0; i < 3; ++i) lines.see("Bridge");
  const std::string text = "Ferry\n\n" + article(2);
  EXPECT_EQ(lines.without(text), text);
}

TEST(StandingLines, CopiesOfOnePieceKeepTheirText) {
  StandingLines lines;
  for (int i = 0; i < 8; ++i) lines.see(page(3));
  EXPECT_EQ(lines.without(extracted(3)), extracted(3));
}

TEST(StandingLines, InALargePileFiveAreNotEnough) {
  StandingLines lines = learnt(6);
  for (int i = 0; i < 400; ++i)
    lines.see("One of many " + std::string(static_cast<std::size_t>(i), 'b'));
  EXPECT_EQ(lines.without(extracted(3)), extracted(3));
}

}  // namespace
}  // namespace morgue
