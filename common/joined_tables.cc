#include "common/joined_tables.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "common/error.h"
#include "common/people_table.h"

namespace morgue {
namespace {

constexpr auto kTables = std::to_array<const char*>(
    {"sources", "articles", "files", "members", "people", "person_keys", "appearances", "mentions",
     "quotations", "days", "decided_names", "decided_keys"});

/// What a column numbers, and so how its values change.
enum class Numbers : std::uint8_t { Nothing, Rows, People, Identities };

Numbers numbers_of(std::string_view table, std::string_view column) {
  if (column == "identity") return Numbers::Identities;
  if (column == "person" || (column == "no" && table == "people")) return Numbers::People;
  if (column == "no" || column == "article" || column == "source" || column == "file")
    return Numbers::Rows;
  return Numbers::Nothing;
}

struct Column {
  std::string name;
  Numbers numbers = Numbers::Nothing;
  bool key = false;      ///< part of the primary key
  bool indexed = false;  ///< an index or the primary key begins with it
};

struct Finalize {
  void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
};
using StatementHandle = std::unique_ptr<sqlite3_stmt, Finalize>;

/// A person of an archive.
struct Bearer {
  std::size_t archive = 0;
  std::int64_t number = 0;  ///< as the archive counts
  friend auto operator<=>(const Bearer&, const Bearer&) = default;
};

std::int64_t joined_number(const Bearer& person) {
  return static_cast<std::int64_t>(person.archive) * kPeopleOfArchive + person.number;
}

/// The archives behind a connection. It owns them, and outlives what asks them.
class Archives {
 public:
  explicit Archives(const std::vector<std::filesystem::path>& metadata) {
    for (const std::filesystem::path& path : metadata) {
      archives_.push_back(One{{path, sqlite::Mode::ReadOnly}, {}, {}, {}});
      // Else each statement asks the system anew for what there is to read.
      archives_.back().db.execute("BEGIN");
    }
  }

  [[nodiscard]] std::size_t size() const { return archives_.size(); }
  [[nodiscard]] sqlite::Database& database(std::size_t archive) { return archives_[archive].db; }

  /// A statement that is not in use, prepared before if there is one; null: it can't be prepared.
  StatementHandle take(std::size_t archive, const std::string& sql) {
    std::vector<StatementHandle>& idle = archives_[archive].idle[sql];
    if (!idle.empty()) {
      StatementHandle out = std::move(idle.back());
      idle.pop_back();
      return out;
    }
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v3(database(archive).handle(), sql.data(), static_cast<int>(sql.size()),
                       SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    return StatementHandle(statement);
  }
  void give_back(std::size_t archive, const std::string& sql, StatementHandle statement) {
    sqlite3_reset(statement.get());
    sqlite3_clear_bindings(statement.get());
    archives_[archive].idle[sql].push_back(std::move(statement));
  }

  /// Everybody who is taken for this one, himself among them, the first archive's first.
  const std::vector<Bearer>& taken_for_one(const Bearer& person) {
    const auto known = same_.find(joined_number(person));
    if (known != same_.end()) return known->second;
    const std::vector<Bearer> same = namesakes(person);
    for (const Bearer& each : same) same_[joined_number(each)] = same;
    return same_[joined_number(person)];
  }

 private:
  struct One {
    sqlite::Database db;
    std::unordered_map<std::string, std::vector<StatementHandle>> idle;  // by their SQL
    std::unique_ptr<sqlite::Statement> name, bearers;
  };

  /// "=rowan pike", by the name that is shown; empty if there is nobody.
  std::string key_of(const Bearer& person) {
    One& in = archives_[person.archive];
    if (!in.name)
      in.name = std::make_unique<sqlite::Statement>(
          in.db, "SELECT coalesce(shown, name) FROM people WHERE no = ? AND NOT hidden");
    in.name->bind(1, person.number);
    const std::string name = in.name->step() ? std::string(in.name->text(0)) : std::string();
    in.name->reset();
    return name.empty() ? name : whole_name_key(name);
  }

  /// The identities of an archive that are shown under this name.
  std::vector<Bearer> bearers(std::size_t archive, const std::string& key) {
    One& in = archives_[archive];
    if (!in.bearers)
      in.bearers = std::make_unique<sqlite::Statement>(
          in.db,
          // (A join with the keys would pass through all people.)
          "SELECT DISTINCT identity FROM people WHERE no IN (SELECT person FROM person_keys WHERE "
          "key = ?1 UNION ALL SELECT person FROM decided_keys WHERE key = ?1)");
    std::vector<Bearer> out;
    in.bearers->bind(1, key);
    while (in.bearers->step()) out.push_back({archive, in.bearers->integer(0)});
    std::erase_if(out, [&](const Bearer& each) { return key_of(each) != key; });
    return out;
  }

  std::vector<Bearer> namesakes(const Bearer& person) {
    const std::string key = key_of(person);
    // A name of one word has no key that is told from the words of others.
    if (key.find(' ') == std::string::npos) return {person};
    std::vector<Bearer> out;
    for (std::size_t archive = 0; archive < size(); ++archive) {
      const std::vector<Bearer> here = bearers(archive, key);
      if (here.size() > 1) return {person};
      out.insert(out.end(), here.begin(), here.end());
    }
    const bool whole = std::find(out.begin(), out.end(), person) != out.end();
    return whole ? out : std::vector<Bearer>{person};
  }

  std::vector<One> archives_;
  std::unordered_map<std::int64_t, std::vector<Bearer>> same_;  // by joined_number()
};

/// What a statement asks of a column.
struct Condition {
  int column = 0;
  std::string comparison;
};

/// A plan in the words that xBestIndex hands to xFilter: "MASK 3= 5<", with " ^" or " v" behind it
/// if rows come by their numbers.
struct Plan {
  enum class Order : std::uint8_t { Any, Rising, Falling };
  sqlite3_uint64 used = 0;  ///< columns
  std::vector<Condition> conditions;
  Order order = Order::Any;
};

std::string to_text(const Plan& plan) {
  std::string out = fmt::format("{}", plan.used);
  for (const Condition& each : plan.conditions)
    out += fmt::format(" {}{}", each.column, each.comparison);
  if (plan.order != Plan::Order::Any) out += plan.order == Plan::Order::Rising ? " ^" : " v";
  return out;
}

Plan parse_plan(const char* text) {
  Plan out;
  char* at = nullptr;
  out.used = std::strtoull(text, &at, 10);
  while (*at == ' ') {
    if (at[1] == '^' || at[1] == 'v') {
      out.order = at[1] == '^' ? Plan::Order::Rising : Plan::Order::Falling;
      break;
    }
    Condition each;
    each.column = static_cast<int>(std::strtol(at + 1, &at, 10));
    while (*at != ' ' && *at != '\0') each.comparison += *at++;
    out.conditions.push_back(std::move(each));
  }
  return out;
}

struct Table {
  sqlite3_vtab base = {};  // first: SQLite knows no more of it
  Archives* archives = nullptr;
  std::string name;
  std::vector<Column> columns;
};

Table& table_of(sqlite3_vtab* table) { return *reinterpret_cast<Table*>(table); }

int failed(sqlite3_vtab& table, const char* message) {
  sqlite3_free(table.zErrMsg);
  table.zErrMsg = sqlite3_mprintf("%s", message);
  return SQLITE_ERROR;
}

/// What it throws becomes what SQLite reports.
template <typename F>
int reporting(sqlite3_vtab& table, F&& f) noexcept {
  try {
    return f();
  } catch (const std::exception& error) {
    return failed(table, error.what());
  }
}

/// Rows of the archives, one archive after another.
struct Cursor {
  sqlite3_vtab_cursor base = {};  // first: SQLite knows no more of it
  Table* table = nullptr;
  std::vector<sqlite3_value*> arguments;
  Plan plan;
  std::string sql;
  std::size_t passed = 0;  ///< archives that have no more rows
  StatementHandle statement;

  /// The archive whose turn it is. Numbers rise with the archives.
  [[nodiscard]] std::size_t archive() const {
    return plan.order == Plan::Order::Falling ? table->archives->size() - 1 - passed : passed;
  }

  ~Cursor() { rewind(); }
  void rewind() {
    let_go();
    for (sqlite3_value* const value : arguments) sqlite3_value_free(value);
    arguments.clear();
    passed = 0;
  }
  void let_go() {
    if (statement) table->archives->give_back(archive(), sql, std::move(statement));
    statement.reset();
  }

  [[nodiscard]] std::string statement_text() const {
    std::string out = "SELECT ";
    for (std::size_t i = 0; i < table->columns.size(); ++i) {
      const bool wanted = table->columns[i].key || (plan.used >> std::min<std::size_t>(i, 63)) & 1;
      out += fmt::format("{}{}", i == 0 ? "" : ", ", wanted ? table->columns[i].name : "NULL");
    }
    out += " FROM " + table->name;
    for (std::size_t i = 0; i < plan.conditions.size(); ++i)
      out += fmt::format("{}{} {} ?{}", i == 0 ? " WHERE " : " AND ",
                         table->columns[plan.conditions[i].column].name,
                         plan.conditions[i].comparison, i + 1);
    if (plan.order != Plan::Order::Any)
      out += plan.order == Plan::Order::Rising ? " ORDER BY no" : " ORDER BY no DESC";
    return out;
  }

  /// The number by which the archive knows what is asked for; nothing: it has none of it.
  [[nodiscard]] std::optional<std::int64_t> own_number(Numbers what, std::int64_t joined) const {
    if (joined < 0) return {};
    const std::int64_t stride = what == Numbers::Rows ? kRowsOfArchive : kPeopleOfArchive;
    const auto of = static_cast<std::size_t>(joined / stride);
    if (of >= table->archives->size()) return {};
    if (what != Numbers::Identities) {
      if (of != archive()) return {};
      return joined % stride;
    }
    for (const Bearer& each : table->archives->taken_for_one({of, joined % stride}))
      if (each.archive == archive()) return each.number;
    return {};
  }

  /// False: nothing of this archive can fit.
  [[nodiscard]] bool bind(sqlite3_stmt* to) const {
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      const int index = static_cast<int>(i) + 1;
      const Numbers what = table->columns[plan.conditions[i].column].numbers;
      if (sqlite3_value_type(arguments[i]) == SQLITE_NULL) return false;
      if (what == Numbers::Nothing) {
        sqlite3_bind_value(to, index, arguments[i]);
        continue;
      }
      const auto own = own_number(what, sqlite3_value_int64(arguments[i]));
      if (!own) return false;
      sqlite3_bind_int64(to, index, *own);
    }
    return true;
  }

  /// Goes to the next row; at_end() if there is none.
  int advance() {
    for (; !at_end(); let_go(), ++passed) {
      if (!statement) {
        statement = table->archives->take(archive(), sql);
        if (!statement) return broken();
        if (!bind(statement.get())) continue;
      }
      const int code = sqlite3_step(statement.get());
      if (code == SQLITE_ROW) return SQLITE_OK;
      if (code != SQLITE_DONE) return broken();
    }
    return SQLITE_OK;
  }
  [[nodiscard]] bool at_end() const { return passed >= table->archives->size(); }

  int broken() {
    sqlite3* const db = table->archives->database(archive()).handle();
    const char* const file = sqlite3_db_filename(db, "main");
    return failed(table->base,
                  fmt::format("{}: {}", file != nullptr ? file : "", sqlite3_errmsg(db)).c_str());
  }

  void put(sqlite3_context* to, int column) const {
    sqlite3_value* const value = sqlite3_column_value(statement.get(), column);
    const Numbers what = column < static_cast<int>(table->columns.size())
                             ? table->columns[column].numbers
                             : Numbers::Nothing;
    if (what == Numbers::Nothing || sqlite3_column_type(statement.get(), column) == SQLITE_NULL) {
      sqlite3_result_value(to, value);
      return;
    }
    const std::int64_t own = sqlite3_column_int64(statement.get(), column);
    if (what == Numbers::Rows)
      sqlite3_result_int64(to, static_cast<std::int64_t>(archive()) * kRowsOfArchive + own);
    else if (what == Numbers::People)
      sqlite3_result_int64(to, joined_number({archive(), own}));
    else
      sqlite3_result_int64(to,
                           joined_number(table->archives->taken_for_one({archive(), own}).front()));
  }

  /// Of the primary key: the same row has the same number whenever it is asked for.
  [[nodiscard]] sqlite3_int64 row() const {
    std::size_t hash = std::hash<std::size_t>()(archive());
    for (std::size_t i = 0; i < table->columns.size(); ++i) {
      if (!table->columns[i].key) continue;
      const int column = static_cast<int>(i);
      const auto* text =
          reinterpret_cast<const char*>(sqlite3_column_text(statement.get(), column));
      const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement.get(), column));
      hash = hash * 0x9E3779B97F4A7C15U +
             std::hash<std::string_view>()(text == nullptr ? "" : std::string_view(text, size));
    }
    return static_cast<sqlite3_int64>(hash);
  }
};

Cursor& cursor_of(sqlite3_vtab_cursor* cursor) { return *reinterpret_cast<Cursor*>(cursor); }

std::vector<Column> columns_of(sqlite::Database& db, const std::string& table) {
  std::set<std::string> leading;
  sqlite::Statement indexes(
      db,
      "SELECT i.name FROM pragma_index_list(?1) l, pragma_index_info(l.name) i WHERE i.seqno = 0");
  indexes.bind(1, table);
  while (indexes.step()) leading.emplace(indexes.text(0));
  std::vector<Column> out;
  sqlite::Statement all(db, "SELECT name, pk FROM pragma_table_info(?1) ORDER BY cid");
  all.bind(1, table);
  while (all.step()) {
    const std::string name(all.text(0));
    out.push_back({name, numbers_of(table, name), all.integer(1) > 0,
                   all.integer(1) == 1 || leading.contains(name)});
  }
  return out;
}

/// The comparison that an index can make; empty: SQLite makes it itself.
std::string comparison_of(const sqlite3_index_info::sqlite3_index_constraint& asked,
                          const Column& column) {
  if (asked.op == SQLITE_INDEX_CONSTRAINT_EQ) return "=";
  if (column.numbers != Numbers::Nothing) return {};
  if (asked.op == SQLITE_INDEX_CONSTRAINT_GT) return ">";
  if (asked.op == SQLITE_INDEX_CONSTRAINT_GE) return ">=";
  if (asked.op == SQLITE_INDEX_CONSTRAINT_LT) return "<";
  if (asked.op == SQLITE_INDEX_CONSTRAINT_LE) return "<=";
  return {};
}

int connect(sqlite3* db, void* archives, int /*argc*/, const char* const* argv, sqlite3_vtab** out,
            char** /*error*/) {
  auto table = std::make_unique<Table>();
  table->archives = static_cast<Archives*>(archives);
  table->name = argv[2];
  table->columns = columns_of(table->archives->database(0), table->name);
  std::string declared;
  sqlite::Statement types(table->archives->database(0),
                          "SELECT name, type FROM pragma_table_info(?1) ORDER BY cid");
  types.bind(1, table->name);
  while (types.step())
    declared += fmt::format("{}{} {}", declared.empty() ? "" : ", ", types.text(0), types.text(1));
  const int code =
      sqlite3_declare_vtab(db, fmt::format("CREATE TABLE joined({})", declared).c_str());
  if (code != SQLITE_OK) return code;
  *out = &table.release()->base;
  return SQLITE_OK;
}

int disconnect(sqlite3_vtab* table) {
  delete &table_of(table);
  return SQLITE_OK;
}

// What a look-up and a pass are worth to the planner: a table may be long, a key has few rows.
constexpr double kPass = 1e6, kLookUp = 10;

int best_index(sqlite3_vtab* which, sqlite3_index_info* info) {
  const Table& table = table_of(which);
  Plan plan;
  plan.used = info->colUsed;
  double cost = kPass;
  for (int i = 0; i < info->nConstraint; ++i) {
    const auto& asked = info->aConstraint[i];
    if (asked.usable == 0 || asked.iColumn < 0) continue;
    const Column& column = table.columns[static_cast<std::size_t>(asked.iColumn)];
    const std::string comparison = comparison_of(asked, column);
    if (comparison.empty()) continue;
    plan.conditions.push_back({asked.iColumn, comparison});
    info->aConstraintUsage[i].argvIndex = static_cast<int>(plan.conditions.size());
    if (column.indexed) cost = std::min(cost, comparison == "=" ? kLookUp : kPass / 10);
  }
  if (info->nOrderBy == 1 && info->aOrderBy[0].iColumn >= 0 &&
      table.columns[static_cast<std::size_t>(info->aOrderBy[0].iColumn)].name == "no") {
    plan.order = info->aOrderBy[0].desc != 0 ? Plan::Order::Falling : Plan::Order::Rising;
    info->orderByConsumed = 1;
  }
  info->estimatedCost = cost;
  info->estimatedRows = static_cast<sqlite3_int64>(cost);
  info->idxStr = sqlite3_mprintf("%s", to_text(plan).c_str());
  info->needToFreeIdxStr = 1;
  return SQLITE_OK;
}

int open_cursor(sqlite3_vtab* table, sqlite3_vtab_cursor** out) {
  auto cursor = std::make_unique<Cursor>();
  cursor->table = &table_of(table);
  *out = &cursor.release()->base;
  return SQLITE_OK;
}

int close_cursor(sqlite3_vtab_cursor* cursor) {
  delete &cursor_of(cursor);
  return SQLITE_OK;
}

int filter(sqlite3_vtab_cursor* which, int /*number*/, const char* plan, int argc,
           sqlite3_value** argv) {
  Cursor& cursor = cursor_of(which);
  return reporting(cursor.table->base, [&] {
    cursor.rewind();
    cursor.plan = parse_plan(plan);
    cursor.sql = cursor.statement_text();
    for (int i = 0; i < argc; ++i) cursor.arguments.push_back(sqlite3_value_dup(argv[i]));
    return cursor.advance();
  });
}

int next(sqlite3_vtab_cursor* which) {
  Cursor& cursor = cursor_of(which);
  return reporting(cursor.table->base, [&] { return cursor.advance(); });
}

int at_end(sqlite3_vtab_cursor* cursor) { return cursor_of(cursor).at_end() ? 1 : 0; }

int column(sqlite3_vtab_cursor* which, sqlite3_context* to, int number) {
  const Cursor& cursor = cursor_of(which);
  return reporting(cursor.table->base, [&] {
    cursor.put(to, number);
    return SQLITE_OK;
  });
}

int row(sqlite3_vtab_cursor* cursor, sqlite3_int64* out) {
  *out = cursor_of(cursor).row();
  return SQLITE_OK;
}

const sqlite3_module& module() {
  static const sqlite3_module kModule = [] {
    sqlite3_module out = {};
    out.iVersion = 1;
    out.xCreate = out.xConnect = connect;
    out.xBestIndex = best_index;
    out.xDisconnect = out.xDestroy = disconnect;
    out.xOpen = open_cursor;
    out.xClose = close_cursor;
    out.xFilter = filter;
    out.xNext = next;
    out.xEof = at_end;
    out.xColumn = column;
    out.xRowid = row;
    return out;
  }();
  return kModule;
}

void let_go(void* archives) { delete static_cast<Archives*>(archives); }

}  // namespace

sqlite::Database joined_tables(const std::vector<std::filesystem::path>& metadata) {
  if (metadata.size() > kMostJoined)
    throw Error(Exit::Usage, fmt::format("{} archives are too many for this", metadata.size()),
                fmt::format("name at most {}", kMostJoined));
  auto archives = std::make_unique<Archives>(metadata);
  std::vector<std::string> views;
  sqlite::Statement all(archives->database(0), "SELECT sql FROM sqlite_master WHERE type = 'view'");
  while (all.step()) views.emplace_back(all.text(0));
  sqlite::Database out(":memory:", sqlite::Mode::ReadWrite);
  // The connection deletes the archives with itself.
  sqlite3_create_module_v2(out.handle(), "joined", &module(), archives.release(), let_go);
  for (const char* table : kTables)
    out.execute(fmt::format("CREATE VIRTUAL TABLE {} USING joined", table));
  for (const std::string& view : views) out.execute(view);
  return out;
}

}  // namespace morgue
