#include "query/views/grep.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>

#include "common/article.h"
#include "common/text.h"

namespace morgue {
namespace {

constexpr const char* kText =
    "Four dead were found. The radar failed.\n\nRadar parts cost 12 crowns, 120 in all.";

std::string lines(std::string_view expression, bool any_case = false, std::size_t most = 100) {
  const auto compiled = Expression::make(expression, any_case);
  if (!compiled) return compiled.error();
  const LineFinder finder(*compiled);
  std::string out;
  const std::string_view title = "Radar blamed";
  for (const FittingLine& line : finder.find(title, kText, most)) {
    const std::string_view field = line.paragraph == 0 ? title : kText;
    out += fmt::format("{}:{} [", line.paragraph, line.where.of(field));
    for (const Span mark : line.marks) out += fmt::format("{}|", mark.of(field));
    out += "]\n";
  }
  return out;
}

TEST(LineFinder, FindsSentencesAndTheHeadline) {
  EXPECT_EQ(lines("radar"), "1:The radar failed. [radar|]\n");
  EXPECT_EQ(lines("radar", true),
            "0:Radar blamed [Radar|]\n1:The radar failed. [radar|]\n"
            "2:Radar parts cost 12 crowns, 120 in all. [Radar|]\n");
  EXPECT_EQ(lines("\\b\\d+\\b"), "2:Radar parts cost 12 crowns, 120 in all. [12|120|]\n");
  EXPECT_EQ(lines("radar", true, 1), "0:Radar blamed [Radar|]\n");
}

TEST(LineFinder, AnchorsAreTheEndsOfASentence) {
  EXPECT_EQ(lines("^The"), "1:The radar failed. [The|]\n");
  EXPECT_EQ(lines("found\\.$"), "1:Four dead were found. [found.|]\n");
}

TEST(LineFinder, RefusesWhatIsNoExpression) {
  EXPECT_EQ(lines("(dock"), "missing ): (dock");
  EXPECT_FALSE(lines("(a)\\1").empty());
}

TEST(LineFinder, IsNeverSlow) {
  const auto expression = Expression::make("(a*)*b", false);
  ASSERT_TRUE(expression);
  EXPECT_TRUE(LineFinder(*expression).find("", std::string(100000, 'a'), 10).empty());
}

TEST(LineFinder, FindsWhatANaiveScanFinds) {
  std::mt19937_64 random(11);
  for (int round = 0; round < 200; ++round) {
    std::string text;
    for (int i = 0; i < 120; ++i) text += "abc .AB\n"[random() % 8];
    std::string wanted;
    for (std::size_t i = 0; i < 1 + random() % 3; ++i) wanted += "abc"[random() % 3];
    std::size_t naive = 0;
    for (const Span paragraph : paragraphs(text))
      for (const Span sentence : sentences(paragraph.of(text)))
        naive += sentence.of(paragraph.of(text)).find(wanted) != std::string_view::npos;
    const LineFinder finder(*Expression::make(wanted, false));
    EXPECT_EQ(finder.find("", text, 1000).size(), naive);
  }
}

}  // namespace
}  // namespace morgue
