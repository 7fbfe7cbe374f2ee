#pragma once

#include "common/as_of.h"
#include "common/sqlite.h"

namespace morgue {

/// Lays temporary views of the past over the tables and views of a catalog, under their own names,
/// so that every statement of this connection sees them. `main.articles` is still the whole table.
/// Says in SQL what as_of.h says of articles. Throws Error{Archive}.
void show_as_of(sqlite::Database& db, const AsOf& as_of);

}  // namespace morgue
