#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <string_view>
#include <vector>

#include "query/match/coded_words.h"

namespace morgue {

/// Tells of nearly all articles without a phrase that they don't have it, on the words of the
/// forward index. All of them have its words already: what is asked is whether these stand side by
/// side.
///
/// First its rarest word is looked for among the bytes, as memchr() does it, and its neighbours are
/// compared; what passes is read word by word, with a set of how much of the phrase may have been
/// read (Shift-And, Baeza-Yates and Gonnet 1992). Which word is rare the first articles tell. Not
/// for two threads.
class PhraseFilter {
 public:
  /// `phrase`: wanted words that `coded` knows, two or more. `coded` must outlive the filter.
  PhraseFilter(const std::vector<std::uint16_t>& phrase, const CodedWords& coded);

  /// False: it is not there. Any bytes may be asked about.
  [[nodiscard]] bool may_hold(std::string_view words);

 private:
  /// How often the words of the phrase were met, by their places in it.
  using Met = std::array<std::uint32_t, 64>;
  static constexpr std::size_t kShortCodes = forward::kFirstStem >> 16U;

  [[nodiscard]] std::uint64_t step_of(WordCode code) const;
  template <bool kCounting>
  [[nodiscard]] bool scan(std::string_view words);
  void choose_anchor();
  [[nodiscard]] bool has_neighbours(std::string_view words) const;
  [[nodiscard]] bool fits_around(std::string_view words, std::size_t begin, std::size_t end) const;
  [[nodiscard]] bool fits_behind(std::string_view words, std::size_t end) const;
  [[nodiscard]] bool fits_before(std::string_view words, std::size_t begin) const;

  const CodedWords& coded_;
  std::vector<std::uint16_t> phrase_;  // as far as it is looked at
  std::array<std::uint64_t, kShortCodes> common_steps_{};
  std::bitset<65536> open_;           // marks, and what may be a word of the phrase, by two bytes
  std::vector<std::uint64_t> steps_;  // of each wanted word: where in the phrase it stands
  std::uint64_t last_ = 0;

  // Of the first articles.
  Met met_{};
  std::size_t asked_ = 0;
  // The word that is looked for first, and by two bytes what may stand before and behind it.
  std::vector<CodeBeginning> anchor_;
  bool is_first_ = false, is_last_ = false;
  std::bitset<65536> before_, behind_;
};

}  // namespace morgue
