#include "query/render/export.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "common/article.h"
#include "query/render/article_json.h"
#include "query/render/escape.h"
#include "query/render/facts.h"
#include "query/render/mail_text.h"
#include "query/render/render_texts.h"

// The schema of the JSON stands in query/render/schema/export.json.

namespace morgue {
namespace {

using Json = nlohmann::ordered_json;

std::string authors_of(const Article& article, std::string_view between) {
  return fmt::format("{}", fmt::join(article.authors, between));
}

Json json_of(const StoredArticle& stored, const ExportOptions& options) {
  Json out = {{"format_version", 1},
              {"id", to_string(stored.id)},
              {"external_id", stored.content.article.external_id}};
  add_article(out, stored);
  if (options.text) out["text"] = stored.content.article.text;
  return out;
}

/// Given name and family name, if there are two words or more.
std::pair<std::string, std::string> parted(const std::string& name) {
  const auto blank = name.rfind(' ');
  if (blank == std::string::npos) return {{}, name};
  return {name.substr(0, blank), name.substr(blank + 1)};
}

Json csl_of(const StoredArticle& stored, const ExportOptions& options) {
  const Article& article = stored.content.article;
  Json out = {{"id", to_string(stored.id)},
              {"type", "article-newspaper"},
              {"title", article.title},
              {"container-title", article.source}};
  for (const std::string& author : article.authors) {
    const auto [given, family] = parted(author);
    out["author"].push_back(given.empty() ? Json{{"literal", family}}
                                          : Json{{"family", family}, {"given", given}});
  }
  if (article.published) {
    Json parts = Json::array();
    const std::string day = day_or_unknown(article.published);
    for (std::size_t at = 0; at < day.size(); at += at == 0 ? 5 : 3)
      parts.push_back(std::stoi(day.substr(at, at == 0 ? 4 : 2)));
    out["issued"] = {{"date-parts", Json::array({parts})}};
  }
  if (const std::string link = link_of(article.url); !link.empty()) out["URL"] = link;
  if (!article.language.empty()) out["language"] = article.language;
  if (!article.section.empty()) out["section"] = article.section;
  if (options.text) out["abstract"] = article.text;
  return out;
}

std::vector<std::string> cells_of(const StoredArticle& stored, const ExportOptions& options) {
  const Article& article = stored.content.article;
  std::vector<std::string> out = {to_string(stored.id),
                                  article.published ? to_iso8601(*article.published) : "",
                                  article.source,
                                  article.title,
                                  authors_of(article, "; "),
                                  article.section,
                                  article.language,
                                  article.url,
                                  article.file};
  if (options.text) out.push_back(article.text);
  return out;
}

std::string table_head(const ExportOptions& options, std::string_view between) {
  std::vector<std::string_view> names = {"id",      "date", "source", "title", "authors",
                                         "section", "lang", "url",    "path"};
  if (options.text) names.emplace_back("text");
  return fmt::format("{}", fmt::join(names, between));
}

std::string row(const StoredArticle& stored, const ExportOptions& options, bool csv) {
  std::string out;
  for (const std::string& cell : cells_of(stored, options)) {
    if (!out.empty()) out += csv ? ',' : '\t';
    out += csv ? escape_csv(cell) : escape_tsv(cell);
  }
  return out + (csv ? "\r\n" : "\n");
}

std::string markdown(const StoredArticle& stored, const ExportOptions& options) {
  const Article& article = stored.content.article;
  const std::string link = link_of(article.url);
  const std::string title = escape_markdown(title_of(article));
  const std::string linked = link.empty() ? title : fmt::format("[{}](<{}>)", title, link);
  const std::string facts = escape_markdown(facts_of(article));
  if (!options.text) return fmt::format("- {} · {} · `{}`\n", linked, facts, to_string(stored.id));
  std::string out = fmt::format("## {}\n\n{} · `{}`\n\n", linked, facts, to_string(stored.id));
  for (const Span paragraph : paragraphs(article.text))
    out += escape_markdown(paragraph.of(article.text)) + "\n\n";
  return out;
}

std::string html(const StoredArticle& stored, const ExportOptions& options) {
  const Article& article = stored.content.article;
  const std::string link = link_of(article.url);
  const std::string title = escape_xml(title_of(article));
  std::string out = fmt::format(
      "<article id=\"a{}\"{}>\n<h2>{}</h2>\n<p class=\"facts\">{}</p>\n", to_string(stored.id),
      article.language.empty() ? "" : fmt::format(" lang=\"{}\"", escape_xml(article.language)),
      link.empty() ? title : fmt::format("<a href=\"{}\">{}</a>", escape_xml(link), title),
      escape_xml(facts_of(article)));
  if (options.text)
    for (const Span paragraph : paragraphs(article.text))
      out += fmt::format("<p>{}</p>\n", escape_xml(paragraph.of(article.text)));
  return out + "</article>\n";
}

std::string rss(const StoredArticle& stored, const ExportOptions& options) {
  const Article& article = stored.content.article;
  std::string out =
      fmt::format("<item>\n<title>{}</title>\n<guid isPermaLink=\"false\">{}</guid>\n",
                  escape_xml(title_of(article)), to_string(stored.id));
  if (const std::string link = link_of(article.url); !link.empty())
    out += fmt::format("<link>{}</link>\n", escape_xml(link));
  if (article.published)
    out += fmt::format("<pubDate>{}</pubDate>\n", rfc822_time(*article.published));
  for (const std::string& author : article.authors)
    out += fmt::format("<dc:creator>{}</dc:creator>\n", escape_xml(author));
  if (!article.source.empty())
    out += fmt::format("<dc:publisher>{}</dc:publisher>\n", escape_xml(article.source));
  std::string description;
  for (const Span paragraph : paragraphs(article.text)) {
    // Readers take a description for HTML, so its text is escaped twice.
    description += fmt::format("<p>{}</p>", escape_xml(paragraph.of(article.text)));
    if (!options.text) break;
  }
  return out + fmt::format("<description>{}</description>\n</item>\n", escape_xml(description));
}

std::string bibtex(const StoredArticle& stored, const ExportOptions& options) {
  const Article& article = stored.content.article;
  std::string out = fmt::format("@article{{m{},\n", to_string(stored.id));
  const auto add = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) out += fmt::format("  {} = {{{}}},\n", name, value);
  };
  add("title", fmt::format("{{{}}}", escape_bibtex(title_of(article))));
  std::vector<std::string> authors;
  // In braces "and" within a name is no border.
  for (const std::string& author : article.authors) {
    const auto [given, family] = parted(author);
    authors.push_back(
        given.empty() ? fmt::format("{{{}}}", escape_bibtex(family))
                      : fmt::format("{{{}}}, {{{}}}", escape_bibtex(family), escape_bibtex(given)));
  }
  add("author", fmt::format("{}", fmt::join(authors, " and ")));
  add("journal", escape_bibtex(article.source));
  const std::string day = day_or_unknown(article.published);
  add("date", day);
  add("year", day.substr(0, 4));
  add("url", link_of(article.url));
  if (options.text) add("abstract", escape_bibtex(article.text));
  return out + "}\n";
}

std::string ris(const StoredArticle& stored, const ExportOptions& options) {
  const Article& article = stored.content.article;
  std::string out = "TY  - NEWS\r\n";
  const auto add = [&](std::string_view tag, std::string_view value) {
    const std::string line = field_text(value);
    if (!line.empty()) out += fmt::format("{}  - {}\r\n", tag, line);
  };
  add("ID", to_string(stored.id));
  add("TI", title_of(article));
  for (const std::string& author : article.authors) {
    const auto [given, family] = parted(author);
    add("AU", given.empty() ? family : family + ", " + given);
  }
  add("T2", article.source);
  std::string day = day_or_unknown(article.published);
  add("PY", day.substr(0, 4));
  std::replace(day.begin(), day.end(), '-', '/');
  // YYYY/MM/DD/other: what is not known stays empty.
  if (!day.empty()) add("DA", day + std::string(day.size() > 7 ? 1 : day.size() > 4 ? 2 : 3, '/'));
  add("SE", article.section);
  add("LA", article.language);
  add("UR", link_of(article.url));
  if (options.text) add("AB", article.text);
  return out + "ER  - \r\n";
}

/// A path is told byte by byte if nothing but NUL ends it.
std::string line(const std::string& value, const ExportOptions& options) {
  if (value.empty()) return {};
  return (options.end == '\0' ? value : field_text(value)) + options.end;
}

std::string html_head(const ExportOptions& options) {
  return fmt::format(
      "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n<title>{}</title>\n"
      "<style>body{{max-width:42em;margin:2em auto;padding:0 1em;font-family:serif}}"
      ".facts{{color:#555}}</style>\n</head>\n<body>\n<h1>{}</h1>\n",
      escape_xml(options.query), escape_xml(options.query));
}

std::string rss_head(const ExportOptions& options) {
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" "
      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<channel>\n<title>morgue: {}</title>\n"
      "<link>about:blank</link>\n<description>Articles that answer: {}</description>\n"
      "<lastBuildDate>{}</lastBuildDate>\n",
      escape_xml(options.query), escape_xml(options.query),
      rfc822_time({options.now, std::chrono::minutes(0), Precision::Second}));
}

}  // namespace

std::string export_begin(const ExportOptions& options) {
  switch (options.form) {
    case ExportForm::Json:
    case ExportForm::Csl:
      return "[\n";
    case ExportForm::Csv:
      return table_head(options, ",") + "\r\n";
    case ExportForm::Tsv:
      return table_head(options, "\t") + "\n";
    case ExportForm::Markdown:
      return fmt::format("# {}\n\n", escape_markdown(options.query));
    case ExportForm::Html:
      return html_head(options);
    case ExportForm::Rss:
      return rss_head(options);
    default:
      return {};
  }
}

std::string export_record(const StoredArticle& stored, std::size_t number,
                          const ExportOptions& options) {
  const auto in_array = [&](const Json& json) {
    std::string text = json_line(json);
    text.pop_back();
    return (number > 0 ? ",\n" : "") + text;
  };
  switch (options.form) {
    case ExportForm::Json:
      return in_array(json_of(stored, options));
    case ExportForm::JsonLines:
      return json_line(json_of(stored, options));
    case ExportForm::Csv:
      return row(stored, options, true);
    case ExportForm::Tsv:
      return row(stored, options, false);
    case ExportForm::Markdown:
      return markdown(stored, options);
    case ExportForm::Html:
      return html(stored, options);
    case ExportForm::Rss:
      return rss(stored, options);
    case ExportForm::Bibtex:
      return (number > 0 ? "\n" : "") + bibtex(stored, options);
    case ExportForm::Ris:
      return ris(stored, options);
    case ExportForm::Csl:
      return in_array(csl_of(stored, options));
    case ExportForm::Ids:
      return line(to_string(stored.id), options);
    case ExportForm::Paths:
      return line(stored.content.article.file, options);
    case ExportForm::Urls:
      return line(stored.content.article.url, options);
    case ExportForm::Template:
      return options.filled.fill(stored) + options.end;
  }
  return {};
}

std::string export_end(const ExportOptions& options) {
  switch (options.form) {
    case ExportForm::Json:
    case ExportForm::Csl:
      return "\n]\n";
    case ExportForm::Html:
      return "</body>\n</html>\n";
    case ExportForm::Rss:
      return "</channel>\n</rss>\n";
    default:
      return {};
  }
}

}  // namespace morgue
