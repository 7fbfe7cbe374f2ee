#pragma once

#include <string_view>

#include "indexer/annotate/word_key.h"

namespace morgue::annotate {

/// A key that spellings of one foreign name share: "Zelensky" and "Zelenskiy", "Gaddafi" and
/// "Qadhafi", "Meyer" and "Meier". Words of fewer than five letters have the key of the word
/// itself. `folded` is a folded word.
[[nodiscard]] WordKey sound_key(std::string_view folded);

/// Whether two folded first names can be one person's: "bill" and "william". Equal names are not
/// asked about.
[[nodiscard]] bool are_nicknames(WordKey a, WordKey b);

}  // namespace morgue::annotate
