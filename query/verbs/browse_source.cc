#include "query/verbs/browse_source.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "query/match/interrupt.h"
#include "query/match/matches.h"
#include "query/match/suggestions.h"
#include "query/verbs/desk_session.h"
#include "query/verbs/query_arguments.h"

namespace morgue {
namespace {

/// Values of each facet.
constexpr std::size_t kValues = 20;
/// A longer query of plain words is a question or a text: few articles have all of them.
constexpr std::size_t kMostWordsThatInsist = 4;

/// Do plain words not all have to be in what was found?
bool is_relaxed(const Query& query, const SearchResult& result, bool loose) {
  if (loose || !query.root.soft) return loose;
  return query.root.children.size() > kMostWordsThatInsist || result.steps.size() > 1;
}

std::string whom(const AmbiguousName& name) {
  std::string out = fmt::format("\"{}\" may be", name.text);
  for (std::size_t i = 0; i < name.people.size(); ++i)
    out += fmt::format("{} @p{} {}", i == 0 ? "" : ",", name.people[i].number, name.people[i].name);
  return out + (name.more ? ", and others" : "") + ": person:@p... takes one of them";
}

}  // namespace

/// A query as it was read, and whom it names.
struct BrowseSource::Asked {
  Query query;
  PeopleInQuery people;
  std::vector<std::string> notes;
};

BrowseSource::BrowseSource(const Session& session, std::optional<SortOrder> sort)
    : session_(session), sort_(sort), archive_(session.open_archive()) {}

void BrowseSource::reload() {
  archive_ = ArchiveReader::open(session_.sources(), session_.as_of());
}

Result<BrowseSource::Asked, QueryError> BrowseSource::understood(const std::string& text,
                                                                 bool loose) const {
  auto query = read_query(session_, archive_, text, loose);
  if (!query) return failure(std::move(query.error()));
  Asked out{*std::move(query), {}, {}};
  out.notes = out.query.notes;
  if (!names_people(out.query.root)) return out;
  Catalog catalog = session_.open_catalog();
  auto found = find_people(out.query.root, catalog.database());
  if (!found) return failure(std::move(found.error()));
  out.people = std::move(found->known);
  for (const AmbiguousName& name : found->ambiguous) out.notes.push_back(whom(name));
  return out;
}

std::optional<browse::Mistake> BrowseSource::mistake_in(const browse::Question& question) const {
  const std::string text = browse::query_text(question);
  auto asked = understood(text, question.loose);
  if (asked) return {};
  return browse::Mistake{std::move(asked.error()), text};
}

SearchOptions BrowseSource::options_for(const Asked& asked, const browse::Question& question,
                                        std::size_t limit) const {
  SearchOptions out;
  const auto most = static_cast<std::size_t>(asked.query.limit.value_or(0));
  out.limit = most == 0 ? limit : std::min(limit, most);
  out.sort = sort_.value_or(asked.query.sort.value_or(
      asked.query.filters_only ? SortOrder::Newest : SortOrder::Relevance));
  out.group = usual_group(asked.query);
  out.loose = question.loose;
  out.people = asked.people;
  return out;
}

void BrowseSource::explain_nothing(browse::Found& found, const Asked& asked,
                                   const SearchOptions& options) const {
  found.nothing = render_nothing_found(asked.query, found.text);
  found.nothing += render_suggestions(suggestions(archive_, asked.query, options, 0, InDoubt::All));
  if (const std::string years = remark_on_years(archive_, asked.query); !years.empty())
    found.nothing += years + '\n';
}

void BrowseSource::name(browse::Found& found) const {
  for (const Hit& hit : found.result.hits)
    for (const ArticleId id : {hit.article.id, hit.family.id})
      found.ids.try_emplace(id, archive_.shown_id(id));
}

Result<browse::Found, browse::Mistake> BrowseSource::ask(const browse::Question& question,
                                                         std::size_t limit) const {
  browse::Found out{question, browse::query_text(question), {}};
  const auto refused = [&](QueryError error) {
    return failure(browse::Mistake{std::move(error), out.text});
  };
  auto asked = understood(out.text, question.loose);
  if (!asked) return refused(std::move(asked.error()));
  const SearchOptions options = options_for(*asked, question, limit);
  auto result = search(archive_, asked->query, options);
  if (!result) return refused(std::move(result.error()));
  out.result = *std::move(result);
  out.limit = asked->query.limit;
  out.relaxed = is_relaxed(asked->query, out.result, question.loose);
  out.notes = std::move(asked->notes);
  for (const std::string& remark : out.result.notes) out.notes.push_back(remark);
  if (out.result.damaged > 0)
    out.notes.push_back(fmt::format("{} damaged articles were left out", out.result.damaged));
  if (out.result.total == 0) explain_nothing(out, *asked, options);
  name(out);
  return out;
}

browse::Counts BrowseSource::count(const browse::Found& found) const {
  static constexpr auto kFields = std::to_array<FacetField>(
      {FacetField::Source, FacetField::Person, FacetField::Place, FacetField::Month});
  const Interruptible interruptible;
  const auto asked = understood(found.text, found.question.loose);
  if (!asked) return {};  // it was read a moment ago
  auto matches =
      find_matches(archive_, asked->query, {SortOrder::Relevance, found.relaxed, asked->people});
  if (!matches) return {};
  const CountedArticles what =
      usual_group(asked->query) == GroupBy::None ? CountedArticles::All : CountedArticles::Heads;
  Catalog catalog = session_.open_catalog();
  browse::Counts out;
  out.facets = count_facets(catalog.database(), *matches, kFields, {what, kValues});
  stop_if_interrupted();
  TimelineOptions times;
  times.what = what;
  std::vector<TimelineQuery> queries;
  queries.push_back({found.text, *std::move(matches)});
  out.times = make_timeline(archive_, queries, times);
  return out;
}

browse::Reading BrowseSource::read(const browse::Found& found, const StoredArticle& article) const {
  browse::Reading out{article, {}, {}};
  const auto asked = understood(found.text, found.question.loose || found.relaxed);
  if (!asked) return out;
  const auto hits = hits_in(archive_, asked->query, asked->people, article);
  if (!hits) return out;
  out.title_marks = marks_of(*hits, true);
  out.text_marks = marks_of(*hits, false);
  return out;
}

std::set<ArticleId> BrowseSource::starred() const {
  const DeskState desk = session_desk(session_);
  const auto stars = desk.tags.find(kStar);
  return stars != desk.tags.end() ? stars->second : std::set<ArticleId>();
}

bool BrowseSource::star(ArticleId id) const {
  const bool gives = !starred().contains(id);
  DeskAct act;
  act.kind = gives ? DeskAct::Kind::Tag : DeskAct::Kind::Untag;
  act.name = kStar;
  act.articles = {id};
  add_to_desk(session_, std::move(act));
  return gives;
}

}  // namespace morgue
