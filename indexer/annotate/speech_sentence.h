#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "indexer/annotate/article_words.h"
#include "indexer/annotate/quoted_spans.h"
#include "indexer/annotate/resolve.h"
#include "indexer/annotate/speech_lexicon.h"

namespace morgue::annotate {

/// One piece of a sentence: a name, a whole quotation, or a word or mark that is neither.
struct Piece {
  std::uint32_t begin = 0;  ///< words [begin, end) of the article
  std::uint32_t end = 0;
  Talk talk = Talk::None;                  ///< of a plain word
  char mark = 0;                           ///< of a plain mark
  std::optional<std::uint32_t> mention{};  ///< index into Resolved::mentions
  std::optional<std::uint32_t> quoted{};   ///< index into the quoted spans

  [[nodiscard]] bool plain() const { return !mention && !quoted && mark == 0; }
};

/// A sentence as reported speech sees it: what is quoted is one piece, whatever stops stand in it.
struct SpeechSentence {
  std::vector<Piece> pieces;
  std::uint32_t paragraph = 0;
  bool has_cue = false;  ///< a word in it may report speech
};

/// Cuts the text of an article into such sentences, one at a time; the memory is used again.
class SpeechSentences {
 public:
  SpeechSentences(const ArticleWords& article, const Resolved& names,
                  std::span<const Quoted> quoted, std::span<const std::uint32_t> paragraphs);
  /// False at the end of the text.
  [[nodiscard]] bool next(SpeechSentence& sentence);

 private:
  void take_piece(SpeechSentence& sentence);
  void drop_dateline(std::vector<Piece>& pieces) const;
  [[nodiscard]] bool ends_with(const Piece& piece, bool sentence_begins) const;
  [[nodiscard]] bool begins_paragraph() const;
  [[nodiscard]] bool quotation_ends(const Quoted& quoted) const;
  [[nodiscard]] bool asks(const Quoted& quoted) const;

  const ArticleWords& article_;
  const Resolved& names_;
  std::span<const Quoted> quoted_;
  std::span<const std::uint32_t> paragraphs_;
  std::uint32_t at_;
  std::uint32_t next_quoted_ = 0;
  std::uint32_t next_mention_ = 0;
  std::uint32_t paragraph_ = 0;  ///< how many have begun
};

}  // namespace morgue::annotate
