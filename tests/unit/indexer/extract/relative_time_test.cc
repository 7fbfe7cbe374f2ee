#include "indexer/extract/relative_time.h"

#include <gtest/gtest.h>

namespace morgue {
namespace {

std::string minutes_before(std::string_view text) {
  const auto time = read_relative_time(text);
  return time ? std::to_string(time->before.count()) : "none";
}

TEST(RelativeTime, ReadsHowPagesWriteIt) {
  constexpr int day = 24 * 60;
  const std::vector<std::pair<std::string_view, int>> cases = {
      {"18 minutes ago", 18},
      {"18 Minutes Ago", 18},
      {"1 minute ago", 1},
      {"5 min ago", 5},
      {"5m", 5},
      {"an hour ago", 60},
      {"about 2 hours ago", 120},
      {"3h ago", 180},
      {"3h", 180},
      {"2 hrs", 120},
      {"1h 20m ago", 80},
      {"1 hour and 20 minutes ago", 80},
      {"Updated: 2 days ago", 2 * day},
      {"Published two days ago", 2 * day},
      {"1w", 7 * day},
      {"3 weeks ago", 21 * day},
      {"2 months ago", 60 * day},
      {"2 years ago", 730 * day},
      {"yesterday", day},
      {"Today", 0},
      {"just now", 0},
      {"a few moments ago", 0},
      {"a few minutes ago", 3},
      {"45 seconds ago", 0},
  };
  for (const auto& [text, minutes] : cases)
    EXPECT_EQ(minutes_before(text), std::to_string(minutes)) << text;
}

TEST(RelativeTime, RefusesWhatIsNoTime) {
  for (const auto text :
       {"", "ago", "3", "3 hours", "hours ago", "3 min read", "long ago", "3 miles ago",
        "the ferry left 3 hours ago", "99999 hours ago", "2 hours ago he left", "last", "a few"})
    EXPECT_EQ(minutes_before(text), "none") << text;
}

std::string trailing(std::string_view line) {
  const auto found = find_trailing_time(line);
  if (!found) return "none";
  return std::to_string(found->time.before.count()) + " after '" +
         std::string(line.substr(0, found->begin)) + "'";
}

TEST(RelativeTime, StandsAtTheEndOfALine) {
  EXPECT_EQ(trailing("North Coast Radio · 2h"), "120 after 'North Coast Radio · '");
  EXPECT_EQ(trailing("The Calder Herald 3 hours ago"), "180 after 'The Calder Herald '");
  EXPECT_EQ(trailing("The Calder Herald3 hours ago"), "180 after 'The Calder Herald'");
  EXPECT_EQ(trailing("The Calder Herald | yesterday"), "1440 after 'The Calder Herald | '");
  EXPECT_EQ(trailing("Channel 9 (5 min ago)"), "5 after 'Channel 9 ('");
  EXPECT_EQ(trailing("2h"), "120 after ''");
  EXPECT_EQ(trailing("What the mayor said yesterday"), "none");
  EXPECT_EQ(trailing("Runner finishes in 2h"), "none");
  EXPECT_EQ(trailing(std::string(300, '1') + " hours ago"), "none");
}

std::string resolved(std::string_view text, std::string_view page) {
  return to_iso8601(resolve(*read_relative_time(text), *parse_iso8601(page)));
}

TEST(RelativeTime, IsCountedBackFromThePageWithoutMadeUpExactness) {
  EXPECT_EQ(resolved("18 minutes ago", "2031-03-04"), "2031-03-04");
  EXPECT_EQ(resolved("3h ago", "2031-03-04"), "2031-03-04");
  EXPECT_EQ(resolved("20 hours ago", "2031-03-04"), "2031-03-03");
  EXPECT_EQ(resolved("yesterday", "2031-03-01"), "2031-02-28");
  EXPECT_EQ(resolved("2 weeks ago", "2031-03-15"), "2031-03-01");
  EXPECT_EQ(resolved("18 minutes ago", "2031-03-04T00:10:00+01:00"), "2031-03-03T23:52:00+01:00");
  EXPECT_EQ(resolved("3 hours ago", "2031-03-04T02:10:00+01:00"), "2031-03-03");
  EXPECT_EQ(resolved("2 months ago", "2031-03-15"), "2031-01");
  EXPECT_EQ(resolved("2 years ago", "2031-03-15"), "2029");
}

}  // namespace
}  // namespace morgue
