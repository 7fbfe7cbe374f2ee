#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace morgue {

/// A person's name, taken apart: "Dr. Rowan J. Pike Jr." is rowan, j, pike and a junior.
struct PersonName {
  std::vector<std::string> words;  ///< folded; without titles and "Jr." and the like
  std::string generation;          ///< "jr", "sr", "ii", "iii" or empty

  [[nodiscard]] bool full() const { return words.size() > 1; }
  [[nodiscard]] const std::string& last() const { return words.back(); }
  [[nodiscard]] const std::string& first() const { return words.front(); }
};
[[nodiscard]] PersonName parse_person_name(std::string_view name);

/// How well two names fit one person.
enum class NameFit : std::uint8_t {
  No,       ///< they can't be one person's
  Initial,  ///< one says a first name by its initial: "R. Pike", "Rowan Pike"
  Variant,  ///< another spelling or a short form: "Bob Holt", "Robert Holt"; "Zelensky",
            ///< "Zelenskiy"
  Middle,   ///< one has a middle name or initial that the other leaves out
  Same,
};
/// Symmetric. A surname alone fits nobody.
[[nodiscard]] NameFit fit(const PersonName& a, const PersonName& b);

/// What names share that may fit, whatever the spelling: the consonants of the surname and the
/// first letter of the first name ("~zlnsk v"). Short forms count as what they are short for. Empty
/// for a name of one word.
[[nodiscard]] std::string sound_key(const PersonName& name);

}  // namespace morgue
