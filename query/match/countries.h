#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace morgue {

/// One way to speak of a country or a league of states: its words, folded, with single blanks
/// between them ("saudi arabia", "saudi", "saudis").
using CountryName = std::string_view;

/// A country that words of a query speak of.
struct CountryInQuery {
  std::size_t first = 0;  ///< the words that do
  std::size_t count = 0;
  std::vector<CountryName> others;  ///< what else it and its people are called, in English
};

/// The countries that folded words speak of, in order: the longest names first, so that "south
/// korea" is not Korea. Only English words are known, so that nothing is added to the words of
/// other languages but where these have the very same name.
[[nodiscard]] std::vector<CountryInQuery> countries_in(const std::vector<std::string>& words);

}  // namespace morgue
