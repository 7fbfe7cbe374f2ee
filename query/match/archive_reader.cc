#include "query/match/archive_reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "common/schema.h"
#include "query/match/interrupt.h"
#include "query/match/known_then.h"
#include "query/match/remote_shard.h"
#include "query/match/repeated.h"

namespace morgue {
namespace {

/// A merge replaces segments at most every few seconds; a reader that loses the race twice in a row
/// has met something else.
constexpr int kOpenAttempts = 5;

/// So many articles can be named in a query to another machine.
constexpr std::size_t kMostListedThere = 20'000;
/// Documents of other machines that are kept, ten megabytes or so.
constexpr std::size_t kMostFetched = 4'000;

using Documents = std::vector<Xapian::docid>;

std::vector<Manifest> manifests_of(const std::vector<ArchivePaths>& archives) {
  std::vector<Manifest> out;
  for (const ArchivePaths& archive : archives) out.push_back(read_manifest(archive));
  return out;
}

}  // namespace

Xapian::Query ArchiveReader::living(const Xapian::Query& query) const {
  if (hidden_->size() == 0) return query;
  if (!has_remote_) return {Xapian::Query::OP_AND_NOT, query, listed(hidden_)};
  if (hidden_terms_.empty()) return query;
  return {Xapian::Query::OP_AND_NOT, query,
          Xapian::Query(Xapian::Query::OP_OR, hidden_terms_.begin(), hidden_terms_.end())};
}

Xapian::Query ArchiveReader::listed(std::shared_ptr<const DocumentList> list) const {
  if (!has_remote_) return morgue::listed(std::move(list), uuids_);
  if (list->size() > kMostListedThere)
    throw Error(Exit::Usage, "too many articles would have to be named to another machine",
                "ask the archives of this machine alone, or for fewer articles");
  std::vector<std::string> terms;
  for (std::size_t i = 0; i < segments(); ++i)
    for (const DocumentList::Entry& entry : list->of_segment(i))
      terms.push_back(schema::term(schema::kId, to_string(id_of(document({i, entry.document})))));
  return {Xapian::Query::OP_SCALE_WEIGHT,
          Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end()), 0};
}

ArchiveReader ArchiveReader::open(const ArchiveSources& sources, const AsOf& as_of) {
  const std::vector<ArchivePaths>& archives = sources.local;
  if (!sources.remote.empty() && as_of.is_past())
    throw Error(Exit::Usage, "--as-of can't be asked of another machine",
                "leave out the archives of ssh:// and tcp://");
  for (int attempt = 1;; ++attempt) {
    const std::vector<Manifest> manifests = manifests_of(archives);
    const auto overtaken = [&] {
      return attempt < kOpenAttempts && manifests_of(archives) != manifests;
    };
    ArchiveReader reader;
    bool whole = true;
    try {
      for (std::size_t i = 0; i < archives.size(); ++i)
        reader.read_segments(archives[i], manifests[i], whole);
    } catch (const Xapian::Error&) {
      if (overtaken()) continue;
      reading([&]() -> int { throw; });
    }
    if (!whole && overtaken()) continue;
    for (const std::string& address : sources.remote) reader.read_remote(address);
    if (archives.empty() && reader.segments() == 0)
      throw Error(Exit::Archive,
                  reader.missing_.empty() ? "nothing is served" : reader.missing_.front());
    return reading([&] {
      const Documents hidden = reader.mark(manifests);
      if (reader.has_remote_) reader.hide_by_terms(hidden);
      reader.hide(as_of.is_past() ? reader.go_back(as_of) : hidden);
      return std::move(reader);
    });
  }
}

void ArchiveReader::read_segments(const ArchivePaths& paths, const Manifest& manifest,
                                  bool& whole) {
  const std::size_t archive = archives_++;
  for (const std::string& segment : manifest.segments) {
    const Xapian::Database database(paths.segment(segment).string());
    const std::string uuid = database.get_uuid();
    // An archive and its copy: one segment under two names is opened once.
    if (std::find(uuids_->begin(), uuids_->end(), uuid) != uuids_->end()) continue;
    uuids_->push_back(uuid);
    origins_.push_back({archive, segment, database, false});
    db_.add_database(database);
    const KinFile& kin = kin_.emplace_back(paths.segment(segment) / kKinFile);
    whole = whole && kin.documents() == database.get_lastdocid();
    const ForwardFile& forward = forward_.emplace_back(paths.segment(segment) / kForwardFile);
    knows_words_ = knows_words_ && forward.documents() == database.get_lastdocid();
  }
}

/// Adds an archive of another machine as one segment, or notes that it is missing.
void ArchiveReader::read_remote(const std::string& address) {
  const auto parsed = parse_remote(address);
  if (!parsed)
    throw Error(Exit::Usage, fmt::format("{} is no address of an archive", address),
                "like ssh://ann@host/path/of/archive or tcp://host:7000");
  const std::size_t archive = archives_++;
  try {
    RemoteShard shard = open_remote(*parsed);
    has_remote_ = true;
    knows_words_ = false;  // forward indexes stay where they are
    uuids_->push_back(shard.database.get_uuid());
    db_.add_database(shard.database);
    Hidden hidden{segments(), shard.dead, shard.superseded, shard.dead_ids};
    hidden.ids.insert(hidden.ids.end(), shard.superseded_ids.begin(), shard.superseded_ids.end());
    origins_.push_back({archive, address, shard.database, true});
    hidden_there_.push_back(std::move(hidden));
    kin_.push_back(std::move(shard.kin));
    forward_.emplace_back(std::filesystem::path());
  } catch (const Error& error) {
    missing_.push_back(fmt::format("{}: {}", address, error.what()));
  } catch (const Xapian::Error& error) {
    missing_.push_back(fmt::format("{}: {}", address, error.get_msg()));
  }
}

/// What is not searched as terms that can be sent to other machines. An article that lives in one
/// place and is dead in another has one id: candidates of those are looked at one by one.
void ArchiveReader::hide_by_terms(const std::vector<Xapian::docid>& documents) {
  std::unordered_map<Xapian::docid, ArticleId> known;
  for (const Hidden& hidden : hidden_there_)
    for (std::size_t i = 0; i < hidden.ids.size(); ++i)
      known[document({hidden.segment, i < hidden.dead.size()
                                          ? hidden.dead[i]
                                          : hidden.superseded[i - hidden.dead.size()]})] =
          hidden.ids[i];
  const std::unordered_set<std::uint64_t> living = living_ids();
  for (const Xapian::docid document : documents) {
    const auto at = known.find(document);
    const ArticleId id = at != known.end() ? at->second : id_of(document);
    const auto [segment, number] = place(document);
    const bool twin =
        is_dead(document) &&
        (kin_[segment].record(number).copy ? find(id).has_value() : living.contains(id.value));
    if (!twin) hidden_terms_.push_back(schema::term(schema::kId, to_string(id)));
  }
}

/// Of articles that are no copies.
std::unordered_set<std::uint64_t> ArchiveReader::living_ids() const {
  std::unordered_set<std::uint64_t> out;
  for (std::size_t i = 0; i < segments(); ++i)
    for (std::uint32_t number = 1; number <= kin_[i].documents(); ++number)
      if (const std::uint64_t family = kin_[i].family(number);
          family != 0 && !is_dead(document({i, number})) && !kin_[i].record(number).copy)
        out.insert(family);
  return out;
}

/// Notes what the manifests say of documents, and what several archives have; those that are not
/// searched.
std::vector<Xapian::docid> ArchiveReader::mark(const std::vector<Manifest>& manifests) {
  Documents marked;
  if (segments() == 0) return marked;
  dead_.resize(db_.get_lastdocid() + 1);
  superseded_.resize(dead_.size());
  const auto mark = [&](std::size_t archive, const DocumentPlace& place,
                        std::vector<bool>& documents) {
    const auto at = std::find_if(origins_.begin(), origins_.end(), [&](const Origin& origin) {
      return origin.archive == archive && origin.name == place.segment;
    });
    if (at == origins_.end()) return;
    const Xapian::docid number =
        document({static_cast<std::size_t>(at - origins_.begin()), place.document});
    if (number >= documents.size() || documents[number]) return;
    documents[number] = true;
    marked.push_back(number);
  };
  for (std::size_t i = 0; i < manifests.size(); ++i)
    for (const DocumentPlace& place : manifests[i].dead) mark(i, place, dead_);
  const auto mark_there = [&](const Hidden& hidden, const Documents& numbers,
                              std::vector<bool>& documents) {
    for (const Xapian::docid number : numbers) {
      const Xapian::docid all = document({hidden.segment, number});
      if (all >= documents.size() || documents[all]) continue;
      documents[all] = true;
      marked.push_back(all);
    }
  };
  for (const Hidden& hidden : hidden_there_) mark_there(hidden, hidden.dead, dead_);
  for (const Xapian::docid document : archives_ > 1 ? repeated_documents(*this) : Documents()) {
    dead_[document] = true;
    marked.push_back(document);
  }
  living_ = living_today_ = db_.get_doccount() - marked.size();
  for (std::size_t i = 0; i < manifests.size(); ++i)
    for (const DocumentPlace& place : manifests[i].superseded) mark(i, place, superseded_);
  for (const Hidden& hidden : hidden_there_) mark_there(hidden, hidden.superseded, superseded_);
  return marked;
}

/// Makes this a snapshot of the past; what is not searched then.
std::vector<Xapian::docid> ArchiveReader::go_back(const AsOf& as_of) {
  const KnownThen then = known_then(*this, as_of);
  for (const Xapian::docid document : then.unknown) dead_[document] = true;
  for (const auto& [document, searched] : then.versions) superseded_[document] = !searched;
  living_ -= then.unknown.size();
  past_ = true;
  Documents out;
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

Xapian::Document ArchiveReader::stored(Xapian::docid document) const {
  if (!has_remote_ || !origins_[place(document).segment].remote)
    return db_.get_document(document, Xapian::DOC_ASSUME_VALID);
  const auto known = fetched_.find(document);
  if (known != fetched_.end()) return known->second;
  if (fetched_.size() >= kMostFetched) fetched_.clear();
  return fetched_.emplace(document, db_.get_document(document)).first->second;
}

std::string ArchiveReader::data(Xapian::docid document) const {
  return reading([&] { return stored(document).get_data(); });
}

std::string ArchiveReader::value(Xapian::docid document, unsigned slot) const {
  if (slot == schema::kIdSlot && is_remote(place(document).segment))
    return schema::id_bytes(id_of(document));
  return reading([&] { return stored(document).get_value(slot); });
}

ArticleId ArchiveReader::id_of(Xapian::docid document) const {
  const auto [segment, number] = place(document);
  const KinRecord record = kin_[segment].record(number);
  if (!record.copy && record.family.value != 0) return record.family;
  if (is_remote(segment)) {  // no values come over
    ArticleDecoder decoder;
    if (!decoder.open(data(document))) return {};
    const auto article = decoder.article();
    return article ? article->id : ArticleId{};
  }
  return schema::id_of_bytes(value(document, schema::kIdSlot)).value_or(ArticleId{});
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
