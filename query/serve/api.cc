#include <nlohmann/json.hpp>

#include "query/render/cells.h"
#include "query/render/render_views.h"
#include "query/serve/visit.h"
#include "query/views/show.h"

namespace morgue {
namespace {

constexpr const char* kJson = "application/json";

WebAnswer document(std::string text, const char* type = kJson) {
  return {200, type, std::move(text)};
}

WebAnswer mistake(const QueryError& error) {
  return api_error(400, error.message, error.hint, error.where);
}

/// The fields of "by", parted by commas; nothing if one of them is none.
std::optional<std::vector<FacetField>> fields_of(std::string_view by) {
  std::vector<FacetField> out;
  while (!by.empty()) {
    const std::size_t end = std::min(by.find(','), by.size());
    const auto field = facet_by_name(by.substr(0, end));
    if (!field) return {};
    out.push_back(*field);
    by.remove_prefix(std::min(end + 1, by.size()));
  }
  return out;
}

}  // namespace

WebAnswer api_error(int status, std::string_view what, std::string_view hint,
                    std::optional<Span> where) {
  nlohmann::ordered_json out = {{"format_version", 1}, {"error", what}};
  out["hint"] = hint.empty() ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(hint);
  if (where) {
    out["start"] = where->begin;
    out["end"] = where->end;
  }
  return {status, kJson, json_line(out)};
}

WebAnswer api_search(Visit& visit) {
  const auto asked = visit.read(visit.text());
  if (!asked) return mistake(asked.error());
  const SearchOptions options = search_options(visit, *asked);
  const auto result = search(visit.archive(), asked->query, options);
  if (!result) return mistake(result.error());
  RenderOptions render = visit.render_options();
  render.first_rank = options.offset + 1;
  return document(
      render_json(*result, asked->text, resolved_dates(asked->query, asked->text), render));
}

WebAnswer api_facets(Visit& visit) {
  const std::string by = visit.text("by");
  const auto fields = fields_of(by.empty() ? "source,section,person" : by);
  if (!fields)
    return api_error(400, "by names something that is not counted",
                     "source, section, person, org, place, lang, month, agency");
  const auto asked = visit.read(visit.text());
  if (!asked) return mistake(asked.error());
  const auto matches = visit.matches(*asked);
  if (!matches) return mistake(matches.error());
  FacetOptions options;
  options.what = counted_articles(asked->query);
  constexpr std::size_t kUsual = 10, kMost = 1000;
  options.most = visit.number("n", kUsual, 1, kMost);
  return document(
      render_facets_json(count_facets(visit.database(), *matches, *fields, options), asked->text));
}

WebAnswer api_timeline(Visit& visit) {
  TimelineOptions options;
  const std::string by = visit.text("by");
  options.about = by == "about";
  options.unit = time_unit_by_name(by);
  if (!by.empty() && !options.about && !options.unit)
    return api_error(400, "there is no such unit", "day, week, month, year or about");
  const auto asked = visit.read(visit.text());
  if (!asked) return mistake(asked.error());
  auto matches = visit.matches(*asked);
  if (!matches) return mistake(matches.error());
  options.what = counted_articles(asked->query);
  std::vector<TimelineQuery> queries;
  queries.push_back({asked->text, *std::move(matches)});
  return document(render_timeline_json(make_timeline(visit.archive(), queries, options)));
}

WebAnswer api_article(Visit& visit, std::string_view rest) {
  const auto found = find_article(visit.archive(), rest);
  return found ? document(render_article_json(*found)) : api_error(404, found.error());
}

WebAnswer api_person(Visit& visit, std::string_view rest) {
  const PeopleAsked asked = people_asked(visit, rest);
  if (asked.people.empty()) return api_error(404, "nobody in this archive is known so");
  // Several are a person a line, as on the command line.
  if (!asked.one) return document(render_people_jsonl(asked.people), "application/x-ndjson");
  const PersonView& person = asked.people.front();
  return document(render_person_page_json(
      person, person_page(visit.database(), visit.archive(), person.summary.number, {})));
}

}  // namespace morgue
