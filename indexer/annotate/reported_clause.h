#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "indexer/annotate/article_words.h"
#include "indexer/annotate/speech_cue.h"
#include "indexer/annotate/speech_sentence.h"

namespace morgue::annotate {

/// The words of a sentence that a cue reports.
struct ReportedClause {
  std::size_t begin = 0;  ///< pieces [begin, end)
  std::size_t end = 0;
  std::size_t cue = 0;   ///< index into the cues
  bool goes_on = false;  ///< the second part of "the ferry, Pike said, would sail"
  friend bool operator==(const ReportedClause&, const ReportedClause&) = default;
};

/// What the cues of a sentence report: "Pike said [the ferry would sail]", "Pike warned that
/// [...]",
/// "[The ferry would sail], officials said", "[...], according to Pike". In order, apart.
[[nodiscard]] std::vector<ReportedClause> reported_clauses(const ArticleWords& article,
                                                           std::span<const Quoted> quoted,
                                                           const SpeechSentence& sentence,
                                                           const std::vector<SpeechCue>& cues);

}  // namespace morgue::annotate
