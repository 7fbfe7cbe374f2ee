#include "query/render/style.h"

#include <gtest/gtest.h>

namespace morgue {
namespace {

using Role = Style::Role;
using When = ColourWish::When;

TEST(Style, PlainOneWritesNoCodes) {
  EXPECT_EQ(Style().apply(Role::Match, "ferry"), "ferry");
  EXPECT_EQ(Style().off(), "");
}

TEST(Style, HasDefaultsThatAreNeverColourAlone) {
  const Style style = Style::coloured("");
  EXPECT_EQ(style.apply(Role::Match, "ferry"), "\x1b[01;33mferry\x1b[0m");
  EXPECT_EQ(style.apply(Role::Title, "T"), "\x1b[01mT\x1b[0m");
}

TEST(Style, LinksWhereItIsToldTo) {
  Style style;
  EXPECT_EQ(style.linked("T", "https://a.example/"), "T");
  style.write_links();
  EXPECT_EQ(style.linked("T", "https://a.example/"),
            "\x1b]8;;https://a.example/\x1b\\T\x1b]8;;\x1b\\");
  EXPECT_EQ(style.linked("T", ""), "T");
  EXPECT_EQ(style.linked("T", "https://a.example/\x1b\\\x07"), "T");
}

TEST(Style, TakesRolesFromTheEnvironment) {
  const Style style = Style::coloured("match=04:unknown=1:source=1;31:day=35:misc=7");
  EXPECT_EQ(style.on(Role::Match), "\x1b[04m");
  EXPECT_EQ(style.on(Role::Source), "\x1b[1;31m");
  EXPECT_EQ(style.on(Role::Title), "\x1b[01m");
  EXPECT_EQ(style.on(Role::Day), "\x1b[35m");
  EXPECT_EQ(style.on(Role::Misc), "\x1b[7m");
  EXPECT_EQ(style.on(Role::Place), "\x1b[01;32m");
}

TEST(Style, RefusesOtherCodes) {
  const Style style = Style::coloured("");
  const std::string_view usual = style.on(Role::Match);
  for (const auto* colors : {"match=0m\x1b]0;x\x07", "match=", "match", "match=1 2", "=1", ":::"})
    EXPECT_EQ(Style::coloured(colors).on(Role::Match), usual) << colors;
}

TEST(WantsColour, FlagBeatsEnvironmentBeatsTerminal) {
  EXPECT_TRUE(wants_colour({When::Auto, true, "", "", "xterm"}));
  EXPECT_FALSE(wants_colour({When::Auto, false, "", "", "xterm"}));
  EXPECT_FALSE(wants_colour({When::Auto, true, "", "", "dumb"}));
  EXPECT_FALSE(wants_colour({When::Auto, true, "1", "1", "xterm"}));
  EXPECT_TRUE(wants_colour({When::Auto, false, "", "1", "dumb"}));
  EXPECT_FALSE(wants_colour({When::Auto, false, "", "0", "xterm"}));
  EXPECT_TRUE(wants_colour({When::Always, false, "1", "", "dumb"}));
  EXPECT_FALSE(wants_colour({When::Never, true, "", "1", "xterm"}));
}

}  // namespace
}  // namespace morgue
