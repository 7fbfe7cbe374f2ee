#include "common/sqlite.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "common/error.h"

namespace morgue::sqlite {
namespace {

/// How long a connection waits for another one's write; writers hold the archive's lock file, so
/// only checkpoints and foreign sqlite3 shells can be in the way.
constexpr int kBusyMilliseconds = 10'000;

[[noreturn]] void raise(sqlite3* db, std::string_view doing) {
  const int code = db == nullptr ? SQLITE_NOMEM : sqlite3_errcode(db);
  const char* message = db == nullptr ? "out of memory" : sqlite3_errmsg(db);
  const char* file = db == nullptr ? nullptr : sqlite3_db_filename(db, "main");
  const std::string what =
      fmt::format("{}: {} ({})", file != nullptr ? file : "metadata.sqlite", message, doing);
  if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
    throw Error(Exit::Locked, what, "another program holds the metadata; try again");
  if (code == SQLITE_FULL) throw Error(Exit::Archive, what, "the disk is full; free some space");
  if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB)
    throw Error(Exit::Archive, what,
                "move it away: morgue-index add makes it again from the index");
  throw Error(Exit::Archive, what);
}

/// SQLite would give the file what the umask leaves. Its -wal and -shm files take the mode of this
/// one.
void make_private(const std::filesystem::path& path) {
  const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) return;  // it is there already, or SQLite will say what is wrong
  ::fchmod(fd, 0600);  // the umask may have taken even these bits
  ::close(fd);
}

}  // namespace

std::string library_version() { return sqlite3_libversion(); }

void Database::Close::operator()(sqlite3* db) const noexcept { sqlite3_close_v2(db); }
void Statement::Finalize::operator()(sqlite3_stmt* s) const noexcept { sqlite3_finalize(s); }

Database::Database(const std::filesystem::path& path, Mode mode) {
  const int flags = SQLITE_OPEN_NOMUTEX |
                    (mode == Mode::ReadOnly    ? SQLITE_OPEN_READONLY
                     : mode == Mode::ReadWrite ? SQLITE_OPEN_READWRITE
                                               : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  if (mode == Mode::Create) make_private(path);
  sqlite3* db = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &db, flags, nullptr);
  handle_.reset(db);
  if (code != SQLITE_OK) raise(db, "opening it");
  sqlite3_busy_timeout(db, kBusyMilliseconds);
}

Database Database::from_memory(std::string bytes) {
  Database out;
  // Short strings live inside their owner and would move with it.
  constexpr std::size_t kHeaderBytes = 100;
  bytes.resize(std::max(bytes.size(), kHeaderBytes));
  // A file with a log beside it can't be read from memory; without the log it is like any other.
  constexpr std::size_t kWriteVersion = 18, kReadVersion = 19;
  bytes[kWriteVersion] = bytes[kReadVersion] = 1;
  out.bytes_ = std::move(bytes);
  sqlite3* db = nullptr;
  const int code =
      sqlite3_open_v2(":memory:", &db, SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE, nullptr);
  out.handle_.reset(db);
  if (code != SQLITE_OK) raise(db, "opening it");
  sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  const auto size = static_cast<sqlite3_int64>(out.bytes_.size());
  if (sqlite3_deserialize(db, "main", reinterpret_cast<unsigned char*>(out.bytes_.data()), size,
                          size, SQLITE_DESERIALIZE_READONLY) != SQLITE_OK)
    raise(db, "reading it");
  return out;
}

void Database::copy_to(const std::filesystem::path& path) {
  Database copy(path, Mode::Create);
  sqlite3_backup* backup = sqlite3_backup_init(copy.handle(), "main", handle_.get(), "main");
  if (backup == nullptr) raise(copy.handle(), "copying to it");
  // In one step: nobody's commit can come between.
  sqlite3_backup_step(backup, -1);
  if (sqlite3_backup_finish(backup) != SQLITE_OK) raise(copy.handle(), "copying to it");
}

void Database::execute(const std::string& sql) {
  if (sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    raise(handle_.get(), sql);
}

std::int64_t Database::last_row() const { return sqlite3_last_insert_rowid(handle_.get()); }
int Database::changes() const { return sqlite3_changes(handle_.get()); }

int Database::full_scan_steps() const {
  int steps = 0;
  for (sqlite3_stmt* s = sqlite3_next_stmt(handle_.get(), nullptr); s != nullptr;
       s = sqlite3_next_stmt(handle_.get(), s))
    steps += sqlite3_stmt_status(s, SQLITE_STMTSTATUS_FULLSCAN_STEP, 0) +
             sqlite3_stmt_status(s, SQLITE_STMTSTATUS_AUTOINDEX, 0);
  return steps;
}

Statement::Statement(Database& db, std::string_view sql) : db_(db.handle()) {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(db_, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  handle_.reset(statement);
  if (code != SQLITE_OK) raise(db_, sql);
}

void Statement::fail() const { raise(db_, sqlite3_sql(handle_.get())); }

Statement& Statement::bind(int index, std::int64_t value) {
  if (sqlite3_bind_int64(handle_.get(), index, value) != SQLITE_OK) fail();
  return *this;
}

Statement& Statement::bind(int index, std::string_view value) {
  // A view of nothing has no address, and no address would bind NULL.
  if (sqlite3_bind_text64(handle_.get(), index, value.empty() ? "" : value.data(), value.size(),
                          SQLITE_TRANSIENT, SQLITE_UTF8) != SQLITE_OK)
    fail();
  return *this;
}

Statement& Statement::bind_bytes(int index, std::string_view value) {
  if (sqlite3_bind_blob64(handle_.get(), index, value.empty() ? "" : value.data(), value.size(),
                          SQLITE_TRANSIENT) != SQLITE_OK)
    fail();
  return *this;
}

Statement& Statement::bind_null(int index) {
  if (sqlite3_bind_null(handle_.get(), index) != SQLITE_OK) fail();
  return *this;
}

bool Statement::step() {
  const int code = sqlite3_step(handle_.get());
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) {
    // The error must be read before a reset; the statement must not stay half run.
    try {
      fail();
    } catch (...) {
      sqlite3_reset(handle_.get());
      throw;
    }
  }
  reset();
  return false;
}

void Statement::run() {
  while (step()) {
  }
}

void Statement::reset() {
  sqlite3_reset(handle_.get());
  sqlite3_clear_bindings(handle_.get());
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(handle_.get(), column);
}

std::string_view Statement::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(handle_.get(), column));
  if (bytes == nullptr) return {};
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column))};
}

std::string_view Statement::bytes(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(handle_.get(), column));
  if (bytes == nullptr) return {};
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column))};
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL;
}

Transaction::Transaction(Database& db) : db_(db) { db_.execute("BEGIN IMMEDIATE"); }

Transaction::~Transaction() {
  if (open_) sqlite3_exec(db_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
  db_.execute("COMMIT");
  open_ = false;
}

}  // namespace morgue::sqlite
