#include "indexer/extract/fragment.h"

#include <gmock/gmock.h>

#include "indexer/extract/extract.h"
#include "indexer/read/html_document.h"

namespace morgue {
namespace {

using testing::ElementsAre;
using testing::Pair;

Draft fragment(std::string_view html) {
  Draft draft;
  draft.fragment = true;
  draft.html = *parse_html(html);
  return draft;
}

TEST(Fragment, EverythingIsArticleButWhatIsNotShown) {
  const Article article = fragment_article(fragment(
      "<div class='related'>Short.</div><ul><li>One<li>Two</ul><script>x()</script>"
      "<p style='display:none'>hidden</p><figure><img src=a.jpg><figcaption>A pier.</figcaption>"
      "</figure>Tail<br>line<img width=1 height=1 src=t.gif>"));
  EXPECT_EQ(article.text, "Short.\n\nOne\n\nTwo\n\nTail\nline");
  EXPECT_THAT(article.captions, ElementsAre("A pier."));
}

TEST(Fragment, TheDatelineIsReadOffTheText) {
  EXPECT_EQ(fragment_article(fragment("<p>NORRBY (TNW) - It rained.</p>")).dateline, "NORRBY");
  Draft text;
  text.fragment = true;
  text.given.text = "NORRBY, March 3 (TNW) - It rained.";
  EXPECT_EQ(fragment_article(text).dateline, "NORRBY");
}

TEST(Fragment, ABylineInTheTextCountsWhereTheFieldsNameNobody) {
  Draft draft = fragment("<p>By Ida Moss</p><p>It rained.</p>");
  draft.given.authors = {"admin"};
  const auto articles = extract(draft);
  ASSERT_EQ(articles.size(), 1U);
  EXPECT_THAT(articles[0]->authors, ElementsAre("Ida Moss"));
  EXPECT_THAT(articles[0]->extra, ElementsAre(Pair("x-byline", "admin")));
}

}  // namespace
}  // namespace morgue
