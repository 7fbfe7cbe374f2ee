#include <algorithm>

#include "common/files.h"
#include "common/text.h"
#include "indexer/store/archive_writer.h"
#include "indexer/store/rebuild.h"

namespace morgue {

/// Of articles, and of the files that hold nothing else.
Forgotten ArchiveWriter::hashes_of(const std::set<ArticleId>& ids) {
  Forgotten out;
  out.articles = ids;
  for (const ArticleId id : ids)
    for (const FileRecord& file : catalog_.holders(id)) {
      const std::vector<ArticleId> members = catalog_.members(file.number);
      const bool nothing_else = std::all_of(members.begin(), members.end(),
                                            [&](ArticleId other) { return ids.contains(other); });
      if (nothing_else && !file.hash.empty()) out.files.emplace(file.hash, file.size);
    }
  return out;
}

std::set<ArticleId> ArchiveWriter::with_relatives(const std::set<ArticleId>& ids, bool copies) {
  std::set<ArticleId> out = ids;
  if (copies)
    for (const ArticleId id : ids)
      if (const auto kin = catalog_.kin(id); kin && kin->family)
        for (const ArticleId copy : catalog_.ids_of_family(*kin->family)) out.insert(copy);
  for (const ArticleId id : std::set<ArticleId>(out))
    if (const auto kin = catalog_.kin(id); kin && kin->lineage)
      for (const Kin& version : catalog_.versions(*kin->lineage)) out.insert(version.id);
  return out;
}

ArchiveWriter::Forgot ArchiveWriter::forget(const std::set<ArticleId>& ids) {
  if (ids.empty()) return {};
  segments_.require_intact(ids);
  const Forgotten noted = hashes_of(ids);
  add_to_forgotten(paths_.forgotten(), noted);
  forgotten_.articles.insert(noted.articles.begin(), noted.articles.end());
  forgotten_.files.insert(noted.files.begin(), noted.files.end());
  return forget_noted(ids);
}

/// What was noted when a crash came.
void ArchiveWriter::finish_forgetting() {
  std::set<ArticleId> left;
  for (const ArticleId id : forgotten_.articles)
    if (catalog_.has_article(id)) left.insert(id);
  if (!left.empty())
    static_cast<void>(forget_noted(left));
  else if (!forgotten_.empty())
    segments_.purge(forgotten_.articles);
}

/// Their rows, their people's names, and the files that hold nothing else.
void ArchiveWriter::remove_rows(const std::set<ArticleId>& ids, Forgot& done) {
  PeopleTable& people = catalog_.people();
  std::set<std::uint32_t> touched;
  std::set<std::string> names;
  std::vector<ArticleId> lineages;
  for (const ArticleId id : ids) {
    for (const auto& [number, name] : people.named_in(id)) {
      if (number != 0) touched.insert(number);
      names.insert(name);
    }
    const auto kin = catalog_.kin(id);
    if (kin && kin->lineage && kin->current) lineages.push_back(*kin->lineage);
    const std::vector<FileRecord> holders = catalog_.holders(id);
    for (const FileRecord& file : holders) catalog_.remove_member(file.number, id);
    catalog_.remove_article(id);
    for (const FileRecord& file : holders) {
      if (!catalog_.members(file.number).empty()) continue;
      catalog_.remove_file(file.number);
      ++done.files;
    }
  }
  identities_.forget();
  auto left = people.names_left(touched);
  for (const std::uint32_t number : touched) identities_.refile(number, left[number]);
  identities_.forget();
  const std::vector<std::string> unused = people.unused_names(names);
  rewrite_file(paths_.ledger(),
               [&](std::string_view text) { return ledger_without(text, unused, done.decisions); });
  rewrite_file(paths_.desk(),
               [&](std::string_view text) { return desk_without(text, ids, done.desk_acts); });
  const std::vector<ArticleId> revived = revive(lineages);
  const std::vector<ArticleId> forgotten(ids.begin(), ids.end());
  segments_.publish({.forgotten = forgotten, .revived = revived});
}

ArchiveWriter::Forgot ArchiveWriter::forget_noted(const std::set<ArticleId>& ids) {
  Forgot done;
  done.articles = ids.size();
  std::error_code ignored;
  std::filesystem::remove_all(paths_.root() / kRebuildFolder,
                              ignored);  // what was cut short holds names as well
  catalog_.delete_securely();
  {
    sqlite::Transaction transaction = catalog_.begin();
    remove_rows(ids, done);
    catalog_.set_batch(segments_.manifest().batch);
    transaction.commit();
  }
  apply_ledger(true);
  segments_.purge(forgotten_.articles);
  done.log_busy = !catalog_.vacuum(paths_.scratch());
  return done;
}

void ArchiveWriter::strike_from_list(const Batch& batch) {
  bool changed = false;
  for (const BatchArticle& article : batch.articles)
    changed = forgotten_.articles.erase(article.stored.id) > 0 || changed;
  for (const FileOutcome& outcome : batch.files)
    changed = forgotten_.files.erase(outcome.file.hash) > 0 || changed;
  if (changed) write_forgotten(paths_.forgotten(), forgotten_);
}

}  // namespace morgue
