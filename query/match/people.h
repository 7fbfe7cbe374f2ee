#pragma once

#include <map>
#include <string>
#include <vector>

#include "common/article_id.h"
#include "common/people_table.h"
#include "common/result.h"
#include "query/language/tree.h"

namespace morgue {

/// What is known of whom a query names: looked up in the tables of people before the index is
/// asked.
struct KnownPeople {
  std::vector<std::string> names;  ///< as articles call them
  /// The articles that mean them by these names, ascending, if others bear one of the names;
  /// otherwise empty: every article means them.
  std::vector<ArticleId> articles;
  bool shared = false;  ///< others bear one of the names
  bool only = false;    ///< the query says who is meant (@p17): the name as typed says nothing
};
/// By what the query says: "Rowan Pike", "@p17".
using PeopleInQuery = std::map<std::string, KnownPeople>;

/// A name of a query that several people bear.
struct AmbiguousName {
  std::string text;
  std::vector<PersonSummary> people;  ///< those with most articles first
  bool more = false;                  ///< there are others
};

struct PeopleFound {
  PeopleInQuery known;
  std::vector<AmbiguousName> ambiguous;  ///< all of them are searched
};

/// Does the query name people (person:, said:)? Otherwise nobody need be looked up.
[[nodiscard]] bool names_people(const QueryNode& root);

/// Looks up whom a query names. An error if it names a number that nobody has.
[[nodiscard]] Result<PeopleFound, QueryError> find_people(const QueryNode& root,
                                                          sqlite::Database& db);

/// The query with @pN wherever it says this name.
void choose_person(QueryNode& root, const std::string& text, std::uint32_t number);

}  // namespace morgue
