#include "indexer/store/families.h"

#include <xapian.h>

#include <algorithm>
#include <cstdlib>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

#include "common/as_of.h"
#include "common/error.h"
#include "common/schema.h"
#include "common/stored_article.h"
#include "common/text.h"

namespace morgue {
namespace {

/// An anchor that more documents have than this belongs to some house's standing lines.
constexpr std::size_t kMostHolders = 48;
/// So many candidates are looked at, those with the most shared anchors first.
constexpr std::size_t kMostCandidates = 24;
/// A copy of kContained shares far more than one anchor in so many, whichever of the two is longer;
/// what shares fewer shares a standing line.
constexpr std::size_t kFewestShared = 20;
/// Texts are compared again and again while their story is fresh: so many at least are remembered,
/// twice as many at most, about 2 KB each.
constexpr std::size_t kRemembered = 4096;
/// An address shows the same article if the texts overlap this much, or the headlines are the same.
constexpr double kSameAddress = 0.3;
/// A version by source and family: nearly all of the shorter text, and half of the words of the
/// shorter headline. A version that is not recognised is one copy more; an article that is taken
/// for another one's version is not found.
constexpr double kSameSource = 0.85;
constexpr double kSameHeadline = 0.5;
constexpr std::int64_t kDay = 86'400;

/// A candidate: a document of a segment, or an article of this batch.
struct Place {
  std::size_t segment;  // as they are numbered; their count stands for the batch
  std::uint32_t document;
  friend auto operator<=>(const Place&, const Place&) = default;
};

struct Text {
  ArticleId id;
  Fingerprint print;
};

/// What was asked for lately, in two generations: when the younger one is full, the older one goes.
/// What is found stays where it is until two more generations have passed.
class Remembered {
 public:
  const Text* find(ArticleId id) {
    if (const auto found = young_.find(id); found != young_.end()) return &found->second;
    const auto found = old_.find(id);
    if (found == old_.end()) return nullptr;
    return add(std::move(old_.extract(found).mapped()));
  }
  const Text* add(Text text) {
    if (young_.size() >= kRemembered) old_ = std::exchange(young_, {});
    const ArticleId id = text.id;
    return &young_.insert_or_assign(id, std::move(text)).first->second;
  }

 private:
  std::unordered_map<ArticleId, Text> young_, old_;
};

/// The share of the content words of the shorter headline that the other has.
double headline_overlap(const std::string& a, const std::string& b) {
  const auto content = [](const std::string& title) {
    std::set<std::string> out;
    for (std::string& word : words(title))
      if (!is_function_word(word)) out.insert(std::move(word));
    return out;
  };
  const std::set<std::string> first = content(a);
  const std::set<std::string> second = content(b);
  const std::size_t fewer = std::min(first.size(), second.size());
  const auto both = std::count_if(first.begin(), first.end(),
                                  [&](const std::string& word) { return second.contains(word); });
  return fewer == 0 ? 0 : static_cast<double>(both) / static_cast<double>(fewer);
}

double either(const Overlap& both) { return std::max(both.of_first, both.of_second); }

}  // namespace

struct FamilyFinder::State {
  State(ArchivePaths archive, Catalog& sql) : paths(std::move(archive)), catalog(sql) {}

  struct Segment {
    std::string name;
    Xapian::Database db;
    PairFile anchors;
  };

  ArchivePaths paths;
  Catalog& catalog;
  std::vector<std::unique_ptr<Segment>> segments;
  // This batch so far.
  std::deque<Text> batch;
  std::unordered_map<ArticleId, std::uint32_t> batch_by_id;
  std::unordered_multimap<std::uint32_t, std::uint32_t> batch_anchors;
  Remembered remembered;  // of earlier batches
  ArticleDecoder decoder;

  void open_segments(const Manifest& manifest) {
    std::vector<std::unique_ptr<Segment>> now;
    for (const std::string& name : manifest.segments) {
      const auto open = std::find_if(segments.begin(), segments.end(), [&](const auto& segment) {
        return segment != nullptr && segment->name == name;
      });
      if (open != segments.end())
        now.push_back(std::move(*open));
      else
        now.push_back(
            std::make_unique<Segment>(Segment{name, Xapian::Database(paths.segment(name).string()),
                                              PairFile(paths.segment(name) / kAnchorFile)}));
    }
    segments = std::move(now);
  }

  /// Who else has these anchors, those with the most first, then in order of their coming.
  std::vector<Place> candidates(const std::vector<std::uint32_t>& anchors) const {
    std::map<Place, int> counts;
    std::map<Place, int> common;  // by anchors that too many have
    std::vector<Place> holders;
    std::vector<std::uint32_t> documents;
    for (const std::uint32_t anchor : anchors) {
      holders.clear();
      for (std::size_t i = 0; i < segments.size(); ++i) {
        documents.clear();
        segments[i]->anchors.find(anchor, kMostHolders + 1, documents);
        for (const std::uint32_t document : documents) holders.push_back({i, document});
      }
      const auto [first, last] = batch_anchors.equal_range(anchor);
      for (auto at = first; at != last; ++at) holders.push_back({segments.size(), at->second});
      for (const Place& holder : holders)
        ++(holders.size() <= kMostHolders ? counts : common)[holder];
    }
    const auto& chosen = counts.empty() ? common : counts;
    std::vector<std::pair<int, Place>> ranked;
    for (const auto& [place, count] : chosen)
      if (static_cast<std::size_t>(count) * kFewestShared >= anchors.size())
        ranked.emplace_back(-count, place);
    const std::size_t most = std::min(kMostCandidates, ranked.size());
    std::partial_sort(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(most),
                      ranked.end());
    std::vector<Place> out;
    for (std::size_t i = 0; i < most; ++i) out.push_back(ranked[i].second);
    return out;
  }

  const Text* text(const Place& place) {
    if (place.segment == segments.size()) return &batch[place.document];
    const Segment& segment = *segments[place.segment];
    const Xapian::Document document =
        segment.db.get_document(place.document, Xapian::DOC_ASSUME_VALID);
    const auto id = schema::id_of_bytes(document.get_value(schema::kIdSlot));
    if (!id) return nullptr;
    if (const Text* known = remembered.find(*id)) return known;
    if (!decoder.open(document.get_data())) return nullptr;
    return remembered.add({*id, fingerprint(decoder.text())});
  }

  const Text* text(ArticleId id) {
    if (const auto here = batch_by_id.find(id); here != batch_by_id.end())
      return &batch[here->second];
    const std::string term = schema::term(schema::kId, to_string(id));
    for (std::size_t i = 0; i < segments.size(); ++i) {
      const auto first = segments[i]->db.postlist_begin(term);
      if (first != segments[i]->db.postlist_end(term)) return text(Place{i, *first});
    }
    return nullptr;
  }

  /// The first candidate that is a copy, if there is one.
  const Text* copy_of(const Newcomer& article) {
    for (const Place& place : candidates(article.fingerprint.anchors)) {
      const Text* other = text(place);
      if (other == nullptr || other->id == article.id) continue;
      if (are_copies(article.fingerprint, other->print) && catalog.kin(other->id)) return other;
    }
    return nullptr;
  }

  std::optional<Kin> older_version(const Newcomer& article, const Kin& self) {
    const std::string title = word_key(self.title);
    const auto same_title = [&](const Kin& other) {
      return !title.empty() && word_key(other.title) == title;
    };
    const auto overlapping = [&](const Kin& other) {
      const Text* there = text(other.id);
      return there == nullptr ? 0.0 : either(overlap(article.fingerprint, there->print));
    };
    for (Kin& other : catalog.with_url(article.url))
      if (other.id != self.id && (same_title(other) || overlapping(other) >= kSameAddress))
        return std::move(other);
    if (!self.family || self.source == 0) return {};
    for (Kin& other : catalog.family(*self.family, self.source)) {
      if (other.id == self.id || !self.dated || !other.dated) continue;
      if (std::abs(self.time - other.time) > kVersionDays * kDay) continue;
      if (same_title(other) || (headline_overlap(self.title, other.title) >= kSameHeadline &&
                                overlapping(other) >= kSameSource))
        return std::move(other);
    }
    return {};
  }

  /// Puts the article into the lineage; who is not searched any more goes into `superseded`.
  void join_lineage(Kin& self, Kin older, std::vector<ArticleId>& superseded) {
    if (!older.lineage) {
      older.lineage = older.id;
      catalog.set_kin(older);
    }
    self.lineage = older.lineage;
    for (Kin& other : catalog.versions(*older.lineage)) {
      if (!other.current || other.id == self.id) continue;
      const bool newer = takes_place_of({self.time, self.dated}, {other.time, other.dated});
      Kin& loser = newer ? other : self;
      loser.current = false;
      superseded.push_back(loser.id);
      if (newer) catalog.set_kin(other);
      break;
    }
  }
};

FamilyFinder::FamilyFinder(ArchivePaths paths, Catalog& catalog)
    : state_(std::make_unique<State>(std::move(paths), catalog)) {}
FamilyFinder::~FamilyFinder() = default;

void FamilyFinder::begin(const Manifest& manifest) try {
  for (Text& text : state_->batch) state_->remembered.add(std::move(text));
  state_->batch.clear();
  state_->batch_by_id.clear();
  state_->batch_anchors.clear();
  state_->open_segments(manifest);
} catch (const Xapian::Error& e) {
  throw Error(Exit::Archive, "the index failed while looking for copies: " + e.get_msg());
}

FamilyFinder::Placed FamilyFinder::place(const Newcomer& article) try {
  Placed placed;
  State& s = *state_;
  auto self = s.catalog.kin(article.id);
  if (!self) return placed;
  placed.anchors = article.fingerprint.anchors;
  if (const Text* copy = s.copy_of(article)) {
    Kin other = *s.catalog.kin(copy->id);
    if (!other.family) {
      other.family = other.id;
      s.catalog.set_kin(other);
    }
    self->family = other.family;
    std::erase_if(placed.anchors, [&](std::uint32_t anchor) {
      return std::binary_search(copy->print.shingles.begin(), copy->print.shingles.end(), anchor);
    });
  }
  if (auto older = s.older_version(article, *self))
    s.join_lineage(*self, *std::move(older), placed.superseded);
  if (self->family || self->lineage) s.catalog.set_kin(*self);
  placed.family = self->family;
  placed.lineage = self->lineage;

  const auto number = static_cast<std::uint32_t>(s.batch.size());
  for (const std::uint32_t anchor : placed.anchors) s.batch_anchors.emplace(anchor, number);
  s.batch.push_back({article.id, article.fingerprint});
  s.batch_by_id.emplace(article.id, number);
  return placed;
} catch (const Xapian::Error& e) {
  throw Error(Exit::Archive, "the index failed while looking for copies: " + e.get_msg());
}

/// Whoever begins a family or a lineage learns of it only when the second one comes: here too.
void FamilyFinder::restore(ArticleId id, const KinRecord& record) {
  Catalog& catalog = state_->catalog;
  auto self = catalog.kin(id);
  if (!self) return;
  if (record.copy || catalog.begins_family(id)) self->family = record.family;
  if (record.version)
    self->lineage = record.lineage;
  else if (!catalog.versions(id).empty())
    self->lineage = id;
  if (self->family || self->lineage) catalog.set_kin(*self);
  if (record.copy) {
    if (auto first = catalog.kin(record.family); first && !first->family) {
      first->family = first->id;
      catalog.set_kin(*first);
    }
  }
  if (record.version) {
    if (auto first = catalog.kin(record.lineage); first && !first->lineage) {
      first->lineage = first->id;
      catalog.set_kin(*first);
    }
  }
}

}  // namespace morgue
