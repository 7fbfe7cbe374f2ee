#include "query/match/archive_reader.h"

#include <algorithm>

#include "common/schema.h"
#include "query/match/interrupt.h"
#include "query/match/known_then.h"

namespace morgue {
namespace {

/// A merge replaces segments at most every few seconds; a reader that loses the race twice in a row
/// has met something else.
constexpr int kOpenAttempts = 5;

}  // namespace

Xapian::Query ArchiveReader::living(const Xapian::Query& query) const {
  if (hidden_->size() == 0) return query;
  return {Xapian::Query::OP_AND_NOT, query, listed(hidden_)};
}

ArchiveReader ArchiveReader::open(const ArchivePaths& paths, const AsOf& as_of) {
  for (int attempt = 1;; ++attempt) {
    const Manifest manifest = read_manifest(paths);
    ArchiveReader reader;
    bool whole = true;
    try {
      reader.read_segments(paths, manifest, whole);
    } catch (const Xapian::Error&) {
      if (attempt < kOpenAttempts && read_manifest(paths) != manifest) continue;
      reading([&]() -> int { throw; });
    }
    if (!whole && attempt < kOpenAttempts && read_manifest(paths) != manifest) continue;
    const auto hidden = reader.mark(manifest);
    reader.hide(as_of.is_past() ? reader.go_back(as_of) : hidden);
    return reader;
  }
}

void ArchiveReader::read_segments(const ArchivePaths& paths, const Manifest& manifest,
                                  bool& whole) {
  std::vector<std::string> uuids;
  for (const std::string& segment : manifest.segments) {
    const Xapian::Database database(paths.segment(segment).string());
    uuids.push_back(database.get_uuid());
    db_.add_database(database);
    const KinFile& kin = kin_.emplace_back(paths.segment(segment) / kKinFile);
    whole = whole && kin.documents() == database.get_lastdocid();
    const ForwardFile& forward = forward_.emplace_back(paths.segment(segment) / kForwardFile);
    knows_words_ = knows_words_ && forward.documents() == database.get_lastdocid();
  }
  uuids_ = std::make_shared<const std::vector<std::string>>(std::move(uuids));
}

/// Notes what the manifest says of documents; those that are not searched.
std::vector<Xapian::docid> ArchiveReader::mark(const Manifest& manifest) {
  std::vector<Xapian::docid> marked;
  if (manifest.segments.empty()) return marked;
  dead_.resize(db_.get_lastdocid() + 1);
  superseded_.resize(dead_.size());
  const auto mark = [&](const DocumentPlace& place, std::vector<bool>& documents) {
    const auto at = std::find(manifest.segments.begin(), manifest.segments.end(), place.segment);
    if (at == manifest.segments.end()) return;
    const Xapian::docid number =
        document({static_cast<std::size_t>(at - manifest.segments.begin()), place.document});
    if (number >= documents.size() || documents[number]) return;
    documents[number] = true;
    marked.push_back(number);
  };
  for (const DocumentPlace& place : manifest.dead) mark(place, dead_);
  living_ = living_today_ = db_.get_doccount() - marked.size();
  for (const DocumentPlace& place : manifest.superseded) mark(place, superseded_);
  return marked;
}

/// Makes this a snapshot of the past; what is not searched then.
std::vector<Xapian::docid> ArchiveReader::go_back(const AsOf& as_of) {
  const KnownThen then = known_then(*this, as_of);
  for (const Xapian::docid document : then.unknown) dead_[document] = true;
  for (const auto& [document, searched] : then.versions) superseded_[document] = !searched;
  living_ -= then.unknown.size();
  past_ = true;
  std::vector<Xapian::docid> out;
  for (Xapian::docid document = 1; document < dead_.size(); ++document)
    if (!is_searched(document)) out.push_back(document);
  return out;
}

void ArchiveReader::hide(const std::vector<Xapian::docid>& documents) {
  auto hidden = std::make_shared<DocumentList>(segments());
  for (const Xapian::docid document : documents) {
    const PlaceInSegments at = place(document);
    hidden->add(at.segment, at.document);
  }
  hidden->sort();
  hidden_ = std::move(hidden);
}

std::uint64_t ArchiveReader::frequency(const std::string& term) const {
  return reading([&]() -> std::uint64_t {
    if (!past_) return db_.get_termfreq(term);
    std::uint64_t known = 0;
    for (auto at = db_.postlist_begin(term); at != db_.postlist_end(term); ++at)
      known += is_dead(*at) ? 0 : 1;
    return known;
  });
}

void ArchiveReader::for_each_term(
    const std::string& prefix,
    const std::function<bool(const std::string&, std::uint64_t)>& visit) const {
  reading([&] {
    for (auto term = db_.allterms_begin(prefix); term != db_.allterms_end(prefix); ++term) {
      stop_if_interrupted();
      const std::uint64_t articles = past_ ? frequency(*term) : term.get_termfreq();
      if (articles > 0 && !visit(*term, articles)) break;
    }
  });
}

void ArchiveReader::for_each_document(const std::string& term,
                                      const std::function<void(Xapian::docid)>& visit) const {
  reading([&] {
    for (auto at = db_.postlist_begin(term); at != db_.postlist_end(term); ++at)
      if (is_searched(*at)) visit(*at);
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

std::string xapian_version() { return Xapian::version_string(); }

}  // namespace morgue
