#pragma once

#include "indexer/annotate/word_key.h"

namespace morgue::annotate {

/// Whether a folded word belongs to the small words of a Romance, Germanic or Slavic language other
/// than English: articles, prepositions, conjunctions, pronouns. They have capitals at the head of
/// a sentence only, and no name consists of them.
[[nodiscard]] bool is_function_word(WordKey folded);

/// Whether a noun follows this German word: articles and pronouns that stand for them.
[[nodiscard]] bool is_german_determiner(WordKey folded);

/// "y", "et", "und": joins two names.
[[nodiscard]] bool is_and(WordKey folded);

}  // namespace morgue::annotate
