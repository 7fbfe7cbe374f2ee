#include "query/render/render.h"

#include <gtest/gtest.h>

#include "tests/support/articles.h"

namespace morgue {
namespace {

RenderOptions options(std::size_t width = 60) {
  RenderOptions options;
  options.width = width;
  options.shown_id = [](ArticleId id) { return to_string(id).substr(0, 6); };
  return options;
}

/// One hit: test::full_article() with a passage.
SearchResult one_hit() {
  SearchResult result;
  result.total = 1;
  Hit hit{test::full_article(), 2.5, {{0, 4}}, {}};
  const std::string& text = hit.article.content.article.text;
  const auto begin = static_cast<std::uint32_t>(text.find("Ms."));
  hit.passages = {{{begin, begin + 33}, 2, false, true, {{begin + 4, begin + 8}}}};
  result.hits = {hit};
  return result;
}

TEST(CountLine, GroupsAndTellsEstimates) {
  SearchResult result;
  result.total = 1;
  EXPECT_EQ(count_line(result), "1 article");
  result.total = 1234567;
  result.total_exact = false;
  EXPECT_EQ(count_line(result), "~1,234,567 articles");
}

TEST(RenderText, ShowsFactsAndPassages) {
  EXPECT_EQ(render_text(one_hit(), options()),
            "\n"
            " 1  Løw shuts the Calder bridge                      #012345\n"
            "    The Calder Herald · 2025-03-11 · Ida Holm, Per Sand · Local News\n"
            "    ¶2  Ms. Løw leads the Bridge Office. ...\n"
            "    people Ana Løw, Tom Reyes\n");
}

TEST(RenderText, MarksHitsWithoutMovingAnything) {
  RenderOptions coloured = options();
  coloured.style = Style::coloured("");
  std::string out = render_text(one_hit(), coloured);
  EXPECT_NE(out.find("\x1b[01;33mLøw\x1b[0m"), std::string::npos);
  for (auto at = out.find('\x1b'); at != std::string::npos; at = out.find('\x1b'))
    out.erase(at, out.find('m', at) - at + 1);
  EXPECT_EQ(out, render_text(one_hit(), options()));
}

TEST(RenderText, PutsTheIdBelowTheTitleOfNarrowTerminals) {
  const std::string out = render_text(one_hit(), options(24));
  EXPECT_EQ(out.substr(0, out.find("#012345") + 8),
            "\n"
            " 1  Løw shuts the Calder\n"
            "    bridge\n"
            "    #012345\n");
}

TEST(RenderText, SaysWhatIsNotKnown) {
  SearchResult result = one_hit();
  Hit& hit = result.hits[0];
  hit.article = test::small_article(7);
  hit.article.content.article.title.clear();
  hit.article.content.article.source.clear();
  hit.title_marks.clear();
  hit.passages.clear();
  EXPECT_EQ(render_text(result, options()),
            "\n"
            " 1  (without a headline)                             #000000\n"
            "    unknown source · no date\n");
  hit.article.content.article.published = parse_iso8601("2025-03-11");
  hit.article.content.article.published_from = DateOrigin::FileTime;
  EXPECT_NE(render_text(result, options()).find("2025-03-11?"), std::string::npos);
}

TEST(RenderPlain, IsOneLineOfFields) {
  SearchResult result = one_hit();
  EXPECT_EQ(render_plain(result, options()),
            "012345\t2025-03-11\tThe Calder Herald\tLøw shuts the Calder bridge\t"
            "https://news.calder.example/bridge?id=7\n");
  result.hits[0].article.content.article.title = "a\tb\nc\x1b";
  EXPECT_EQ(render_plain(result, options()),
            "012345\t2025-03-11\tThe Calder Herald\ta b c\t"
            "https://news.calder.example/bridge?id=7\n");
}

constexpr std::string_view kRecord =
    R"({"format_version":1,"rank":1,"id":"0123456789abcdef","external_id":"cb-77","score":2.5,)"
    R"("title":"Løw shuts the Calder bridge","url":"https://news.calder.example/bridge?id=7",)"
    R"("path":"/news/bridge.html#2","source":"The Calder Herald","section":"Local News",)"
    R"("authors":["Ida Holm","Per Sand"],"lang":"en","words":23,)"
    R"("published":"2025-03-11T05:58:00+01:00","published_from":"json-ld",)"
    R"("updated":"2025-03-12T07:00:01Z","added":"2025-04-01T10:00:00Z","title_hits":[[0,4]],)"
    R"("passages":[{"para":2,"line":3,"start":47,"end":80,)"
    R"("text":"Ms. Løw leads the Bridge Office.","hits":[[51,55]]}],)"
    R"("persons":[{"name":"Ana Løw","mentions":2},{"name":"Tom Reyes","mentions":1}],)"
    R"("x-desk":"metro","x-wire":""})";

TEST(RenderJsonLines, IsAnObjectALine) {
  EXPECT_EQ(render_jsonl(one_hit(), options()), std::string(kRecord) + '\n');
}

TEST(RenderJsonLines, ReplacesBrokenBytesOfPaths) {
  SearchResult result = one_hit();
  result.hits[0].article.content.article.file = "/news/\xff.html";
  EXPECT_NE(render_jsonl(result, options()).find("/news/\xef\xbf\xbd.html#2"), std::string::npos);
}

TEST(RenderJson, IsOneDocument) {
  SearchResult result = one_hit();
  result.notes = {"a note"};
  EXPECT_EQ(render_json(result, "bridge", options()),
            R"({"format_version":1,"query":"bridge","total":1,"total_exact":true,)"
            R"("notes":["a note"],"results":[)" +
                std::string(kRecord) + "]}\n");
}

TEST(RenderTrec, NamesTheRecordsOwnIds) {
  SearchResult result = one_hit();
  result.hits.push_back({test::small_article(7), 1, {}, {}});
  result.hits[0].article.content.article.external_id = "cb 77";
  EXPECT_EQ(render_trec(result, "q1\x1b"),
            "q1 Q0 cb_77 1 2.500000 morgue\n"
            "q1 Q0 0000000000000007 2 1.000000 morgue\n");
}

TEST(RenderArticle, ShowsTheWholeArticle) {
  const StoredArticle article = test::full_article();
  EXPECT_EQ(render_article(article, {}, {}, options(0)),
            "Løw shuts the Calder bridge\n"
            "The Calder Herald · 2025-03-11 · Ida Holm, Per Sand · Local News\n"
            "https://news.calder.example/bridge?id=7\n"
            "#012345  /news/bridge.html#2\n"
            "\n"
            "“It is unsafe,” said Ana Løw on Tuesday.\n"
            "\n"
            "Ms. Løw leads the Bridge Office. “We knew,” said Tom Reyes. It reopens in May.\n");
}

TEST(RenderArticle, MarksEachParagraph) {
  RenderOptions coloured = options(0);
  coloured.style = Style::coloured("match=7");
  const StoredArticle article = test::small_article(7);
  const std::vector<Span> marks = {{4, 9}};
  const std::string out = render_article(article, {}, marks, coloured);
  EXPECT_NE(out.find("\nThe \x1b[7mferry\x1b[0m sailed 7 times.\n"), std::string::npos);
}

}  // namespace
}  // namespace morgue
