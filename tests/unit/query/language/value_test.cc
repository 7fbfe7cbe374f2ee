#include "query/language/value.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/query/language/query_for_test.h"

namespace morgue {
namespace {

using testing::ElementsAre;

TEST(Value, NamesAndAliasesInAnyCaseAreOneField) {
  EXPECT_EQ(query_of("Headline:tram").root, query_of("title:tram").root);
  EXPECT_EQ(query_of("AUTHOR:Vane").root, query_of("by:Vane").root);
  EXPECT_EQ(query_of("after:2020").root, query_of("since:2020").root);
}

TEST(Value, AKeywordTakesAListOfWordsOrQuotedTexts) {
  EXPECT_THAT(query_of("source:\"North Gazette\",echo,").root.values,
              ElementsAre("North Gazette", "echo"));
  EXPECT_THAT(query_of("url:https://echo.example/a,b(c)").root.children.front().values,
              ElementsAre("https://echo.example/a,b"));
  EXPECT_THAT(query_of("is:FIRST,wire").root.values, ElementsAre("first", "wire"));
  EXPECT_THAT(query_of("id:#a7f31c").root.values, ElementsAre("a7f31c"));
  EXPECT_THAT(query_of("lang:OR").root.values, ElementsAre("OR"));
}

TEST(Value, AStarOutsideOfQuotesIsAWildcard) {
  EXPECT_TRUE(query_of("source:the*").root.wildcard);
  EXPECT_FALSE(query_of("source:\"the*\"").root.wildcard);
  EXPECT_EQ(mistake_in("source:\"a b\",c*").message, "quotes and * do not go together in one list");
  EXPECT_TRUE(query_of("person:*").root.wildcard);
  EXPECT_EQ(mistake_in("person:\"*\"").message, "person: needs a value");
}

TEST(Value, SlashesEncloseARegularExpressionWhereThereCanBeOne) {
  const QueryNode source = query_of("source:/^the \\/ (x|\"y\")$/ tram").root.children.front();
  EXPECT_TRUE(source.regex);
  EXPECT_EQ(source.text, "^the \\/ (x|\"y\")$");
  const QueryNode title = query_of("title:/^tram/").root;
  EXPECT_EQ(title.kind, QueryNode::Kind::Keyword);
  EXPECT_EQ(title.field, FieldId::Title);
  EXPECT_THAT(query_of("path:/home/vane/").root.values, ElementsAre("/home/vane/"));
  EXPECT_THAT(query_of("url:/news/2024/x").root.values, ElementsAre("/news/2024/x"));
}

TEST(Value, ANameMayBeFuzzy) {
  EXPECT_EQ(query_of("person:Holt~").root.number, 1);
  EXPECT_EQ(query_of("person:\"Vera Holt\"~2").root.number, 2);
  EXPECT_EQ(query_of("person:Holt,").root.text, "Holt");
  EXPECT_EQ(query_of("person:@p12").root.text, "@p12");
}

TEST(Value, ACustomFieldIsAKeyword) {
  const QueryNode node = query_of("X-Desk:foreign").root;
  EXPECT_EQ(node.kind, QueryNode::Kind::Keyword);
  EXPECT_EQ(node.field, FieldId::Custom);
  EXPECT_EQ(node.custom, "x-desk");
  EXPECT_EQ(mistake_in("x-:foreign").message, "unknown field \"x-:\"");
}

TEST(Value, ANumberIsARangeWithBothEndsIncluded) {
  const auto range = [](std::string_view text) {
    const QueryNode node = query_of(text).root;
    return std::pair{node.low, node.high};
  };
  using Ends = std::pair<std::optional<std::int64_t>, std::optional<std::int64_t>>;
  EXPECT_EQ(range("words:600"), (Ends{600, 600}));
  EXPECT_EQ(range("words:>600"), (Ends{601, {}}));
  EXPECT_EQ(range("words:<600"), (Ends{{}, 599}));
  EXPECT_EQ(range("words:\"600..\""), (Ends{600, {}}));
  EXPECT_EQ(mistake_in("words:<0").message, "words: wants a number or a range");
  EXPECT_EQ(mistake_in("words:9999999999999").message, "words: wants a number or a range");
}

TEST(Value, FieldsThatTheArchiveLacksAreStillRead) {
  for (const FieldInfo& info : fields()) query_of(info.example);
}

}  // namespace
}  // namespace morgue
