#include "indexer/store/segments.h"

#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <unordered_set>

#include "common/error.h"
#include "common/files.h"
#include "common/schema.h"
#include "indexer/store/forward_writer.h"
#include "indexer/store/fresh_segment.h"
#include "indexer/store/index_document.h"
#include "indexer/store/manifest_repair.h"
#include "indexer/store/segment_copy.h"
#include "indexer/store/served_writer.h"
#include "indexer/store/sums.h"

// Merge policy. Every commit of a bulk load publishes one run of a few hundred articles as a
// segment. A merge reads and writes all it merges, so it waits: at the end of the load all that
// came in one piece is merged at once, together with older segments as long as these are no more
// than kGrowth times larger (so an article is rewritten once for every kGrowth-fold growth of the
// archive, and there are at most log(articles) / log(kGrowth) segments). Only when a load is so
// large that kMaxFreshSegments lie there, these are merged before its end.

namespace morgue {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kGrowth = 4;
/// Each open segment costs a reader about 0.2 ms and a query some posting list set-up.
constexpr std::size_t kMaxFreshSegments = 64;
/// A segment below this is fresh: one run, never merged yet.
constexpr std::uint64_t kFreshArticles = 2000;
/// Dead documents cost every query a little and the disk their room; writing a segment anew costs
/// as much as indexing it without the reading and annotating.
constexpr std::size_t kMaxDead = 10'000;
constexpr std::size_t kMaxDeadShare = 10;  // one in so many

template <typename F>
auto translated(std::string_view doing, F&& f) {
  try {
    return f();
  } catch (const Xapian::Error& e) {
    throw Error(Exit::Archive, fmt::format("the index failed while {}: {}", doing, e.get_msg()),
                e.get_error_string() != nullptr ? e.get_error_string() : "");
  }
}

std::uint64_t documents_in(const fs::path& segment) {
  return Xapian::Database(segment.string()).get_doccount();
}

bool has_manifest(const ArchivePaths& paths) {
  std::error_code error;
  return fs::exists(paths.manifest(), error);
}

/// True if the directory has no entries but these (or can't be read at all: making things in it
/// will say why).
bool holds_only(const fs::path& directory, const std::set<std::string>& names) {
  std::error_code error;
  for (auto entry = fs::directory_iterator(directory, error);
       !error && entry != fs::directory_iterator(); entry.increment(error))
    if (!names.contains(entry->path().filename().string())) return false;
  return true;
}

/// Its tables and what stands beside them are what was written: nothing damaged is to be merged
/// under new sums.
bool is_intact(const fs::path& segment) {
  const Sums sums = read_sums(segment);
  if (!sums.present) return true;  // of an earlier version: nobody knows
  std::error_code error;
  return sums.whole && std::all_of(sums.of.begin(), sums.of.end(), [&](const auto& sum) {
           return fs::exists(segment / sum.first, error) &&
                  file_hash(segment / sum.first) == sum.second;
         });
}

std::vector<std::uint32_t> people_of(const PairFile& people, std::uint32_t document) {
  std::vector<std::uint32_t> out;
  people.find(document, std::numeric_limits<std::size_t>::max(), out);
  return out;
}

std::optional<KinRecord> record_of(const std::vector<KinRecord>& kin, std::uint32_t document) {
  if (document > kin.size()) return {};
  return kin[document - 1];
}

/// A directory without a manifest that is empty, or holds what an add left behind that was killed
/// before its first manifest, or a ledger that is to hold for what is read anew. Others may have an
/// index/ or a scratch/ of their own: opening an archive removes what it does not know from there.
bool is_ours_to_take(const ArchivePaths& paths) {
  return holds_only(paths.root(),
                    {"index", "served", "scratch", "lock", "metadata.sqlite", "metadata.sqlite-wal",
                     "metadata.sqlite-shm", "ledger.txt", "desk.txt", "forgotten.txt"}) &&
         holds_only(paths.index(), {"XAPIANDB.new"}) && holds_only(paths.scratch(), {});
}

}  // namespace

void make_archive_directories(const ArchivePaths& paths) {
  std::error_code error;
  if (fs::exists(paths.root(), error) && !fs::is_directory(paths.root(), error))
    throw Error(Exit::Archive, fmt::format("{} is not a directory", paths.root().string()));
  if (!has_manifest(paths) && !is_ours_to_take(paths) && !has_manifest(paths))
    throw lacks_manifest(paths)
        ? Error(Exit::Archive, fmt::format("{} has lost its manifest", paths.root().string()),
                "make it again with: morgue-index repair")
        : Error(Exit::Archive,
                fmt::format("{} is not an archive and not empty", paths.root().string()),
                "choose a new or an empty directory for the archive");
  for (const fs::path& directory : {paths.root(), paths.index(), paths.scratch()})
    make_private_directory(directory);
}

Manifest read_or_make_manifest(const ArchivePaths& paths) {
  if (!has_manifest(paths)) replace_file(paths.manifest(), to_text(empty_manifest()));
  return read_manifest(paths);
}

Segments::Segments(ArchivePaths paths, Manifest manifest)
    : paths_(std::move(paths)), manifest_(std::move(manifest)) {
  remove_orphans();
  serve_if_outdated(paths_, manifest_);
}

void Segments::remove_orphans() {
  const std::set<std::string> live(manifest_.segments.begin(), manifest_.segments.end());
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(paths_.index(), error)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with("seg-") && !live.contains(name)) fs::remove_all(entry.path(), error);
  }
  make_private_directory(paths_.scratch());
  for (const auto& entry : fs::directory_iterator(paths_.scratch(), error))
    fs::remove_all(entry.path(), error);
}

fs::path Segments::run_path(const ArchivePaths& paths, std::uint64_t number) {
  return paths.scratch() / fmt::format("run-{}", number);
}

void Segments::write_manifest(const Manifest& manifest) {
  replace_file(paths_.manifest(), to_text(manifest));
  manifest_ = manifest;
  serve_index(paths_, manifest_);
}

void Segments::publish(const Change& change) {
  Manifest next = manifest_;
  ++next.batch;
  std::vector<DocumentPlace> revived;
  add_places(change.revived, revived);
  std::erase_if(next.superseded, [&](const DocumentPlace& place) {
    return std::find(revived.begin(), revived.end(), place) != revived.end();
  });
  add_places(change.forgotten, next.dead);
  add_places(change.superseded, next.superseded);
  if (!change.run.empty()) {
    const std::string name = segment_name(next.next_segment++);
    replace_file(change.run / kAnchorFile, pair_file_of(change.anchors));
    replace_file(change.run / kPeopleFile, pair_file_of(change.people));
    replace_file(change.run / kKinFile, kin_file_of(change.kin));
    write_sums(change.run);
    move_directory(change.run, paths_.segment(name));
    next.segments.push_back(name);
    for (const std::uint32_t document : change.copies) next.dead.push_back({name, document});
    for (const std::uint32_t document : change.superseded_here)
      next.superseded.push_back({name, document});
  }
  write_manifest(next);
}

/// Appends the documents of these articles that are neither dead nor there already.
void Segments::add_places(std::span<const ArticleId> ids,
                          std::vector<DocumentPlace>& places) const {
  if (ids.empty()) return;
  std::set<DocumentPlace> passed(places.begin(), places.end());
  passed.insert(manifest_.dead.begin(), manifest_.dead.end());
  translated("looking articles up", [&] {
    for (const std::string& name : manifest_.segments) {
      const Xapian::Database db(paths_.segment(name).string());
      for (const ArticleId id : ids) {
        const std::string term = schema::term(schema::kId, to_string(id));
        for (auto doc = db.postlist_begin(term); doc != db.postlist_end(term); ++doc)
          if (!passed.contains({name, *doc})) places.push_back({name, *doc});
      }
    }
  });
}

/// The dead documents of a segment.
std::set<std::uint32_t> Segments::dead_in(const std::string& segment) const {
  std::set<std::uint32_t> out;
  for (const DocumentPlace& dead : manifest_.dead)
    if (dead.segment == segment) out.insert(dead.document);
  return out;
}

void Segments::sweep(bool all) {
  const std::vector<std::string> names = manifest_.segments;
  for (const std::string& name : names) {
    const std::size_t dead = dead_in(name).size();
    if (dead == 0) continue;
    const std::uint64_t held =
        translated("counting", [&] { return documents_in(paths_.segment(name)); });
    if (all || dead > kMaxDead || dead * kMaxDeadShare > held) rewrite(name);
  }
}

/// Does it have documents of these articles (among those numbers, if any are given)?
bool Segments::holds(const std::string& segment, const std::set<ArticleId>& ids,
                     const std::set<std::uint32_t>* among) const {
  return translated("looking articles up", [&] {
    const Xapian::Database db(paths_.segment(segment).string());
    for (const ArticleId id : ids) {
      const std::string term = schema::term(schema::kId, to_string(id));
      for (auto doc = db.postlist_begin(term); doc != db.postlist_end(term); ++doc)
        if (among == nullptr || among->contains(*doc)) return true;
    }
    return false;
  });
}

void Segments::require_intact(const std::set<ArticleId>& ids) const {
  for (const std::string& name : manifest_.segments)
    if (!is_intact(paths_.segment(name)) && holds(name, ids, nullptr)) throw_damaged(name);
}

void Segments::purge(const std::set<ArticleId>& ids) {
  const std::vector<std::string> names = manifest_.segments;
  for (const std::string& name : names) {
    const std::set<std::uint32_t> dead = dead_in(name);
    if (!dead.empty() && holds(name, ids, &dead) && !rewrite(name)) throw_damaged(name);
  }
  stop_serving(paths_);  // pages that were given up keep what stood in them
  serve_index(paths_, manifest_);
}

void Segments::throw_damaged(const std::string& segment) const {
  throw Error(Exit::Archive, fmt::format("{} is damaged", paths_.segment(segment).string()),
              "see what is wrong with: morgue-index check; mend it with: morgue-index repair");
}

/// Writes a segment anew with its living documents alone, in their order. False if it is damaged:
/// then it stays as it is, for better a few dead documents than a lost article.
bool Segments::rewrite(const std::string& segment) {
  if (!is_intact(paths_.segment(segment))) return false;
  const fs::path fresh = paths_.scratch() / "rewrite";
  const auto copied = translated("writing a segment anew", [&] {
    return copy_without(paths_.segment(segment), dead_in(segment), fresh);
  });
  if (!copied) return false;
  const std::map<std::uint32_t, std::uint32_t>& moved = *copied;
  std::error_code error;
  Manifest next = manifest_;
  const auto at = std::find(next.segments.begin(), next.segments.end(), segment);
  std::erase_if(next.dead, [&](const DocumentPlace& p) { return p.segment == segment; });
  if (moved.empty()) {
    next.segments.erase(at);
    std::erase_if(next.superseded, [&](const DocumentPlace& p) { return p.segment == segment; });
  } else {
    *at = segment_name(next.next_segment++);
    move_directory(fresh, paths_.segment(*at));
    std::erase_if(next.superseded, [&](const DocumentPlace& place) {
      return place.segment == segment && !moved.contains(place.document);
    });
    for (DocumentPlace& place : next.superseded)
      if (place.segment == segment) place = {*at, moved.at(place.document)};
  }
  write_manifest(next);
  fs::remove_all(paths_.segment(segment), error);
  return true;
}

void Segments::merge(bool bulk_end) {
  if (!bulk_end && manifest_.segments.size() < kMaxFreshSegments) return;
  std::vector<std::uint64_t> sizes;
  translated("counting", [&] {
    for (const std::string& name : manifest_.segments)
      sizes.push_back(documents_in(paths_.segment(name)));
  });
  std::size_t first = sizes.size();
  std::uint64_t total = 0;
  while (first > 0 && sizes[first - 1] <= kFreshArticles) total += sizes[--first];
  if (!bulk_end && sizes.size() - first < kMaxFreshSegments) return;
  while (first > 0 && total > 0 && sizes[first - 1] <= kGrowth * total) total += sizes[--first];
  // A damaged one is left as it is, with those before it: what was read is safe without a merge.
  for (std::size_t i = sizes.size(); i > first; --i)
    if (!is_intact(paths_.segment(manifest_.segments[i - 1]))) first = i;
  if (sizes.size() - first > 1) merge_range(first, sizes.size());
}

void Segments::merge_all() {
  for (const std::string& name : manifest_.segments)
    if (!is_intact(paths_.segment(name))) throw_damaged(name);
  sweep(true);
  if (manifest_.segments.size() > 1) merge_range(0, manifest_.segments.size());
}

void Segments::merge_range(std::size_t first, std::size_t last) {
  const auto begin = manifest_.segments.begin() + static_cast<std::ptrdiff_t>(first);
  const auto end = manifest_.segments.begin() + static_cast<std::ptrdiff_t>(last);
  const std::vector<std::string> old(begin, end);
  std::vector<fs::path> parts;
  for (const std::string& segment : old) parts.push_back(paths_.segment(segment));
  const fs::path merged = paths_.scratch() / "merge";
  std::error_code error;
  fs::remove_all(merged, error);
  Manifest next = manifest_;
  const std::string name = segment_name(next.next_segment++);
  const std::vector<std::uint32_t> moved = join_tables(parts, merged);
  std::vector<std::pair<fs::path, std::uint32_t>> anchors;
  std::vector<std::pair<fs::path, std::uint32_t>> people;
  std::vector<KinRecord> kin;
  for (std::size_t i = 0; i < old.size(); ++i) {
    for (auto* places : {&next.dead, &next.superseded})
      for (DocumentPlace& place : *places)
        if (place.segment == old[i]) place = {name, place.document + moved[i]};
    anchors.emplace_back(parts[i] / kAnchorFile, moved[i]);
    people.emplace_back(parts[i] / kPeopleFile, moved[i]);
    kin.resize(moved[i]);
    const auto records = KinFile(parts[i] / kKinFile).records();
    kin.insert(kin.end(), records.begin(), records.end());
  }
  kin.resize(
      translated("counting", [&] { return Xapian::Database(merged.string()).get_lastdocid(); }));
  merge_pairs(anchors, Documents::Values, merged / kAnchorFile);
  merge_pairs(people, Documents::Keys, merged / kPeopleFile);
  replace_file(merged / kKinFile, kin_file_of(kin));
  seal_directory(merged);
  write_sums(merged);
  move_directory(merged, paths_.segment(name));
  const auto at = next.segments.erase(next.segments.begin() + static_cast<std::ptrdiff_t>(first),
                                      next.segments.begin() + static_cast<std::ptrdiff_t>(last));
  next.segments.insert(at, name);
  write_manifest(next);
  for (const std::string& segment : old) fs::remove_all(paths_.segment(segment), error);
}

std::vector<ArticleId> Segments::article_ids() const {
  std::vector<ArticleId> ids;
  translated("listing articles", [&] {
    for (const std::string& name : manifest_.segments) {
      const std::set<std::uint32_t> dead = dead_in(name);
      const Xapian::Database db(paths_.segment(name).string());
      for (auto value = db.valuestream_begin(schema::kIdSlot);
           value != db.valuestream_end(schema::kIdSlot); ++value)
        if (const auto id = schema::id_of_bytes(*value); id && !dead.contains(value.get_docid()))
          ids.push_back(*id);
    }
  });
  std::sort(ids.begin(), ids.end());
  return ids;
}

std::size_t Segments::visit(std::span<const ArticleId> ids, const Visitor& visit) const {
  const std::unordered_set<ArticleId> wanted(ids.begin(), ids.end());
  std::size_t damaged = 0;
  for (const std::string& name : manifest_.segments) {
    const std::set<std::uint32_t> dead = dead_in(name);
    const auto is_wanted = [&](std::uint32_t document, ArticleId id) {
      return wanted.contains(id) && !dead.contains(document);
    };
    const PairFile people(paths_.segment(name) / kPeopleFile);
    const std::vector<KinRecord> kin = KinFile(paths_.segment(name) / kKinFile).records();
    for_each_stored(name, is_wanted,
                    [&](std::uint32_t document, const Result<StoredArticle, std::string>& stored) {
                      if (!stored) {
                        ++damaged;
                        return;
                      }
                      visit(*stored, {people_of(people, document), record_of(kin, document)});
                    });
  }
  return damaged;
}

std::vector<ArticleId> Segments::superseded_ids() const {
  std::vector<ArticleId> ids;
  translated("listing versions", [&] {
    for (const std::string& name : manifest_.segments) {
      const std::set<std::uint32_t> dead = dead_in(name);
      std::optional<Xapian::Database> db;
      for (const DocumentPlace& place : manifest_.superseded) {
        if (place.segment != name || dead.contains(place.document)) continue;
        if (!db) db.emplace(paths_.segment(name).string());
        const Xapian::Document document = db->get_document(place.document);
        if (const auto id = schema::id_of_bytes(document.get_value(schema::kIdSlot)))
          ids.push_back(*id);
      }
    }
  });
  std::sort(ids.begin(), ids.end());
  return ids;
}

void Segments::mend_kin(const std::function<KinRecord(const StoredArticle&)>& kin_of) {
  for (const std::string& name : manifest_.segments) {
    const fs::path path = paths_.segment(name) / kKinFile;
    const std::uint32_t last = translated("counting", [&] {
      return Xapian::Database(paths_.segment(name).string()).get_lastdocid();
    });
    if (KinFile(path).documents() == last) continue;
    std::vector<KinRecord> records(last);
    const std::set<std::uint32_t> dead = dead_in(name);
    for_each_stored(
        name, [&](std::uint32_t document, ArticleId) { return !dead.contains(document); },
        [&](std::uint32_t document, const Result<StoredArticle, std::string>& stored) {
          if (stored) records[document - 1] = kin_of(*stored);
        });
    with_new_sum(paths_.segment(name), kKinFile, [&] { replace_file(path, kin_file_of(records)); });
  }
}

void Segments::mend_forward() {
  DocumentBuilder builder;
  for (const std::string& name : manifest_.segments) {
    const fs::path path = paths_.segment(name) / kForwardFile;
    const std::uint32_t last = translated("counting", [&] {
      return Xapian::Database(paths_.segment(name).string()).get_lastdocid();
    });
    if (ForwardFile(path).documents() == last) continue;
    ForwardWriter forward;
    for_each_stored(
        name, [](std::uint32_t, ArticleId) { return true; },
        [&](std::uint32_t document, const Result<StoredArticle, std::string>& stored) {
          if (!stored) return;
          while (forward.documents() + 1 < document) forward.add({});
          forward.add(builder.build(*stored).forward);
        });
    while (forward.documents() < last) forward.add({});
    with_new_sum(paths_.segment(name), kForwardFile, [&] { forward.write(path); });
  }
}

/// Goes by the id slot: a few bytes for each document that is not wanted.
void Segments::for_each_stored(
    const std::string& segment, const std::function<bool(std::uint32_t, ArticleId)>& wanted,
    const std::function<void(std::uint32_t, const Result<StoredArticle, std::string>&)>& visit)
    const {
  translated("reading articles", [&] {
    const Xapian::Database db(paths_.segment(segment).string());
    ArticleDecoder decoder;
    for (auto value = db.valuestream_begin(schema::kIdSlot);
         value != db.valuestream_end(schema::kIdSlot); ++value) {
      const Xapian::docid document = value.get_docid();
      const auto id = schema::id_of_bytes(*value);
      if (!id || !wanted(document, *id)) continue;
      if (decoder.open(db.get_document(document).get_data()))
        visit(document, decoder.article());
      else
        visit(document, failure(decoder.why()));
    }
  });
}

std::string index_library_version() { return Xapian::version_string(); }

}  // namespace morgue
