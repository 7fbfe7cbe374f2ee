#include "query/views/alert.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "common/act_lines.h"
#include "query/match/families.h"

namespace morgue {
namespace {

using Documents = std::unordered_set<Xapian::docid>;

std::shared_ptr<const DocumentList> list_of(const ArchiveReader& archive,
                                            const Documents& documents) {
  auto list = std::make_shared<DocumentList>(archive.segments());
  for (const Xapian::docid document : documents) {
    const PlaceInSegments place = archive.place(document);
    list->add(place.segment, place.document);
  }
  list->sort();
  return list;
}

ArticleId family_of(const ArchiveReader& archive, Xapian::docid document) {
  const PlaceInSegments place = archive.place(document);
  return {archive.kin(place.segment).family(place.document)};
}

/// All members of these families that are none of the new ones.
Documents earlier_members(const ArchiveReader& archive,
                          const std::unordered_set<ArticleId>& families, const Documents& fresh) {
  Documents out;
  for (const ArticleId family : families)
    for (const Xapian::docid document : searched_members(archive, family))
      if (!fresh.contains(document)) out.insert(document);
  return out;
}

}  // namespace

AlertMarks parse_alert_marks(std::string_view text) {
  AlertMarks out;
  for (const std::string_view line : split(text, '\n')) {
    const auto fields = split(line, '\t');
    if (fields.size() != 3) continue;
    AlertMark mark;
    const auto [end, error] =
        std::from_chars(fields[1].data(), fields[1].data() + fields[1].size(), mark.second);
    if (error != std::errc() || end != fields[1].data() + fields[1].size()) continue;
    for (const std::string_view id : split(fields[2], ','))
      if (const auto parsed = parse_article_id(id)) mark.told.insert(*parsed);
    out[std::string(fields[0])] = std::move(mark);
  }
  return out;
}

std::string to_text(const AlertMarks& marks) {
  std::string out;
  for (const auto& [name, mark] : marks) {
    std::string told;
    for (const ArticleId id : mark.told) told += (told.empty() ? "" : ",") + to_string(id);
    out += fmt::format("{}\t{}\t{}\n", name, mark.second, told);
  }
  return out;
}

std::vector<Arrival> arrivals_since(const ArchiveReader& archive, sqlite::Database& db,
                                    std::int64_t second) {
  std::vector<Arrival> out;
  sqlite::Statement added(
      db, "SELECT id, added FROM articles WHERE added >= ?1 AND current ORDER BY added, id");
  added.bind(1, second);
  while (added.step()) {
    const auto id = parse_article_id(added.text(0));
    const auto document = id ? archive.find(*id) : std::nullopt;
    if (document && archive.is_searched(*document))
      out.push_back({*id, *document, added.integer(1)});
  }
  return out;
}

bool is_new(const Arrival& arrival, const AlertMark& mark) {
  return arrival.added > mark.second ||
         (arrival.added == mark.second && !mark.told.contains(arrival.id));
}

AlertMark mark_after(const AlertMark& mark, const std::vector<Arrival>& arrivals) {
  if (arrivals.empty() || arrivals.back().added < mark.second) return mark;
  AlertMark out;
  out.second = arrivals.back().added;
  if (out.second == mark.second) out.told = mark.told;
  for (auto it = arrivals.rbegin(); it != arrivals.rend() && it->added == out.second; ++it)
    out.told.insert(it->id);
  return out;
}

NewArticles new_articles(const ArchiveReader& archive, const std::vector<Arrival>& arrivals,
                         const AlertMark& mark) {
  NewArticles out;
  for (const Arrival& arrival : arrivals)
    if (is_new(arrival, mark)) out.documents.insert(arrival.document);
  out.list = list_of(archive, out.documents);
  return out;
}

Result<AlertNews, QueryError> news_of(const ArchiveReader& archive, const Query& query,
                                      const PeopleInQuery& people, const NewArticles& fresh) {
  MatchOptions options;
  options.sort = SortOrder::Newest;
  options.people = people;
  options.within = fresh.list;
  auto found = find_matches(archive, query, options);
  if (!found) return failure(std::move(found.error()));

  std::unordered_set<ArticleId> families;
  for (const Match& match : found->articles) families.insert(family_of(archive, match.document));
  options.within = list_of(archive, earlier_members(archive, families, fresh.documents));
  auto earlier = find_matches(archive, query, options);
  if (!earlier) return failure(std::move(earlier.error()));
  std::unordered_set<ArticleId> told;
  for (const Match& match : earlier->articles) told.insert(family_of(archive, match.document));

  AlertNews out;
  Documents shown;
  for (const Match& match : found->articles) {
    if (told.insert(family_of(archive, match.document)).second)
      shown.insert(match.document);
    else
      ++out.held_back;
  }
  out.count = shown.size();
  out.articles = list_of(archive, shown);
  return out;
}

}  // namespace morgue
