#include "indexer/read/stated_draft.h"

#include <gtest/gtest.h>

namespace morgue {
namespace {

TEST(StatedDraft, PlainLinesHaveNoMarkup) {
  EXPECT_EQ(plain_line(" Fish <b>&amp;amp;</b>\n chips "), "Fish & chips");
  EXPECT_EQ(plain_line("One<br/>two"), "One two");
  EXPECT_EQ(plain_line("3 < 4 and <ACM> and <B>"), "3 < 4 and <ACM> and <B>");
}

TEST(StatedDraft, NamesLoseTheirAddresses) {
  EXPECT_EQ(name_without_address("ida@t.example (Ida Moss)"), "Ida Moss");
  EXPECT_EQ(name_without_address("Ida Moss <ida@t.example>"), "Ida Moss");
  EXPECT_EQ(name_without_address("Ida Moss (Norrby)"), "Ida Moss (Norrby)");
  EXPECT_EQ(name_without_address("Ida ("), "Ida (");
}

TEST(StatedDraft, LanguagesAreTwoLetters) {
  EXPECT_EQ(language_code("de-AT"), "de");
  EXPECT_EQ(language_code("swe"), "sv");
  EXPECT_EQ(language_code("EN_us"), "en");
  EXPECT_EQ(language_code("none of them"), "");
}

TEST(StatedDraft, MarkupThatIsEscapedOnceMoreIsMarkup) {
  const auto draft =
      stated_draft({}, {}, {.content = "&lt;p&gt;One&lt;/p&gt;", .may_be_markup = true});
  ASSERT_TRUE(draft);
  EXPECT_TRUE(draft->fragment);
  EXPECT_NE(draft->html, nullptr);
}

}  // namespace
}  // namespace morgue
