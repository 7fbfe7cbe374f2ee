#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace morgue {

/// A word of a query as typed.
struct TypedWord {
  std::string written;
  std::string folded;
  std::string after_elision;  ///< folded: "europe" of "l'Europe"; empty if there is none
};

/// What a word or phrase of a query says, word by word.
struct TypedWords {
  std::vector<TypedWord> words;
  /// The same with words that a hyphen joins as one ("data-centre" datacentre); empty if there is
  /// no hyphen.
  std::vector<TypedWord> joined;
  /// Of scripts without spaces: each two neighbours, folded.
  std::vector<std::string> pairs;
  /// The numbers of words that no pair holds.
  std::vector<std::size_t> unpaired;
};

[[nodiscard]] TypedWords read_typed(std::string_view text);

}  // namespace morgue
