#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "common/article.h"
#include "query/passages/answers.h"
#include "query/passages/hits.h"

namespace morgue {

/// A sentence of a text and its hits.
struct Sentence {
  Span where;
  std::uint32_t paragraph = 0;          ///< counted from 1
  std::size_t first_hit = 0, hits = 0;  ///< of those in the text
};

/// `hits` of the text, in order.
[[nodiscard]] std::vector<Sentence> sentences_with_hits(std::string_view text,
                                                        std::span<const UnitHit> hits);

/// What each sentence of an article is worth to whoever asks. Our own, measured with
/// tests/quality/passage_hits.py.
///
/// A sentence is worth the idf of the query's units that it holds. A unit that only the sentence
/// before or after it holds counts in part, and one of the headline a little: "It cost 11,800
/// euros" answers what the sentence before is about. It is worth more if it has what was asked for,
/// and less if it says once more what the headline or a sentence that was shown before has said.
/// Linear in the text. Borrows all that it is given.
class SentenceScores {
 public:
  /// `titles` and `hits` of the title and of the text, in order; `marks` of the text, joined;
  /// `sentences` from sentences_with_hits().
  SentenceScores(const AnnotatedArticle& article, std::span<const Sentence> sentences,
                 std::span<const UnitHit> titles, std::span<const UnitHit> hits,
                 std::span<const Span> marks, std::span<const Unit> units, Question question);

  /// 0: nothing to do with the query; 1: all of it. More with what was asked for.
  [[nodiscard]] double score(std::size_t sentence) const;
  /// The same of several sentences together, whatever was shown: to compare passages of different
  /// articles.
  [[nodiscard]] double whole_score(std::size_t from, std::size_t to) const;
  /// The best sentence that is not taken; nothing if none has to do with the query.
  [[nodiscard]] std::optional<std::size_t> best(const std::vector<bool>& taken) const;
  /// The reader has seen this sentence: what it says is worth less from now on.
  void show(std::size_t sentence);

 private:
  using Fingerprint = std::vector<std::size_t>;  // hashes of words, sorted
  struct Look {                                  // of the sentences that are read word by word
    double answers = 0;
    Fingerprint fingerprint;
  };

  void weigh(std::span<const Unit> units, std::span<const UnitHit> titles);
  void list_units(std::span<const UnitHit> hits);
  void choose_looks(const AnnotatedArticle& article, std::span<const Span> marks);
  [[nodiscard]] Look look_closely(std::size_t sentence) const;
  [[nodiscard]] const Look* look_at(std::size_t sentence) const;
  [[nodiscard]] double unread_score(std::size_t sentence) const;
  [[nodiscard]] std::span<const std::uint16_t> units_in(std::size_t sentence) const;
  [[nodiscard]] double related(std::size_t from, std::size_t to,
                               const std::vector<double>& weights) const;
  [[nodiscard]] double answers(std::size_t sentence) const;
  [[nodiscard]] double repeats(const Fingerprint& sentence) const;

  std::span<const Sentence> sentences_;
  Question question_;
  std::vector<double> weights_;            // of the units, 1 altogether
  std::vector<double> worth_;              // the same, less of those that were shown
  std::vector<bool> in_title_;             // units of the headline
  std::vector<bool> seen_;                 // units that were shown
  std::vector<std::uint16_t> units_here_;  // of all sentences, each once in a sentence
  std::vector<std::size_t> first_unit_;    // where a sentence's begin in units_here_
  std::string_view text_;
  std::optional<Answers> answers_;                  // of a question
  std::vector<bool> worth_a_look_;                  // sentences that may be read word by word
  mutable std::vector<std::optional<Look>> looks_;  // those that were
  std::vector<Fingerprint> shown_;                  // the headline first
  mutable std::vector<std::size_t> stamps_;  // of units: the last related() that counted them
  mutable std::size_t stamp_ = 0;
};

}  // namespace morgue
