#pragma once

#include "common/sqlite.h"
#include "query/match/matches.h"

namespace morgue {

/// Makes the temporary table `result` (common/catalog_schema.cc) of this connection and puts an
/// answer into it, for views that ask SQL. Once for a connection. Articles that the tables do not
/// know (a writer commits the index first) are left out. Throws Error{Archive}.
void put_result(sqlite::Database& db, const Matches& matches);

}  // namespace morgue
