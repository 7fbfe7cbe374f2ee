#include "query/match/archive_reader.h"

#include <algorithm>

#include "common/schema.h"

namespace morgue {
namespace {

/// A merge replaces segments at most every few seconds; a reader that loses the race twice in a row
/// has met something else.
constexpr int kOpenAttempts = 5;

/// The number that Xapian gives a segment's document in a database of several.
Xapian::docid combined(Xapian::docid local, std::size_t segment, std::size_t segments) {
  return static_cast<Xapian::docid>((local - 1) * segments + segment + 1);
}

}  // namespace

/// Lists the documents that are not searched. (A Xapian::MatchDecider can't tell them: in a
/// database of several it learns a document's number in its own segment only.) Xapian clones it for
/// every segment.
class ArchiveReader::HiddenSource : public Xapian::PostingSource {
 public:
  explicit HiddenSource(std::shared_ptr<const HiddenOfSegments> all) : all_(std::move(all)) {}

  [[nodiscard]] HiddenSource* clone() const override { return new HiddenSource(all_); }
  void init(const Xapian::Database& segment) override {
    const auto found = all_->find(segment.get_uuid());
    dead_ = found == all_->end() ? nullptr : &found->second;
    at_ = 0;
    started_ = false;
  }
  [[nodiscard]] Xapian::doccount get_termfreq_min() const override { return size(); }
  [[nodiscard]] Xapian::doccount get_termfreq_est() const override { return size(); }
  [[nodiscard]] Xapian::doccount get_termfreq_max() const override { return size(); }
  void next(double /*min_weight*/) override {
    at_ += started_ ? 1 : 0;
    started_ = true;
  }
  void skip_to(Xapian::docid document, double /*min_weight*/) override {
    started_ = true;
    while (at_ < size() && (*dead_)[at_] < document) ++at_;
  }
  [[nodiscard]] bool at_end() const override { return at_ >= size(); }
  [[nodiscard]] Xapian::docid get_docid() const override { return (*dead_)[at_]; }

 private:
  [[nodiscard]] Xapian::doccount size() const {
    return dead_ == nullptr ? 0 : static_cast<Xapian::doccount>(dead_->size());
  }

  std::shared_ptr<const HiddenOfSegments> all_;
  const std::vector<Xapian::docid>* dead_ = nullptr;
  std::size_t at_ = 0;
  bool started_ = false;
};

Xapian::Query ArchiveReader::living(const Xapian::Query& query) const {
  if (hidden_->empty()) return query;
  // Xapian owns what is released.
  const Xapian::Query hidden((new HiddenSource(hidden_))->release());
  return {Xapian::Query::OP_AND_NOT, query, hidden};
}

ArchiveReader ArchiveReader::open(const ArchivePaths& paths) {
  for (int attempt = 1;; ++attempt) {
    const Manifest manifest = read_manifest(paths);
    ArchiveReader reader;
    std::vector<std::string> uuids;
    try {
      for (const std::string& segment : manifest.segments) {
        const Xapian::Database database(paths.segment(segment).string());
        uuids.push_back(database.get_uuid());
        reader.db_.add_database(database);
      }
    } catch (const Xapian::Error&) {
      if (attempt < kOpenAttempts && read_manifest(paths) != manifest) continue;
      reading([&]() -> int { throw; });
    }
    const auto hide = [&](const DocumentPlace& place) -> std::optional<Xapian::docid> {
      const auto at = std::find(manifest.segments.begin(), manifest.segments.end(), place.segment);
      if (at == manifest.segments.end()) return {};
      const auto number = static_cast<std::size_t>(at - manifest.segments.begin());
      (*reader.hidden_)[uuids[number]].push_back(place.document);
      return combined(place.document, number, manifest.segments.size());
    };
    for (const DocumentPlace& place : manifest.dead)
      if (const auto document = hide(place)) reader.dead_.insert(*document);
    for (const DocumentPlace& place : manifest.superseded) static_cast<void>(hide(place));
    for (auto& [uuid, documents] : *reader.hidden_) {
      std::sort(documents.begin(), documents.end());
      documents.erase(std::unique(documents.begin(), documents.end()), documents.end());
    }
    if (!manifest.segments.empty())
      reader.living_ = reader.db_.get_doccount() - reader.dead_.size();
    return reader;
  }
}

std::uint64_t ArchiveReader::frequency(const std::string& term) const {
  return reading([&] { return db_.get_termfreq(term); });
}

void ArchiveReader::for_each_term(
    const std::string& prefix,
    const std::function<bool(const std::string&, std::uint64_t)>& visit) const {
  reading([&] {
    for (auto term = db_.allterms_begin(prefix); term != db_.allterms_end(prefix); ++term)
      if (!visit(*term, term.get_termfreq())) break;
  });
}

std::string ArchiveReader::data(Xapian::docid document) const {
  return reading([&] { return db_.get_document(document).get_data(); });
}

std::string ArchiveReader::value(Xapian::docid document, unsigned slot) const {
  return reading([&] { return db_.get_document(document).get_value(slot); });
}

std::vector<ArticleId> ArchiveReader::ids_with_prefix(std::string_view digits,
                                                      std::size_t most) const {
  std::vector<ArticleId> ids;
  const std::string prefix = schema::term(schema::kId, digits);
  for_each_term(prefix, [&](const std::string& term, std::uint64_t) {
    const auto id = parse_article_id(std::string_view(term).substr(schema::kId.size()));
    if (id && find(*id)) ids.push_back(*id);
    return ids.size() < most;
  });
  return ids;
}

std::optional<Xapian::docid> ArchiveReader::find(ArticleId id) const {
  if (empty()) return {};
  const std::string term = schema::term(schema::kId, to_string(id));
  return reading([&]() -> std::optional<Xapian::docid> {
    for (auto doc = db_.postlist_begin(term); doc != db_.postlist_end(term); ++doc)
      if (!is_dead(*doc)) return *doc;
    return {};
  });
}

std::string ArchiveReader::shown_id(ArticleId id) const {
  const std::string whole = to_string(id);
  std::size_t length = kShortestShownId;
  while (length < whole.size() &&
         ids_with_prefix(std::string_view(whole).substr(0, length), 2).size() > 1)
    ++length;
  return whole.substr(0, length);
}

}  // namespace morgue
