#include "indexer/store/archive_writer.h"

#include <algorithm>
#include <iterator>
#include <unordered_map>
#include <unordered_set>

#include "common/text.h"

namespace morgue {
namespace {

const ArchivePaths& with_directories(const ArchivePaths& paths) {
  make_archive_directories(paths);
  return paths;
}

std::uint32_t word_count(std::string_view text) {
  std::uint32_t count = 0;
  Tokenizer tokenizer(text);
  for (Token token; tokenizer.next(token);) ++count;
  return count;
}

std::vector<ArticleId> difference(const std::vector<ArticleId>& a,
                                  const std::vector<ArticleId>& b) {
  std::vector<ArticleId> out;
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
  return out;
}

}  // namespace

ArchiveWriter::ArchiveWriter(const ArchivePaths& paths, std::chrono::milliseconds lock_wait)
    : paths_(with_directories(paths)),
      lock_(paths_, lock_wait),
      segments_(paths_, read_or_make_manifest(paths_)),
      catalog_(Catalog::open_for_writing(paths_.metadata())),
      families_(paths_, catalog_) {
  mend();
}

void ArchiveWriter::mend() {
  if (catalog_.batch() == segments_.manifest().batch) return;
  const std::vector<ArticleId> indexed = segments_.article_ids();
  const std::vector<ArticleId> listed = catalog_.article_ids();
  const std::vector<ArticleId> missing = difference(indexed, listed);
  const std::vector<ArticleId> surplus = difference(listed, indexed);
  sqlite::Transaction transaction = catalog_.begin();
  for (const ArticleId id : surplus) {
    catalog_.reread_holders(id);
    catalog_.remove_article(id);
  }
  families_.begin(segments_.manifest());
  std::vector<ArticleId> superseded;
  // The file is marked as unfinished: the next add of it looks at all its records again.
  segments_.visit(missing, [&](const StoredArticle& stored) {
    catalog_.add_article(stored, word_count(stored.content.article.text));
    const Fingerprint print = fingerprint(stored.content.article.text);
    const auto placed = families_.place({stored.id, print, stored.content.article.url});
    superseded.insert(superseded.end(), placed.superseded.begin(), placed.superseded.end());
    const std::string& path = stored.content.article.file;
    auto file = catalog_.file(path);
    if (!file) {
      file.emplace();
      file->path = path;
    }
    file->state = FileRecord::State::Reading;
    catalog_.add_member(catalog_.put_file(*file), stored.id);
  });
  if (!superseded.empty()) segments_.publish({.superseded = superseded});
  catalog_.set_batch(segments_.manifest().batch);
  transaction.commit();
  mended_ = missing.size() + surplus.size();
}

ArchiveWriter::Committed ArchiveWriter::commit(Batch& batch) {
  Committed done;
  const std::vector<std::uint32_t> copies = find_copies(batch);
  done.known = batch.known.size();
  done.added = batch.articles.size();
  sqlite::Transaction transaction = catalog_.begin();
  const Relations relations = record(batch);
  if (!batch.articles.empty()) {
    segments_.publish({.run = batch.run,
                       .copies = copies,
                       .superseded_here = relations.superseded_here,
                       .anchors = relations.anchors,
                       .superseded = relations.superseded});
  } else if (!batch.run.empty()) {  // nothing but copies
    std::error_code ignored;
    std::filesystem::remove_all(batch.run, ignored);
  }
  catalog_.set_batch(segments_.manifest().batch);
  transaction.commit();
  segments_.merge(false);
  return done;
}

/// The same bytes may stand twice in the input: only the first one's document is to live. Moves the
/// others to the known ones and returns their documents.
std::vector<std::uint32_t> ArchiveWriter::find_copies(Batch& batch) {
  std::unordered_set<ArticleId> seen;
  std::vector<std::uint32_t> documents;
  std::vector<BatchArticle> kept;
  kept.reserve(batch.articles.size());
  for (BatchArticle& article : batch.articles) {
    if (seen.insert(article.stored.id).second && !catalog_.has_article(article.stored.id)) {
      kept.push_back(std::move(article));
    } else {
      documents.push_back(article.document);
      batch.known.push_back({article.file, article.stored.id});
    }
  }
  batch.articles = std::move(kept);
  return documents;
}

/// Writes the batch into the catalog's open transaction.
ArchiveWriter::Relations ArchiveWriter::record(const Batch& batch) {
  std::vector<std::vector<ArticleId>> held(batch.files.size());
  Relations relations;
  std::unordered_map<ArticleId, std::uint32_t> here;
  families_.begin(segments_.manifest());
  for (const BatchArticle& article : batch.articles) {
    catalog_.add_article(article.stored, article.words);
    held[article.file].push_back(article.stored.id);
    here.emplace(article.stored.id, article.document);
    const auto placed = families_.place(
        {article.stored.id, article.fingerprint, article.stored.content.article.url});
    for (const std::uint32_t hash : placed.anchors)
      relations.anchors.push_back({hash, article.document});
    for (const ArticleId id : placed.superseded) {
      if (const auto document = here.find(id); document != here.end())
        relations.superseded_here.push_back(document->second);
      else
        relations.superseded.push_back(id);
    }
  }
  std::sort(relations.anchors.begin(), relations.anchors.end());
  for (const BatchKnown& known : batch.known) held[known.file].push_back(known.id);

  for (std::size_t i = 0; i < batch.files.size(); ++i) {
    const FileOutcome& outcome = batch.files[i];
    OpenFile& open = open_files_[outcome.file.path];
    open.seen.insert(open.seen.end(), held[i].begin(), held[i].end());
    if (open.error.empty()) open.error = outcome.file.error;
    FileRecord file = outcome.file;
    file.error = open.error;
    file.state = !outcome.ended       ? FileRecord::State::Reading
                 : open.error.empty() ? FileRecord::State::Done
                 : open.seen.empty()  ? FileRecord::State::Failed
                                      : FileRecord::State::Partial;
    const std::int64_t row = catalog_.put_file(file);
    for (const ArticleId id : held[i]) catalog_.add_member(row, id);
    if (!outcome.ended) continue;
    // A file that can't be read (whole) any more may be damaged: what it held before is kept.
    if (!outcome.appends && file.state == FileRecord::State::Done)
      release(row, std::move(open.seen), false);
    open_files_.erase(outcome.file.path);
  }
  return relations;
}

/// Takes from a file what it holds no longer. An article that has a newer version is history, not
/// lost: it stays, unless `versions_too`.
void ArchiveWriter::release(std::int64_t file, std::vector<ArticleId> kept, bool versions_too) {
  std::sort(kept.begin(), kept.end());
  for (const ArticleId id : difference(catalog_.members(file), kept)) {
    catalog_.remove_member(file, id);
    const auto kin = catalog_.kin(id);
    if (versions_too || !kin || kin->current) catalog_.add_orphan(id);
  }
}

void ArchiveWriter::forget_files(const std::vector<FileRecord>& files) {
  if (files.empty()) return;
  sqlite::Transaction transaction = catalog_.begin();
  for (const FileRecord& file : files) {
    release(file.number, {}, true);
    catalog_.remove_file(file.number);
  }
  transaction.commit();
}

std::size_t ArchiveWriter::finish() {
  sqlite::Transaction transaction = catalog_.begin();
  const std::vector<ArticleId> forgotten = catalog_.take_orphans();
  std::vector<ArticleId> lineages;
  for (const ArticleId id : forgotten) {
    const auto kin = catalog_.kin(id);
    if (kin && kin->lineage && kin->current) lineages.push_back(*kin->lineage);
    catalog_.remove_article(id);
  }
  const std::vector<ArticleId> revived = revive(lineages);
  if (!forgotten.empty()) segments_.publish({.forgotten = forgotten, .revived = revived});
  catalog_.set_batch(segments_.manifest().batch);
  transaction.commit();
  segments_.sweep(false);
  segments_.merge(true);
  return forgotten.size();
}

/// Where the newest version is gone the one before it is searched again.
std::vector<ArticleId> ArchiveWriter::revive(const std::vector<ArticleId>& lineages) {
  std::vector<ArticleId> revived;
  for (const ArticleId lineage : lineages) {
    const std::vector<Kin> left = catalog_.versions(lineage);
    const auto searched = [](const Kin& kin) { return kin.current; };
    if (left.empty() || std::any_of(left.begin(), left.end(), searched)) continue;
    Kin newest = *std::max_element(left.begin(), left.end(), [](const Kin& a, const Kin& b) {
      return a.dated && b.dated && a.time < b.time;
    });
    newest.current = true;
    catalog_.set_kin(newest);
    revived.push_back(newest.id);
  }
  return revived;
}

void ArchiveWriter::compact() { segments_.merge_all(); }

}  // namespace morgue
