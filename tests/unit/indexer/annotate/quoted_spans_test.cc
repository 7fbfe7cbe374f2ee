#include "indexer/annotate/quoted_spans.h"

#include <gmock/gmock.h>

#include <string>
#include <string_view>
#include <vector>

#include "indexer/annotate/paragraph_starts.h"

namespace morgue::annotate {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// The quoted words of a text, marks included; "~" before what goes on from the paragraph before.
std::vector<std::string> between_marks(std::string_view text) {
  ArticleWords article;
  read_words("", text, article);
  std::vector<std::string> found;
  for (const Quoted& each : quoted_spans(article, paragraph_starts(article))) {
    const Span where{article.words[each.begin].where.begin, article.words[each.end - 1].where.end};
    found.push_back((each.reopens ? "~" : "") + std::string(where.of(text)));
  }
  return found;
}

TEST(QuotedSpans, AreFoundInAllStylesOfMarks) {
  EXPECT_THAT(between_marks("“We knew,” said Pike."), ElementsAre("“We knew,”"));
  EXPECT_THAT(between_marks("\"We knew,\" said Pike. \"All of us.\""),
              ElementsAre("\"We knew,\"", "\"All of us.\""));
  EXPECT_THAT(between_marks("„Wir wussten es“, sagte Marten."), ElementsAre("„Wir wussten es“"));
  EXPECT_THAT(between_marks("« On savait », dit Pike."), ElementsAre("« On savait »"));
  EXPECT_THAT(between_marks("»Wir wussten es«, sagte Marten."), ElementsAre("»Wir wussten es«"));
  EXPECT_THAT(between_marks("``We knew,'' said Pike."), ElementsAre("``We knew,''"));
  EXPECT_THAT(between_marks("‘We knew,’ said Pike."), ElementsAre("‘We knew,’"));
}

TEST(QuotedSpans, TellApostrophesFromMarks) {
  EXPECT_THAT(between_marks("'The players' union can't wait,' said Pike's aide."),
              ElementsAre("'The players' union can't wait,'"));
  EXPECT_THAT(between_marks("In the '90s the crews' boats went out; rock 'n' roll it wasn't."),
              IsEmpty());
  EXPECT_THAT(between_marks("They ’phoned the workers’ club ’cause it rained."), IsEmpty());
}

TEST(QuotedSpans, KeepTheOutermostPairOnly) {
  EXPECT_THAT(between_marks("“He said ‘no’ and left,” said Pike."),
              ElementsAre("“He said ‘no’ and left,”"));
  EXPECT_THAT(between_marks("“The “old” pier is gone,” said Pike."),
              ElementsAre("“The “old” pier is gone,”"));
  EXPECT_THAT(between_marks("'She called it \"mad\" twice,' said Pike."),
              ElementsAre("'She called it \"mad\" twice,'"));
}

TEST(QuotedSpans, MayMixCurlyAndStraightMarks) {
  EXPECT_THAT(between_marks("“We knew,\" said Pike. \"All of us.”"),
              ElementsAre("“We knew,\"", "\"All of us.”"));
}

TEST(QuotedSpans, GoOnWhereTheNextParagraphOpensAgain) {
  EXPECT_THAT(between_marks("“We knew. All of us.\n\n“And we wept.”"),
              ElementsAre("“We knew. All of us.", "~“And we wept.”"));
}

TEST(QuotedSpans, DoNotSwallowTheArticleIfLeftOpen) {
  EXPECT_THAT(between_marks("Pike saw \"a way out. The pier burned for days.\n\nIt rained."),
              ElementsAre("\"a way out."));
  EXPECT_THAT(between_marks("Pike saw \"a way out. Later \"nobody cared,\" he said."),
              ElementsAre("\"a way out.", "\"nobody cared,\""));
}

TEST(QuotedSpans, EndWithTheirParagraphIfTheyBeganIt) {
  EXPECT_THAT(between_marks("“We knew. All of us.\n\nIt rained."),
              ElementsAre("“We knew. All of us."));
}

TEST(QuotedSpans, RunOverTheLinesOfAWrappedText) {
  EXPECT_THAT(between_marks("\"We knew of the\nold pier,\" said Pike.\n\nIt rained."),
              ElementsAre("\"We knew of the\nold pier,\""));
}

TEST(QuotedSpans, TakeLinearTimeWhateverTheMarks) {
  std::string open;
  for (int i = 0; i < 100'000; ++i) open += "“a ‘b \"c ";
  EXPECT_FALSE(between_marks(open).empty());
  std::string tight;
  for (int i = 0; i < 100'000; ++i) tight += "\"'";
  EXPECT_LE(between_marks(tight).size(), 200'000U);
}

TEST(ParagraphStarts, CountSingleBreaksUnlessTheTextIsWrapped) {
  ArticleWords article;
  read_words("Old pier burns", "It rained.\nPike left.\n\nNobody stayed.", article);
  EXPECT_THAT(paragraph_starts(article), ElementsAre(3, 6, 9));
  read_words("Old pier burns", "It rained on\nthe pier.\n\nNobody stayed.", article);
  EXPECT_THAT(paragraph_starts(article), ElementsAre(3, 9));
}

}  // namespace
}  // namespace morgue::annotate
