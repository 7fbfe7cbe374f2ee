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
              ElementsAreArray({"Aholm",
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
                                "Uhttps://news.calder.example/bridge?id=7",
                                "XDLbay",
                                "XDLcalder",
                                "XDLcalder bay",
                                "XFx-desk:metro",
                                "XFx-wire:",
                                "XIDcb-77",
                                "XPana",
                                "XPana low",
                                "XPlow",
                                "XPreyes",
                                "XPtom",
                                "XPtom reyes",
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

TEST(FieldTerms, TakeTheDayThatThePublishersClockShowed) {
  StoredArticle stored;
  stored.content.article.published = parse_iso8601("2025-01-01T01:00:00+05:00");
  EXPECT_THAT(with_prefix(field_terms(stored), "D"), ElementsAre("D20250101"));
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
