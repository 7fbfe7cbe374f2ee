#include <fmt/format.h>

#include "query/render/cells.h"
#include "query/render/escape.h"
#include "query/render/export.h"
#include "query/render/facts.h"
#include "query/render/html.h"
#include "query/render/render_views.h"
#include "query/render/report.h"

namespace morgue {
namespace {

std::string anchor(const ReportEntry& entry) { return "a" + to_string(entry.article.id); }

/// The parts of the page, in its order.
class Page {
 public:
  explicit Page(const ReportWords& words) : words_(words), report_(words.report()) {}

  [[nodiscard]] std::string html() const {
    return head() + scope() + timeline() + names() + quotes() + articles() + check() +
           "</main>\n</body>\n</html>\n";
  }

 private:
  [[nodiscard]] std::string head() const {
    std::string links;
    const auto link = [&](std::string_view to, std::string_view text) {
      links += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", to, text);
    };
    link("scope", "Scope");
    link("timeline", "Timeline");
    for (const ReportNames& names : report_.names)
      link(to_string(names.kind), names_heading(names.kind));
    link("quotations", "Quotations");
    link("articles", "Articles");
    link("check", "How to check this");
    return fmt::format(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "'unsafe-inline'\">\n<meta name=\"referrer\" content=\"no-referrer\">\n"
        "<meta name=\"robots\" content=\"noindex\">\n<title>Report: {0}</title>\n"
        "<style>{1}</style>\n</head>\n<body>\n<header>\n<h1>Report: {0}</h1>\n"
        "<nav aria-label=\"Parts of this report\">\n<ul>\n{2}</ul>\n</nav>\n</header>\n<main>\n",
        escape_xml(report_.typed), page_style(), links);
  }

  [[nodiscard]] static std::string section(std::string_view id, std::string_view heading,
                                           std::string_view body) {
    return fmt::format("<section id=\"{}\">\n<h2>{}</h2>\n{}</section>\n", id, heading, body);
  }

  [[nodiscard]] static std::string list(
      const std::vector<std::pair<std::string, std::string>>& rows) {
    std::string out = "<dl>\n";
    for (const auto& [label, value] : rows) {
      const std::string link = label == "Address" ? link_of(value) : std::string();
      const std::string text = escape_xml(value);
      out += fmt::format("<dt>{}</dt><dd>{}</dd>\n", escape_xml(label),
                         link.empty()
                             ? text
                             : fmt::format("<a href=\"{}\" rel=\"noopener noreferrer\">{}</a>",
                                           escape_xml(link), text));
    }
    return out + "</dl>\n";
  }

  [[nodiscard]] static std::string table(std::string_view label, std::string_view head,
                                         std::string_view rows) {
    return fmt::format(
        "<div class=\"scroll\" role=\"region\" aria-label=\"{}\" tabindex=\"0\">\n<table>\n"
        "<thead><tr>{}</tr></thead>\n{}</table>\n</div>\n",
        label, head, rows);
  }

  [[nodiscard]] std::string cite(const Citation& citation) const {
    return fmt::format("<a class=\"cite\" href=\"#{}\">{}</a>",
                       anchor(report_.entries[citation.entry]), escape_xml(words_.mark(citation)));
  }

  [[nodiscard]] std::string scope() const {
    return section("scope", "Scope", list(words_.scope()));
  }

  [[nodiscard]] std::string timeline() const {
    const TimelineView& view = report_.timeline;
    if (view.buckets.empty())
      return section("timeline", "Timeline", html_note("None of these articles has a day."));
    std::string out =
        "<figure class=\"scroll\" role=\"region\" aria-label=\"Timeline\" tabindex=\"0\">\n" +
        render_timeline_svg(view) + "</figure>\n";
    std::string bursts;
    for (const Burst& burst : view.series.front().bursts) {
      const auto entry = words_.entry_of(burst);
      if (entry)
        bursts += fmt::format("<li>{}. Best answer: <cite dir=\"auto\">{}</cite> {}</li>\n",
                              escape_xml(words_.burst(burst)), escape_xml(burst.title),
                              cite({*entry, 0}));
    }
    if (!bursts.empty()) out += "<h3>Bursts</h3>\n<ul>\n" + bursts + "</ul>\n";
    return section("timeline", "Timeline", out + html_note("The numbers stand in timeline.csv."));
  }

  [[nodiscard]] std::string names() const {
    std::string out;
    for (const ReportNames& names : report_.names) {
      const std::string_view heading = names_heading(names.kind);
      std::string body;
      if (names.names.empty()) {
        body = html_note("None is named.");
      } else {
        const bool people = names.kind == EntityKind::Person;
        std::string rows;
        for (const ReportName& name : names.names) rows += row(name, people);
        body = table(heading,
                     "<th scope=\"col\">Name</th><th scope=\"col\" class=\"number\">Articles</th>"
                     "<th scope=\"col\">First</th><th scope=\"col\">Last</th>",
                     rows);
        body += html_note(ReportWords::cut(names.names.size(), names.distinct));
      }
      out += section(to_string(names.kind), heading, body);
    }
    return out;
  }

  [[nodiscard]] std::string row(const ReportName& name, bool people) const {
    std::string said;
    if (people && !name.who.roles.empty())
      said += fmt::format("<strong>{}</strong>. ",
                          escape_xml(fmt::format("{}", fmt::join(name.who.roles, "; "))));
    if (!name.sentence.empty())
      said += fmt::format("<span dir=\"auto\">{}</span> ", escape_xml(name.sentence));
    if (name.proof) said += cite(*name.proof);
    // What is said of a name stands below it, so that a phone shows both.
    return fmt::format(
        "<tbody>\n<tr><th scope=\"rowgroup\" dir=\"auto\">{}</th><td class=\"number\">{}</td>"
        "<td class=\"day\">{}</td><td class=\"day\">{}</td></tr>\n"
        "<tr><td class=\"said\" colspan=\"4\">{}</td></tr>\n</tbody>\n",
        escape_xml(name.who.name), with_commas(name.who.articles), report_day(name.who.first),
        report_day(name.who.last), said);
  }

  [[nodiscard]] std::string quotes() const {
    std::string out;
    for (const ReportQuote& quote : report_.quotes) {
      out += fmt::format("<blockquote>\n<p dir=\"auto\">“{}”</p>\n<p class=\"facts\">{} {}</p>\n",
                         escape_xml(quote.quote.text), escape_xml(words_.quote_facts(quote)),
                         cites(quote.places));
      for (const QuoteVariant& variant : quote.quote.variants)
        out +=
            fmt::format("<p class=\"facts\" dir=\"auto\">{}: “{}”</p>\n",
                        variant.cut ? "also cut" : "also in other words", escape_xml(variant.text));
      out += "</blockquote>\n";
    }
    if (out.empty()) out = html_note("Nobody is quoted.");
    return section(
        "quotations", "Quotations",
        out + html_note(ReportWords::cut(report_.quotes.size(), report_.distinct_quotes)));
  }

  [[nodiscard]] std::string cites(const std::vector<Citation>& places) const {
    std::string out;
    for (const Citation& place : places) out += (out.empty() ? "" : " ") + cite(place);
    return out;
  }

  [[nodiscard]] std::string articles() const {
    std::string out;
    bool beyond = false;
    for (std::size_t i = 0; i < report_.entries.size(); ++i) {
      const ReportEntry& entry = report_.entries[i];
      if (!entry.in_answer && !beyond)
        out += html_note("Further articles, which only the timeline names:");
      beyond = beyond || !entry.in_answer;
      out += article(i);
    }
    return section("articles", "Articles", out);
  }

  [[nodiscard]] std::string article(std::size_t number) const {
    const ReportEntry& entry = report_.entries[number];
    const Article& article = entry.article.content.article;
    const std::string lang = lang_attribute(article);
    std::string out =
        fmt::format("<article id=\"{}\">\n<h3 dir=\"auto\"{}>{}</h3>\n<p class=\"facts\">{}</p>\n",
                    anchor(entry), lang, marked_html(title_of(article), entry.title_marks),
                    escape_xml(fmt::format("{} · {}", words_.id(number), report_facts(entry))));
    for (const ReportPassage& passage : entry.passages)
      out += fmt::format("<blockquote><p><span dir=\"auto\"{}>{}{}{}</span> {}</p></blockquote>\n",
                         lang, passage.cut_before ? "… " : "",
                         marked_html(passage.text, passage.marks), passage.cut_after ? " …" : "",
                         cite({number, passage.paragraph}));
    return out + list(words_.proof(entry)) + "</article>\n";
  }

  [[nodiscard]] static std::string check() {
    return section("check", "How to check this",
                   "<p>Every statement ends in the article, its paragraph (¶, from 1) and its "
                   "version where it stands. SHA-256 is of the text of that version as the archive "
                   "keeps it. With the archive, <code>morgue verify</code> and this folder tell "
                   "whether files and articles are as they were; without it, <code>sha256sum -c "
                   "SHA256SUMS</code> checks the files.</p>\n");
  }

  const ReportWords& words_;
  const Report& report_;
};

}  // namespace

std::string report_html(const ReportWords& words) { return Page(words).html(); }

}  // namespace morgue
