#include "indexer/extract/head_line.h"

#include <gtest/gtest.h>

#include "indexer/extract/key_line.h"

namespace morgue {
namespace {

/// "outlet;minutes ago;day;people;title"
std::string read(std::string_view line) {
  const HeadLine found = read_head_line(line);
  std::string out = found.outlet + ";";
  if (found.relative) out += std::to_string(found.relative->before.count());
  out += ';';
  if (found.stated && found.stated->published)
    out += to_iso8601(*timestamp(*found.stated->published, 2031));
  out += ';';
  for (const auto& name : found.people) out += name + ",";
  return out + ";" + found.title;
}

TEST(HeadLine, ReadsOutletsTimesAndPeopleInAnyOrder) {
  const std::vector<std::pair<std::string_view, std::string_view>> cases = {
      {"18 minutes ago", ";18;;;"},
      {"The Calder Herald · 2 hours ago", "The Calder Herald;120;;;"},
      {"2h | The Calder Herald", "The Calder Herald;120;;;"},
      {"The Calder Herald2 hours ago", "The Calder Herald;120;;;"},
      {"The Calder Herald (2h ago)", "The Calder Herald;120;;;"},
      {"- North Coast Radio", "North Coast Radio;;;;"},
      {"By Dana Okafor | March 3, 2031 | 3 min read", ";;2031-03-03;Dana Okafor,;"},
      {"By Dana Okafor • The Calder Herald • 5h", "The Calder Herald;300;;Dana Okafor,;"},
      {"March 3, 2031 - Amsel Gazette", "Amsel Gazette;;2031-03-03;;"},
      {"The Calder Herald, 21 June 2031", "The Calder Herald;;2031-06-21;;"},
      {"**The Calder Herald, 2 hours ago**", "The Calder Herald;120;;;"},
      {"The Calder Herald · Tuesday, March 11, 2031 · 15:40",
       "The Calder Herald;;2031-03-11T15:40:00;;"},
      {"Dana Okafor | The Calder Herald | 27 August 2031",
       "The Calder Herald;;2031-08-27;Dana Okafor,;"},
      {"The Calder Herald - March 3, 2031 - by Dana Okafor - heat 74",
       "The Calder Herald;;2031-03-03;Dana Okafor,;"},
      {"By Dana Okafor, The Calder Herald", "The Calder Herald;;;Dana Okafor,;"},
      {"By Dana Okafor, Associated Press", ";;;Dana Okafor,;"},
      {"Amsel Gazette - 1 day ago - Ferry runs - again", "Amsel Gazette;1440;;;Ferry runs - again"},
      {"Ferry runs again | Amsel Gazette | 3h", "Amsel Gazette;180;;;Ferry runs again"},
      {"灯台日報 2031年10月3日", "灯台日報;;2031-10-03;;"},
      {"Ferry runs again after the storm", ";;;;"},
      {"Ferry runs again · 2 hours ago · what we know", ";;;;"},
      {"Who wins - and who pays", ";;;;"},
      {"", ";;;;"},
  };
  for (const auto& [line, expected] : cases) EXPECT_EQ(read(line), expected) << line;
}

TEST(HeadLine, CutsTheOutletOffAHeadline) {
  const auto split = [](std::string_view title) {
    const SiteTitle found = split_site_title(title);
    return found.title + "; " + found.outlet;
  };
  EXPECT_EQ(split("Ferry runs again - The Calder Herald"), "Ferry runs again; The Calder Herald");
  EXPECT_EQ(split("Ferry runs again | Amsel Gazette"), "Ferry runs again; Amsel Gazette");
  EXPECT_EQ(split("Ferry - runs again | BBC News"), "Ferry - runs again; BBC News");
  EXPECT_EQ(split("Ferry runs again - Amsel Gazette"), "Ferry runs again - Amsel Gazette; ");
  EXPECT_EQ(split("Ferry runs again - captain"), "Ferry runs again - captain; ");
  EXPECT_EQ(split("| BBC News"), "| BBC News; ");
}

TEST(KeyLine, IsOneOfTheKnownKeysBeforeAColon) {
  const auto key = read_key_line("**Publication date:** March 3, 2031");
  ASSERT_TRUE(key);
  EXPECT_EQ(key->key, KeyLine::Key::Date);
  EXPECT_EQ(key->value, "March 3, 2031");
  EXPECT_EQ(read_key_line("URL: https://calderherald.example/a:b")->value,
            "https://calderherald.example/a:b");
  for (const auto line : {"The mayor: I did it", "Title", ": x", "Ferry captain: Rowan Pike"})
    EXPECT_FALSE(read_key_line(line)) << line;
}

}  // namespace
}  // namespace morgue
