#include "indexer/read/feed_date.h"

#include <gtest/gtest.h>

#include <string>

namespace morgue {
namespace {

std::string read(std::string_view text) {
  const auto time = parse_feed_date(text);
  return time ? to_iso8601(*time) : "none";
}

TEST(FeedDate, ReadsWhatWritersOfFeedsWrite) {
  EXPECT_EQ(read("2026-03-04T05:06:07Z"), "2026-03-04T05:06:07Z");
  EXPECT_EQ(read("Wed, 04 Mar 2026 05:06:07 +0100"), "2026-03-04T05:06:07+01:00");
  EXPECT_EQ(read("Wed, 04 Mar 2026 05:06:07 CEST"), "2026-03-04T05:06:07+02:00");
  EXPECT_EQ(read("Wed, 04 Mar 2026 05:06:07+0900"), "2026-03-04T05:06:07+09:00");
  EXPECT_EQ(read("Wed Mar 04 05:06:07 2026"), "2026-03-04T05:06:07");
  EXPECT_EQ(read("Wed Mar 04 05:06:07 JST 2026"), "2026-03-04T05:06:07+09:00");
  EXPECT_EQ(read("4 March 2026 at 3:04 pm EST"), "2026-03-04T15:04:00-05:00");
  EXPECT_EQ(read("March 4, 2026 12:30 AM"), "2026-03-04T00:30:00");
  EXPECT_EQ(read("2026/03/04 10:00"), "2026-03-04T10:00:00");
  EXPECT_EQ(read("20260304T101500+0200"), "2026-03-04T10:15:00+02:00");
  EXPECT_EQ(read("26-FEB-1987 15:01:01.79"), "1987-02-26T15:01:01");
  EXPECT_EQ(read("05.09.2024"), "2024-09-05");
  EXPECT_EQ(read("09/05/2024"), "2024-09-05");
  EXPECT_EQ(read("25/05/2024"), "2024-05-25");
  EXPECT_EQ(read("1136214245"), "2006-01-02T15:04:05Z");
  EXPECT_EQ(read("9999-12-31T23:59:60Z"), "9999-12-31");
}

TEST(FeedDate, WhatNamesNoDayIsNone) {
  EXPECT_EQ(read(""), "none");
  EXPECT_EQ(read("yesterday"), "none");
  EXPECT_EQ(read("32 March 2026"), "none");
  EXPECT_EQ(read("09/10 8:15 pm"), "none");
}

}  // namespace
}  // namespace morgue
