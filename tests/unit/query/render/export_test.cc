#include "query/render/export.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "query/render/escape.h"
#include "tests/unit/query/archive_for_test.h"

namespace morgue::test {
namespace {

StoredArticle hostile() {
  StoredArticle stored = article_of({.id = 0xabc,
                                     .title = "A, \"B\" <script>&{\\} [x](y)",
                                     .text = "First <b>one</b>.\n\nSecond\tone, 100% & $5.",
                                     .date = "2025-03-11T05:58:00+01:00",
                                     .source = "Herald & Sons",
                                     .authors = {"Dana Okafor", "Bell and Howell"}});
  stored.content.article.url = "https://h.example/a?b=1&c=\"><x>";
  return stored;
}

std::string record(ExportForm form, bool text = false) {
  ExportOptions options;
  options.form = form;
  options.text = text;
  return export_record(hostile(), 0, options);
}

std::string filled(std::string_view text) {
  const auto made = ExportTemplate::make(text);
  return made ? made->fill(hostile()) : made.error();
}

TEST(Export, CsvAndTsvKeepToTheirCells) {
  EXPECT_EQ(record(ExportForm::Csv),
            "0000000000000abc,2025-03-11T05:58:00+01:00,Herald & Sons,\"A, \"\"B\"\" "
            "<script>&{\\} [x](y)\",Dana Okafor; Bell and Howell,,en,\"https://h.example/"
            "a?b=1&c=\"\"><x>\",/news/2748.txt\r\n");
  const std::string tsv = record(ExportForm::Tsv, true);
  EXPECT_EQ(std::count(tsv.begin(), tsv.end(), '\t'), 9);
  EXPECT_TRUE(tsv.ends_with("First <b>one</b>.\\n\\nSecond\\tone, 100% & $5.\n"));
}

TEST(Export, MarkupIsText) {
  for (const ExportForm form : {ExportForm::Html, ExportForm::Rss}) {
    const std::string out = record(form, true);
    EXPECT_EQ(out.find("<script>"), std::string::npos);
    EXPECT_EQ(out.find("<b>"), std::string::npos);
    EXPECT_NE(out.find("https://h.example/a?b=1&amp;c=%22%3E%3Cx%3E"), std::string::npos);
  }
  EXPECT_NE(record(ExportForm::Rss).find("<pubDate>Tue, 11 Mar 2025 05:58:00 +0100</pubDate>"),
            std::string::npos);
  EXPECT_NE(record(ExportForm::Markdown).find("\\[x\\](y)](<https"), std::string::npos);
}

TEST(Export, CitationsNameTheAuthors) {
  const std::string bibtex = record(ExportForm::Bibtex);
  EXPECT_NE(bibtex.find("author = {{Okafor}, {Dana} and {Howell}, {Bell and}}"), std::string::npos)
      << bibtex;
  EXPECT_NE(bibtex.find("journal = {Herald \\& Sons}"), std::string::npos);
  EXPECT_NE(bibtex.find("\\&\\{\\textbackslash{}\\}"), std::string::npos);
  const std::string ris = record(ExportForm::Ris, true);
  EXPECT_TRUE(ris.starts_with("TY  - NEWS\r\nID  - 0000000000000abc\r\n"));
  EXPECT_NE(ris.find("AU  - Okafor, Dana\r\n"), std::string::npos);
  EXPECT_NE(ris.find("DA  - 2025/03/11/\r\n"), std::string::npos);
  EXPECT_NE(ris.find("AB  - First <b>one</b>. Second one, 100% & $5.\r\n"), std::string::npos);
  const auto csl = nlohmann::json::parse(record(ExportForm::Csl));
  EXPECT_EQ(csl["issued"]["date-parts"][0], nlohmann::json({2025, 3, 11}));
  EXPECT_EQ(csl["author"][0]["family"], "Okafor");
}

TEST(Export, JsonIsOneArray) {
  ExportOptions options;
  options.form = ExportForm::Json;
  const auto all =
      nlohmann::json::parse(export_begin(options) + export_record(hostile(), 0, options) +
                            export_record(hostile(), 1, options) + export_end(options));
  EXPECT_EQ(all.size(), 2U);
  EXPECT_FALSE(all[0].contains("text"));
  EXPECT_EQ(nlohmann::json::parse(export_begin(options) + export_end(options)).size(), 0U);
}

TEST(Export, Templates) {
  EXPECT_EQ(filled("{date:%d.%m.%Y}\\t{source}"), "11.03.2025\tHerald & Sons");
  EXPECT_EQ(filled("{{{id}}} {words}"), "{0000000000000abc} 8");
  EXPECT_EQ(filled("{date:%F %T}"), "2025-03-11 05:58:00");
  EXPECT_TRUE(filled("{nothing}").starts_with("no field {nothing}; there are id, date"));
  EXPECT_EQ(filled("{id"), "a { without its }; a brace itself is {{");
  EXPECT_EQ(filled("id}"), "a } without its {; a brace itself is }}");
}

TEST(Export, RecordsMayEndInNul) {
  ExportOptions options;
  options.form = ExportForm::Paths;
  options.end = '\0';
  StoredArticle odd = hostile();
  odd.content.article.file = "/news/two\nlines.txt";
  EXPECT_EQ(export_record(odd, 0, options), std::string("/news/two\nlines.txt\0", 20));
  options.end = '\n';
  EXPECT_EQ(export_record(odd, 0, options), "/news/two lines.txt\n");
  options.form = ExportForm::Urls;
  odd.content.article.url.clear();
  EXPECT_EQ(export_record(odd, 0, options), "");
}

TEST(Escape, NothingBreaksOut) {
  EXPECT_EQ(escape_csv("plain"), "plain");
  EXPECT_EQ(escape_csv("two\nlines"), "\"two\nlines\"");
  EXPECT_EQ(escape_tsv("a\\b\tc"), "a\\\\b\\tc");
  EXPECT_EQ(escape_markdown("12. <a> *b*"), "12\\. \\<a\\> \\*b\\*");
  EXPECT_EQ(escape_xml("a\x1b&'"), "a&amp;&#39;");
  EXPECT_EQ(link_of("javascript:alert(1)"), "");
  EXPECT_EQ(link_of("HTTPS://x.example/a b)"), "HTTPS://x.example/a%20b%29");
}

}  // namespace
}  // namespace morgue::test
