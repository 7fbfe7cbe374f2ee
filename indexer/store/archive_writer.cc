#include "indexer/store/archive_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "common/text.h"
#include "indexer/store/decisions.h"

namespace morgue {
namespace {

/// A transaction that was interrupted is done again, so it is not to hold the work of minutes.
constexpr std::size_t kRestoredAtOnce = 2000;

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

/// What a segment keeps of how an article is related to others.
KinRecord kin_record_of(const StoredArticle& stored, const std::optional<ArticleId>& family,
                        const std::optional<ArticleId>& lineage) {
  KinRecord record = kin_record_of(stored);
  record.copy = family && *family != stored.id;
  if (record.copy) record.family = *family;
  record.version = lineage && *lineage != stored.id;
  if (record.version) record.lineage = *lineage;
  return record;
}

std::vector<ArticleId> difference(const std::vector<ArticleId>& a,
                                  const std::vector<ArticleId>& b) {
  std::vector<ArticleId> out;
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
  return out;
}

/// What tells two ledgers apart.
std::string state_of(const LedgerText& ledger) {
  std::string lines;
  for (const Act& act : ledger.acts) lines += to_line(act) + '\n';
  return fmt::format("{} acts, {}", ledger.acts.size(), content_hash(lines));
}

}  // namespace

ArchiveWriter::ArchiveWriter(const ArchivePaths& paths, std::chrono::milliseconds lock_wait,
                             StageClock* clock)
    : ArchiveWriter(paths, std::make_shared<WriterLock>(with_directories(paths), lock_wait),
                    paths.metadata(), clock) {}

ArchiveWriter::ArchiveWriter(const ArchivePaths& paths, std::shared_ptr<const WriterLock> lock,
                             const std::filesystem::path& metadata, StageClock* clock)
    : clock_(clock),
      paths_(paths),
      lock_(std::move(lock)),
      segments_(paths_, read_or_make_manifest(paths_)),
      catalog_(Catalog::open_for_writing(metadata)),
      families_(paths_, catalog_),
      identities_(catalog_.people()),
      forgotten_(read_forgotten(paths_.forgotten())) {
  mend();
  finish_forgetting();
  segments_.mend_kin([&](const StoredArticle& stored) { return kin_record(stored); });
  segments_.mend_forward();
  apply_ledger(mended_ > 0);
}

void ArchiveWriter::mend() {
  if (catalog_.batch() == segments_.manifest().batch) return;
  const std::vector<ArticleId> indexed = segments_.article_ids();
  const std::vector<ArticleId> listed = catalog_.article_ids();
  const std::vector<ArticleId> missing = difference(indexed, listed);
  const std::vector<ArticleId> surplus = difference(listed, indexed);
  {
    sqlite::Transaction transaction = catalog_.begin();
    for (const ArticleId id : surplus) {
      catalog_.reread_holders(id);
      catalog_.remove_article(id);
    }
    transaction.commit();
  }
  restore(missing);
  sqlite::Transaction transaction = catalog_.begin();
  catalog_.set_superseded(segments_.superseded_ids());
  catalog_.set_batch(segments_.manifest().batch);
  transaction.commit();
  mended_ = missing.size() + surplus.size();
}

/// Lists articles that the catalog has not got. Committed piece by piece, under no new batch
/// number: whoever opens the archive after a crash goes on from there.
void ArchiveWriter::restore(const std::vector<ArticleId>& missing) {
  families_.begin(segments_.manifest());
  std::vector<ArticleId> superseded;
  std::size_t uncommitted = 0;
  std::optional<sqlite::Transaction> transaction;
  const auto commit = [&] {
    if (!transaction) return;
    identities_.flush();
    transaction->commit();
    transaction.reset();
    uncommitted = 0;
  };
  segments_.visit(missing, [&](const StoredArticle& stored, const Segments::Beside& beside) {
    if (!transaction) transaction.emplace(catalog_.database());
    const auto older = restore(stored, beside);
    superseded.insert(superseded.end(), older.begin(), older.end());
    if (++uncommitted == kRestoredAtOnce) commit();
  });
  commit();
  if (!superseded.empty()) segments_.publish({.superseded = superseded});
}

/// Which copies and versions it is of, its segment says; where that is lost, it is found again.
/// Returns what was then found to be superseded.
std::vector<ArticleId> ArchiveWriter::restore(const StoredArticle& stored,
                                              const Segments::Beside& beside) {
  const std::int64_t row = catalog_.add_article(stored, word_count(stored.content.article.text));
  const auto recognised =
      identities_.restore(stored.content, evidence_of(stored.content), beside.people);
  catalog_.annotations().add(row, stored.content, recognised);
  std::vector<ArticleId> superseded;
  if (beside.kin) {
    families_.restore(stored.id, *beside.kin);
  } else {
    const Fingerprint print = fingerprint(stored.content.article.text);
    superseded = families_.place({stored.id, print, stored.content.article.url}).superseded;
  }
  // The file is marked as unfinished: the next add of it looks at all its records again.
  const std::string& path = stored.content.article.file;
  auto file = catalog_.file(path);
  if (!file) {
    file.emplace();
    file->path = path;
  }
  file->state = FileRecord::State::Reading;
  catalog_.add_member(catalog_.put_file(*file), stored.id);
  return superseded;
}

/// As the catalog knows it.
KinRecord ArchiveWriter::kin_record(const StoredArticle& stored) {
  const auto kin = catalog_.kin(stored.id);
  return kin ? kin_record_of(stored, kin->family, kin->lineage) : kin_record_of(stored);
}

/// Brings the catalog in line with the ledger, unless it is: what could not be applied may be by
/// now. `anyhow`: articles have come or gone otherwise than by commit().
void ArchiveWriter::apply_ledger(bool anyhow) {
  const LedgerText ledger = this->ledger();
  const std::string state = catalog_.people().ledger_state();
  if ((ledger.acts.empty() && state.empty()) || (state == state_of(ledger) && !anyhow)) return;
  sqlite::Transaction transaction = catalog_.begin();
  static_cast<void>(apply(ledger));
  transaction.commit();
  learning_ = false;
}

/// The same within the caller's transaction. Returns the acts that could not be applied.
std::vector<std::int64_t> ArchiveWriter::apply(const LedgerText& ledger) {
  PeopleTable& people = catalog_.people();
  const auto outcome = Decisions(people).apply(ledger.acts);
  identities_.forget();
  learning_ = true;
  for (const Act& act : ledger.acts) {
    const auto fresh = outcome.fresh.find(act.number);
    if (fresh == outcome.fresh.end()) continue;
    segments_.visit(act.articles, [&, number = fresh->second](const StoredArticle& stored,
                                                              const Segments::Beside&) {
      identities_.learn_of(number, stored.content, evidence_of(stored.content));
    });
  }
  identities_.flush();
  std::string state = state_of(ledger);
  if (!outcome.unresolved.empty())
    state += fmt::format(", {} of them not applied", outcome.unresolved.size());
  people.put_ledger_state(state);
  return outcome.unresolved;
}

bool ArchiveWriter::decide(Act act) {
  LedgerText ledger = this->ledger();
  act.number = ledger.last + 1;
  ledger.acts.push_back(act);
  sqlite::Transaction transaction = catalog_.begin();
  const auto unresolved = apply(ledger);
  if (std::find(unresolved.begin(), unresolved.end(), act.number) != unresolved.end()) return false;
  // The ledger is never taken back: written when all else is done. If the end of the transaction is
  // lost, the next opening applies what is written.
  append_to_ledger(paths_.ledger(), act);
  transaction.commit();
  learning_ = false;
  return true;
}

ArchiveWriter::Committed ArchiveWriter::commit(Batch& batch) {
  Committed done;
  enter(clock_, Stage::Sqlite);
  if (again_) strike_from_list(batch);
  const std::vector<std::uint32_t> copies = find_copies(batch);
  done.known = batch.known.size();
  done.added = batch.articles.size();
  sqlite::Transaction transaction = catalog_.begin();
  if (learning_) identities_.forget();  // what a commit that failed had learnt
  learning_ = true;
  const Relations relations = record(batch, batch.articles.size() + copies.size());
  enter(clock_, Stage::Publish);
  if (!batch.articles.empty()) {
    segments_.publish({.run = batch.run,
                       .copies = copies,
                       .superseded_here = relations.superseded_here,
                       .anchors = relations.anchors,
                       .people = relations.people,
                       .kin = relations.kin,
                       .superseded = relations.superseded});
  } else if (!batch.run.empty()) {  // nothing but copies
    std::error_code ignored;
    std::filesystem::remove_all(batch.run, ignored);
  }
  enter(clock_, Stage::Sqlite);
  catalog_.set_batch(segments_.manifest().batch);
  transaction.commit();
  learning_ = false;
  enter(clock_, Stage::Merge);
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

/// Writes the batch into the catalog's open transaction. `documents`: how many its run has.
ArchiveWriter::Relations ArchiveWriter::record(const Batch& batch, std::size_t documents) {
  std::vector<std::vector<ArticleId>> held(batch.files.size());
  Relations relations;
  relations.kin.resize(documents);
  std::unordered_map<ArticleId, std::uint32_t> here;
  families_.begin(segments_.manifest());
  for (const BatchArticle& article : batch.articles) {
    const AnnotatedArticle& content = article.stored.content;
    const std::int64_t row = catalog_.add_article(article.stored, article.words);
    enter(clock_, Stage::Relate);
    const auto recognised = identities_.place(content, article.evidence);
    enter(clock_, Stage::Sqlite);
    catalog_.annotations().add(row, content, recognised);
    for (std::size_t i = 0; i < recognised.size(); ++i)
      if (content.entities[i].kind == EntityKind::Person)
        relations.people.push_back({article.document, recognised[i].person});
    held[article.file].push_back(article.stored.id);
    here.emplace(article.stored.id, article.document);
    enter(clock_, Stage::Relate);
    const auto placed =
        families_.place({article.stored.id, article.fingerprint, content.article.url});
    relations.kin.at(article.document - 1) =
        kin_record_of(article.stored, placed.family, placed.lineage);
    for (const std::uint32_t hash : placed.anchors)
      relations.anchors.push_back({hash, article.document});
    enter(clock_, Stage::Sqlite);
    for (const ArticleId id : placed.superseded) {
      if (const auto document = here.find(id); document != here.end())
        relations.superseded_here.push_back(document->second);
      else
        relations.superseded.push_back(id);
    }
  }
  identities_.flush();
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
  enter(clock_, Stage::Sqlite);
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
  apply_ledger(!forgotten.empty());  // a split whose article is gone waits for it
  enter(clock_, Stage::Merge);
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
