#include "indexer/store/segments.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <xapian.h>

#include <algorithm>
#include <set>
#include <unordered_set>

#include "common/error.h"
#include "common/schema.h"
#include "indexer/store/files.h"

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

bool is_archive_directory(const fs::path& root) { return fs::exists(root / "index" / "XAPIANDB"); }

}  // namespace

void create_archive(const ArchivePaths& paths) {
  std::error_code error;
  if (fs::exists(paths.root(), error) && !fs::is_directory(paths.root(), error))
    throw Error(Exit::Archive, fmt::format("{} is not a directory", paths.root().string()));
  // What an add left behind that was killed before its first commit is ours to take over.
  static const std::set<std::string> ours = {
      "index", "scratch", "lock", "metadata.sqlite", "metadata.sqlite-wal", "metadata.sqlite-shm"};
  if (!is_archive_directory(paths.root()))
    for (const auto& entry : fs::directory_iterator(paths.root(), error))
      if (!ours.contains(entry.path().filename().string()))
        throw Error(Exit::Archive,
                    fmt::format("{} is not an archive and not empty", paths.root().string()),
                    "choose a new or an empty directory for the archive");
  for (const fs::path& directory : {paths.root(), paths.index(), paths.scratch()})
    make_private_directory(directory);
  if (!is_archive_directory(paths.root()))
    replace_file(paths.manifest(), to_text(empty_manifest()));
}

Segments::Segments(ArchivePaths paths, Manifest manifest)
    : paths_(std::move(paths)), manifest_(std::move(manifest)) {
  remove_orphans();
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
}

void Segments::publish(const fs::path& run, std::span<const ArticleId> forgotten) {
  Manifest next = manifest_;
  ++next.batch;
  next.forgotten.insert(next.forgotten.end(), forgotten.begin(), forgotten.end());
  if (!run.empty()) {
    const std::string name = segment_name(next.next_segment++);
    std::error_code error;
    fs::rename(run, paths_.segment(name), error);
    if (error)
      throw Error(Exit::Archive,
                  fmt::format("can't move {} into the index: {}", run.string(), error.message()));
    next.segments.push_back(name);
  }
  write_manifest(next);
}

void Segments::drop_from_run(const fs::path& run, std::span<const std::uint32_t> documents) {
  translated("taking copies out of a run", [&] {
    Xapian::WritableDatabase db(run.string(), Xapian::DB_OPEN);
    for (const std::uint32_t document : documents) db.delete_document(document);
    db.commit();
  });
}

void Segments::apply_forgotten() {
  if (manifest_.forgotten.empty()) return;
  translated("deleting articles", [&] {
    for (const std::string& name : manifest_.segments) {
      const Xapian::Database reader(paths_.segment(name).string());
      std::vector<std::string> here;
      for (const ArticleId id : manifest_.forgotten) {
        std::string term = schema::term(schema::kId, to_string(id));
        if (reader.term_exists(term)) here.push_back(std::move(term));
      }
      if (here.empty()) continue;
      Xapian::WritableDatabase writer(paths_.segment(name).string(), Xapian::DB_OPEN);
      for (const std::string& term : here) writer.delete_document(term);
      writer.commit();
    }
  });
  Manifest next = manifest_;
  next.forgotten.clear();
  write_manifest(next);
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
  while (first > 0 && sizes[first - 1] <= kGrowth * total) total += sizes[--first];
  if (sizes.size() - first > 1) merge_range(first, sizes.size());
}

void Segments::merge_all() {
  apply_forgotten();
  if (!manifest_.segments.empty()) merge_range(0, manifest_.segments.size());
}

void Segments::merge_range(std::size_t first, std::size_t last) {
  // A merge renumbers documents and copies whatever is in the segments: deletions come first.
  apply_forgotten();
  const std::vector<std::string> old(
      manifest_.segments.begin() + static_cast<std::ptrdiff_t>(first),
      manifest_.segments.begin() + static_cast<std::ptrdiff_t>(last));
  const fs::path merged = paths_.scratch() / "merge";
  std::error_code error;
  fs::remove_all(merged, error);
  const std::uint64_t documents = translated("merging segments", [&] {
    Xapian::Database all;
    std::uint64_t count = 0;
    for (const std::string& name : old) {
      const Xapian::Database one(paths_.segment(name).string());
      if (one.get_doccount() == 0) continue;  // compact() refuses segments without documents
      count += one.get_doccount();
      all.add_database(one);
    }
    if (count > 0) all.compact(merged.string());
    return count;
  });
  Manifest next = manifest_;
  const auto at = next.segments.erase(next.segments.begin() + static_cast<std::ptrdiff_t>(first),
                                      next.segments.begin() + static_cast<std::ptrdiff_t>(last));
  if (documents > 0) {
    sync_directory(merged);
    ::chmod(merged.c_str(), 0700);
    const std::string name = segment_name(next.next_segment++);
    fs::rename(merged, paths_.segment(name));
    next.segments.insert(at, name);
  }
  write_manifest(next);
  for (const std::string& name : old) fs::remove_all(paths_.segment(name), error);
}

std::uint64_t Segments::documents() const {
  return translated("counting", [&] {
    std::uint64_t sum = 0;
    for (const std::string& name : manifest_.segments) sum += documents_in(paths_.segment(name));
    return sum;
  });
}

bool Segments::has(ArticleId id) const {
  return translated("looking an article up", [&] {
    const std::string term = schema::term(schema::kId, to_string(id));
    return std::any_of(manifest_.segments.begin(), manifest_.segments.end(),
                       [&](const std::string& name) {
                         return Xapian::Database(paths_.segment(name).string()).term_exists(term);
                       });
  });
}

std::vector<ArticleId> Segments::article_ids() const {
  std::vector<ArticleId> ids;
  translated("listing articles", [&] {
    for (const std::string& name : manifest_.segments) {
      const Xapian::Database db(paths_.segment(name).string());
      const std::string prefix(schema::kId);
      for (auto term = db.allterms_begin(prefix); term != db.allterms_end(prefix); ++term)
        if (const auto id = parse_article_id(std::string_view(*term).substr(prefix.size())))
          ids.push_back(*id);
    }
  });
  std::sort(ids.begin(), ids.end());
  const std::set<ArticleId> forgotten(manifest_.forgotten.begin(), manifest_.forgotten.end());
  std::erase_if(ids, [&](ArticleId id) { return forgotten.contains(id); });
  return ids;
}

std::size_t Segments::visit(std::span<const ArticleId> ids,
                            const std::function<void(const StoredArticle&)>& visit) const {
  const std::unordered_set<ArticleId> wanted(ids.begin(), ids.end());
  std::size_t damaged = 0;
  ArticleDecoder decoder;
  for (const std::string& name : manifest_.segments) {
    const auto db = translated("opening a segment",
                               [&] { return Xapian::Database(paths_.segment(name).string()); });
    translated("reading articles", [&] {
      for (auto doc = db.postlist_begin({}); doc != db.postlist_end({}); ++doc) {
        const Xapian::Document document = db.get_document(*doc);
        const auto id = schema::id_of_bytes(document.get_value(schema::kIdSlot));
        if (!id || !wanted.contains(*id)) continue;
        const auto article = decoder.open(document.get_data())
                                 ? decoder.article()
                                 : Result<StoredArticle, std::string>(failure(decoder.why()));
        if (article)
          visit(*article);
        else
          ++damaged;
      }
    });
  }
  return damaged;
}

}  // namespace morgue
