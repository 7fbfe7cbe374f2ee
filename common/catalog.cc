#include "common/catalog.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "common/catalog_as_of.h"
#include "common/catalog_schema.h"
#include "common/error.h"
#include "common/joined_tables.h"
#include "common/schema.h"
#include "common/text.h"

namespace morgue {
namespace {

constexpr std::array<std::string_view, 4> kStates = {"reading", "done", "partial", "failed"};
constexpr std::array<std::string_view, 5> kPrecisions = {"year", "month", "day", "minute",
                                                         "second"};

FileRecord::State state_by_name(std::string_view name) {
  for (std::size_t i = 0; i < kStates.size(); ++i)
    if (kStates[i] == name) return static_cast<FileRecord::State>(i);
  return FileRecord::State::Reading;
}

constexpr std::string_view kFileColumns =
    "SELECT no, path, size, mtime_ns, hash, state, error FROM files ";

FileRecord file_of(const sqlite::Statement& row) {
  FileRecord file;
  file.number = row.integer(0);
  file.path = row.text(1);
  file.size = row.integer(2);
  file.mtime_ns = row.integer(3);
  file.hash = row.text(4);
  file.state = state_by_name(row.text(5));
  file.error = row.text(6);
  return file;
}

std::string joined(const std::vector<std::string>& parts) {
  return fmt::format("{}", fmt::join(parts, "; "));
}

void bind_or_null(sqlite::Statement& statement, int index, std::string_view value) {
  if (value.empty())
    statement.bind_null(index);
  else
    statement.bind(index, value);
}

/// An address as versions compare it: without scheme, "www.", a slash at the end and what only
/// tells where a reader came from. Nothing for the bare address of a site, which is nobody's own.
std::optional<std::int64_t> url_key(std::string_view url) {
  if (const auto scheme = url.find("://"); scheme != std::string_view::npos)
    url.remove_prefix(scheme + 3);
  if (url.starts_with("www.")) url.remove_prefix(4);
  const auto query = std::min(url.find('?'), url.size());
  std::string key(url.substr(0, query));
  if (query < url.size()) {
    for (std::string_view rest = url.substr(query + 1); !rest.empty();) {
      const auto end = std::min(rest.find_first_of("&#"), rest.size());
      const std::string_view part = rest.substr(0, end);
      constexpr std::array<std::string_view, 8> kTracking = {
          "utm_", "fbclid", "gclid", "ref=", "cmpid=", "ns_", "mc_cid", "ocid="};
      const bool tracking =
          std::any_of(kTracking.begin(), kTracking.end(),
                      [&](std::string_view prefix) { return part.starts_with(prefix); });
      if (!tracking && !part.empty()) key.append("?").append(part);
      if (end < rest.size() && rest[end] == '#') key.append(rest.substr(end));
      rest.remove_prefix(end < rest.size() && rest[end] == '&' ? end + 1 : rest.size());
    }
  }
  while (key.ends_with('/')) key.pop_back();
  if (key.find('/') == std::string::npos && key.find('?') == std::string::npos) return {};
  return static_cast<std::int64_t>(article_id_of(key, {}).value);
}

/// Throws if the catalog was made by a program of another format.
void check_format(sqlite::Database& db, const std::filesystem::path& path) {
  sqlite::Statement s(db, "SELECT value FROM meta WHERE key = 'format'");
  const std::int64_t format = s.step() ? s.integer(0) : 0;
  if (format != schema::kFormatVersion)
    throw Error(Exit::Archive, fmt::format("{} is of format {}, this program reads {}",
                                           path.string(), format, schema::kFormatVersion));
}

}  // namespace

struct Catalog::Statements {
  std::unique_ptr<sqlite::Statement> get_meta, put_meta, get_file, get_file_by_hash, put_file,
      file_row, has_article, add_article, remove_article, add_source, source_row, add_member,
      remove_member, members, add_orphan, remove_source, kin, kin_by_url, kin_by_family,
      kin_by_lineage, begins_family, set_kin;
};

Catalog::Catalog(sqlite::Database db)
    : db_(std::make_unique<sqlite::Database>(std::move(db))),
      statements_(std::make_unique<Statements>()) {}
Catalog::Catalog(Catalog&&) noexcept = default;
Catalog& Catalog::operator=(Catalog&&) noexcept = default;
Catalog::~Catalog() = default;

Catalog Catalog::open_for_writing(const std::filesystem::path& path) {
  Catalog catalog(sqlite::Database(path, sqlite::Mode::Create));
  // NORMAL: a power cut may lose the last commits, never the file; what is lost is rolled forward
  // from the index, whose own commits are synced.
  catalog.db_->execute(
      "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;");
  const bool fresh = !sqlite::Statement(*catalog.db_, "SELECT 1 FROM sqlite_master LIMIT 1").step();
  if (fresh) catalog.make_tables();
  check_format(*catalog.db_, path);
  catalog.db_->execute(kHiddenPeopleIndex);
  return catalog;
}

Catalog Catalog::in_memory() {
  Catalog catalog(sqlite::Database(":memory:", sqlite::Mode::ReadWrite));
  catalog.make_tables();
  catalog.db_->execute(kHiddenPeopleIndex);
  return catalog;
}

void Catalog::make_tables() {
  sqlite::Transaction transaction = begin();
  db_->execute(kCatalogSchema);
  db_->execute(
      fmt::format("INSERT INTO meta VALUES ('format', {}), ('batch', 0)", schema::kFormatVersion));
  transaction.commit();
}

Catalog Catalog::open_for_reading(const std::filesystem::path& path, const AsOf& as_of) {
  Catalog catalog(sqlite::Database(path, sqlite::Mode::ReadOnly));
  check_format(*catalog.db_, path);
  if (as_of.is_past()) show_as_of(*catalog.db_, as_of);
  return catalog;
}

Catalog Catalog::open_for_reading(const std::vector<std::filesystem::path>& paths,
                                  const AsOf& as_of) {
  if (paths.size() == 1) return open_for_reading(paths.front(), as_of);
  for (const std::filesystem::path& path : paths) static_cast<void>(open_for_reading(path));
  Catalog catalog(joined_tables(paths));
  if (as_of.is_past()) show_as_of(*catalog.db_, as_of);
  return catalog;
}

sqlite::Statement& Catalog::prepared(std::unique_ptr<sqlite::Statement>& slot,
                                     std::string_view sql) {
  if (!slot) slot = std::make_unique<sqlite::Statement>(*db_, sql);
  return *slot;
}

AnnotationTables& Catalog::annotations() {
  if (!annotations_) annotations_ = std::make_unique<AnnotationTables>(*db_);
  return *annotations_;
}

PeopleTable& Catalog::people() {
  if (!people_) people_ = std::make_unique<PeopleTable>(*db_);
  return *people_;
}

sqlite::Transaction Catalog::begin() { return sqlite::Transaction(*db_); }

std::uint64_t Catalog::batch() {
  auto& s = prepared(statements_->get_meta, "SELECT value FROM meta WHERE key = 'batch'");
  if (!s.step()) return 0;
  const auto batch = static_cast<std::uint64_t>(s.integer(0));
  s.reset();
  return batch;
}

void Catalog::set_batch(std::uint64_t batch) {
  prepared(statements_->put_meta, "UPDATE meta SET value = ? WHERE key = 'batch'")
      .bind(1, static_cast<std::int64_t>(batch))
      .run();
}

std::optional<FileRecord> Catalog::file(std::string_view path) {
  auto& s = prepared(statements_->get_file, fmt::format("{} WHERE path = ?", kFileColumns));
  s.bind(1, path);
  if (!s.step()) return {};
  FileRecord found = file_of(s);
  s.reset();
  return found;
}

std::optional<FileRecord> Catalog::file_with_hash(std::string_view hash) {
  auto& s = prepared(
      statements_->get_file_by_hash,
      fmt::format("{} WHERE hash = ? AND state IN ('done', 'partial') LIMIT 1", kFileColumns));
  s.bind(1, hash);
  if (!s.step()) return {};
  FileRecord found = file_of(s);
  s.reset();
  return found;
}

std::int64_t Catalog::put_file(const FileRecord& file) {
  auto& s = prepared(statements_->put_file,
                     "INSERT INTO files (path, size, mtime_ns, hash, state, error) "
                     "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (path) DO UPDATE SET size = ?2, "
                     "mtime_ns = ?3, hash = ?4, state = ?5, error = ?6 RETURNING no");
  s.bind(1, file.path).bind(2, file.size).bind(3, file.mtime_ns).bind(4, file.hash);
  s.bind(5, kStates.at(static_cast<std::size_t>(file.state))).bind(6, file.error);
  std::int64_t row = 0;
  while (s.step()) row = s.integer(0);
  return row;
}

std::vector<FileRecord> Catalog::files_below(std::string_view path) {
  // '0' follows '/': everything that starts with "path/".
  sqlite::Statement s(*db_,
                      fmt::format("{} WHERE path = ?1 OR (path >= ?1 || '/' AND path < ?1 || '0') "
                                  "ORDER BY path",
                                  kFileColumns));
  while (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
  s.bind(1, path == "/" ? "" : path);
  std::vector<FileRecord> out;
  while (s.step()) out.push_back(file_of(s));
  return out;
}

void Catalog::remove_file(std::int64_t file) {
  sqlite::Statement(*db_, "DELETE FROM files WHERE no = ?").bind(1, file).run();
}

bool Catalog::has_article(ArticleId id) {
  auto& s = prepared(statements_->has_article, "SELECT 1 FROM articles WHERE id = ?");
  s.bind(1, to_string(id));
  const bool found = s.step();
  if (found) s.reset();
  return found;
}

std::int64_t Catalog::source_row(std::string_view name) {
  auto& find = prepared(statements_->source_row, "SELECT no FROM sources WHERE name = ?");
  find.bind(1, name);
  if (find.step()) {
    const std::int64_t row = find.integer(0);
    find.reset();
    return row;
  }
  prepared(statements_->add_source, "INSERT INTO sources (name, key) VALUES (?, ?)")
      .bind(1, name)
      .bind(2, word_key(name))
      .run();
  return db_->last_row();
}

std::int64_t Catalog::add_article(const StoredArticle& stored, std::uint32_t words) {
  const Article& article = stored.content.article;
  auto& s = prepared(statements_->add_article,
                     "INSERT OR IGNORE INTO articles (id, source, title, published, "
                     "published_offset, published_precision, published_from, updated, authors, "
                     "language, section, url, external_id, added, doubtful, agency, type, tags, "
                     "corrected, words, url_key) "
                     "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  s.bind(1, to_string(stored.id));
  if (!article.source.empty()) s.bind(2, source_row(article.source));
  s.bind(3, article.title);
  if (article.published) {
    s.bind(4, article.published->instant.time_since_epoch().count());
    if (article.published->offset) s.bind(5, article.published->offset->count());
    s.bind(6, kPrecisions.at(static_cast<std::size_t>(article.published->precision)));
    s.bind(7, to_string(article.published_from));
  }
  if (article.updated) s.bind(8, article.updated->instant.time_since_epoch().count());
  bind_or_null(s, 9, joined(article.authors));
  bind_or_null(s, 10, article.language);
  bind_or_null(s, 11, article.section);
  bind_or_null(s, 12, article.url);
  bind_or_null(s, 13, article.external_id);
  s.bind(14, stored.added.time_since_epoch().count());
  s.bind(15, article.published_doubtful ? 1 : 0);
  bind_or_null(s, 16, article.agency);
  bind_or_null(s, 17, article.type == ArticleType::Story ? "" : to_string(article.type));
  bind_or_null(s, 18, joined(article.tags));
  s.bind(19, article.corrected ? 1 : 0).bind(20, std::int64_t{words});
  if (const auto key = url_key(article.url)) s.bind(21, *key);
  s.run();
  return db_->changes() > 0 ? db_->last_row() : 0;
}

namespace {

constexpr std::string_view kKinColumns =
    "SELECT id, coalesce(source, 0), family, lineage, current, "
    "coalesce(updated, published, added), published IS NOT NULL, title FROM articles ";

Kin kin_of(const sqlite::Statement& row) {
  Kin kin;
  kin.id = parse_article_id(row.text(0)).value_or(ArticleId{});
  kin.source = row.integer(1);
  if (!row.is_null(2)) kin.family = parse_article_id(row.text(2));
  if (!row.is_null(3)) kin.lineage = parse_article_id(row.text(3));
  kin.current = row.integer(4) != 0;
  kin.time = row.integer(5);
  kin.dated = row.integer(6) != 0;
  kin.title = row.text(7);
  return kin;
}

std::vector<Kin> kin_list(sqlite::Statement& statement) {
  std::vector<Kin> out;
  while (statement.step()) out.push_back(kin_of(statement));
  return out;
}

}  // namespace

std::optional<Kin> Catalog::kin(ArticleId id) {
  auto& s = prepared(statements_->kin, fmt::format("{} WHERE id = ?", kKinColumns));
  s.bind(1, to_string(id));
  auto found = kin_list(s);
  if (found.empty()) return {};
  return std::move(found.front());
}

std::vector<Kin> Catalog::with_url(std::string_view url) {
  const auto key = url_key(url);
  if (!key) return {};
  auto& s = prepared(statements_->kin_by_url,
                     fmt::format("{} WHERE url_key = ? ORDER BY no DESC LIMIT 8", kKinColumns));
  s.bind(1, *key);
  return kin_list(s);
}

std::vector<Kin> Catalog::family(ArticleId family, std::int64_t source) {
  auto& s = prepared(
      statements_->kin_by_family,
      fmt::format("{} WHERE family = ?1 AND source = ?2 ORDER BY no DESC LIMIT 8", kKinColumns));
  s.bind(1, to_string(family)).bind(2, source);
  return kin_list(s);
}

std::vector<Kin> Catalog::versions(ArticleId lineage) {
  auto& s = prepared(statements_->kin_by_lineage,
                     fmt::format("{} WHERE lineage = ? ORDER BY no", kKinColumns));
  s.bind(1, to_string(lineage));
  return kin_list(s);
}

bool Catalog::begins_family(ArticleId id) {
  auto& s = prepared(statements_->begins_family, "SELECT 1 FROM articles WHERE family = ? LIMIT 1");
  s.bind(1, to_string(id));
  const bool found = s.step();
  if (found) s.reset();
  return found;
}

void Catalog::set_superseded(const std::vector<ArticleId>& ids) {
  db_->execute("UPDATE articles SET current = 1 WHERE NOT current");
  sqlite::Statement s(*db_, "UPDATE articles SET current = 0 WHERE id = ?");
  for (const ArticleId id : ids) s.bind(1, to_string(id)).run();
}

void Catalog::set_kin(const Kin& kin) {
  auto& s = prepared(statements_->set_kin,
                     "UPDATE articles SET family = ?2, lineage = ?3, current = ?4 WHERE id = ?1");
  s.bind(1, to_string(kin.id));
  if (kin.family) s.bind(2, to_string(*kin.family));
  if (kin.lineage) s.bind(3, to_string(*kin.lineage));
  s.bind(4, kin.current ? 1 : 0).run();
}

void Catalog::remove_article(ArticleId id) {
  auto& remove = prepared(statements_->remove_article,
                          "DELETE FROM articles WHERE id = ? RETURNING source, no");
  remove.bind(1, to_string(id));
  std::int64_t source = 0;
  std::int64_t row = 0;
  while (remove.step()) {
    source = remove.integer(0);
    row = remove.integer(1);
  }
  if (row != 0) annotations().remove(row);
  prepared(statements_->remove_source,
           "DELETE FROM sources WHERE no = ?1 AND NOT EXISTS "
           "(SELECT 1 FROM articles WHERE source = ?1)")
      .bind(1, source)
      .run();
}

void Catalog::reread_holders(ArticleId id) {
  sqlite::Statement(*db_,
                    "UPDATE files SET state = 'reading' WHERE no IN (SELECT m.file FROM members m "
                    "JOIN articles a ON a.no = m.article WHERE a.id = ?)")
      .bind(1, to_string(id))
      .run();
}

namespace {

std::vector<ArticleId> id_list(sqlite::Statement& statement) {
  std::vector<ArticleId> out;
  while (statement.step())
    if (const auto id = parse_article_id(statement.text(0))) out.push_back(*id);
  return out;
}

}  // namespace

std::vector<ArticleId> Catalog::ids_beginning(std::string_view prefix, std::size_t most) {
  // 'g' follows the digits.
  sqlite::Statement s(*db_,
                      "SELECT id FROM articles WHERE id >= ?1 AND id < ?1 || 'g' ORDER BY id "
                      "LIMIT ?2");
  s.bind(1, prefix).bind(2, static_cast<std::int64_t>(most));
  return id_list(s);
}

std::vector<ArticleId> Catalog::ids_of_source(std::string_view name) {
  sqlite::Statement s(*db_,
                      "SELECT id FROM articles WHERE source IN (SELECT no FROM sources WHERE "
                      "name = ?1 OR key = ?2) ORDER BY id");
  s.bind(1, name).bind(2, word_key(name));
  return id_list(s);
}

std::vector<ArticleId> Catalog::ids_of_family(ArticleId family) {
  sqlite::Statement s(*db_, "SELECT id FROM articles WHERE family = ? ORDER BY id");
  s.bind(1, to_string(family));
  return id_list(s);
}

std::vector<FileRecord> Catalog::holders(ArticleId article) {
  sqlite::Statement s(*db_, fmt::format("{} WHERE no IN (SELECT m.file FROM members m JOIN "
                                        "articles a ON a.no = m.article WHERE a.id = ?)",
                                        kFileColumns));
  s.bind(1, to_string(article));
  std::vector<FileRecord> out;
  while (s.step()) out.push_back(file_of(s));
  return out;
}

void Catalog::delete_securely() { db_->execute("PRAGMA secure_delete=ON"); }

bool Catalog::vacuum(const std::filesystem::path& scratch) {
  std::string quoted;
  for (const char c : scratch.string()) quoted.append(c == '\'' ? 2 : 1, c);
  db_->execute(fmt::format("PRAGMA temp_store_directory = '{}'", quoted));
  db_->execute("VACUUM");
  sqlite::Statement checkpoint(*db_, "PRAGMA wal_checkpoint(TRUNCATE)");
  const bool done = checkpoint.step() && checkpoint.integer(0) == 0;
  checkpoint.reset();
  db_->execute("PRAGMA temp_store_directory = ''");
  return done;
}

std::vector<ArticleId> Catalog::article_ids() {
  sqlite::Statement s(*db_, "SELECT id FROM articles ORDER BY id");
  std::vector<ArticleId> out;
  while (s.step())
    if (const auto id = parse_article_id(s.text(0))) out.push_back(*id);
  return out;
}

void Catalog::add_member(std::int64_t file, ArticleId article) {
  prepared(statements_->add_member,
           "INSERT OR IGNORE INTO members SELECT ?, no FROM articles WHERE id = ?")
      .bind(1, file)
      .bind(2, to_string(article))
      .run();
}

void Catalog::remove_member(std::int64_t file, ArticleId article) {
  prepared(
      statements_->remove_member,
      "DELETE FROM members WHERE file = ? AND article = (SELECT no FROM articles WHERE id = ?)")
      .bind(1, file)
      .bind(2, to_string(article))
      .run();
}

std::vector<ArticleId> Catalog::members(std::int64_t file) {
  auto& s = prepared(statements_->members,
                     "SELECT a.id FROM members m JOIN articles a ON a.no = m.article "
                     "WHERE m.file = ? ORDER BY a.id");
  s.bind(1, file);
  std::vector<ArticleId> out;
  while (s.step())
    if (const auto id = parse_article_id(s.text(0))) out.push_back(*id);
  return out;
}

void Catalog::add_orphan(ArticleId article) {
  prepared(statements_->add_orphan,
           "INSERT OR IGNORE INTO orphans SELECT no FROM articles WHERE id = ?")
      .bind(1, to_string(article))
      .run();
}

std::vector<ArticleId> Catalog::take_orphans() {
  sqlite::Statement s(
      *db_,
      "SELECT a.id FROM orphans o JOIN articles a ON a.no = o.article "
      "WHERE o.article NOT IN (SELECT m.article FROM members m WHERE m.article = o.article) "
      "ORDER BY a.id");
  std::vector<ArticleId> out;
  while (s.step())
    if (const auto id = parse_article_id(s.text(0))) out.push_back(*id);
  db_->execute("DELETE FROM orphans");
  return out;
}

Catalog::Totals Catalog::totals() {
  sqlite::Statement s(
      *db_,
      "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM sources), "
      "(SELECT count(*) FROM files WHERE path <> '-'), "
      "(SELECT count(*) FROM files WHERE state = 'failed'), "
      "(SELECT count(*) FROM files WHERE state = 'partial'), "
      "(SELECT min(published) FROM articles), (SELECT max(published) FROM articles), "
      "(SELECT count(*) FROM families), (SELECT coalesce(sum(members), 0) FROM families), "
      "(SELECT count(*) FROM articles WHERE NOT current)");
  Totals totals;
  if (!s.step()) return totals;
  totals.articles = s.integer(0);
  totals.sources = s.integer(1);
  totals.files = s.integer(2);
  totals.failed_files = s.integer(3);
  totals.partial_files = s.integer(4);
  if (!s.is_null(5)) totals.first_published = s.integer(5);
  if (!s.is_null(6)) totals.last_published = s.integer(6);
  totals.families = s.integer(7);
  totals.in_families = s.integer(8);
  totals.superseded = s.integer(9);
  return totals;
}

std::vector<FileRecord> Catalog::troubled_files() {
  sqlite::Statement s(
      *db_, fmt::format("{} WHERE state IN ('failed', 'partial') ORDER BY path", kFileColumns));
  std::vector<FileRecord> out;
  while (s.step()) out.push_back(file_of(s));
  return out;
}

}  // namespace morgue
