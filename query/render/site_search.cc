#include <fmt/format.h>

#include "query/render/cells.h"
#include "query/render/copies.h"
#include "query/render/escape.h"
#include "query/render/facts.h"
#include "query/render/html.h"
#include "query/render/render_views.h"
#include "query/render/site.h"

namespace morgue {
namespace {

std::string copies_of(const Hit& hit, const RenderOptions& options) {
  const std::string text = copies_text(hit, options);
  if (text.empty()) return {};
  if (hit.family.copies == 0) return html_note(text);
  return fmt::format("<p class=\"facts\">{}</p>\n",
                     html_link(search_address("dup:f-" + to_string(hit.family.id)), text));
}

/// One result: headline, facts, passages, what was folded.
std::string result_of(const Hit& hit, std::string_view query, const RenderOptions& options) {
  const Article& article = hit.article.content.article;
  const std::string lang = lang_attribute(article);
  std::string out = fmt::format(
      "<li>\n<article>\n<h2 dir=\"auto\"{}><a href=\"{}\">{}</a></h2>\n<p class=\"facts\">{} · "
      "#{}</p>\n",
      lang, escape_xml(article_address(hit.article.id, query)),
      article.title.empty() ? escape_xml(title_of(article))
                            : marked_html(article.title, hit.title_marks),
      escape_xml(facts_line(article, Style())), options.shown_id(hit.article.id));
  for (const Passage& passage : hit.passages) {
    std::vector<Span> marks;
    for (const Span mark : passage.marks)
      marks.push_back({mark.begin - passage.where.begin, mark.end - passage.where.begin});
    out += fmt::format("<blockquote><p dir=\"auto\"{}>{}{}{}</p></blockquote>\n", lang,
                       passage.cut_before ? "… " : "",
                       marked_html(passage.where.of(article.text), marks),
                       passage.cut_after ? " …" : "");
  }
  return out + copies_of(hit, options) + "</article>\n</li>\n";
}

std::string results_of(const SearchResult& result, std::string_view query,
                       const RenderOptions& options) {
  if (result.hits.empty()) return {};
  std::string out = fmt::format("<ol class=\"results\" start=\"{}\">\n", options.first_rank);
  for (const Hit& hit : result.hits) out += result_of(hit, query, options);
  return out + "</ol>\n";
}

std::string_view heading_of(FacetField field) {
  switch (field) {
    case FacetField::Source:
      return "Sources";
    case FacetField::Section:
      return "Sections";
    case FacetField::Person:
      return "People";
    case FacetField::Org:
      return "Organisations";
    case FacetField::Place:
      return "Places";
    case FacetField::Language:
      return "Languages";
    case FacetField::Month:
      return "Months";
    case FacetField::Agency:
      return "Agencies";
  }
  return {};
}

std::string facet_of(const Facet& facet, const SearchPage& page) {
  if (facet.values.empty()) return {};
  std::string out = fmt::format("<h3>{}</h3>\n<ul>\n", heading_of(facet.field));
  for (const FacetValue& value : facet.values) {
    const std::string name =
        value.query.empty() ? escape_xml(value.name)
                            : html_link(search_address(page.narrowed(value.query)), value.name);
    const std::string who =
        value.identity == 0
            ? ""
            : fmt::format(" <a href=\"{}\" aria-label=\"about {}\">@p{}</a>",
                          person_address(value.identity), escape_xml(value.name), value.identity);
    out += fmt::format("<li><span dir=\"auto\">{}{}</span> <span>{}</span></li>\n", name, who,
                       with_commas(value.articles));
  }
  return out + "</ul>\n";
}

std::string facets_of(const SearchPage& page) {
  std::string out;
  if (page.facets)
    for (const Facet& facet : page.facets->facets) out += facet_of(facet, page);
  if (out.empty() && page.uncounted.empty()) return {};
  return fmt::format("<aside aria-label=\"Narrow the answer\">\n<h2>Narrow</h2>\n{}{}</aside>\n",
                     out, html_note(page.uncounted));
}

std::string timeline_of(const SearchPage& page) {
  if (!page.timeline || page.timeline->buckets.size() < 2) return {};
  const auto period = [&](const TimeBucket& bucket) {
    return search_address(page.narrowed(
        fmt::format("date:{}..{}", to_iso8601(bucket.first), to_iso8601(bucket.last))));
  };
  return "<figure class=\"scroll whole\" role=\"region\" aria-label=\"Timeline\" "
         "tabindex=\"0\">\n" +
         render_timeline_svg(*page.timeline, period) + "</figure>\n";
}

std::string pages_of(const SearchPage& page) {
  if (page.pages < 2) return {};
  std::string out = "<nav class=\"pages\" aria-label=\"Pages of results\">\n<ul>\n";
  if (page.page > 1)
    out += fmt::format("<li><a rel=\"prev\" href=\"{}\">Previous</a></li>\n",
                       escape_xml(search_address(page.text, page.page - 1)));
  out += fmt::format("<li aria-current=\"page\">Page {} of {}</li>\n", page.page,
                     with_commas(static_cast<std::int64_t>(page.pages)));
  if (page.page < page.pages)
    out += fmt::format("<li><a rel=\"next\" href=\"{}\">Next</a></li>\n",
                       escape_xml(search_address(page.text, page.page + 1)));
  return out + "</ul>\n</nav>\n";
}

std::string names_of(const SearchPage& page) {
  std::string out;
  for (const AmbiguousName& name : page.names) {
    out += fmt::format("<p>“{}” may be:</p>\n<ul>\n", escape_xml(name.text));
    for (const PersonSummary& person : name.people)
      out += fmt::format(
          "<li>{} ({})</li>\n",
          html_link(search_address(page.choosing(name.text, person.number)), person_line(person)),
          html_link(person_address(person.number), fmt::format("@p{}", person.number)));
    out += name.more ? "<li>and others</li>\n</ul>\n" : "</ul>\n";
  }
  return out;
}

std::string suggestions_of(const SearchPage& page) {
  std::string out;
  for (const Suggestion& suggestion : page.suggestions)
    out += fmt::format("{}{} ({})", out.empty() ? "<p>Did you mean: " : ", ",
                       html_link(search_address(suggestion.query), suggestion.text),
                       suggestion.articles);
  return out.empty() ? out : out + "</p>\n";
}

}  // namespace

std::string home_page(const HomePage& page, const RenderOptions& options) {
  std::string body = "<h1>" + articles_text(static_cast<std::int64_t>(page.articles));
  if (!page.first.empty())
    body += ", " + escape_xml(page.first) + (page.first == page.last ? "" : " to " + page.last);
  body += "</h1>\n";
  if (!page.saved.empty()) {
    body += "<p>Saved queries: ";
    for (std::size_t i = 0; i < page.saved.size(); ++i)
      body +=
          (i == 0 ? "" : ", ") + html_link(search_address("query:" + page.saved[i]), page.saved[i]);
    body += "</p>\n";
  }
  body += page.newest.hits.empty() ? html_note("It holds nothing that has been published yet.")
                                   : "<section aria-label=\"Newest articles\">\n" +
                                         results_of(page.newest, {}, options) + "</section>\n";
  return site_page({"", "", body});
}

std::string search_page(const SearchPage& page, const RenderOptions& options) {
  std::string body = "<div class=\"two\">\n<div class=\"whole\">\n";
  if (page.result.total == 0) {
    body += fmt::format("<h1>Nothing found</h1>\n<p>{}</p>\n", escape_xml(page.nothing));
  } else {
    body += fmt::format("<h1 role=\"status\">{}</h1>\n", escape_xml(count_line(page.result)));
  }
  body += suggestions_of(page) + names_of(page);
  for (const std::string& text : page.notes) body += html_note(text);
  body += "</div>\n" + timeline_of(page) + "<section aria-label=\"Results\">\n" +
          results_of(page.result, page.text, options) + pages_of(page) + "</section>\n" +
          facets_of(page) + "</div>\n";
  return site_page({page.text, page.text, body});
}

}  // namespace morgue
