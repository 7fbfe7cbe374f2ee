#pragma once

#include "indexer/annotate/word_key.h"

namespace morgue::annotate {

/// What a first name says of the sex of its bearer: above 0 male, below 0 female, 0 nothing.
/// Knows only the commonest names that are nearly always one or the other. Constant time.
[[nodiscard]] int sex_of_given_name(WordKey name);

}  // namespace morgue::annotate
