#include "indexer/store/manifest_repair.h"

#include <xapian.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <vector>

#include "common/catalog.h"
#include "common/error.h"
#include "common/files.h"
#include "common/kin_file.h"
#include "common/schema.h"
#include "indexer/store/forgotten.h"

namespace morgue {
namespace {

namespace fs = std::filesystem;

/// A segment as it lies there, whether the manifest named it or not.
struct Found {
  std::string name;
  std::uint64_t number = 0;
  std::string added;                            ///< when its first article was, as its slot has it
  std::map<std::uint32_t, ArticleId> articles;  ///< nothing if it can't be read
  std::map<std::uint32_t, std::string> times;   ///< of the last update, else of publication
};

/// What SQLite knows, as far as it can be read.
struct Known {
  bool readable = false;
  std::set<ArticleId> articles, superseded;
  std::uint64_t batch = 0;
};

std::optional<std::uint64_t> number_of(const std::string& name) {
  const auto dash = name.find('-');
  if (dash == std::string::npos) return {};
  std::uint64_t number = 0;
  std::from_chars(name.data() + dash + 1, name.data() + name.size(), number);
  if (segment_name(number) != name) return {};
  return number;
}

void read_values(const Xapian::Database& db, Found& segment) {
  segment.added = db.get_value_lower_bound(schema::kAddedSlot);
  for (auto value = db.valuestream_begin(schema::kIdSlot);
       value != db.valuestream_end(schema::kIdSlot); ++value)
    if (const auto id = schema::id_of_bytes(*value)) segment.articles[value.get_docid()] = *id;
  for (const unsigned slot : {schema::kPublishedSlot, schema::kUpdatedSlot})
    for (auto value = db.valuestream_begin(slot); value != db.valuestream_end(slot); ++value)
      segment.times[value.get_docid()] = *value;
}

/// Those that were written last come first.
std::vector<Found> found_in(const ArchivePaths& paths) {
  std::vector<Found> out;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(paths.index(), error)) {
    Found segment;
    segment.name = entry.path().filename().string();
    const auto number = number_of(segment.name);
    if (!number || !entry.is_directory()) continue;
    segment.number = *number;
    try {
      read_values(Xapian::Database(entry.path().string()), segment);
    } catch (const Xapian::Error&) {
      segment.articles.clear();  // whoever checks it will see what can be saved
    }
    out.push_back(std::move(segment));
  }
  if (error) throw Error(Exit::Archive, "can't read " + paths.index().string(), error.message());
  std::sort(out.begin(), out.end(),
            [](const Found& a, const Found& b) { return a.number > b.number; });
  return out;
}

Known known_to_sqlite(const ArchivePaths& paths) try {
  Known known;
  Catalog catalog = Catalog::open_for_reading(paths.metadata());
  const auto ids = catalog.article_ids();
  known.articles.insert(ids.begin(), ids.end());
  sqlite::Statement old(catalog.database(), "SELECT id FROM articles WHERE current = 0");
  while (old.step())
    if (const auto id = parse_article_id(old.text(0))) known.superseded.insert(*id);
  known.batch = catalog.batch();
  known.readable = !known.articles.empty();
  return known;
} catch (const Error&) {
  return {};
}

/// Takes from a segment the documents that live in none, or in one that was written later.
void let_live(const Known& known, const std::set<ArticleId>& forgotten, std::set<ArticleId>& living,
              Found& segment, Manifest& manifest) {
  const bool committed_last =
      !known.readable ||
      std::none_of(segment.articles.begin(), segment.articles.end(),
                   [&](const auto& article) { return known.articles.contains(article.second); });
  std::erase_if(segment.articles, [&](const auto& article) {
    const auto& [document, id] = article;
    const bool lives = (committed_last || known.articles.contains(id)) && !forgotten.contains(id) &&
                       living.insert(id).second;
    if (!lives) manifest.dead.push_back({segment.name, document});
    return !lives;
  });
}

/// By their times, as far as the files beside the tables know which are versions of one article.
void supersede_by_time(const ArchivePaths& paths, const std::vector<Found>& segments,
                       Manifest& manifest) {
  struct Version {
    std::string time;
    DocumentPlace place;
  };
  std::map<ArticleId, std::vector<Version>> lineages;
  for (const Found& segment : segments) {
    const auto kin = KinFile(paths.segment(segment.name) / kKinFile).records();
    for (const auto& [document, id] : segment.articles) {
      const KinRecord record = document <= kin.size() ? kin[document - 1] : KinRecord();
      const auto time = segment.times.find(document);
      lineages[record.version ? record.lineage : id].push_back(
          {time == segment.times.end() ? "" : time->second, {segment.name, document}});
    }
  }
  for (auto& [lineage, versions] : lineages) {
    std::stable_sort(versions.begin(), versions.end(),
                     [](const Version& a, const Version& b) { return a.time < b.time; });
    versions.pop_back();  // the newest
    for (const Version& version : versions) manifest.superseded.push_back(version.place);
  }
}

void supersede(const ArchivePaths& paths, const Known& known, const std::vector<Found>& segments,
               Manifest& manifest) {
  if (!known.readable) return supersede_by_time(paths, segments, manifest);
  for (const Found& segment : segments)
    for (const auto& [document, id] : segment.articles)
      if (known.superseded.contains(id)) manifest.superseded.push_back({segment.name, document});
}

}  // namespace

bool lacks_manifest(const ArchivePaths& paths) {
  std::error_code error;
  bool segments = false;
  for (auto entry = fs::directory_iterator(paths.index(), error);
       !error && entry != fs::directory_iterator(); entry.increment(error))
    segments = segments || number_of(entry->path().filename().string());
  if (!segments) return false;
  const std::string text = file_bytes(paths.manifest());
  if (parse_manifest(text)) return false;
  // If its first line holds, it tells whose it is.
  const std::string none = to_text(empty_manifest());
  const auto head = parse_manifest(text.substr(0, text.find('\n')) + none.substr(none.find('\n')));
  return !head || head->format == schema::kFormatVersion;
}

Manifest manifest_made_again(const ArchivePaths& paths) {
  std::vector<Found> segments = found_in(paths);
  const Known known = known_to_sqlite(paths);
  const std::set<ArticleId> forgotten = read_forgotten(paths.forgotten()).articles;
  Manifest manifest = empty_manifest();
  manifest.batch = known.batch + 1;
  std::set<ArticleId> living;
  std::vector<Found> named;
  for (Found& segment : segments) {
    manifest.next_segment = std::max(manifest.next_segment, segment.number + 1);
    const bool readable = !segment.articles.empty();
    const std::size_t dead = manifest.dead.size();
    let_live(known, forgotten, living, segment, manifest);
    if (readable && segment.articles.empty())
      manifest.dead.resize(dead);  // all of it lives elsewhere
    else
      named.push_back(std::move(segment));
  }
  std::sort(named.begin(), named.end(), [](const Found& a, const Found& b) {
    return std::tie(a.added, a.number) < std::tie(b.added, b.number);
  });
  for (const Found& segment : named) manifest.segments.push_back(segment.name);
  supersede(paths, known, named, manifest);
  return manifest;
}

}  // namespace morgue
