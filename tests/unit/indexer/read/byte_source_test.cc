#include "indexer/read/byte_source.h"

#include <gtest/gtest.h>

namespace morgue {
namespace {

std::string rest_of(BufferedSource& source) {
  std::string out;
  source.take(out, 10000000);
  return out;
}

TEST(BufferedSource, PeekingConsumesNothing) {
  BufferedSource source(memory_source("harbour"));
  EXPECT_EQ(source.peek(3).substr(0, 3), "har");
  EXPECT_EQ(source.position(), 0U);
  EXPECT_EQ(rest_of(source), "harbour");
  EXPECT_EQ(source.position(), 7U);
  EXPECT_TRUE(source.at_end());
}

TEST(BufferedSource, LinesKeepTheirEndsAndTheLastMayHaveNone) {
  BufferedSource source(memory_source("one\n\ntwo"));
  std::string_view line;
  EXPECT_EQ(source.line(line, 100), BufferedSource::Line::Got);
  EXPECT_EQ(line, "one\n");
  EXPECT_EQ(source.line(line, 100), BufferedSource::Line::Got);
  EXPECT_EQ(line, "\n");
  EXPECT_EQ(source.line(line, 100), BufferedSource::Line::Got);
  EXPECT_EQ(line, "two");
  EXPECT_EQ(source.line(line, 100), BufferedSource::Line::End);
}

TEST(BufferedSource, OfALineThatIsTooLongOnlyTheBeginningIsGiven) {
  const std::string wide(3000000, 'x');
  BufferedSource source(memory_source(wide + "\nnext\n"));
  std::string_view line;
  EXPECT_EQ(source.line(line, 5), BufferedSource::Line::TooLong);
  EXPECT_EQ(line, "xxxxx");
  EXPECT_EQ(source.line(line, 5), BufferedSource::Line::Got);
  EXPECT_EQ(line, "next\n");
}

TEST(BufferedSource, WhatIsPutBackComesAgain) {
  BufferedSource source(memory_source("ferry and bridge"));
  std::string taken;
  source.take(taken, 9);
  source.put_back("and");
  EXPECT_EQ(source.position(), 6U);
  EXPECT_EQ(rest_of(source), "and bridge");
}

TEST(BufferedSource, WhatIsPutBackMayBeLongerThanTheBuffer) {
  const std::string wide(1000000, 'x');
  BufferedSource source(memory_source(wide + "end"));
  std::string taken;
  source.take(taken, 1000000);
  source.put_back(taken);
  EXPECT_EQ(source.position(), 0U);
  EXPECT_EQ(rest_of(source), wide + "end");
}

TEST(BufferedSource, RewoundIsTheSourceFromItsBeginning) {
  BufferedSource source(memory_source("quay"));
  static_cast<void>(source.peek(4));
  BufferedSource again(source.rewound());
  EXPECT_EQ(rest_of(again), "quay");
}

}  // namespace
}  // namespace morgue
