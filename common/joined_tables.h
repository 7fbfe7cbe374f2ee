#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "common/sqlite.h"

namespace morgue {

/// The relations of several archives as one: a database in memory whose tables have the names and
/// columns of catalog_schema.cc and whose rows are those of all archives, read where they lie, so
/// that a statement written for one archive serves for many. For reading alone. Throws
/// Error{Archive}; Error{Usage} for more archives than kMostJoined.
///
/// Rows are numbered per archive, so here a number says which one it is of: the archive, counted
/// from 0, times kRowsOfArchive (people: times kPeopleOfArchive) more. Archives know nothing of
/// each other's people. An identity is taken for those of other archives that bear the same whole
/// name, if no archive has two of that name: then all of them are the one of the first archive, as
/// if they had been merged. Outlets of one name stay a row for each archive. All statements see
/// what was there when the first one looked.
[[nodiscard]] sqlite::Database joined_tables(const std::vector<std::filesystem::path>& metadata);

inline constexpr std::size_t kMostJoined = 200;
inline constexpr std::int64_t kRowsOfArchive = std::int64_t{1} << 40;
inline constexpr std::int64_t kPeopleOfArchive = 10'000'000;

}  // namespace morgue
