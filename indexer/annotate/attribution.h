#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "indexer/annotate/article_words.h"
#include "indexer/annotate/quoted_spans.h"
#include "indexer/annotate/resolve.h"
#include "indexer/annotate/speech_cue.h"
#include "indexer/annotate/speech_sentence.h"

namespace morgue::annotate {

/// What a sentence makes of a pair of quotation marks in it.
enum class QuoteUse : std::uint8_t {
  None,        ///< scare quotes, a title, a nickname: nobody's words
  Attributed,  ///< direct speech whose speaker the sentence names
  Alone,       ///< direct speech without a speaker here: the sentence is nothing else
  Fragment,    ///< some words between marks: quoted if a reported clause is around them
};

struct Attribution {
  QuoteUse use = QuoteUse::None;
  Subject subject{};
  /// The sentence quoted the same speaker before ("I will," said Pike, "not guess.").
  bool goes_on = false;
  friend bool operator==(const Attribution&, const Attribution&) = default;
};

/// Decides for each quotation of a sentence, in order, whether it is one and who is quoted: by the
/// cue beside it, the marks between them, and how the quoted words begin and end.
[[nodiscard]] std::vector<Attribution> attributions(const ArticleWords& article,
                                                    const Resolved& names,
                                                    std::span<const Quoted> quoted,
                                                    const SpeechSentence& sentence,
                                                    const std::vector<SpeechCue>& cues);

}  // namespace morgue::annotate
