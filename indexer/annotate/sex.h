#pragma once

#include <cstdint>

#include "indexer/annotate/word_key.h"

namespace morgue::annotate {

/// What an article lets slip of a person's sex; for "he said" and for namesakes.
enum class Sex : std::uint8_t { Unknown, Male, Female };

/// Of whom an honorific before the name speaks: "mr", "dame", "senora".
[[nodiscard]] Sex sex_of_honorific(WordKey folded);

/// Of whom a word that describes somebody speaks, if only one sex is called so: "actress",
/// "spokeswoman", "monk". Honorifics are not among them.
[[nodiscard]] Sex sex_of_role(WordKey folded);

/// Whether a person can't be both.
[[nodiscard]] constexpr bool contradicts(Sex a, Sex b) {
  return a != Sex::Unknown && b != Sex::Unknown && a != b;
}

}  // namespace morgue::annotate
