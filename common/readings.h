#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "common/text.h"

namespace morgue {

/// What a stretch of a text may be looked for as. Beside its words as Tokenizer gives them, these
/// are
///  - the word behind an elision: "l'Europe" is leurope, and europe;
///  - two words joined by a hyphen as one: "data-centre" is data, centre, and datacentre. Numbers
///    are joined behind letters only ("F-16" is f16; "10-70" and "24-hour" stay apart), and chains
///    ("mother-in-law") not at all;
///  - neighbours in a script without spaces as pairs: 北京市 is 北, 京, 市, and 北京, 京市. Pairs
///    are only listed in the index, so that a run of such characters is found at once.
struct Reading {
  enum class Kind : std::uint8_t { Word, AfterElision, Joined, Pair };
  Kind kind = Kind::Word;
  Span where;
  std::string_view folded;  ///< valid until the next call
  std::uint32_t first = 0;  ///< number of the word, counted as Tokenizer counts them
  std::uint32_t last = 0;   ///< number of the last word of Joined and Pair, else `first`
  /// Of Joined: bytes of `folded` that stood before the hyphen.
  std::uint16_t seam = 0;
};

/// Walks the readings of a valid UTF-8 text: by their last word, Word first.
class ReadingWalker {
 public:
  explicit ReadingWalker(std::string_view text) : text_(text), tokenizer_(text) {}
  /// False at the end of the text.
  [[nodiscard]] bool next(Reading& reading);
  /// The same, but most words are passed over (and counted) whose folded form, and whatever else
  /// they may be read as, do not begin as `wanted` says.
  [[nodiscard]] bool next(Reading& reading, const Beginnings& wanted);
  /// Words so far.
  [[nodiscard]] std::uint32_t words() const { return words_; }

 private:
  bool next_extra(Reading& reading);
  void look_back();
  /// May the word before and this one be read as one word?
  [[nodiscard]] bool joins() const;

  std::string_view text_;
  Tokenizer tokenizer_;
  Token token_;
  std::uint32_t words_ = 0;
  bool extra_ = false;    ///< readings of the last word are due
  bool touched_ = false;  ///< what stands behind the last word may join it with the next
  bool elision_due_ = false;
  Reading::Kind due_ = Reading::Kind::Word;  ///< Joined or Pair with the word before, if not Word
  Span before_;                              ///< the word before, if that was `touched_`
  std::string before_folded_;
  std::uint32_t hyphens_before_ = 0;  ///< how many words of one chain stand before this one
  std::string joined_;
};

/// The term of the index for two words joined by a hyphen: "data-centre".
[[nodiscard]] std::string hyphenated(const Reading& joined);

}  // namespace morgue
