#pragma once

#include <string_view>
#include <vector>

#include "common/people_table.h"

namespace morgue {

/// Somebody of the archive, as far as the tables of people tell.
struct PersonView {
  PersonSummary summary;
  std::vector<CountedText> names;  ///< as articles give them, the most frequent first
  std::vector<CountedText> roles;  ///< the same; at most kRolesShown
};

inline constexpr std::size_t kRolesShown = 6;

/// Those whom a name or a number ("@p17") means, those with most articles first; at most so many.
[[nodiscard]] std::vector<PersonView> find_persons(sqlite::Database& db, std::string_view text,
                                                   std::size_t most);

}  // namespace morgue
