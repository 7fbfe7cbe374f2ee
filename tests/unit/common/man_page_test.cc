#include "common/man_page.h"

#include <gtest/gtest.h>

#include <string>

namespace morgue {
namespace {

/// The page behind its NAME and without SEE ALSO.
std::string body(const std::string& page) {
  const std::size_t from = page.find(".SH DESCRIPTION\n");
  return page.substr(from, page.find(".SH SEE ALSO") - from);
}

std::string described(const std::string& text) {
  return body(man_page({"tool", 7, "a tool"}, {{"DESCRIPTION", text}}, {"other(1)"}));
}

TEST(ManText, NothingIsAMacroOrAnEscape) {
  EXPECT_EQ(man_text(".TH"), "\\&.TH");
  EXPECT_EQ(man_text("'br"), "\\(aqbr");
  EXPECT_EQ(man_text("a\\fBb"), "a\\efBb");
  EXPECT_EQ(man_text("--x=~ ^`"), "\\-\\-x=\\(ti \\(ha\\(ga");
  EXPECT_EQ(man_text("é“"), "\\[u00E9]\\[u201C]");
}

TEST(ManPage, ParagraphsAreJoinedAndParted) {
  EXPECT_EQ(described("One\ntwo.\n\nThree.\n"), ".SH DESCRIPTION\nOne two.\n.PP\nThree.\n");
}

TEST(ManPage, ALineAboveAnIndentedOneIsAHeadline) {
  EXPECT_EQ(described("Words:\n  a b      both\n"),
            ".SH DESCRIPTION\n.SS Words\n.TP\n\\fBa b\\fR\nboth\n");
}

TEST(ManPage, MeaningsGoOn) {
  EXPECT_EQ(described("  a b      both\n           of them\n  c   d    either\n"),
            ".SH DESCRIPTION\n.TP\n\\fBa b\\fR\nboth of them\n.TP\n\\fBc   d\\fR\neither\n");
}

TEST(ManPage, ExamplesWithoutAMeaningStayAsTheyAre) {
  EXPECT_EQ(described("Try:\n  a b\n  c d\n"),
            ".SH DESCRIPTION\n.SS Try\n.RS 4\n.nf\na b\nc d\n.fi\n.RE\n");
}

TEST(ManPage, OfACommandExamplesAndStatusHaveTheirSections) {
  const CommandInfo find{"find",
                         "Find things",
                         "Examples:\n  find x   it\n\nMore of it.\nExit status: 0 found.",
                         {{{"QUERY"}, "", "What", {}, false, true}},
                         {{{"-n", "--limit"}, "N", "So many", {}, false, false}},
                         {}};
  EXPECT_EQ(man_page({"tool-find", 1, "find things"}, "tool find", find, {}, {"tool(1)"})
                .substr(std::string(".TH TOOL-FIND 1 ").size() + std::string("2026-11-30").size()),
            " \"morgue " MORGUE_VERSION
            "\" \"morgue\"\n.nh\n.ad l\n.SH NAME\ntool-find \\- find things\n"
            ".SH SYNOPSIS\n\\fBtool find\\fR [OPTION]... [QUERY...]\n"
            ".SH DESCRIPTION\nFind things.\n.PP\nMore of it.\n"
            ".SH ARGUMENTS\n.TP\n\\fIQUERY\\fR\nWhat\n"
            ".SH OPTIONS\n.TP\n\\fB\\-n\\fR \\fIN\\fR, \\fB\\-\\-limit\\fR=\\fIN\\fR\nSo many\n"
            ".SH EXAMPLES\n.TP\n\\fBfind x\\fR\nit\n"
            ".SH EXIT STATUS\n0 found.\n"
            ".SH SEE ALSO\n.BR tool (1)\n");
}

TEST(ExampleLines, AreThoseThatCallUs) {
  EXPECT_EQ(example_lines("Words:\n  ferry    a word\n  morgue show x   it\n"
                          "                  whole\nMore.\n  cat y | morgue tag -\n"),
            "  morgue show x   it\n                  whole\n  cat y | morgue tag -\n");
}

}  // namespace
}  // namespace morgue
