#include "common/catalog_as_of.h"

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <vector>

namespace morgue {
namespace {

std::int64_t seconds(Day day) { return Instant{day}.time_since_epoch().count(); }

/// Holds for the rows of articles that were known.
std::string known(const AsOf& as_of) {
  std::string sql = "1";
  if (as_of.added)
    sql += fmt::format(" AND added < {}", seconds(*as_of.added + std::chrono::days{1}));
  if (!as_of.published) return sql;
  const auto first_unknown = [&](Precision precision) {
    return seconds(first_unknown_day(*as_of.published, precision));
  };
  sql += fmt::format(
      " AND (published IS NULL OR published + 60 * coalesce(published_offset, 0) < CASE "
      "published_precision WHEN 'year' THEN {} WHEN 'month' THEN {} ELSE {} END)",
      first_unknown(Precision::Year), first_unknown(Precision::Month),
      first_unknown(Precision::Day));
  const std::int64_t end = first_unknown(Precision::Day);
  sql += fmt::format(
      " AND (updated IS NULL OR updated + 60 * coalesce(published_offset, 0) < {0})"
      " AND (updated IS NOT NULL OR published IS NOT NULL OR added < {0})",
      end);
  return sql;
}

struct VersionRow {
  std::int64_t no = 0;
  VersionTime time;
};

void put_searched(sqlite::Statement& put, const std::vector<VersionRow>& rows) {
  if (rows.empty()) return;
  std::vector<VersionTime> times;
  for (const VersionRow& row : rows) times.push_back(row.time);
  const std::size_t searched = searched_version(times);
  for (std::size_t i = 0; i < rows.size(); ++i)
    put.bind(1, rows[i].no).bind(2, std::int64_t{i == searched ? 1 : 0}).run();
}

/// Of articles that have got a version since then: which one was searched.
void find_searched_versions(sqlite::Database& db, const std::string& known) {
  db.execute("CREATE TEMP TABLE searched_then (no INTEGER PRIMARY KEY, current INTEGER)");
  sqlite::Statement versions(
      db, fmt::format("SELECT lineage, no, coalesce(updated, published, added), published IS NOT "
                      "NULL FROM main.articles WHERE lineage IN (SELECT lineage FROM "
                      "main.articles WHERE lineage IS NOT NULL AND NOT ({0})) AND ({0}) "
                      "ORDER BY lineage, no",
                      known));
  sqlite::Statement put(db, "INSERT INTO searched_then VALUES (?, ?)");
  std::string lineage;
  std::vector<VersionRow> rows;
  while (versions.step()) {
    if (versions.text(0) != lineage) {
      put_searched(put, rows);
      rows.clear();
      lineage = versions.text(0);
    }
    rows.push_back({versions.integer(1), {versions.integer(2), versions.integer(3) != 0}});
  }
  put_searched(put, rows);
}

void show_articles(sqlite::Database& db, const std::string& known) {
  std::string columns;
  sqlite::Statement all(db, "SELECT name FROM pragma_table_info('articles', 'main')");
  while (all.step()) {
    columns += columns.empty() ? "" : ", ";
    if (all.text(0) == "current")
      columns +=
          "CASE WHEN lineage IS NULL THEN current ELSE coalesce((SELECT t.current FROM "
          "temp.searched_then t WHERE t.no = main.articles.no), current) END AS current";
    else
      columns += all.text(0);
  }
  db.execute(fmt::format("CREATE TEMP VIEW articles AS SELECT {} FROM main.articles WHERE {}",
                         columns, known));
}

/// The views of the schema read whole tables: the same ones over what was known.
void show_views(sqlite::Database& db) {
  std::vector<std::string> views;
  sqlite::Statement all(db, "SELECT sql FROM main.sqlite_master WHERE type = 'view'");
  while (all.step()) views.emplace_back(all.text(0));
  constexpr std::string_view kCreate = "CREATE VIEW";
  for (const std::string& view : views)
    if (view.starts_with(kCreate)) db.execute("CREATE TEMP VIEW" + view.substr(kCreate.size()));
}

}  // namespace

void show_as_of(sqlite::Database& db, const AsOf& as_of) {
  const std::string condition = known(as_of);
  find_searched_versions(db, condition);
  show_articles(db, condition);
  for (const char* table : {"appearances", "mentions", "quotations", "days", "members"})
    db.execute(
        fmt::format("CREATE TEMP VIEW {0} AS SELECT * FROM main.{0} WHERE EXISTS (SELECT 1 "
                    "FROM temp.articles a WHERE a.no = main.{0}.article)",
                    table));
  db.execute(
      "CREATE TEMP VIEW people AS SELECT * FROM main.people WHERE EXISTS (SELECT 1 FROM "
      "temp.appearances a WHERE a.identity = main.people.identity)");
  show_views(db);
}

}  // namespace morgue
