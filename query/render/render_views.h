#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "query/render/render.h"
#include "query/views/facets.h"
#include "query/views/names.h"
#include "query/views/person_page.h"
#include "query/views/significant.h"
#include "query/views/timeline.h"

namespace morgue {

// What the views of an answer look like. The documents of render_..._json() are described by
// query/render/schema/NAME.json; lines of render_..._plain() and of CSV never wrap.

/// Lists side by side, as many as the width allows.
[[nodiscard]] std::string render_facets(const FacetsView& view, const RenderOptions& options);
/// field, value, articles and the query that narrows to it, a value a line.
[[nodiscard]] std::string render_facets_plain(const FacetsView& view);
[[nodiscard]] std::string render_facets_csv(const FacetsView& view);
[[nodiscard]] std::string render_facets_json(const FacetsView& view, std::string_view query);
/// A value a line.
[[nodiscard]] std::string render_facets_jsonl(const FacetsView& view);

/// A name a line: articles, course over time, first and last day, roles.
[[nodiscard]] std::string render_names(const NamesView& view, const RenderOptions& options);
/// id, name, articles, first and last day, and roles, a name a line.
[[nodiscard]] std::string render_names_plain(const NamesView& view);
[[nodiscard]] std::string render_names_json(const NamesView& view, std::string_view query);
[[nodiscard]] std::string render_names_jsonl(const NamesView& view);
/// Who is named with whom: a pair a line.
[[nodiscard]] std::string render_pairs_csv(const NamesView& view,
                                           const std::vector<NamePair>& pairs);
/// The same as a graph, for Gephi and others.
[[nodiscard]] std::string render_pairs_graphml(const NamesView& view,
                                               const std::vector<NamePair>& pairs);

/// Roles and names of somebody, a line each.
[[nodiscard]] std::string person_facts(const PersonView& person, const RenderOptions& options);
/// Somebody whole: roles, names, namesakes, course over time, company, quotations.
[[nodiscard]] std::string render_person_page(const PersonView& person, const PersonPage& page,
                                             const RenderOptions& options);
/// What render_people_jsonl() says of him, and the rest.
[[nodiscard]] std::string render_person_page_json(const PersonView& person, const PersonPage& page);

/// Company ("with") and quotations ("says") of somebody as one table; `what` tells which a row is.
[[nodiscard]] std::string render_person_page_csv(const PersonPage& page);
/// Somebody and his company as a graph, for Gephi and others.
[[nodiscard]] std::string render_person_page_graphml(const PersonView& person,
                                                     const PersonPage& page);

/// Dated sentences that name both, at most so many (0: all).
[[nodiscard]] std::string render_meetings(const Meetings& meetings, std::size_t most,
                                          const RenderOptions& options);
/// id, date, source and sentence.
[[nodiscard]] std::string render_meetings_plain(const Meetings& meetings, std::size_t most,
                                                const RenderOptions& options);
[[nodiscard]] std::string render_meetings_json(const Meetings& meetings, const Party& a,
                                               const Party& b);
[[nodiscard]] std::string render_meetings_jsonl(const Meetings& meetings);

/// Words and names that the answer has unusually often, each kind a list.
[[nodiscard]] std::string render_significant(const SignificantView& view,
                                             const RenderOptions& options);
/// kind, text, articles, articles of the archive, G2 and id.
[[nodiscard]] std::string render_significant_plain(const SignificantView& view);
[[nodiscard]] std::string render_significant_json(const SignificantView& view,
                                                  std::string_view query);
[[nodiscard]] std::string render_significant_jsonl(const SignificantView& view);

/// Bars, a stretch of time a line, the queries side by side; bursts have a star.
[[nodiscard]] std::string render_timeline(const TimelineView& view, const RenderOptions& options);
/// time, query, articles, articles of the archive, and a star in a burst.
[[nodiscard]] std::string render_timeline_plain(const TimelineView& view);
[[nodiscard]] std::string render_timeline_csv(const TimelineView& view);
[[nodiscard]] std::string render_timeline_json(const TimelineView& view);
[[nodiscard]] std::string render_timeline_jsonl(const TimelineView& view);
/// Where a bar of a timeline leads.
using TimelineLink = std::function<std::string(const TimeBucket&)>;
/// A picture that stands alone: no scripts, nothing from elsewhere, with a description in words.
/// With `link` its bars are links, for a page that holds it.
[[nodiscard]] std::string render_timeline_svg(const TimelineView& view,
                                              const TimelineLink& link = {});
/// "2024-06-14", "2024-06", "2024"; of weeks the Monday.
[[nodiscard]] std::string bucket_label(const TimeBucket& bucket, TimeUnit unit);

}  // namespace morgue
