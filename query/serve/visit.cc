#include "query/serve/visit.h"

#include <algorithm>
#include <charconv>

#include "common/text.h"
#include "common/utf8.h"
#include "query/match/read_query.h"

namespace morgue {
namespace {

constexpr std::size_t kUsualLimit = 20, kMostLimit = 100;
/// Whoever wants more than these narrows the query; each page ranks all before it.
constexpr std::size_t kMostPages = 500;
/// People that a name may mean, as `morgue person` lists them.
constexpr std::size_t kMostPeople = 20;

}  // namespace

Visit::Visit(const ServedArchive& served, const WebRequest& request, TimeLimits& limits)
    : served_(served),
      request_(request),
      limits_(limits),
      archive_(ArchiveReader::open(served.sources, served.as_of())) {}

sqlite::Database& Visit::database() {
  if (!catalog_) {
    std::vector<std::filesystem::path> metadata;
    for (const ArchivePaths& archive : served_.sources.local)
      metadata.push_back(archive.metadata());
    catalog_ = Catalog::open_for_reading(metadata, served_.as_of());
  }
  return catalog_->database();
}

RenderOptions Visit::render_options() const {
  RenderOptions out;
  out.shown_id = [this](ArticleId id) { return archive_.shown_id(id); };
  return out;
}

std::string Visit::text(const std::string& name) const {
  return utf8::one_line(utf8::repaired(request_.value(name)));
}

std::size_t Visit::number(const std::string& name, std::size_t usual, std::size_t least,
                          std::size_t most) const {
  const std::string given = request_.value(name);
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(given.data(), given.data() + given.size(), number);
  if (given.empty() || error != std::errc() || end != given.data() + given.size()) return usual;
  return std::clamp(number, least, most);
}

Result<AskedQuery, QueryError> Visit::read(std::string text) {
  AskedQuery out{std::move(text), {}, {}};
  auto query =
      read_query(archive_, out.text, {served_.today(), [&] { return served_.paths.desk(); }});
  if (!query) return failure(std::move(query.error()));
  out.query = *std::move(query);
  if (!names_people(out.query.root)) return out;
  auto people = find_people(out.query.root, database());
  if (!people) return failure(std::move(people.error()));
  out.people = *std::move(people);
  return out;
}

Result<Matches, QueryError> Visit::matches(const AskedQuery& asked) const {
  return find_matches(archive_, asked.query, {SortOrder::Relevance, false, asked.people.known});
}

SearchOptions search_options(const Visit& visit, const AskedQuery& asked) {
  SearchOptions out;
  const int wanted = asked.query.limit.value_or(static_cast<int>(kUsualLimit));
  const auto usual = wanted < 1 ? kMostLimit : static_cast<std::size_t>(wanted);
  out.limit = visit.number("n", std::min(usual, kMostLimit), 1, kMostLimit);
  out.offset = (visit.number("page", 1, 1, kMostPages) - 1) * out.limit;
  out.sort = usual_order(asked.query);
  out.group = usual_group(asked.query);
  out.people = asked.people.known;
  return out;
}

CountedArticles counted_articles(const Query& query) {
  return usual_group(query) == GroupBy::None ? CountedArticles::All : CountedArticles::Heads;
}

PeopleAsked people_asked(Visit& visit, std::string_view name) {
  PeopleAsked out;
  out.name = name.empty() ? visit.text("name") : utf8::one_line(utf8::repaired(name));
  out.people = find_persons(visit.database(), out.name, kMostPeople);
  // Who gives a whole name, or a number, means one; the namesakes stand on his page.
  out.one = out.people.size() == 1 || (!out.people.empty() && words(out.name).size() > 1);
  return out;
}

}  // namespace morgue
