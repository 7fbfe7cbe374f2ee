#pragma once

#include <cstdint>

#include "indexer/annotate/word_key.h"

namespace morgue::annotate {

/// What a word does where somebody's words are reported. A word may do several things.
enum class Talk : std::uint32_t {
  None = 0,
  Say = 1U << 0U,      ///< "said": what follows are the words, with "that" or without
  That = 1U << 1U,     ///< "argued": words follow only behind "that", or between quotation marks
  Utter = 1U << 2U,    ///< "asked", "joked": quotation marks only
  Call = 1U << 3U,     ///< "called", "described": it (as) "a disgrace"
  Tell = 1U << 4U,     ///< "told": the listener stands before the words
  Gerund = 1U << 5U,   ///< "saying", "adding": said by the subject of the main clause
  Base = 1U << 6U,     ///< "say": a cue only behind a plural subject
  Speaker = 1U << 7U,  ///< "spokesman", "police", "report": who speaks without a name
  He = 1U << 8U,       ///< "he", "sagte er"
  She = 1U << 9U,      ///< "she"
  They = 1U << 10U,    ///< "they", "we"
  It = 1U << 11U,      ///< "it"
  I = 1U << 12U,       ///< "I": the author, who is nobody in the article
  His = 1U << 13U,     ///< "his", "him", "himself": says that somebody is a man
  Her = 1U << 14U,     ///< "her", "herself"
  Preposition = 1U << 15U,
  Joint = 1U << 16U,       ///< "and", "when", "because": a clause may begin behind it
  Auxiliary = 1U << 17U,   ///< "has", "was", "would": stands between a subject and its verb
  Adverb = 1U << 18U,      ///< "also", "later": may stand anywhere beside the verb
  Article = 1U << 19U,     ///< "the", "a", "one", "some": a description begins
  Who = 1U << 20U,         ///< "who", "which": the subject stands before it
  Calendar = 1U << 21U,    ///< "Monday", "May"
  Complement = 1U << 22U,  ///< "that", "dass", "que": the words begin behind it
  Male = 1U << 23U,        ///< "Mr", "king": the name behind it is a man's
  Female = 1U << 24U,
  Negation = 1U << 25U,   ///< "not", "never", "to": with it nothing was said
  Modal = 1U << 26U,      ///< "would", "could": a finite verb of a reported clause
  According = 1U << 27U,  ///< "according (to)"
  Thing = 1U << 28U,      ///< "statement", "company": speaks, but is not "he" or "she"
};

[[nodiscard]] constexpr Talk operator|(Talk a, Talk b) {
  return static_cast<Talk>(static_cast<std::uint32_t>(a) | static_cast<std::uint32_t>(b));
}
[[nodiscard]] constexpr bool has(Talk word, Talk asked) {
  return (static_cast<std::uint32_t>(word) & static_cast<std::uint32_t>(asked)) != 0;
}

/// Every verb that can be a cue, whatever it asks for.
inline constexpr Talk kCueVerb = Talk::Say | Talk::That | Talk::Utter | Talk::Call | Talk::Tell;
inline constexpr Talk kPronoun = Talk::He | Talk::She | Talk::They | Talk::It | Talk::I;

/// What a folded word does; None for most. Constant time.
[[nodiscard]] Talk talk_of(WordKey word);

}  // namespace morgue::annotate
