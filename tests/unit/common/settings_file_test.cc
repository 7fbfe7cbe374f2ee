#include "common/settings_file.h"

#include <gtest/gtest.h>

namespace morgue {
namespace {

TEST(SettingsFile, HasKeysValuesSectionsAndComments) {
  const SettingsFile read = parse_settings(
      "# mine\n"
      "color = never\n"
      "\n"
      "  facets.by=source, month  \n"
      "[search]\n"
      "limit = 50\n"
      "sort = \" newest \"\n"
      "timeline.by = month\n");
  EXPECT_TRUE(read.mistakes.empty());
  EXPECT_EQ(read.settings, (std::vector<Setting>{{"color", "never", 2},
                                                 {"facets.by", "source, month", 4},
                                                 {"search.limit", "50", 6},
                                                 {"search.sort", " newest ", 7},
                                                 {"timeline.by", "month", 8}}));
}

TEST(SettingsFile, NamesTheLinesThatCanNotBeRead) {
  const SettingsFile read = parse_settings("limit 50\nCo lor = x\n[search\na = \x1b[2J\nb = 1");
  EXPECT_EQ(read.settings, (std::vector<Setting>{{"b", "1", 5}}));
  EXPECT_EQ(read.mistakes,
            (std::vector<SettingMistake>{{1, "a setting is like: key = value"},
                                         {2, "\"Co lor\" is no key"},
                                         {3, "a section is like [search]"},
                                         {4, "the value of a has control characters in it"}}));
}

TEST(SettingsFile, IsChangedInOneLine) {
  const std::string text = "# mine\ncolor = auto\n[search]\n# so many\nlimit=20";
  EXPECT_EQ(with_setting(text, "search.limit", "50"),
            "# mine\ncolor = auto\n[search]\n# so many\nlimit= 50");
  EXPECT_EQ(with_setting(text, "color", "never"),
            "# mine\ncolor = never\n[search]\n# so many\nlimit=20");
  EXPECT_EQ(with_setting(text, "facets.by", "month"), text + "\nfacets.by = month\n");
  EXPECT_EQ(with_setting(text, "archive", "@desk"),
            "# mine\ncolor = auto\narchive = @desk\n[search]\n# so many\nlimit=20");
  EXPECT_EQ(with_setting("", "archive", " x "), "archive = \" x \"\n");
}

TEST(SettingsFile, GivesBackWhatWasSet) {
  for (const std::string value : {"50", "", " a ", "\"a\"", "a = b # c", "[x]", "ü"})
    for (const std::string text : {"", "a = 1", "[search]\n", "search.limit = 1\nlimit = 2\n"})
      for (const std::string key : {"limit", "search.limit"}) {
        const SettingsFile read = parse_settings(with_setting(text, key, value));
        std::string last = "none";
        for (const Setting& setting : read.settings)
          if (setting.key == key) last = setting.value;
        EXPECT_EQ(last, value) << text << key;
        EXPECT_TRUE(read.mistakes.empty());
      }
}

TEST(SettingsFile, KnowsWhatAKeyIs) {
  for (const char* key : {"color", "search.limit", "no-pager", "a1"})
    EXPECT_TRUE(is_setting_key(key));
  for (const char* key : {"", ".", "a.", ".a", "a.b.c", "A", "a b", "a_b"})
    EXPECT_FALSE(is_setting_key(key)) << key;
}

}  // namespace
}  // namespace morgue
