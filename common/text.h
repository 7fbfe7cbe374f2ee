#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/beginnings.h"
#include "common/span.h"

namespace morgue {

/// The one place that decides what a word is. Indexing, querying, verification and passages all
/// use it; kAnalysisVersion is stored in the archive, and another version there is an error.
///
/// A word is a maximal run of letters, digits and combining marks, and
///  - an apostrophe between letters stays inside ("O'Neill" -> oneill, "don't" -> dont), but a
///    possessive ending is cut off ("Kyiv's" -> kyiv);
///  - full stops between single letters join an acronym ("U.S." -> us), and so do gershayim between
///    Hebrew letters and the middle dot of Catalan ("col·lapse");
///  - a comma before three digits and a full stop between digits stay ("1,000" -> 1000, "2.5");
///  - everything else separates: hyphens, slashes, at signs ("Al-Amari" -> al, amari);
///  - a character of a script without spaces (Han, Kana, Thai, Lao, Khmer, Burmese) with its marks
///    is a word by itself.
/// Folding is utf8::append_folded: case, diacritics and compatibility variants vanish. A folded
/// word is cut at kMaxWordBytes. What else words may be read as ("l'Europe" as Europe) stands in
/// common/readings.h.
inline constexpr int kAnalysisVersion = 2;
inline constexpr std::size_t kMaxWordBytes = 64;

/// One word of a text.
struct Token {
  Span where;               ///< in the text as written; a possessive ending is not part of it
  std::string_view folded;  ///< valid until the next call of the tokeniser
  /// Of a word behind an elision ("l'Europe", "d'Amico", "qu'il"): where it begins, as bytes of
  /// `where` and of `folded`; 0 if there is none.
  std::uint16_t elided = 0;
  std::uint16_t elided_folded = 0;
};

/// Walks the words of a valid UTF-8 text in order. Texts over 4 GiB are not supported.
class Tokenizer {
 public:
  explicit Tokenizer(std::string_view text) : text_(text) {}
  /// False at the end of the text.
  [[nodiscard]] bool next(Token& token);
  /// Passes over words until one that begins as `wanted` says, or that is not told by its own bytes
  /// alone (it is no plain ASCII, or something joins it with the next); tells how many.
  std::uint32_t pass_over(const Beginnings& wanted);

 private:
  /// The same for a word that is not plain ASCII; false if it folds to nothing.
  bool next_slow(Token& token, std::size_t begin);

  std::string_view text_;
  std::size_t at_ = 0;
  std::string buffer_;
};

/// The folded words of a text, for short texts such as names and queries.
[[nodiscard]] std::vector<std::string> words(std::string_view text);

/// The folded words of a text joined by single blanks: the form in which names and sources are
/// compared and indexed ("Müller, O'Neill & Co." -> "muller oneill co").
[[nodiscard]] std::string word_key(std::string_view text);

/// True for English function words ("the", "of", "when"), given folded. They break ties but never
/// decide whether an article answers a plain query.
[[nodiscard]] bool is_function_word(std::string_view folded);

/// The sentences of a text, in order: each within one paragraph, without the white space around
/// it. Knows abbreviations ("Mr.", "U.S.", "Gov."), initials, decimal numbers, ellipses, closing
/// quotation marks and the full stops of other scripts.
[[nodiscard]] std::vector<Span> sentences(std::string_view text);

/// Can a sentence end with the character that this byte is of? For nearly all bytes it can't.
[[nodiscard]] constexpr bool may_end_sentence(char byte) {
  return static_cast<unsigned char>(byte) >= 0x80 || byte == '.' || byte == '?' || byte == '!';
}

/// Stems folded words by the Snowball stemmer of a language (English Porter2 for "en" and for an
/// unknown language; the word itself where Snowball has none). Keeps a cache: not for two threads.
class Stemmer {
 public:
  explicit Stemmer(std::string_view language = "en");
  ~Stemmer();
  Stemmer(Stemmer&&) noexcept;
  Stemmer& operator=(Stemmer&&) noexcept;
  Stemmer(const Stemmer&) = delete;
  Stemmer& operator=(const Stemmer&) = delete;

  /// The view is valid until the next call.
  [[nodiscard]] std::string_view stem(std::string_view folded);

 private:
  struct Cache;
  std::unique_ptr<Cache> cache_;
};

}  // namespace morgue
