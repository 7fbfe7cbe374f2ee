#include "indexer/annotate/model.h"

#include <algorithm>
#include <limits>

#include "indexer/annotate/packed.h"

// As the gazetteer: part of the program's read-only pages. MORGUE_MODEL is given by CMake.
asm(".section .rodata\n"
    ".balign 64\n"
    ".local morgue_model_begin\n"
    "morgue_model_begin:\n"
    ".incbin \"" MORGUE_MODEL
    "\"\n"
    ".local morgue_model_end\n"
    "morgue_model_end:\n"
    ".byte 0\n"
    ".text\n");
extern "C" {
extern const char morgue_model_begin[];
extern const char morgue_model_end[];
}

namespace morgue::annotate {
namespace {

constexpr std::string_view kMagic = "MNAM0001";
constexpr std::size_t kNeighboursAt = 16;
constexpr std::size_t kSlotsAt = kNeighboursAt + kLabels * kLabels * 2;

std::uint16_t fingerprint_of(Feature feature) { return static_cast<std::uint16_t>(feature); }

/// For each label, those that may stand before it.
struct Earlier {
  std::array<Label, kLabels> labels{};
  std::size_t count = 0;
};
constexpr auto kEarlier = [] {
  std::array<Earlier, kLabels> earlier{};
  for (std::size_t b = 0; b < kLabels; ++b)
    for (std::size_t a = 0; a < kLabels; ++a)
      if (may_follow(static_cast<Label>(a), static_cast<Label>(b)))
        earlier[b].labels[earlier[b].count++] = static_cast<Label>(a);
  return earlier;
}();

constexpr std::int32_t kImpossible = std::numeric_limits<std::int32_t>::min() / 2;

}  // namespace

Model::Model(std::string_view packed) {
  if (packed.size() < kSlotsAt || !packed.starts_with(kMagic)) return;
  const auto slots = number_at<std::uint32_t>(packed, kMagic.size());
  const auto displacements = number_at<std::uint32_t>(packed, kMagic.size() + 4);
  const std::size_t slot_bytes = std::size_t{slots} * kSlotBytes;
  if (packed.size() != kSlotsAt + slot_bytes + std::size_t{displacements} * 2) return;
  for (std::size_t a = 0; a < kLabels; ++a)
    for (std::size_t b = 0; b < kLabels; ++b)
      neighbours_[a][b] = number_at<std::int16_t>(packed, kNeighboursAt + 2 * (a * kLabels + b));
  slots_ = packed.substr(kSlotsAt, slot_bytes);
  hash_ = PerfectHash(packed.substr(kSlotsAt + slot_bytes), slots);
}

Model Model::built_in() {
  return Model(
      {morgue_model_begin, static_cast<std::size_t>(morgue_model_end - morgue_model_begin)});
}

void Model::add(std::span<const Feature> features, Scores& scores) const {
  if (slots_.empty()) return;
  // In batches: the slots of all features are on their way before the first is needed.
  constexpr std::size_t kBatch = 16;
  std::array<const char*, kBatch> rows{};
  for (std::size_t at = 0; at < features.size(); at += kBatch) {
    const auto batch = features.subspan(at, std::min(kBatch, features.size() - at));
    for (std::size_t i = 0; i < batch.size(); ++i) {
      rows[i] = slots_.data() + hash_.slot(batch[i]) * kSlotBytes;
      __builtin_prefetch(rows[i]);
    }
    for (std::size_t i = 0; i < batch.size(); ++i) {
      std::uint16_t fingerprint;
      std::memcpy(&fingerprint, rows[i], sizeof fingerprint);
      if (fingerprint != fingerprint_of(batch[i])) continue;
      PackedWeights weights;
      std::memcpy(weights.data(), rows[i] + sizeof fingerprint, sizeof weights);
      // Apart, so that the compiler adds the others at once.
      constexpr std::size_t kMultiple = kLabels / 16 * 16;
      for (std::size_t b = 0; b < kMultiple; ++b)
        scores[b] = static_cast<std::int16_t>(scores[b] + weights[b]);
      for (std::size_t b = kMultiple; b < kLabels; ++b)
        scores[b] = static_cast<std::int16_t>(scores[b] + weights[b]);
    }
  }
}

void Model::best(std::span<const Scores> scores, std::vector<Label>& labels) const {
  const std::size_t first = labels.size();
  if (scores.empty()) return;
  labels.resize(first + scores.size());
  using Reach = std::array<std::int32_t, kLabels>;
  std::vector<std::array<Label, kLabels>> from(scores.size());
  Reach reach{};
  for (std::size_t b = 0; b < kLabels; ++b)
    reach[b] = may_start(static_cast<Label>(b)) ? scores[0][b] : kImpossible;
  for (std::size_t i = 1; i < scores.size(); ++i) {
    Reach next{};
    for (std::size_t b = 0; b < kLabels; ++b) {
      std::int32_t highest = kImpossible * 2;
      for (std::size_t k = 0; k < kEarlier[b].count; ++k) {
        const Label a = kEarlier[b].labels[k];
        const std::int32_t sum = reach[a] + neighbours_[a][b];
        if (sum <= highest) continue;
        highest = sum;
        from[i][b] = a;
      }
      next[b] = std::max(highest, kImpossible) + scores[i][b];
    }
    reach = next;
  }
  Label last = kOutside;
  for (std::size_t b = 0; b < kLabels; ++b)
    if (may_end(static_cast<Label>(b)) && reach[b] > reach[last]) last = static_cast<Label>(b);
  for (std::size_t i = scores.size(); i-- > 0;) {
    labels[first + i] = last;
    last = from[i][last];
  }
}

std::vector<char> pack_model(
    const std::vector<std::pair<Feature, PackedWeights>>& weights,
    const std::array<std::array<std::int16_t, kLabels>, kLabels>& neighbours) {
  std::vector<std::uint64_t> keys;
  keys.reserve(weights.size());
  for (const auto& [feature, row] : weights) keys.push_back(feature);
  const PerfectHashTable table = build_perfect_hash(keys);
  const std::size_t slot_bytes = std::size_t{table.slots} * Model::kSlotBytes;
  std::vector<char> packed(kSlotsAt + slot_bytes + table.displacements.size() * 2);
  std::copy(kMagic.begin(), kMagic.end(), packed.begin());
  put_number(packed, kMagic.size(), table.slots);
  put_number(packed, kMagic.size() + 4, static_cast<std::uint32_t>(table.displacements.size()));
  for (std::size_t a = 0; a < kLabels; ++a)
    for (std::size_t b = 0; b < kLabels; ++b)
      put_number(packed, kNeighboursAt + 2 * (a * kLabels + b), neighbours[a][b]);
  for (std::size_t i = 0; i < table.displacements.size(); ++i)
    put_number(packed, kSlotsAt + slot_bytes + 2 * i, table.displacements[i]);
  const std::string_view bytes(packed.data(), packed.size());
  const PerfectHash hash(bytes.substr(kSlotsAt + slot_bytes), table.slots);
  for (const auto& [feature, row] : weights) {
    const std::size_t at = kSlotsAt + hash.slot(feature) * Model::kSlotBytes;
    put_number(packed, at, fingerprint_of(feature));
    put_number(packed, at + sizeof(std::uint16_t), row);
  }
  return packed;
}

}  // namespace morgue::annotate
