#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/catalog.h"
#include "common/result.h"
#include "query/match/archive_reader.h"
#include "query/match/matches.h"
#include "query/match/people.h"
#include "query/match/search.h"
#include "query/render/render.h"
#include "query/serve/site.h"
#include "query/views/facets.h"
#include "query/views/person.h"
#include "query/views/timeline.h"

namespace morgue {

/// A query as it was asked, with whom it names.
struct AskedQuery {
  std::string text;
  Query query;
  PeopleFound people;
};

/// What one request sees: a snapshot of the archive, and its tables as soon as they are needed.
class Visit {
 public:
  /// Borrows all of them. Throws Error{Archive} if there is no archive that can be read.
  Visit(const ServedArchive& served, const WebRequest& request, TimeLimits& limits);

  [[nodiscard]] const ServedArchive& served() const { return served_; }
  [[nodiscard]] const WebRequest& request() const { return request_; }
  [[nodiscard]] const ArchiveReader& archive() const { return archive_; }
  [[nodiscard]] TimeLimits& limits() const { return limits_; }
  [[nodiscard]] sqlite::Database& database();
  [[nodiscard]] RenderOptions render_options() const;

  /// What was asked with "q", or another value of that name, as UTF-8.
  [[nodiscard]] std::string text(const std::string& name = "q") const;
  /// A number that was asked for, between these; `usual` if it was not, or is none.
  [[nodiscard]] std::size_t number(const std::string& name, std::size_t usual, std::size_t least,
                                   std::size_t most) const;

  [[nodiscard]] Result<AskedQuery, QueryError> read(std::string text);
  /// All that answers, for views that count.
  [[nodiscard]] Result<Matches, QueryError> matches(const AskedQuery& asked) const;

 private:
  const ServedArchive& served_;
  const WebRequest& request_;
  TimeLimits& limits_;
  ArchiveReader archive_;
  std::optional<Catalog> catalog_;
};

/// Which part of an answer is asked for, and how.
[[nodiscard]] SearchOptions search_options(const Visit& visit, const AskedQuery& asked);
/// As a search of that query would fold them.
[[nodiscard]] CountedArticles counted_articles(const Query& query);
/// The people that "name", or a path like "/person/@p17", means; and does it mean one?
struct PeopleAsked {
  std::string name;
  std::vector<PersonView> people;
  bool one = false;
};
[[nodiscard]] PeopleAsked people_asked(Visit& visit, std::string_view name);

// Pages. `rest`: what stands behind the slash in the path.
[[nodiscard]] WebAnswer home(Visit& visit);
[[nodiscard]] WebAnswer search_answer(Visit& visit);
[[nodiscard]] WebAnswer article_answer(Visit& visit, std::string_view rest);
[[nodiscard]] WebAnswer person_answer(Visit& visit, std::string_view rest);
[[nodiscard]] WebAnswer about_answer(const Visit& visit);

// Documents: the JSON of the verbs search, facets, timeline, show and person.
[[nodiscard]] WebAnswer api_search(Visit& visit);
[[nodiscard]] WebAnswer api_facets(Visit& visit);
[[nodiscard]] WebAnswer api_timeline(Visit& visit);
[[nodiscard]] WebAnswer api_article(Visit& visit, std::string_view rest);
[[nodiscard]] WebAnswer api_person(Visit& visit, std::string_view rest);

/// What went wrong, as a document: {"format_version", "error", "hint", "start", "end"}; of a
/// mistake in a query, start and end are bytes of it.
[[nodiscard]] WebAnswer api_error(int status, std::string_view what, std::string_view hint = {},
                                  std::optional<Span> where = {});

}  // namespace morgue
