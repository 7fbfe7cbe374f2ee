#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace morgue::annotate {

/// A function that gives each of a fixed set of 64-bit keys a slot of its own, by hashing into
/// buckets and displacing each bucket (Belazzougui, Botelho and Dietzfelbinger, 2009). Asking costs
/// one look at a small table, whether the key is in the set or not; a key that is not gets the slot
/// of some other, so slots carry a fingerprint.
///
/// The keys must be well mixed: their bits are used as they are.
class PerfectHash {
 public:
  PerfectHash() = default;
  /// `displacements` (two bytes each, little-endian) must outlive the function.
  PerfectHash(std::string_view displacements, std::uint32_t slots)
      : displacements_(displacements), buckets_(displacements.size() / 2), slots_(slots) {}

  /// Precondition: there are slots.
  [[nodiscard]] std::size_t slot(std::uint64_t key) const {
    return displaced(key, displacement(bucket(key)), slots_);
  }
  [[nodiscard]] std::size_t bucket(std::uint64_t key) const { return bucket_of(key, buckets_); }
  [[nodiscard]] std::uint64_t slots() const { return slots_; }

  [[nodiscard]] static std::size_t bucket_of(std::uint64_t key, std::uint64_t buckets) {
    return (key >> 32U) * buckets >> 32U;
  }
  [[nodiscard]] static std::size_t displaced(std::uint64_t key, std::uint64_t displacement,
                                             std::uint64_t slots) {
    const std::uint64_t h = (key ^ (displacement * 0x9E3779B97F4A7C15)) * 0xD6E8FEB86659FD93;
    return (h >> 32U) * slots >> 32U;
  }

 private:
  [[nodiscard]] std::uint64_t displacement(std::size_t bucket) const {
    std::uint16_t value;
    std::memcpy(&value, displacements_.data() + 2 * bucket, sizeof value);
    return value;
  }

  std::string_view displacements_;
  std::uint64_t buckets_ = 0;
  std::uint64_t slots_ = 0;
};

/// The table of a PerfectHash and how many slots it needs: 3 of a hundred stay empty.
struct PerfectHashTable {
  std::vector<std::uint16_t> displacements;
  std::uint32_t slots = 0;
};

/// `keys` must be different from each other. The same set gives the same table.
[[nodiscard]] PerfectHashTable build_perfect_hash(std::vector<std::uint64_t> keys);

}  // namespace morgue::annotate
