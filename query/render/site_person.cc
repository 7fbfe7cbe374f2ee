#include <fmt/format.h>

#include <algorithm>

#include "query/render/cells.h"
#include "query/render/escape.h"
#include "query/render/html.h"
#include "query/render/site.h"

namespace morgue {
namespace {

std::string counted_list(const std::vector<CountedText>& list) {
  std::string out;
  for (const CountedText& one : list)
    out += fmt::format("{}{} ({})", out.empty() ? "" : ", ", escape_xml(one.text),
                       with_commas(one.times));
  return out;
}

std::string end_of(const std::optional<PageEnd>& end) {
  if (!end) return {};
  return html_link(article_address(end->article), to_iso8601(end->day)) +
         (end->source.empty() ? "" : " " + escape_xml(end->source));
}

std::string day(const std::optional<Day>& day) { return day ? to_iso8601(*day) : "no date"; }

std::string facts(const PersonView& person, const PersonPage& page) {
  const std::uint32_t number = person.summary.number;
  std::string names;
  for (const PersonSummary& other : page.namesakes)
    names +=
        (names.empty() ? "" : "; ") + html_link(person_address(other.number), person_line(other));
  return "<dl>\n" +
         html_row("Articles",
                  fmt::format("{}, {} without copies, {} {}",
                              html_link(search_address(fmt::format("person:@p{}", number)),
                                        articles_text(page.articles)),
                              with_commas(page.heads), with_commas(page.sources),
                              page.sources == 1 ? "source" : "sources")) +
         html_row("Roles", counted_list(person.roles)) +
         html_row("Names", counted_list(person.names)) + html_row("Not", names) +
         html_row("First", end_of(page.first)) + html_row("Last", end_of(page.last)) + "</dl>\n";
}

/// A row for each year: its articles, a link to them, and its course.
std::string course(const PersonView& person, const PersonPage& page) {
  std::int64_t highest = 0;
  for (const auto& [year, months] : page.months)
    highest = std::max(highest, *std::max_element(months.begin(), months.end()));
  if (highest == 0) return {};
  std::string rows;
  for (const auto& [year, months] : page.months) {
    std::int64_t all = 0;
    for (const std::int64_t month : months) all += month;
    std::vector<std::int64_t> scaled(months.begin(), months.end());
    scaled.push_back(highest);  // all years by one scale; its sign is taken off
    std::string line = sparkline(scaled);
    line.resize(line.size() - std::string_view("█").size());
    rows += fmt::format(
        "<tr><th scope=\"row\">{}</th><td class=\"number\">{}</td>"
        "<td class=\"spark\" aria-hidden=\"true\">{}</td></tr>\n",
        html_link(search_address(fmt::format("person:@p{} date:{}", person.summary.number, year)),
                  std::to_string(year)),
        with_commas(all), line);
  }
  return "<h2>Over time</h2>\n<table>\n<thead><tr><th scope=\"col\">Year</th><th scope=\"col\" "
         "class=\"number\">Articles</th><th scope=\"col\">January to "
         "December</th></tr></thead>\n<tbody>\n" +
         rows + "</tbody>\n</table>\n";
}

std::string company(const PersonPage& page) {
  if (page.company.empty()) return {};
  std::string rows;
  for (const Company& with : page.company) {
    const std::string name =
        with.identity != 0
            ? html_link(person_address(with.identity), with.name)
            : html_link(
                  search_address(narrowing(
                      with.kind == EntityKind::Misc ? "entity" : to_string(with.kind), with.name)),
                  with.name);
    const std::string proof =
        !with.proof ? ""
                    : fmt::format(
                          "<tr><td class=\"said\" colspan=\"4\"><span dir=\"auto\">{}</span> "
                          "{}</td></tr>\n",
                          escape_xml(with.proof->text),
                          html_link(article_address(with.proof->article), day(with.proof->day)));
    rows += fmt::format(
        "<tbody>\n<tr><th scope=\"rowgroup\" dir=\"auto\">{}</th><td class=\"number\">{}</td>"
        "<td class=\"number\">{}</td><td class=\"day\">{}</td></tr>\n{}</tbody>\n",
        name, with_commas(with.articles), with_commas(with.sentences), day(with.last), proof);
  }
  return "<h2>Named with</h2>\n<div class=\"scroll\" role=\"region\" aria-label=\"Named with\" "
         "tabindex=\"0\">\n<table>\n<thead><tr><th scope=\"col\">Name</th><th scope=\"col\" "
         "class=\"number\">Articles</th><th scope=\"col\" class=\"number\">Sentences</th><th "
         "scope=\"col\">Last</th></tr></thead>\n" +
         rows + "</table>\n</div>\n";
}

std::string says(const PersonView& person, const PersonPage& page) {
  if (page.says.empty()) return {};
  std::string out = fmt::format(
      "<h2>Says</h2>\n<p class=\"note\">{} direct quotations, the most repeated first. {}</p>\n",
      with_commas(page.quotations),
      html_link(search_address(fmt::format("said:@p{}", person.summary.number)),
                "Articles that quote this person"));
  for (const RepeatedQuotation& said : page.says)
    out += fmt::format(
        "<blockquote>\n<p dir=\"auto\">{}</p>\n<p class=\"facts\">{}{}</p>\n</blockquote>\n",
        escape_xml(said.text), html_link(article_address(said.article), day(said.first)),
        said.articles > 1 ? ", in " + articles_text(said.articles) : "");
  return out;
}

}  // namespace

std::string person_html(const PersonView& person, const PersonPage& page) {
  const PersonSummary& is = person.summary;
  std::string body = fmt::format("<h1 dir=\"auto\">{} <small>@p{}</small></h1>\n",
                                 escape_xml(is.name), is.number) +
                     facts(person, page) + course(person, page) + company(page) +
                     says(person, page);
  if (static_cast<std::int64_t>(page.read) < page.articles)
    body +=
        fmt::format("<p class=\"note\">Sentences and quotations are from {} of the articles.</p>\n",
                    with_commas(static_cast<std::int64_t>(page.read)));
  return site_page({is.name, fmt::format("person:@p{}", is.number), body});
}

std::string people_html(std::string_view name, const std::vector<PersonView>& people) {
  std::string body = fmt::format("<h1>{} may be</h1>\n<ul>\n", escape_xml(name));
  for (const PersonView& person : people)
    body +=
        fmt::format("<li>{} (@p{})</li>\n",
                    html_link(person_address(person.summary.number), person_line(person.summary)),
                    person.summary.number);
  return site_page({std::string(name), {}, body + "</ul>\n"});
}

}  // namespace morgue
