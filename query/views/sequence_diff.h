#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace morgue {

/// A stretch of two sequences: the same in both, or what stands in `first` and what stands in its
/// place in `second` (either may be empty).
struct SequencePart {
  bool same = false;
  std::size_t first_begin = 0, first_end = 0;
  std::size_t second_begin = 0, second_end = 0;
  friend bool operator==(const SequencePart&, const SequencePart&) = default;
};

/// More differences than this within a stretch are not sorted out: it is replaced as a whole.
inline constexpr std::size_t kMostDifferences = 2000;

/// The differences of two sequences, as few as possible (Myers 1986), in memory that is linear in
/// their length and time that is bounded by kMostDifferences squared. The parts cover both, in
/// order; no two neighbours are both same or both different.
[[nodiscard]] std::vector<SequencePart> diff_sequences(std::span<const std::uint64_t> first,
                                                       std::span<const std::uint64_t> second);

}  // namespace morgue
