#include "query/render/render.h"

#include <gtest/gtest.h>

#include "query/language/parse.h"
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
  hit.family = {hit.article.id, 7, 5, true};
  hit.older_versions = 1;
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
            "    people Ana Løw, Tom Reyes\n"
            "    +7 copies, 5 sources · dup:f-012345 · 1 older version\n");
}

/// The same with a sentence on each side.
SearchResult one_hit_in_context() {
  SearchResult result = one_hit();
  const std::string& text = result.hits[0].article.content.article.text;
  Passage& passage = result.hits[0].passages[0];
  passage.cut_after = false;
  passage.before = {0, passage.where.begin};
  passage.after = {passage.where.end, std::uint32_t(text.find(" It reopens"))};
  return result;
}

const std::vector<RankedPassage> kOnlyOne = {{0, 0, 1.5}};

TEST(RenderText, ShowsContextAsAPartOfThePassage) {
  const std::string out = render_text(one_hit_in_context(), options());
  EXPECT_NE(out.find("    ¶2  “It is unsafe,” said Ana Løw on Tuesday. Ms. Løw\n"
                     "        leads the Bridge Office. “We knew,” said Tom Reyes.\n"),
            std::string::npos)
      << out;
  RenderOptions coloured = options();
  coloured.style = Style::coloured("faint=2:match=1");
  const std::string faint = render_text(one_hit_in_context(), coloured);
  EXPECT_NE(faint.find("\x1b[2mTuesday. \x1b[0mMs. \x1b[1mLøw\x1b[0m"), std::string::npos) << faint;
  EXPECT_NE(faint.find("Office. \x1b[2m“We "), std::string::npos) << faint;
}

TEST(RenderText, PutsPassagesAboveTheirArticles) {
  EXPECT_EQ(render_text(one_hit(), kOnlyOne, options()),
            "\n"
            " 1  Ms. Løw leads the Bridge Office. ...\n"
            "    ¶2  Løw shuts the Calder bridge                  #012345\n"
            "    The Calder Herald · 2025-03-11 · Ida Holm, Per Sand · Local News\n");
}

TEST(RenderText, KeepsIdsInPlaceBesideTextFromRightToLeft) {
  SearchResult result = one_hit();
  result.hits[0].title_marks.clear();
  Article& article = result.hits[0].article.content.article;
  article.title = "\u05E9\u05DC\u05D5\u05DD 7";
  article.source = "\u05D4\u05D0\u05E8\u05E5";
  EXPECT_EQ(render_text(result, options()),
            "\n"
            " 1  \u2067\u05E9\u05DC\u05D5\u05DD 7\u2069" +
                std::string(43, ' ') +
                "#012345\n"
                "    \u2067\u05D4\u05D0\u05E8\u05E5\u2069 · 2025-03-11 · Ida Holm, Per Sand · "
                "Local News\n"
                "    ¶2  Ms. Løw leads the Bridge Office. ...\n"
                "    people Ana Løw, Tom Reyes\n"
                "    +7 copies, 5 sources · dup:f-012345 · 1 older version\n");
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
  hit.family = {};
  hit.older_versions = 0;
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

TEST(RenderPlain, OfPassagesEndsWithTheirText) {
  EXPECT_EQ(render_plain(one_hit(), kOnlyOne, options()),
            "012345\t2025-03-11\tThe Calder Herald\tLøw shuts the Calder bridge\t"
            "https://news.calder.example/bridge?id=7\t2\tMs. Løw leads the Bridge Office. ...\n");
  EXPECT_EQ(
      render_plain(one_hit_in_context(), kOnlyOne, options()),
      "012345\t2025-03-11\tThe Calder Herald\tLøw shuts the Calder bridge\t"
      "https://news.calder.example/bridge?id=7\t2\t“It is unsafe,” said Ana Løw on Tuesday. Ms. "
      "Løw leads the Bridge Office. “We knew,” said Tom Reyes.\n");
}

constexpr std::string_view kRecord =
    R"({"format_version":1,"rank":1,"id":"0123456789abcdef","external_id":"cb-77","score":2.5,)"
    R"("title":"Løw shuts the Calder bridge","url":"https://news.calder.example/bridge?id=7",)"
    R"("path":"/news/bridge.html#2","source":"The Calder Herald","section":"Local News",)"
    R"("authors":["Ida Holm","Per Sand"],"lang":"en","words":23,)"
    R"("published":"2025-03-11T05:58:00+01:00","published_from":"json-ld",)"
    R"("updated":"2025-03-12T07:00:01Z","added":"2025-04-01T10:00:00Z","title_hits":[[0,4]],)"
    R"("passages":[{"para":2,"line":3,"start":47,"end":80,)"
    R"("text":"Ms. Løw leads the Bridge Office.","hits":[[51,55]],)"
    R"("before":"","after":""}],)"
    R"("persons":[{"name":"Ana Løw","mentions":2},{"name":"Tom Reyes","mentions":1}],)"
    R"("about":[{"from":"2025-03-01","to":"2025-03-31","text":"Løw"},)"
    R"({"from":"2025-03-11","to":"2025-03-11","text":"Tuesday"},)"
    R"({"from":"2025-05-01","to":"2025-05-31","text":"May"}],)"
    R"("family":{"id":"f-0123456789abcdef","copies":7,"sources":5,"head":true},)"
    R"("older_versions":1,"x-desk":"metro","x-wire":""})";

TEST(RenderJsonLines, IsAnObjectALine) {
  EXPECT_EQ(render_jsonl(one_hit(), options()), std::string(kRecord) + '\n');
}

TEST(RenderJsonLines, HasContextBesideThePassage) {
  const std::string out = render_jsonl(one_hit_in_context(), options());
  EXPECT_NE(out.find(R"("text":"Ms. Løw leads the Bridge Office.","hits":[[51,55]],)"
                     R"("before":"“It is unsafe,” said Ana Løw on Tuesday.\n\n",)"
                     R"("after":" “We knew,” said Tom Reyes."}])"),
            std::string::npos)
      << out;
}

TEST(RenderJsonLines, OfPassagesHasOneInEachRecord) {
  SearchResult result = one_hit();
  Hit& hit = result.hits[0];
  Passage other;
  other.where = {0, 5};
  hit.passages.insert(hit.passages.begin(), other);
  const std::vector<RankedPassage> second = {{0, 1, 2.5}};
  EXPECT_EQ(render_jsonl(result, second, options()), std::string(kRecord) + '\n')
      << "with the passage's score";
  const std::vector<RankedPassage> both = {{0, 1, 2.5}, {0, 0, 1}};
  const std::string document = render_json(result, both, "bridge", {}, options());
  EXPECT_NE(document.find("[" + std::string(kRecord) + ",{"), std::string::npos) << document;
  EXPECT_NE(document.find(R"("rank":2,)"), std::string::npos);
}

TEST(RenderJsonLines, ReplacesBrokenBytesOfPaths) {
  SearchResult result = one_hit();
  result.hits[0].article.content.article.file = "/news/\xff.html";
  EXPECT_NE(render_jsonl(result, options()).find("/news/\xef\xbf\xbd.html#2"), std::string::npos);
}

TEST(RenderJsonLines, NamesTheFirstTwentyDifferentTimes) {
  SearchResult result = one_hit();
  auto& dates = result.hits[0].article.content.dates;
  const Day first = dates[0].from;
  for (int i = 0; i < 60; ++i) {
    const Day day = first + std::chrono::days{i / 2};
    dates.push_back({{0, 3}, day, day, false});
  }
  const std::string out = render_jsonl(result, options());
  std::size_t times = 0;
  for (auto at = out.find("\"from\""); at != std::string::npos; at = out.find("\"from\"", at + 1))
    ++times;
  EXPECT_EQ(times, 20U);
  EXPECT_NE(out.find("\"from\":\"2025-03-18\""), std::string::npos) << "each only once";
}

TEST(RenderJson, IsOneDocument) {
  SearchResult result = one_hit();
  result.notes = {"a note"};
  result.extent = Extent{8, 6, EndDay{*make_day(2025, 3, 1), Precision::Month}, {}};
  const std::vector<ResolvedDate> dates = {
      {"since:2020", FieldId::Date, {make_day(2020, 1, 1), {}}}};
  EXPECT_EQ(render_json(result, "bridge", dates, options()),
            R"({"format_version":1,"query":"bridge","dates":[{"text":"since:2020","field":"date",)"
            R"("date_from":"2020-01-01","date_to":null}],"total":1,"total_exact":true,)"
            R"("articles":8,"sources":6,"first":"2025-03","last":null,)"
            R"("notes":["a note"],"results":[)" +
                std::string(kRecord) + "]}\n");
}

TEST(RenderNothing, SaysWhatHadToBeThere) {
  const auto said = [](std::string_view text) {
    return render_nothing_found(*parse_query(text, {.today = *make_day(2026, 11, 23)}), text);
  };
  EXPECT_EQ(said("ferry AND crash inquest"), "no article has all of: ferry crash inquest\n");
  EXPECT_EQ(said("date:2031 (a OR b)"),
            "no article has all of: date:2031-01-01..2031-12-31 (a OR b)\n");
  EXPECT_EQ(said("ferry crash"), "no article has any of: ferry crash\n") << "it was relaxed";
  EXPECT_EQ(said("\"ferry crash\""), "no article has: \"ferry crash\"\n");
  EXPECT_EQ(said("date:june"),
            "no article answers: date:june, read as date:2026-06-01..2026-06-30\n");
  EXPECT_EQ(said("person:Pike"), "no article answers: person:Pike\n");
}

TEST(RenderNothing, ListsSuggestionsOnOneLine) {
  EXPECT_EQ(render_suggestions({}), "");
  const std::vector<Suggestion> two = {{"inquiry", 38}, {"in\x1bquests", 2}};
  EXPECT_EQ(render_suggestions(two), "did you mean: inquiry (38), inquests (2)\n");
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

TEST(RenderArticle, GivesAnnotationsAsJson) {
  const std::string out = render_article_json(test::full_article());
  const std::string_view annotations =
      R"("entities":[{"kind":"person","start":25,"end":33,"text":"Ana Løw","name":"Ana Løw",)"
      R"("role":"bridge engineer"},)"
      R"({"kind":"org","start":66,"end":79,"text":"Bridge Office","name":"Bridge Office of Calder"},)"
      R"({"kind":"person","start":101,"end":110,"text":"Tom Reyes","name":"Tom Reyes"}],)"
      R"("dates":[{"start":37,"end":44,"text":"Tuesday","from":"2025-03-11","to":"2025-03-11"},)"
      R"({"start":126,"end":129,"text":"May","from":"2025-05-01","to":"2025-05-31"}],)"
      R"("quotes":[{"start":0,"end":19,"speaker":"Ana Løw","speaker_start":25,"speaker_end":33}],)"
      R"("reported":[{"start":81,"end":95,"speaker":null,"speaker_start":null,)"
      R"("speaker_end":null,"kind":"mixed"}],)";
  EXPECT_NE(out.find(annotations), std::string::npos) << out;
}

TEST(RenderArticle, ShowsAnnotationsBetweenSigns) {
  RenderOptions annotated = options(0);
  annotated.annotate = true;
  EXPECT_EQ(render_article(test::full_article(), {}, {}, annotated),
            "[[P:Løw] = 2025-03] shuts the [L:Calder] bridge\n"
            "The Calder Herald · 2025-03-11 · Ida Holm, Per Sand · Local News\n"
            "https://news.calder.example/bridge?id=7\n"
            "#012345  /news/bridge.html#2\n"
            "\n"
            "{“It is unsafe,” by Ana Løw} said [P:Ana Løw] on [Tuesday = 2025-03-11].\n"
            "\n"
            "Ms. Løw leads the [O:Bridge Office]. {“We knew,” by Ana Løw} said [P:Tom Reyes]. It "
            "reopens in [May = 2025-05].\n"
            "\n"
            "signs: [P:person], [O:organisation], [L:place], [day = date], {quotation by "
            "speaker}\n");
}

TEST(RenderArticle, SaysThatNothingWasRecognised) {
  RenderOptions annotated = options(0);
  annotated.annotate = true;
  const std::string out = render_article(test::small_article(7), {}, {}, annotated);
  EXPECT_TRUE(out.ends_with("\n\nsigns: none; no names, days or quotations are known\n")) << out;
}

TEST(RenderArticle, WrapsSignsByTheirColumnsAndColoursThem) {
  RenderOptions annotated = options(30);
  annotated.annotate = true;
  const std::string plain = render_article(test::full_article(), {}, {}, annotated);
  EXPECT_NE(plain.find("\n{“It is unsafe,” by Ana Løw}\nsaid [P:Ana Løw] on [Tuesday =\n"
                       "2025-03-11].\n"),
            std::string::npos)
      << plain;
  annotated.style = Style::coloured("person=1:quote=2:day=3:match=4");
  std::string out = render_article(test::full_article(), {}, std::vector<Span>{{3, 5}}, annotated);
  EXPECT_NE(out.find("\x1b[1m[P:Ana \x1b[0m\x1b[1mLøw]\x1b[0m on"), std::string::npos);
  EXPECT_NE(out.find("\x1b[4mIt\x1b[0m"), std::string::npos) << "what a query found stands out";
  for (auto at = out.find('\x1b'); at != std::string::npos; at = out.find('\x1b'))
    out.erase(at, out.find('m', at) - at + 1);
  EXPECT_EQ(out, plain);
}

TEST(RenderArticle, LetsNoControlCharactersOfNamesThrough) {
  RenderOptions annotated = options(0);
  annotated.annotate = true;
  StoredArticle article = test::full_article();
  article.content.quotations[0].speaker = "Ana\x1b]0;x\x07 L\u00f8w\u202e";
  const std::string out = render_article(article, {}, {}, annotated);
  EXPECT_NE(out.find("by Ana]0;x Løw}"), std::string::npos) << out;
  EXPECT_EQ(out.find_first_of("\x1b\x07"), std::string::npos);
}

}  // namespace
}  // namespace morgue
