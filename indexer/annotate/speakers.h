#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "common/span.h"
#include "indexer/annotate/article_words.h"
#include "indexer/annotate/resolve.h"
#include "indexer/annotate/speech_cue.h"
#include "indexer/annotate/speech_sentence.h"

namespace morgue::annotate {

/// Somebody who speaks.
struct Voice {
  std::string name{};           ///< fullest name or description; empty: not known
  std::optional<Span> where{};  ///< the words of the text that say so ("he")
  std::optional<std::uint32_t> entity{};
  Talk head = Talk::None;  ///< what the noun of a description does ("spokeswoman")
  bool plural = false;     ///< the noun of a description is: "officials"
  friend bool operator==(const Voice&, const Voice&) = default;
};

/// Follows through an article who was spoken of, to know who "he", "they" and "the governor" are.
///
/// A pronoun means the candidate of the latest sentences with the best standing: subjects and
/// those who spoke last before others, sentences nearby before those further up. A candidate of
/// the wrong sex (by honorific, title, first name, or the pronouns that follow the name elsewhere)
/// is out. In the manner of Lappin and Leass (1994), without a parser.
class Speakers {
 public:
  /// Those whom the title names are the first candidates.
  Speakers(const ArticleWords& article, const Resolved& names);

  /// Takes note of who is named in a sentence; to be called for each before it is asked about.
  void read(const SpeechSentence& sentence);
  /// Who the subject is.
  [[nodiscard]] Voice voice(const Subject& subject, const SpeechSentence& sentence);
  /// Takes note that somebody spoke in the sentence that was read last.
  void spoke(const Voice& voice);
  /// Takes note that the sentence is about somebody, who may have been a pronoun in it.
  void meant(const Voice& voice, bool spoke = false);

 private:
  enum class Sex : std::uint8_t { Unknown, Male, Female };
  struct Candidate {
    Voice voice;
    std::uint32_t word = 0;  ///< where it is named
    std::uint32_t sentence = 0;
    bool subject = false;
    bool spoke = false;
    bool person = false;
    bool plural = false;
    Sex sex = Sex::Unknown;  ///< of a description
  };

  void learn();
  void learn_from(const Mention& mention, std::uint32_t word, std::uint32_t next_person);
  [[nodiscard]] Sex sex_of(const Candidate& candidate);
  [[nodiscard]] Voice antecedent(Talk pronoun, std::uint32_t before);
  [[nodiscard]] int standing(const Candidate& candidate, Talk pronoun);
  [[nodiscard]] std::optional<std::uint32_t> by_title(const Subject& subject,
                                                      const SpeechSentence& sentence);
  [[nodiscard]] Voice described(const Subject& subject, const SpeechSentence& sentence,
                                Span where) const;
  void add(Candidate candidate);

  const ArticleWords& article_;
  const Resolved& names_;
  std::vector<Candidate> candidates_;  ///< the latest last
  std::uint32_t sentence_ = 0;
  bool learned_ = false;
  std::vector<int> sexes_;                             ///< per entity: above 0 male, below 0 female
  std::unordered_map<WordKey, std::uint32_t> titles_;  ///< who of the people carries a title
};

}  // namespace morgue::annotate
