#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace morgue {

/// True for the names of some 250 newspapers, broadcasters, magazines, agencies and news sites, in
/// any case, with or without "The" and ".com". A list of facts that settles common cases; whatever
/// needs an outlet must also get by without it.
[[nodiscard]] bool is_known_outlet(std::string_view name);

/// True for the names of news agencies ("Reuters", "AP", "Agence France-Presse"), whose name under
/// a picture or in brackets credits a part of an article rather than its publisher.
[[nodiscard]] bool is_known_agency(std::string_view name);

/// How much a line looks like the name of an outlet and nothing else.
enum class OutletLook : unsigned char {
  None,
  Plain,  ///< a few capitalised words: may be an outlet, a person or a headline
  Noun,   ///< such a line with a word that outlets use: "North Coast Radio", "calderherald.example"
  Known,  ///< is_known_outlet()
};
[[nodiscard]] OutletLook outlet_look(std::string_view line);

/// A name as it is stored: "THE CALDER HERALD" of a printed head becomes "The Calder Herald"; names
/// with a short word that may be an acronym ("USA TODAY", "CBN NEWS") stay.
[[nodiscard]] std::string outlet_name(std::string_view written);

/// The first known outlet that a running text names ("Newsweek AI is in beta" -> "Newsweek"), as
/// the text spells it; agencies do not count. Reads the first 2,000 bytes.
[[nodiscard]] std::optional<std::string> find_known_outlet(std::string_view text);

}  // namespace morgue
