#pragma once

#include <cstdint>

#include "indexer/annotate/word_key.h"

namespace morgue::annotate {

/// What the closed classes of English words tell about a name beside them. A word may have several.
enum class Role : std::uint32_t {
  None = 0,
  Honorific = 1U << 0U,   ///< "Mr", "Dr", "Sir": only people carry them
  Title = 1U << 1U,       ///< "President", "Gen.", "Justice": often before a person's name
  TitleLink = 1U << 2U,   ///< "Vice", "Deputy", "Foreign": stands before a title
  Suffix = 1U << 3U,      ///< "Jr.", "III": the end of a person's name
  Particle = 1U << 4U,    ///< "de", "van", "bin": inside a person's name
  SpeechVerb = 1U << 5U,  ///< "said", "told": people (and offices) do this
  OrgHead = 1U << 6U,     ///< "Court", "Ministry", "Inc": ends the name of an organisation
  PlaceHead = 1U << 7U,   ///< "River", "Oblast", "County": ends the name of a place
  Calendar = 1U << 8U,    ///< weekdays, months, feasts
  Function = 1U << 9U,    ///< words that begin sentences and never names: "the", "but", "when"
  Office = 1U << 10U,     ///< "Kremlin", "Pentagon": speaks like a person, is an organisation
  Link = 1U << 11U,       ///< "of", "for", "and": inside the name of an organisation
};

[[nodiscard]] constexpr Role operator|(Role a, Role b) {
  return static_cast<Role>(static_cast<std::uint32_t>(a) | static_cast<std::uint32_t>(b));
}
[[nodiscard]] constexpr bool has(Role roles, Role asked) {
  return (static_cast<std::uint32_t>(roles) & static_cast<std::uint32_t>(asked)) != 0;
}

/// The roles of a folded word. Constant time.
[[nodiscard]] Role roles_of(WordKey word);

/// True if the word keeps a full stop that follows it: "mr", "gen", "st".
[[nodiscard]] bool is_abbreviation(WordKey word);

}  // namespace morgue::annotate
