#include "query/match/archive_reader.h"

#include <algorithm>

#include "common/schema.h"
#include "query/match/interrupt.h"

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

ArchiveReader ArchiveReader::open(const ArchivePaths& paths) {
  for (int attempt = 1;; ++attempt) {
    const Manifest manifest = read_manifest(paths);
    ArchiveReader reader;
    std::vector<std::string> uuids;
    bool whole = true;
    try {
      for (const std::string& segment : manifest.segments) {
        const Xapian::Database database(paths.segment(segment).string());
        uuids.push_back(database.get_uuid());
        reader.db_.add_database(database);
        const KinFile& kin = reader.kin_.emplace_back(paths.segment(segment) / kKinFile);
        whole = whole && kin.documents() == database.get_lastdocid();
        const ForwardFile& forward =
            reader.forward_.emplace_back(paths.segment(segment) / kForwardFile);
        reader.knows_words_ =
            reader.knows_words_ && forward.documents() == database.get_lastdocid();
      }
    } catch (const Xapian::Error&) {
      if (attempt < kOpenAttempts && read_manifest(paths) != manifest) continue;
      reading([&]() -> int { throw; });
    }
    if (!whole && attempt < kOpenAttempts && read_manifest(paths) != manifest) continue;
    reader.uuids_ = std::make_shared<const std::vector<std::string>>(std::move(uuids));
    reader.hide(manifest);
    if (!manifest.segments.empty())
      reader.living_ = reader.db_.get_doccount() - reader.dead_.size();
    return reader;
  }
}

void ArchiveReader::hide(const Manifest& manifest) {
  auto hidden = std::make_shared<DocumentList>(segments());
  const auto hide = [&](const DocumentPlace& place, std::unordered_set<Xapian::docid>& documents) {
    const auto at = std::find(manifest.segments.begin(), manifest.segments.end(), place.segment);
    if (at == manifest.segments.end()) return;
    const auto number = static_cast<std::size_t>(at - manifest.segments.begin());
    hidden->add(number, place.document);
    documents.insert(document({number, place.document}));
  };
  for (const DocumentPlace& place : manifest.dead) hide(place, dead_);
  for (const DocumentPlace& place : manifest.superseded) hide(place, superseded_);
  hidden->sort();
  hidden_ = std::move(hidden);
}

std::uint64_t ArchiveReader::frequency(const std::string& term) const {
  return reading([&] { return db_.get_termfreq(term); });
}

void ArchiveReader::for_each_term(
    const std::string& prefix,
    const std::function<bool(const std::string&, std::uint64_t)>& visit) const {
  reading([&] {
    for (auto term = db_.allterms_begin(prefix); term != db_.allterms_end(prefix); ++term) {
      stop_if_interrupted();
      if (!visit(*term, term.get_termfreq())) break;
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

}  // namespace morgue
