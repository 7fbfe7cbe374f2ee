#include <fmt/format.h>

#include <algorithm>

#include "common/desk.h"
#include "query/language/error_text.h"
#include "query/match/suggestions.h"
#include "query/render/cells.h"
#include "query/render/facts.h"
#include "query/render/site.h"
#include "query/serve/visit.h"
#include "query/views/show.h"

namespace morgue {
namespace {

constexpr std::size_t kNewest = 10;
constexpr std::size_t kFacetValues = 6;
constexpr std::size_t kMostCopies = 30;
/// Counting is worth less than the answer: it gets a third of the time.
constexpr int kShareOfCounting = 3;
/// The width of what is shown as on a terminal, fit for most screens.
constexpr std::size_t kColumns = 76;

WebAnswer page(std::string html, int status = 200) {
  return {status, "text/html; charset=utf-8", std::move(html)};
}

WebAnswer mistake(const QueryError& error, const std::string& text) {
  return page(site_message("This query can't be read", text, error_text(error, text, kColumns)),
              400);
}

/// A query with a further condition, which holds for all of it.
std::string narrowed(const AskedQuery& asked, std::string_view condition) {
  std::string root = to_query_text(asked.query.root);
  if (root == "*") root.clear();
  if (asked.query.root.kind == QueryNode::Kind::Or) root = '(' + root + ')';
  Query rest = asked.query;
  rest.root = {};
  std::string directives = to_query_text(rest);
  if (directives == "*") directives.clear();
  // Side by side, two values of one field would mean either of them.
  const std::string_view field = condition.substr(0, condition.find(':') + 1);
  const bool twice = asked.text.find(field) != std::string::npos;
  std::string out = root;
  for (const std::string_view part : {std::string_view(twice && !out.empty() ? "AND" : ""),
                                      condition, std::string_view(directives)})
    if (!part.empty()) out += (out.empty() ? "" : " ") + std::string(part);
  return out;
}

void count(Visit& visit, const AskedQuery& asked, SearchPage& out) {
  const TimeLimit limit(visit.limits(), visit.served().patience / kShareOfCounting,
                        visit.request().gone);
  try {
    auto matches = visit.matches(asked);
    if (!matches || matches->articles.empty()) return;
    const auto fields = std::to_array({FacetField::Source, FacetField::Section, FacetField::Person,
                                       FacetField::Org, FacetField::Place});
    FacetOptions options;
    options.what = counted_articles(asked.query);
    options.most = kFacetValues;
    if (out.result.total_exact && matches->lines < out.result.total)
      out.uncounted = fmt::format("Counted are the {} that have all words.",
                                  articles_text(static_cast<std::int64_t>(matches->lines)));
    out.facets = count_facets(visit.database(), *matches, fields, options);
    TimelineOptions time;
    time.what = options.what;
    std::vector<TimelineQuery> queries;
    queries.push_back({asked.text, *std::move(matches)});
    out.timeline = make_timeline(visit.archive(), queries, time);
  } catch (const Error& error) {
    if (error.status() != Exit::Interrupted || limit.is_gone()) throw;
    out.uncounted = "Not all was counted: it took too long.";
  }
}

std::vector<SiteKin> kin(const Visit& visit, const std::vector<Xapian::docid>& documents,
                         ArticleId self) {
  std::vector<SiteKin> out;
  ArticleDecoder decoder;
  for (const Xapian::docid document : documents) {
    if (!decoder.open(visit.archive().data(document))) continue;
    const auto article = decoder.article();
    if (!article || article->id == self) continue;
    out.push_back({article->id, title_of(article->content.article),
                   facts_line(article->content.article, Style())});
  }
  return out;
}

/// Older and newer versions, and copies.
void add_kin(const Visit& visit, ArticlePage& out) {
  const ArchiveReader& archive = visit.archive();
  const ArticleId id = out.stored.id;
  const auto document = archive.find(id);
  if (!document) return;
  reading([&] {
    out.family = family_of(archive, *document, id).id;
    auto copies = family_members(archive, *document, id);
    const auto self = std::find(copies.begin(), copies.end(), *document);
    if (self != copies.end()) copies.erase(self);
    if (copies.size() > kMostCopies) {
      out.more_copies = copies.size() - kMostCopies;
      copies.resize(kMostCopies);
    }
    out.copies = kin(visit, copies, id);
    out.versions = kin(visit, versions_of(archive, *document, id), id);
  });
}

std::vector<std::string> kept(const DeskState& desk, ArticleId id) {
  std::vector<std::string> out = desk.tags_of(id);
  if (const auto notes = desk.notes.find(id); notes != desk.notes.end())
    for (const DeskState::Note& note : notes->second) out.push_back(note.text);
  return out;
}

}  // namespace

WebAnswer home(Visit& visit) {
  HomePage out;
  out.articles = visit.archive().articles();
  auto everything = visit.read("*");
  if (!everything) return mistake(everything.error(), "*");
  SearchOptions options = search_options(visit, *everything);
  options.limit = kNewest;
  options.offset = 0;
  auto newest = search(visit.archive(), everything->query, options);
  if (newest) out.newest = *std::move(newest);
  std::tie(out.first, out.last) = years_of(visit.archive());
  for (const auto& [name, saved] : desk_of(read_desk(visit.served().paths.desk())).queries)
    out.saved.push_back(name);
  return page(home_page(out, visit.render_options()));
}

WebAnswer search_answer(Visit& visit) {
  const std::string text = visit.text();
  if (text.empty()) return home(visit);
  auto asked = visit.read(text);
  if (!asked) return mistake(asked.error(), text);
  const SearchOptions options = search_options(visit, *asked);
  auto result = search(visit.archive(), asked->query, options);
  if (!result) return mistake(result.error(), text);
  SearchPage out{.text = text, .result = *std::move(result)};
  out.notes = asked->query.notes;
  out.notes.insert(out.notes.end(), out.result.notes.begin(), out.result.notes.end());
  if (out.result.damaged > 0)
    out.notes.push_back(fmt::format("{} damaged articles were left out", out.result.damaged));
  out.names = asked->people.ambiguous;
  out.suggestions = suggestions_after(visit.archive(), asked->query, options, out.result);
  if (out.result.total == 0) {
    out.nothing = render_nothing_found(asked->query, text);
    if (const std::string years = remark_on_years(visit.archive(), asked->query); !years.empty())
      out.notes.push_back(years);
  }
  out.page = options.offset / options.limit + 1;
  out.pages = static_cast<std::size_t>((out.result.total + options.limit - 1) / options.limit);
  out.narrowed = [&](std::string_view condition) { return narrowed(*asked, condition); };
  out.choosing = [&](const std::string& name, std::uint32_t number) {
    Query chosen = asked->query;
    choose_person(chosen.root, name, number);
    return to_query_text(chosen);
  };
  if (out.result.total > 0) count(visit, *asked, out);
  RenderOptions render = visit.render_options();
  render.first_rank = options.offset + 1;
  return page(search_page(out, render));
}

WebAnswer article_answer(Visit& visit, std::string_view rest) {
  auto found = find_article(visit.archive(), rest);
  if (!found) return page(site_message("No such article", {}, found.error()), 404);
  ArticlePage out{.stored = *std::move(found), .query = visit.text()};
  if (!out.query.empty()) {
    const auto asked = visit.read(out.query);
    if (!asked) return mistake(asked.error(), out.query);
    const auto hits = hits_in(visit.archive(), asked->query, asked->people.known, out.stored);
    if (!hits) return mistake(hits.error(), out.query);
    out.title_marks = marks_of(*hits, true);
    out.text_marks = marks_of(*hits, false);
  }
  out.kept = kept(desk_of(read_desk(visit.served().paths.desk())), out.stored.id);
  add_kin(visit, out);
  return page(article_page(out, visit.render_options()));
}

WebAnswer person_answer(Visit& visit, std::string_view rest) {
  const PeopleAsked asked = people_asked(visit, rest);
  if (asked.people.empty())
    return page(
        site_message("Nobody", {},
                     fmt::format("nobody in this archive is known as {}", in_quotes(asked.name))),
        404);
  if (!asked.one) return page(people_html(asked.name, asked.people));
  const PersonView& person = asked.people.front();
  return page(person_html(
      person, person_page(visit.database(), visit.archive(), person.summary.number, {})));
}

WebAnswer about_answer(const Visit& visit) {
  return page(about_page(
      {visit.served().paths.root().string(), visit.served().version, visit.served().language}));
}

}  // namespace morgue
