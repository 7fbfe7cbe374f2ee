#include "query/render/annotate.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <random>

namespace morgue {
namespace {

using testing::ElementsAre;
using Role = Style::Role;

Annotation of(std::uint32_t begin, std::uint32_t end, Role role, std::string opening = "[",
              std::string closing = "]") {
  return {{begin, end}, false, role, std::move(opening), std::move(closing)};
}

SignedText with_all(std::string_view text, const std::vector<Annotation>& annotations) {
  std::vector<const Annotation*> all;
  for (const Annotation& annotation : annotations) all.push_back(&annotation);
  return with_signs(text, {0, static_cast<std::uint32_t>(text.size())}, all);
}

TEST(WithSigns, NestWhatLiesInsideWhateverTheOrder) {
  const Annotation quote = of(0, 9, Role::Quote, "{", "}");
  const Annotation name = of(3, 6, Role::Person);
  for (const auto& all : {std::vector{quote, name}, std::vector{name, quote}}) {
    const SignedText out = with_all("abcdefghi", all);
    EXPECT_EQ(out.text, "{abc[def]ghi}");
    EXPECT_THAT(out.styles,
                ElementsAre(StyledSpan{{0, 4}, Role::Quote}, StyledSpan{{4, 9}, Role::Person},
                            StyledSpan{{9, 13}, Role::Quote}));
  }
}

TEST(WithSigns, AtOnePlaceCloseInTheOrderOfOpening) {
  const Annotation quote = of(0, 3, Role::Quote, "{", "}");
  EXPECT_EQ(with_all("abcdef", {quote, of(0, 3, Role::Person)}).text, "{[abc]}def");
  EXPECT_EQ(with_all("abcdef", {quote, of(0, 2, Role::Person)}).text, "{[ab]c}def");
  EXPECT_EQ(with_all("abcdef", {of(0, 2, Role::Person), quote}).text, "{[ab]c}def");
  EXPECT_EQ(with_all("abcdef", {quote, of(1, 3, Role::Person)}).text, "{a[bc]}def");
  EXPECT_EQ(with_all("abcdef", {of(1, 3, Role::Person), quote}).text, "{a[bc]}def");
  EXPECT_EQ(with_all("abcdef", {quote, of(3, 6, Role::Person)}).text, "{abc}[def]");
}

TEST(WithSigns, TakeSpansThatCross) {
  const SignedText out =
      with_all("abcdef", {of(0, 4, Role::Quote, "{", "}"), of(2, 6, Role::Person)});
  EXPECT_EQ(out.text, "{ab[cd}ef]");
  EXPECT_THAT(out.styles,
              ElementsAre(StyledSpan{{0, 3}, Role::Quote}, StyledSpan{{3, 6}, Role::Person},
                          StyledSpan{{6, 7}, Role::Quote}, StyledSpan{{7, 10}, Role::Person}));
}

TEST(WithSigns, LeaveTheTextAsItIsWhateverTheSpans) {
  std::mt19937 random(7);
  const std::string text(200, 'x');
  for (int round = 0; round < 300; ++round) {
    std::vector<Annotation> all;
    for (int i = 0; i < 20; ++i) {
      const auto begin = static_cast<std::uint32_t>(random() % 200);
      const auto end = begin + static_cast<std::uint32_t>(random() % (200 - begin));
      all.push_back(of(begin, end, i % 2 == 0 ? Role::Day : Role::Org));
    }
    SignedText out = with_all(text, all);
    std::uint32_t last = 0;
    for (const StyledSpan& styled : out.styles) {
      ASSERT_LE(last, styled.where.begin);
      ASSERT_LT(styled.where.begin, styled.where.end);
      last = styled.where.end;
    }
    ASSERT_LE(last, out.text.size());
    ASSERT_EQ(std::count(out.text.begin(), out.text.end(), '['),
              std::count(out.text.begin(), out.text.end(), ']'));
    std::erase_if(out.text, [](char c) { return c == '[' || c == ']'; });
    ASSERT_EQ(out.text, text);
  }
}

TEST(WithSigns, ShowWhatRunsOnInEveryPart) {
  const std::string text = "ab\n\ncd";
  const std::vector<Annotation> all = {of(1, 5, Role::Quote, "{", " by X}"), of(4, 4, Role::Day)};
  const std::vector<Span> parts = {{0, 2}, {4, 6}};
  const auto of_parts = by_part(all, false, parts);
  ASSERT_EQ(of_parts.size(), 2U);
  EXPECT_EQ(with_signs(text, parts[0], of_parts[0]).text, "a{b by X}");
  EXPECT_EQ(with_signs(text, parts[1], of_parts[1]).text, "{c by X}d");
  EXPECT_THAT(by_part(all, true, parts), ElementsAre(testing::IsEmpty(), testing::IsEmpty()));
}

TEST(AnnotationsOf, WriteDaysAsAQueryTakesThem) {
  const auto shown = [](const char* from, const char* to) {
    AnnotatedArticle content;
    content.dates = {{{0, 1}, parse_iso8601(from)->local_day(), parse_iso8601(to)->local_day()}};
    return annotations_of(content).at(0).closing;
  };
  EXPECT_EQ(shown("2025-03-11", "2025-03-11"), " = 2025-03-11]");
  EXPECT_EQ(shown("2025-03-10", "2025-03-16"), " = 2025-03-10..2025-03-16]");
  EXPECT_EQ(shown("2025-03-01", "2025-03-31"), " = 2025-03]");
  EXPECT_EQ(shown("2024-12-01", "2025-02-28"), " = 2024-12..2025-02]");
  EXPECT_EQ(shown("2025-01-01", "2025-12-31"), " = 2025]");
  EXPECT_EQ(shown("1990-01-01", "1999-12-31"), " = 1990..1999]");
}

TEST(AnnotationsOf, NameTheSpeakerOfAnUtteranceOnAllItsParts) {
  AnnotatedArticle content;
  content.quotations = {{.where = {0, 1}},
                        {.where = {2, 3}, .speaker = "Tom Reyes", .continues = true},
                        {.where = {4, 5}}};
  const auto all = annotations_of(content);
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].closing, " by Tom Reyes}");
  EXPECT_EQ(all[1].closing, " by Tom Reyes}");
  EXPECT_EQ(all[2].closing, "}");
}

}  // namespace
}  // namespace morgue
