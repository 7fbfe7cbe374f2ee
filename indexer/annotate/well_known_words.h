#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "common/article.h"
#include "indexer/annotate/word_key.h"

namespace morgue::annotate {

/// The longest well-known phrase has so many words.
inline constexpr std::size_t kMaxWellKnownWords = 8;

/// Whether a well-known name of several words begins with this folded word.
[[nodiscard]] bool begins_well_known(WordKey word);

/// What the words that joined() made into `phrase` name, if that is well known.
[[nodiscard]] std::optional<EntityKind> well_known(WordKey phrase);

/// Whether a folded word names a firm, an index or an outlet.
[[nodiscard]] bool is_well_known_firm(WordKey word);

/// Whether the name of a region means something else more often: "delta", "western".
[[nodiscard]] bool is_no_land(WordKey word);

/// Whether a folded word is written with capitals though it names nobody: "hiv", "fahrenheit".
[[nodiscard]] bool names_nothing(WordKey word);

}  // namespace morgue::annotate
