#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "common/sqlite.h"
#include "query/match/matches.h"

namespace morgue {

/// An article of an answer, as the tables number it.
struct ResultRow {
  std::int64_t no = 0;    ///< articles.no
  std::size_t index = 0;  ///< in Matches::articles
};

/// Which articles of an answer a view counts.
enum class CountedArticles {
  Heads,  ///< the first of each family of copies
  All,
};

/// The rows of an answer, ascending by number. Articles that the tables do not know (a writer
/// commits the index first) are left out. Throws Error{Archive}.
[[nodiscard]] std::vector<ResultRow> result_rows(sqlite::Database& db, const Matches& matches,
                                                 CountedArticles counted = CountedArticles::All);

/// At most so many of the rows, evenly spread, the same ones every time.
[[nodiscard]] std::vector<ResultRow> sample_of(const std::vector<ResultRow>& rows,
                                               std::size_t most);

/// While it lives, all statements of the connection see the tables as they are now. Without it each
/// one asks the system anew for what there is to read, which takes longer than to look up a row.
/// Precondition: no transaction is open.
class OneMoment {
 public:
  explicit OneMoment(sqlite::Database& db);
  ~OneMoment();
  OneMoment(const OneMoment&) = delete;
  OneMoment& operator=(const OneMoment&) = delete;

 private:
  sqlite::Database& db_;
};

/// Makes the temporary table `result` (common/catalog_schema.cc) of this connection and puts
/// articles of an answer into it, for views that ask SQL. What was in it goes.
void put_result(sqlite::Database& db, const Matches& matches, std::span<const ResultRow> rows);
/// All of them.
void put_result(sqlite::Database& db, const Matches& matches);

}  // namespace morgue
