#include "query/views/alert.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <utility>

#include "common/act_lines.h"
#include "query/match/families.h"

namespace morgue {
namespace {

std::shared_ptr<const DocumentList> list_of(const ArchiveReader& archive,
                                            const std::vector<Xapian::docid>& documents) {
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

/// Numbers them as a search sorts by time: the newest first, those without a time last.
std::unordered_map<Xapian::docid, std::uint32_t> newest_first(const ArchiveReader& archive,
                                                              std::vector<Arrival> arrivals) {
  const auto minutes = [&](const Arrival& arrival) {
    const PlaceInSegments place = archive.place(arrival.document);
    return archive.kin(place.segment).record(place.document).minutes;
  };
  std::sort(arrivals.begin(), arrivals.end(), [&](const Arrival& a, const Arrival& b) {
    const auto when_a = minutes(a), when_b = minutes(b);
    return when_a != when_b ? when_a > when_b : a.id < b.id;
  });
  std::unordered_map<Xapian::docid, std::uint32_t> out;
  for (const Arrival& arrival : arrivals)
    out.emplace(arrival.document, static_cast<std::uint32_t>(out.size()));
  return out;
}

/// Those of the new ones that answer and stand for their families, if no earlier member answers.
class Folding {
 public:
  Folding(const ArchiveReader& archive, const NewArticles& fresh)
      : archive_(archive), fresh_(fresh) {}

  void add(Xapian::docid document) {
    ++added_;
    const ArticleId family = family_of(archive_, document);
    if (family.value == 0) {
      alone_.push_back(document);
      return;
    }
    const auto [head, first] = heads_.try_emplace(family, document);
    if (!first && fresh_.order.at(document) < fresh_.order.at(head->second))
      head->second = document;
  }

  /// Members of their families that were told if they answer.
  [[nodiscard]] std::vector<Xapian::docid> earlier() const {
    std::vector<Xapian::docid> out;
    if (fresh_.earlier.empty()) return out;
    for (const auto& [family, head] : heads_)
      if (const auto known = fresh_.earlier.find(family); known != fresh_.earlier.end())
        out.insert(out.end(), known->second.begin(), known->second.end());
    return out;
  }

  void was_told(Xapian::docid document) { heads_.erase(family_of(archive_, document)); }

  [[nodiscard]] AlertNews news() {
    std::vector<Xapian::docid> shown = std::move(alone_);
    for (const auto& [family, head] : heads_) shown.push_back(head);
    return {list_of(archive_, shown), shown.size(), added_ - shown.size()};
  }

 private:
  const ArchiveReader& archive_;
  const NewArticles& fresh_;
  std::size_t added_ = 0;
  std::vector<Xapian::docid> alone_;  // of no family
  std::unordered_map<ArticleId, Xapian::docid> heads_;
};

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
    if (fields[2].starts_with('=')) {
      const auto above = out.find(std::string(fields[2].substr(1)));
      if (above == out.end()) continue;
      mark.told = above->second.told;
    } else {
      std::set<ArticleId> told;
      for (const std::string_view id : split(fields[2], ','))
        if (const auto parsed = parse_article_id(id)) told.insert(*parsed);
      if (!told.empty()) mark.told = std::make_shared<const std::set<ArticleId>>(std::move(told));
    }
    out[std::string(fields[0])] = std::move(mark);
  }
  return out;
}

std::string to_text(const AlertMarks& marks) {
  std::string out;
  std::map<const std::set<ArticleId>*, std::string_view> above;
  for (const auto& [name, mark] : marks) {
    std::string told;
    const auto [first, fresh] = above.try_emplace(mark.told.get(), name);
    if (mark.told && !fresh) told = fmt::format("={}", first->second);
    if (mark.told && fresh)
      for (const ArticleId id : *mark.told) told += (told.empty() ? "" : ",") + to_string(id);
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
         (arrival.added == mark.second && (!mark.told || !mark.told->contains(arrival.id)));
}

AlertMark mark_after(const AlertMark& mark, const std::vector<Arrival>& arrivals) {
  if (arrivals.empty() || arrivals.back().added < mark.second) return mark;
  AlertMark out;
  out.second = arrivals.back().added;
  std::set<ArticleId> told;
  if (out.second == mark.second && mark.told) told = *mark.told;
  for (auto it = arrivals.rbegin(); it != arrivals.rend() && it->added == out.second; ++it)
    told.insert(it->id);
  out.told = std::make_shared<const std::set<ArticleId>>(std::move(told));
  return out;
}

NewArticles new_articles(const ArchiveReader& archive, const std::vector<Arrival>& arrivals,
                         const AlertMark& mark) {
  NewArticles out;
  std::vector<Arrival> fresh;
  std::vector<Xapian::docid> documents;
  for (const Arrival& arrival : arrivals) {
    if (!is_new(arrival, mark)) continue;
    fresh.push_back(arrival);
    documents.push_back(arrival.document);
  }
  out.list = list_of(archive, documents);
  out.order = newest_first(archive, fresh);
  for (const Arrival& arrival : fresh) {
    const ArticleId family = family_of(archive, arrival.document);
    if (family.value == 0 || out.earlier.contains(family)) continue;
    std::vector<Xapian::docid> members = searched_members(
        archive, family, family == arrival.id ? std::optional(arrival.document) : std::nullopt);
    std::erase_if(members, [&](Xapian::docid member) { return out.order.contains(member); });
    if (!members.empty()) out.earlier.emplace(family, std::move(members));
  }
  return out;
}

AlertNews news_of(const ArchiveReader& archive, Plan& plan, const NewArticles& fresh) {
  Folding folding(archive, fresh);
  for (const Xapian::docid document : answers_among(archive, plan, fresh.list))
    folding.add(document);
  if (const auto earlier = folding.earlier(); !earlier.empty())
    for (const Xapian::docid told : answers_among(archive, plan, list_of(archive, earlier)))
      folding.was_told(told);
  return folding.news();
}

}  // namespace morgue
