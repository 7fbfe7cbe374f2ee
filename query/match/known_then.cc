#include "query/match/known_then.h"

#include <algorithm>
#include <map>
#include <string>

#include "common/schema.h"
#include "query/match/archive_reader.h"
#include "query/match/stored_articles.h"

namespace morgue {
namespace {

using std::chrono::hours;

/// Clocks of publishers are so far from UTC at most.
constexpr hours kFarthestEast{14};
constexpr hours kFarthestWest{12};

class LookBack {
 public:
  LookBack(const ArchiveReader& archive, const AsOf& as_of)
      : archive_(archive),
        as_of_(as_of),
        articles_(archive),
        unknown_(archive.database().get_lastdocid() + 1),
        updated_(unknown_.size()) {}

  KnownThen run() {
    KnownThen out;
    if (as_of_.added) mark_added_later();
    if (as_of_.published) {
      mark_published_later();
      mark_updated_later();
      mark_undated();
    }
    out.versions = versions();
    for (Xapian::docid document = 1; document < unknown_.size(); ++document)
      if (unknown_[document] && !archive_.is_dead(document)) out.unknown.push_back(document);
    return out;
  }

 private:
  template <typename F>
  void for_each_instant(unsigned slot, F&& visit) const {
    const Xapian::Database& db = archive_.database();
    for (auto at = db.valuestream_begin(slot); at != db.valuestream_end(slot); ++at)
      if (const auto instant = schema::instant_of_sortable(*at)) visit(at.get_docid(), *instant);
  }

  [[nodiscard]] static Instant end_of(Day day) { return Instant{day + std::chrono::days{1}}; }

  void mark_added_later() {
    for_each_instant(schema::kAddedSlot, [&](Xapian::docid document, Instant added) {
      if (added >= end_of(*as_of_.added)) unknown_[document] = true;
    });
  }

  void mark_published_later() {
    for (std::size_t i = 0; i < archive_.segments(); ++i) {
      const KinFile& kin = archive_.kin(i);
      for (std::uint32_t number = 1; number <= kin.documents(); ++number) {
        const KinRecord record = kin.record(number);
        const Xapian::docid document = archive_.document({i, number});
        if (document >= unknown_.size()) continue;
        if (record.minutes == 0)
          undated_.push_back(document);
        else if (record.day >= first_unknown_day(*as_of_.published, record.precision))
          unknown_[document] = true;
      }
    }
    std::sort(undated_.begin(), undated_.end());  // segments alternate in the numbers of documents
  }

  /// Which day an update was on depends on the publisher's clock, which only the article knows.
  void mark_updated_later() {
    const Instant end = end_of(*as_of_.published);
    std::vector<Xapian::docid> doubtful;
    for_each_instant(schema::kUpdatedSlot, [&](Xapian::docid document, Instant updated) {
      updated_[document] = true;
      if (unknown_[document] || archive_.is_dead(document)) return;
      if (updated >= end + kFarthestWest)
        unknown_[document] = true;
      else if (updated >= end - kFarthestEast)
        doubtful.push_back(document);
    });
    for (const Xapian::docid document : doubtful)
      if (const auto article = stored(document); article && !was_known(as_of_, *article))
        unknown_[document] = true;
  }

  void mark_undated() {
    const Xapian::Database& db = archive_.database();
    auto at = db.valuestream_begin(schema::kAddedSlot);
    const auto none = db.valuestream_end(schema::kAddedSlot);
    for (const Xapian::docid document : undated_) {
      if (at == none) break;
      if (updated_[document]) continue;
      at.skip_to(document);
      if (at == none || at.get_docid() != document) continue;
      const auto added = schema::instant_of_sortable(*at);
      if (added && *added >= end_of(*as_of_.published)) unknown_[document] = true;
    }
  }

  [[nodiscard]] std::optional<StoredArticle> stored(Xapian::docid document) {
    if (!articles_.open(document)) return {};
    auto article = articles_.decoder().article();
    if (!article) return {};
    return *std::move(article);
  }

  /// Living versions of each article, in the order in which they were added.
  [[nodiscard]] std::map<ArticleId, std::vector<Xapian::docid>> lineages() const {
    std::map<ArticleId, std::vector<Xapian::docid>> out;
    for (std::size_t i = 0; i < archive_.segments(); ++i)
      archive_.kin(i).for_each_version([&](KinFile::Member member) {
        const Xapian::docid document = archive_.document({i, member.document});
        if (!archive_.is_dead(document)) out[member.of].push_back(document);
        return true;
      });
    for (auto& [id, documents] : out) {
      if (const auto first = archive_.find(id)) documents.push_back(*first);
      std::sort(documents.begin(), documents.end(), [&](Xapian::docid a, Xapian::docid b) {
        const PlaceInSegments here = archive_.place(a);
        const PlaceInSegments there = archive_.place(b);
        return std::pair(here.segment, here.document) < std::pair(there.segment, there.document);
      });
    }
    return out;
  }

  [[nodiscard]] std::vector<std::pair<Xapian::docid, bool>> versions() {
    std::vector<std::pair<Xapian::docid, bool>> out;
    for (auto& [id, documents] : lineages()) {
      const std::size_t all = documents.size();
      std::erase_if(documents, [&](Xapian::docid document) { return unknown_[document]; });
      if (documents.empty() || documents.size() == all) continue;
      const std::size_t searched = documents.size() == 1 ? 0 : searched_of(documents);
      for (std::size_t i = 0; i < documents.size(); ++i)
        out.emplace_back(documents[i], i == searched);
    }
    return out;
  }

  [[nodiscard]] std::size_t searched_of(const std::vector<Xapian::docid>& documents) {
    std::vector<VersionTime> times;
    for (const Xapian::docid document : documents) {
      const auto article = stored(document);
      times.push_back(article ? version_time_of(*article) : VersionTime());
    }
    return searched_version(times);
  }

  const ArchiveReader& archive_;
  const AsOf& as_of_;
  StoredArticles articles_;
  std::vector<bool> unknown_, updated_;
  std::vector<Xapian::docid> undated_;  // without a time of publication
};

}  // namespace

KnownThen known_then(const ArchiveReader& archive, const AsOf& as_of) {
  if (archive.empty()) return {};
  return reading([&] { return LookBack(archive, as_of).run(); });
}

}  // namespace morgue
