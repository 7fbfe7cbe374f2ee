#include "query/views/result_rows.h"

#include "common/catalog_schema.h"

namespace morgue {

void put_result(sqlite::Database& db, const Matches& matches) {
  db.execute(kResultSchema);
  db.execute("BEGIN");
  sqlite::Statement put(db, "INSERT INTO result SELECT no, ?2, ?3 FROM articles WHERE id = ?1");
  std::int64_t rank = 0;
  for (const Match& match : matches.articles) {
    put.bind(1, to_string(match.id)).bind(2, rank++).bind(3, std::int64_t{match.head ? 1 : 0});
    put.run();
  }
  db.execute("COMMIT");
}

}  // namespace morgue
