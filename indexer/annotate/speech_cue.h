#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "indexer/annotate/article_words.h"
#include "indexer/annotate/resolve.h"
#include "indexer/annotate/speech_sentence.h"

namespace morgue::annotate {

/// The words that say who speaks.
struct Subject {
  enum class Kind : std::uint8_t { None, Named, Pronoun, Described };
  Kind kind = Kind::None;
  std::size_t begin = 0;  ///< pieces [begin, end) of the sentence
  std::size_t end = 0;
  std::optional<std::uint32_t> mention{};  ///< of a name
  Talk pronoun = Talk::None;
  bool sure = true;  ///< a name, a pronoun or a noun for those who speak; not just any words
  friend bool operator==(const Subject&, const Subject&) = default;
};

/// A verb that reports words ("said"), or "according to", and who its subject is.
struct SpeechCue {
  std::size_t piece = 0;  ///< the verb; of "according to" the second word
  Talk talk = Talk::None;
  Subject subject;
  bool inverted = false;   ///< the subject follows: "said Pike"
  bool according = false;  ///< "according to Pike"
};

/// The cues of a sentence, in order. One whose subject can't be made out is left away.
[[nodiscard]] std::vector<SpeechCue> speech_cues(const ArticleWords& article, const Resolved& names,
                                                 const SpeechSentence& sentence);

/// Reads subjects of verbs out of a sentence without parsing it: by what stands beside the verb.
class SubjectReader {
 public:
  SubjectReader(const ArticleWords& article, const Resolved& names,
                const std::vector<Piece>& pieces)
      : article_(article), names_(names), pieces_(pieces) {}

  /// The subject that ends before the verb: "Pike, the mayor, has also [said]".
  [[nodiscard]] Subject before(std::size_t verb) const;
  /// The subject that begins at a piece: "[said] the mayor of Calder, Rowan Pike".
  [[nodiscard]] Subject from(std::size_t first) const;
  /// What the sentence is about, as far as it stands before `limit`.
  [[nodiscard]] Subject main(std::size_t limit) const;
  /// Whether a verb may be passed over on the way to its subject: "has", "also", "later".
  [[nodiscard]] bool light(const Piece& piece) const;

 private:
  [[nodiscard]] bool person(std::size_t piece) const;
  [[nodiscard]] bool ends_phrase(std::size_t piece) const;
  [[nodiscard]] bool preposition(std::size_t piece) const;
  [[nodiscard]] Subject apposed(const Subject& found) const;
  [[nodiscard]] Subject ending_at(std::size_t last) const;
  [[nodiscard]] Subject named(std::size_t begin, std::size_t piece) const;
  [[nodiscard]] Subject described(std::size_t begin, std::size_t end) const;
  [[nodiscard]] Subject name_at_end(std::size_t first, std::size_t last) const;
  [[nodiscard]] Subject noun_at_end(std::size_t first, std::size_t last) const;
  [[nodiscard]] Subject across_comma(std::size_t comma) const;
  [[nodiscard]] bool linked(std::size_t first, std::size_t name) const;
  [[nodiscard]] std::size_t end_of_description(std::size_t first) const;

  const ArticleWords& article_;
  const Resolved& names_;
  const std::vector<Piece>& pieces_;
};

}  // namespace morgue::annotate
