#include "indexer/extract/date_line.h"

#include <gtest/gtest.h>

namespace morgue {
namespace {

std::string read(std::string_view line) {
  const auto found = read_date_line(line);
  if (!found) return "none";
  std::string out;
  const auto add = [&](std::string_view name, const std::optional<StatedTime>& stated) {
    if (!stated) return;
    if (!out.empty()) out += ", ";
    out += name;
    out += to_iso8601(*timestamp(*stated, 2031));
    if (stated->year == 0) out += " (year supplied)";
  };
  add("", found->published);
  add("updated ", found->updated);
  return out;
}

TEST(DateLine, ReadsWhatPublishersWrite) {
  const std::vector<std::pair<std::string_view, std::string_view>> cases = {
      {"July 3, 2030", "2030-07-03"},
      {"3 July 2030", "2030-07-03"},
      {"Thursday, July 3rd, 2030", "2030-07-03"},
      {"Date: 2030-07-03", "2030-07-03"},
      {"2030-07-03T10:02:33Z", "2030-07-03T10:02:33Z"},
      {"2030-07-03 10:02 +02:00", "2030-07-03T10:02:00+02:00"},
      {"Published 10:02 AM EDT, Thu July 3, 2030", "2030-07-03T10:02:00-04:00"},
      {"July 3, 2030 at 1:05 p.m. ET", "2030-07-03T13:05:00"},
      {"3 Jul. 2030 | 18:30 BST", "2030-07-03T18:30:00+01:00"},
      {"Published: July 3, 2030 • Updated: July 4, 2030 12:10am",
       "2030-07-03, updated 2030-07-04T00:10:00"},
      {"Last updated on 4 July 2030", "updated 2030-07-04"},
      {"31.12.2030", "2030-12-31"},
      {"12/31/2030", "2030-12-31"},
      {"2030/12/31", "2030-12-31"},
      {"March 3", "2031-03-03 (year supplied)"},
  };
  for (const auto& [line, expected] : cases) EXPECT_EQ(read(line), expected) << line;
}

TEST(DateLine, RefusesAnythingElse) {
  for (const auto line : {"", "July", "2030", "July 3, 2030: the ferry",
                          "Ferry closes July 3, 2030", "10:02", "03/04/2030", "February 30, 2030",
                          "July 2030", "12:99 July 3, 2030", "|", "May 1 men", "Thursday"})
    EXPECT_EQ(read(line), "none") << line;
}

TEST(DateLine, NoZoneIsFurtherAwayThanAnyIs) {
  EXPECT_EQ(read("Tue, 11 Mar 2025 05:58:00 -0500"), "2025-03-11T05:58:00-05:00");
  EXPECT_EQ(read("Tue, 11 Mar 2025 05:58:00 +9100"), "none");
}

}  // namespace
}  // namespace morgue
