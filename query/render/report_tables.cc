#include <fmt/format.h>

#include "query/render/cells.h"
#include "query/render/escape.h"
#include "query/render/render_texts.h"
#include "query/render/report.h"

namespace morgue {
namespace {

std::string row(const std::vector<std::string>& cells) {
  std::string out;
  for (std::size_t i = 0; i < cells.size(); ++i) out += (i > 0 ? "," : "") + escape_csv(cells[i]);
  return out + "\r\n";
}

/// Article, paragraph and version of a place.
std::vector<std::string> cells_of(const Report& report, const std::optional<Citation>& place) {
  if (!place) return {"", "", ""};
  const ReportEntry& entry = report.entries[place->entry];
  return {to_string(entry.article.id), std::to_string(place->paragraph),
          std::to_string(entry.version)};
}

}  // namespace

std::string report_articles_csv(const ReportWords& words) {
  std::string out =
      row({"id", "version", "versions", "in_answer", "date", "source", "title", "authors",
           "section", "lang", "url", "copies", "copies_sources", "text_sha256"});
  for (const ReportEntry& entry : words.report().entries) {
    const Article& article = entry.article.content.article;
    out += row({to_string(entry.article.id), std::to_string(entry.version),
                std::to_string(entry.versions.size()), entry.in_answer ? "1" : "0",
                article.published ? to_iso8601(*article.published) : "", article.source,
                article.title, fmt::format("{}", fmt::join(article.authors, "; ")), article.section,
                article.language, article.url, std::to_string(entry.family.copies),
                std::to_string(entry.family.sources), entry.versions[entry.version - 1].sha256});
  }
  return out;
}

std::string report_names_csv(const ReportWords& words) {
  std::string out = row({"kind", "person", "name", "articles", "first", "last", "roles", "article",
                         "paragraph", "version", "sentence"});
  for (const ReportNames& names : words.report().names)
    for (const ReportName& name : names.names) {
      const std::vector<std::string> place = cells_of(words.report(), name.proof);
      out += row({std::string(to_string(names.kind)),
                  name.who.identity != 0 ? fmt::format("p{}", name.who.identity) : "",
                  name.who.name, std::to_string(name.who.articles), report_day(name.who.first),
                  report_day(name.who.last), fmt::format("{}", fmt::join(name.who.roles, "; ")),
                  place[0], place[1], place[2], name.sentence});
    }
  return out;
}

std::string report_quotes_csv(const ReportWords& words) {
  std::string out = row({"quotation", "text", "speaker", "articles", "sources", "article",
                         "paragraph", "version", "date", "source", "as_quoted"});
  std::size_t number = 0;
  for (const ReportQuote& shown : words.report().quotes) {
    const FoldedQuote& quote = shown.quote;
    ++number;
    for (std::size_t i = 0; i < shown.places.size(); ++i) {
      const std::vector<std::string> place = cells_of(words.report(), shown.places[i]);
      const QuotedIn& quoted = quote.places[i];
      out += row({std::to_string(number), quote.text, quote.speaker, std::to_string(quote.articles),
                  std::to_string(quote.sources), place[0], place[1], place[2],
                  day_or_unknown(quoted.published), quoted.source, quoted.text});
    }
  }
  return out;
}

}  // namespace morgue
