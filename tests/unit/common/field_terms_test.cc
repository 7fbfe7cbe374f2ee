#include "common/field_terms.h"

#include <gmock/gmock.h>

#include "tests/support/articles.h"

namespace morgue {
namespace {

using testing::ElementsAre;
using testing::ElementsAreArray;

std::vector<std::string> with_prefix(const std::vector<std::string>& terms,
                                     const std::string& prefix) {
  std::vector<std::string> out;
  for (const std::string& term : terms)
    if (term.starts_with(prefix)) out.push_back(term);
  return out;
}

std::vector<std::string> host_terms(const std::string& url) {
  StoredArticle stored;
  stored.content.article.url = url;
  return with_prefix(field_terms(stored), "H");
}

TEST(FieldTerms, NameEverythingAnArticleIsFilteredBy) {
  EXPECT_THAT(field_terms(test::full_article()),
              ElementsAreArray({"A*",
                                "Aholm",
                                "Aida",
                                "Aida holm",
                                "Aper",
                                "Aper sand",
                                "Asand",
                                "D20250311",
                                "Hcalder.example",
                                "Hexample",
                                "Hnews.calder.example",
                                "Len",
                                "M202503",
                                "P/news/bridge.html",
                                "Q0123456789abcdef",
                                "Topinion",
                                "Uhttps://news.calder.example/bridge?id=7",
                                "XAD20250311",
                                "XAGnorth wire",
                                "XAM202503",
                                "XAM202505",
                                "XAWM202503",
                                "XAWM202505",
                                "XAY2025",
                                "XDLbay",
                                "XDLcalder",
                                "XDLcalder bay",
                                "XFx-desk:metro",
                                "XFx-wire:",
                                "XHAScorrection",
                                "XHASphoto",
                                "XIDcb-77",
                                "XISupdated",
                                "XISwire",
                                "XL*",
                                "XLcalder",
                                "XM*",
                                "XO*",
                                "XObridge",
                                "XObridge calder",
                                "XObridge office",
                                "XObridge office of calder",
                                "XOcalder",
                                "XOof",
                                "XOoffice",
                                "XP*",
                                "XPana",
                                "XPana low",
                                "XPlow",
                                "XPreyes",
                                "XPtom",
                                "XPtom reyes",
                                "XQ*",
                                "XQana",
                                "XQana low",
                                "XQlow",
                                "XSEClocal news",
                                "XSRCthe calder herald",
                                "Y2025"}));
}

TEST(FieldTerms, OfAnArticleWithNothingAreItsId) {
  EXPECT_THAT(field_terms(StoredArticle{}), ElementsAre("Q0000000000000000"));
}

TEST(FieldTerms, KnowADateOnlyAsFarAsItIsKnown) {
  StoredArticle stored;
  stored.content.article.published = parse_iso8601("2025-03");
  EXPECT_THAT(field_terms(stored), ElementsAre("M202503", "Q0000000000000000", "Y2025"));
  stored.content.article.published = parse_iso8601("2025");
  EXPECT_THAT(field_terms(stored), ElementsAre("Q0000000000000000", "Y2025"));
}

TEST(FieldTerms, SayWhatAnArticleTellsOfItself) {
  StoredArticle stored;
  Article& article = stored.content.article;
  const auto marks = [&] { return with_prefix(field_terms(stored), "XIS"); };
  article.published = parse_iso8601("2025-03-11T10:00:00Z");
  article.updated = article.published;
  EXPECT_THAT(marks(), ElementsAre()) << "pages state a time of update that is none";
  article.updated = parse_iso8601("2025-03-11T10:00:01Z");
  EXPECT_THAT(marks(), ElementsAre("XISupdated"));
  article.type = ArticleType::Live;
  EXPECT_THAT(with_prefix(field_terms(stored), "T"), ElementsAre("Tlive"));
}

TEST(FieldTerms, TakeTheDayThatThePublishersClockShowed) {
  StoredArticle stored;
  stored.content.article.published = parse_iso8601("2025-01-01T01:00:00+05:00");
  EXPECT_THAT(with_prefix(field_terms(stored), "D"), ElementsAre("D20250101"));
}

TEST(FieldTerms, HaveNamesOfThingsAlsoAsTheArticleWritesThem) {
  StoredArticle stored;
  stored.content.article.title = "WHO warns";
  stored.content.article.text = "The W.H.O. and Dr. Pike";
  stored.content.entities = {{EntityKind::Org, "World Health Organization"},
                             {EntityKind::Person, "Rowan Pike"}};
  stored.content.mentions = {{0, {0, 3}, true}, {0, {4, 10}, false}, {1, {15, 23}, false}};
  EXPECT_THAT(written_keys(stored.content), ElementsAre(ElementsAre("who"), ElementsAre()));
  EXPECT_THAT(with_prefix(field_terms(stored), "XO"),
              ElementsAre("XO*", "XOhealth", "XOorganization", "XOwho", "XOworld",
                          "XOworld health organization", "XOworld organization"));
  EXPECT_THAT(with_prefix(field_terms(stored), "XP"),
              ElementsAre("XP*", "XPpike", "XProwan", "XProwan pike"));
}

TEST(FieldTerms, NameSpeakersAsEntitiesAreCalled) {
  StoredArticle stored;
  stored.content.article.text = "“It is over,” WHO said. “Well.”";
  stored.content.entities = {{EntityKind::Org, "World Health Organization"}};
  stored.content.mentions = {{0, {18, 21}, false}};
  stored.content.quotations = {
      {.where = {0, 17}, .speaker = "World Health Organization", .entity = 0}, {.where = {28, 38}}};
  EXPECT_THAT(with_prefix(field_terms(stored), "XQ"),
              ElementsAre("XQ*", "XQhealth", "XQorganization", "XQwho", "XQworld",
                          "XQworld health organization", "XQworld organization"));
}

TEST(FieldTerms, FindTheHostBehindUserAndPort) {
  EXPECT_THAT(host_terms("HTTP://me:pw@News.Example:8080/a"),
              ElementsAre("Hexample", "Hnews.example"));
  EXPECT_THAT(host_terms("https://example?x"), ElementsAre("Hexample"));
  EXPECT_THAT(host_terms("not an address"), ElementsAre());
  EXPECT_THAT(host_terms("http://"), ElementsAre());
}

}  // namespace
}  // namespace morgue
