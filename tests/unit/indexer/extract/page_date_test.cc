#include <gtest/gtest.h>

#include "indexer/extract/html_dates.h"

namespace morgue {
namespace {

std::string read(std::string_view text, bool month_first = false) {
  const auto time = parse_page_date(text, month_first);
  return time ? to_iso8601(*time) : "none";
}

std::string url_day(std::string_view url) {
  const auto day = day_of_url(url);
  return day ? to_iso8601(*day) : "none";
}

TEST(PageDate, ReadsWhatMachinesWrite) {
  EXPECT_EQ(read("2025-03-11T05:58:00+01:00"), "2025-03-11T05:58:00+01:00");
  EXPECT_EQ(read("Tue, 11 Mar 2025 05:58:00 GMT"), "2025-03-11T05:58:00Z");
  EXPECT_EQ(read("Tue Mar 11 2025 05:58:00 GMT+0100 (Central European Time)"),
            "2025-03-11T05:58:00+01:00");
  EXPECT_EQ(read("2025/03/11 05:58:07"), "2025-03-11T05:58:07");
  EXPECT_EQ(read("1741669080"), "2025-03-11T04:58:00Z");
  EXPECT_EQ(read("1741669080000"), "2025-03-11T04:58:00Z");
}

TEST(PageDate, ReadsWhatPeopleWriteInManyLanguages) {
  EXPECT_EQ(read("Published March 11, 2025 5:58 PM EST"), "2025-03-11T17:58:00-05:00");
  EXPECT_EQ(read("By Dana Okafor | 11th March, 2025"), "2025-03-11");
  EXPECT_EQ(read("Sept. 9, 2025"), "2025-09-09");
  EXPECT_EQ(read("Stand: 11. März 2025, 17.58 Uhr"), "2025-03-11T17:58:00");
  EXPECT_EQ(read("Publié le 1er août 2025 à 17h58"), "2025-08-01T17:58:00");
  EXPECT_EQ(read("11 de marzo de 2025"), "2025-03-11");
  EXPECT_EQ(read("11 марта 2025, 17:58"), "2025-03-11T17:58:00");
  EXPECT_EQ(read("2025年3月11日 17時58分"), "2025-03-11T17:58:00");
  EXPECT_EQ(read("11.03.2025 17:58"), "2025-03-11T17:58:00");
}

TEST(PageDate, TheOrderOfTwoNumbersIsThePages) {
  EXPECT_EQ(read("03/11/2025"), "2025-11-03");
  EXPECT_EQ(read("03/11/2025", true), "2025-03-11");
  EXPECT_EQ(read("25/11/2025", true), "2025-11-25");
}

TEST(PageDate, NeverMakesUpAYear) {
  for (const char* text : {"", "11 March", "17:58", "Monday", "page 11 of 2025", "2025", "12345",
                           "31 February 2025", "Call 555-0199"})
    EXPECT_EQ(read(text), "none") << text;
}

TEST(DayOfUrl, ReadsDaysInPaths) {
  EXPECT_EQ(url_day("https://calder.example/2025/03/11/ferry"), "2025-03-11");
  EXPECT_EQ(url_day("https://calder.example/news/2025-3-1-ferry.html"), "2025-03-01");
  EXPECT_EQ(url_day("https://calder.example/20250311/ferry"), "2025-03-11");
  EXPECT_EQ(url_day("https://calder.example/2025/03/ferry"), "none");
  EXPECT_EQ(url_day("https://calder.example/article-120250311"), "none");
  EXPECT_EQ(url_day("https://calder.example/ferry?day=2025-03-11"), "none");
}

}  // namespace
}  // namespace morgue
