#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/annotate/features.h"
#include "indexer/annotate/label.h"
#include "indexer/annotate/perfect_hash.h"

namespace morgue::annotate {

/// How well each label suits a word, in the model's own unit. Fits: a word has some 80 features of
/// at most 127 each.
using Scores = std::array<std::int16_t, kLabels>;

/// The trained weights: a linear-chain model over hashed features, used where it lies.
///
/// Layout, little-endian: the magic "MNAM0001", the number of slots (u32) and of displacements
/// (u32); kLabels x kLabels weights of neighbouring labels (i16; row: the earlier one); the slots,
/// kSlotBytes each: fingerprint (u16, the lowest bits of the feature), one weight per label (i8),
/// one byte of nothing; the displacements (u16 each) of the PerfectHash.
class Model {
 public:
  static constexpr std::size_t kSlotBytes = 20;

  /// `packed` must outlive the model. Without the magic, or cut short, all weights are zero.
  explicit Model(std::string_view packed);

  /// The one that is part of the program.
  [[nodiscard]] static Model built_in();

  /// Adds the weights of the features.
  void add(std::span<const Feature> features, Scores& scores) const;

  /// The labels, allowed in a row, that have the highest sum of scores and of weights of
  /// neighbours (Viterbi). Appends them.
  void best(std::span<const Scores> scores, std::vector<Label>& labels) const;

 private:
  std::string_view slots_;
  PerfectHash hash_;
  std::array<std::array<std::int16_t, kLabels>, kLabels> neighbours_{};
};

/// One row of weights as the packed file has it.
using PackedWeights = std::array<std::int8_t, kLabels>;

/// Packs weights into the layout above. The features must be different from each other.
[[nodiscard]] std::vector<char> pack_model(
    const std::vector<std::pair<Feature, PackedWeights>>& weights,
    const std::array<std::array<std::int16_t, kLabels>, kLabels>& neighbours);

}  // namespace morgue::annotate
