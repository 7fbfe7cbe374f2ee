#pragma once

namespace morgue {

/// The tables of metadata.sqlite, as SQL. Times are UTC seconds, offsets minutes east; an id is 16
/// hex digits. `articles.no` and `files.no` only join tables here and mean nothing outside.
/// What speaks of annotations (appearances, mentions, quotations, days) repeats the stored
/// articles; what speaks of people (people, person_keys, appearances.identity) can be made again
/// from the segments' `people` files and the ledger.
extern const char* const kCatalogSchema;

/// Whom views leave out: a page, where a look at all people would read megabytes of traits. Made by
/// every writer, because archives that were begun without it have the same format.
extern const char* const kHiddenPeopleIndex;

/// The answer of one query, on a connection of its own: what views join with
/// (query/views/result_rows.h).
extern const char* const kResultSchema;

}  // namespace morgue
