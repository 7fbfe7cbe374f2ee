#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "indexer/annotate/day_atoms.h"

namespace morgue::annotate {

enum class Tense : std::uint8_t { Unknown, Past, Future };

/// Whether what happens on the day spoken of by atoms [`begin`, `end`) is over or to come, from the
/// verbs of its sentence: the nearest in front of it ("will meet on Tuesday", "said on Tuesday"),
/// else the first behind it ("On Tuesday the court will"). `text` is what the atoms were read from.
[[nodiscard]] Tense tense_around(const std::vector<Atom>& atoms, std::string_view text,
                                 std::size_t begin, std::size_t end);

}  // namespace morgue::annotate
