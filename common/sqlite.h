#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

/// The only door to SQLite. Codes become morgue::Error{Archive} (or {Locked}) with SQLite's own
/// message; a caller never sees one.
namespace morgue::sqlite {

/// Create: makes the file if it is missing, with mode 0600 whatever the umask.
enum class Mode { ReadOnly, ReadWrite, Create };

/// One connection. Not for two threads at a time.
class Database {
 public:
  Database(const std::filesystem::path& path, Mode mode);
  /// A database that somebody else wrote, from the bytes of its file; can't be written to. What it
  /// says of functions and virtual tables is not trusted.
  [[nodiscard]] static Database from_memory(std::string bytes);

  /// Writes a copy of it, as the open transaction sees it, to a new file with mode 0600.
  void copy_to(const std::filesystem::path& path);

  /// Runs statements that give no rows.
  void execute(const std::string& sql);
  [[nodiscard]] std::int64_t last_row() const;
  /// Rows changed by the last INSERT, UPDATE or DELETE.
  [[nodiscard]] int changes() const;
  /// Steps that the statements of this connection took through whole tables: on hot paths none.
  [[nodiscard]] int full_scan_steps() const;
  [[nodiscard]] sqlite3* handle() const { return handle_.get(); }

 private:
  Database() = default;
  struct Close {
    void operator()(sqlite3* db) const noexcept;
  };
  std::string bytes_;  // outlive the handle
  std::unique_ptr<sqlite3, Close> handle_;
};

/// Of the library that runs.
[[nodiscard]] std::string library_version();

/// One prepared statement. Parameters and columns count as SQL counts: parameters from 1, columns
/// from 0.
class Statement {
 public:
  Statement(Database& db, std::string_view sql);

  Statement& bind(int index, std::int64_t value);
  Statement& bind(int index, std::string_view value);        ///< copied
  Statement& bind_bytes(int index, std::string_view value);  ///< a BLOB; copied
  Statement& bind_null(int index);
  /// True: a row is ready. False: done; the statement is reset and can be bound anew.
  [[nodiscard]] bool step();
  /// For statements without rows: runs to the end and resets.
  void run();
  void reset();

  [[nodiscard]] std::int64_t integer(int column) const;
  /// The view dies at the next step(), run() or reset().
  [[nodiscard]] std::string_view text(int column) const;
  [[nodiscard]] std::string_view bytes(int column) const;  ///< of a BLOB; dies as text() does
  [[nodiscard]] bool is_null(int column) const;

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const noexcept;
  };
  [[noreturn]] void fail() const;

  sqlite3* db_;
  std::unique_ptr<sqlite3_stmt, Finalize> handle_;
};

/// BEGIN IMMEDIATE; rolled back unless commit() was called.
class Transaction {
 public:
  explicit Transaction(Database& db);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  Database& db_;
  bool open_ = true;
};

}  // namespace morgue::sqlite
