#include "indexer/annotate/perfect_hash.h"

#include <algorithm>
#include <numeric>
#include <optional>

namespace morgue::annotate {
namespace {

/// Keys per bucket: more make the table smaller and building it slower.
constexpr std::size_t kBucketKeys = 4;
constexpr std::size_t kFreePercent = 3;
constexpr std::uint32_t kDisplacements = 1U << 16U;

/// The first displacement under which all keys fall on free slots; takes these slots.
std::optional<std::uint16_t> place(const std::vector<std::uint64_t>& keys,
                                   std::vector<bool>& taken) {
  std::vector<std::size_t> slots;
  for (std::uint32_t displacement = 0; displacement < kDisplacements; ++displacement) {
    slots.clear();
    for (const std::uint64_t key : keys) {
      const std::size_t slot = PerfectHash::displaced(key, displacement, taken.size());
      if (taken[slot]) break;
      taken[slot] = true;
      slots.push_back(slot);
    }
    if (slots.size() == keys.size()) return static_cast<std::uint16_t>(displacement);
    for (const std::size_t slot : slots) taken[slot] = false;
  }
  return {};
}

std::optional<PerfectHashTable> try_build(const std::vector<std::uint64_t>& keys,
                                          std::size_t slots) {
  PerfectHashTable table;
  table.slots = static_cast<std::uint32_t>(slots);
  table.displacements.assign(keys.size() / kBucketKeys + 1, 0);
  std::vector<std::vector<std::uint64_t>> buckets(table.displacements.size());
  for (const std::uint64_t key : keys)
    buckets[PerfectHash::bucket_of(key, buckets.size())].push_back(key);
  std::vector<std::size_t> order(buckets.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return buckets[a].size() > buckets[b].size();
  });
  std::vector<bool> taken(slots, false);
  for (const std::size_t bucket : order) {
    const auto displacement = place(buckets[bucket], taken);
    if (!displacement) return {};
    table.displacements[bucket] = *displacement;
  }
  return table;
}

}  // namespace

PerfectHashTable build_perfect_hash(std::vector<std::uint64_t> keys) {
  std::sort(keys.begin(), keys.end());
  std::size_t slots = keys.size() * (100 + kFreePercent) / 100 + 1;
  while (true) {
    if (auto table = try_build(keys, slots)) return *std::move(table);
    slots += slots / 50 + 1;
  }
}

}  // namespace morgue::annotate
