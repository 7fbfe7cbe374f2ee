#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "query/language/parse.h"

namespace morgue {

/// A Monday, in a week, month, quarter and year of which the tests know the neighbours.
inline const Day kToday = *make_day(2026, 11, 23);

/// The query, which must be one.
inline Query query_of(std::string_view text, bool loose = false) {
  auto query = parse_query(text, {.today = kToday, .loose = loose});
  if (query) return *query;
  ADD_FAILURE() << text << ": " << query.error().message;
  return {};
}

/// The tree of a query as --explain shows it.
inline std::string tree_of(std::string_view text, bool loose = false) {
  return print(query_of(text, loose).root);
}

/// The mistake in a text that is no query.
inline QueryError mistake_in(std::string_view text) {
  auto query = parse_query(text, {.today = kToday});
  if (!query) return query.error();
  ADD_FAILURE() << text << " was read as " << print(query->root);
  return {};
}

}  // namespace morgue
