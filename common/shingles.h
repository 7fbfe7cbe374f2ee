#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace morgue {

/// What tells how much of one text stands in another: the hashes of its runs of kShingleWords words
/// (Broder 1997), blind to case, punctuation and white space.
struct Fingerprint {
  std::vector<std::uint32_t> shingles;  ///< ascending, each once
  /// The hashes of its names and numbers: the words with a digit, and those in capitals that do not
  /// open a sentence. Ascending, each once.
  std::vector<std::uint32_t> names;
  /// One shingle in anchor_share(shingles), chosen by its hash alone (FracMinHash), so that two
  /// texts that share shingles share anchors in proportion, however long the rest of either is.
  /// Ascending.
  std::vector<std::uint32_t> anchors;
  friend bool operator==(const Fingerprint&, const Fingerprint&) = default;
};

inline constexpr std::size_t kShingleWords = 4;
/// Short texts need a denser sample to share an anchor with what is left of them. Every share
/// divides the next, so the anchors of the denser sample hold those of the thinner one.
[[nodiscard]] constexpr std::uint64_t anchor_share(std::size_t shingles) {
  constexpr std::size_t kShort = 256;
  constexpr std::size_t kLong = 768;
  return shingles <= kShort ? 8 : shingles <= kLong ? 16 : 32;
}

/// `text` is UTF-8. In scripts without spaces every character counts as a word. A text shorter than
/// a shingle has one of what it has, an empty one none.
[[nodiscard]] Fingerprint fingerprint(std::string_view text);

/// How many values two ascending lists share.
[[nodiscard]] std::size_t shared(const std::vector<std::uint32_t>& a,
                                 const std::vector<std::uint32_t>& b);

/// Two texts side by side.
struct Overlap {
  double of_first = 0;   ///< the share of the first one's shingles that stand in the second
  double of_second = 0;  ///< and the other way round
  double names = 1;  ///< share of the names and numbers of the one with fewer that the other has
};
[[nodiscard]] Overlap overlap(const Fingerprint& first, const Fingerprint& second);

/// True if the texts are copies of one piece: the shorter one stands in the longer one (cut,
/// re-headlined and corrected as copies are), and is no mere part of a round-up. Pieces filled into
/// one template (market tables, weather) and short pieces with the same long notice below them
/// share words, but not their names and numbers.
[[nodiscard]] bool are_copies(const Fingerprint& a, const Fingerprint& b);

}  // namespace morgue
