#include <fmt/format.h>

#include "query/render/cells.h"
#include "query/render/escape.h"
#include "query/render/export.h"
#include "query/render/facts.h"
#include "query/render/render_views.h"
#include "query/render/report.h"

namespace morgue {
namespace {

constexpr std::string_view kStyle = R"(
:root{color-scheme:light dark;--ink:#1b1b1b;--soft:#595959;--line:#c9c9c9;--paper:#fff;--mark:#ffe9a6;--link:#174a80}
@media (prefers-color-scheme:dark){:root{--ink:#e8e6e3;--soft:#a9a6a1;--line:#4a4a4a;--paper:#17181a;--mark:#5b4a00;--link:#93bdf0}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{max-width:52rem;margin:0 auto;padding:1rem;background:var(--paper);color:var(--ink);font:1rem/1.5 Georgia,"Times New Roman",serif;overflow-wrap:anywhere}
h1,h2,h3{line-height:1.25;margin:1.6em 0 .5em}
h1{font-size:1.6rem;margin-top:.4em}h2{font-size:1.3rem;border-bottom:1px solid var(--line)}h3{font-size:1.05rem}
a{color:var(--link)}
mark{background:var(--mark);color:inherit}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.3rem 1rem;padding:0}
dl{display:grid;grid-template-columns:minmax(5.5rem,auto) 1fr;gap:.2rem 1rem;margin:.5rem 0}
dt{color:var(--soft)}dd{margin:0;min-width:0}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;min-width:20rem;font-size:.95rem;overflow-wrap:break-word}
th,td{text-align:left;vertical-align:top;padding:.35rem .6rem 0 0}
thead th,td.said{padding-bottom:.4rem;border-bottom:1px solid var(--line)}td.said{padding-left:1rem}
td.number,th.number{text-align:right;white-space:nowrap}td.day{white-space:nowrap}
figure{margin:1rem 0}figure svg{display:block;min-width:38rem;width:100%;height:auto}
blockquote{margin:.6rem 0;padding-left:.9rem;border-left:3px solid var(--line)}
blockquote p{margin:.3rem 0}
.facts,.note,footer{color:var(--soft);font-size:.9rem;margin:.2rem 0}
.cite{font-size:.85em;white-space:nowrap;text-decoration:none}
article dl{font-size:.85rem}
article:target,article:target h3{background:var(--mark)}
@media print{:root{--ink:#000;--soft:#333;--line:#999;--paper:#fff;--mark:#eee;--link:#000}
body{max-width:none;padding:0;font-size:10pt}nav{display:none}.scroll{overflow:visible}table,figure svg{min-width:0}
table{font-size:8.5pt}h1,h2,h3{break-after:avoid}blockquote,tr,figure,article dl{break-inside:avoid}tbody{break-inside:avoid}article:target,article:target h3{background:none}}
)";

/// A text with the parts that matched marked.
std::string marked(std::string_view text, std::span<const Span> marks) {
  std::string out;
  std::uint32_t at = 0;
  for (const Span mark : marks) {
    out += escape_xml(text.substr(at, mark.begin - at));
    out += "<mark>" + escape_xml(mark.of(text)) + "</mark>";
    at = mark.end;
  }
  return out + escape_xml(text.substr(at));
}

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
        escape_xml(report_.typed), kStyle, links);
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

  [[nodiscard]] static std::string note(std::string_view text) {
    return text.empty() ? std::string()
                        : fmt::format("<p class=\"note\">{}</p>\n", escape_xml(text));
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
      return section("timeline", "Timeline", note("None of these articles has a day."));
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
    return section("timeline", "Timeline", out + note("The numbers stand in timeline.csv."));
  }

  [[nodiscard]] std::string names() const {
    std::string out;
    for (const ReportNames& names : report_.names) {
      const std::string_view heading = names_heading(names.kind);
      std::string body;
      if (names.names.empty()) {
        body = note("None is named.");
      } else {
        const bool people = names.kind == EntityKind::Person;
        std::string rows;
        for (const ReportName& name : names.names) rows += row(name, people);
        body = table(heading,
                     "<th scope=\"col\">Name</th><th scope=\"col\" class=\"number\">Articles</th>"
                     "<th scope=\"col\">First</th><th scope=\"col\">Last</th>",
                     rows);
        body += note(ReportWords::cut(names.names.size(), names.distinct));
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
    if (out.empty()) out = note("Nobody is quoted.");
    return section("quotations", "Quotations",
                   out + note(ReportWords::cut(report_.quotes.size(), report_.distinct_quotes)));
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
        out += note("Further articles, which only the timeline names:");
      beyond = beyond || !entry.in_answer;
      out += article(i);
    }
    return section("articles", "Articles", out);
  }

  [[nodiscard]] std::string article(std::size_t number) const {
    const ReportEntry& entry = report_.entries[number];
    const Article& article = entry.article.content.article;
    const std::string lang =
        article.language.empty() ? "" : fmt::format(" lang=\"{}\"", escape_xml(article.language));
    std::string out =
        fmt::format("<article id=\"{}\">\n<h3 dir=\"auto\"{}>{}</h3>\n<p class=\"facts\">{}</p>\n",
                    anchor(entry), lang, marked(title_of(article), entry.title_marks),
                    escape_xml(fmt::format("{} · {}", words_.id(number), report_facts(entry))));
    for (const ReportPassage& passage : entry.passages)
      out += fmt::format("<blockquote><p><span dir=\"auto\"{}>{}{}{}</span> {}</p></blockquote>\n",
                         lang, passage.cut_before ? "… " : "", marked(passage.text, passage.marks),
                         passage.cut_after ? " …" : "", cite({number, passage.paragraph}));
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
