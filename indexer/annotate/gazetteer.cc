#include "indexer/annotate/gazetteer.h"

#include <algorithm>

#include "indexer/annotate/packed.h"

// The packed lists stand in the read-only pages of the program: mapped, not loaded, and shared by
// all processes. MORGUE_GAZETTEER is the path of the file, given by CMake.
asm(".section .rodata\n"
    ".balign 64\n"
    ".local morgue_gazetteer_begin\n"
    "morgue_gazetteer_begin:\n"
    ".incbin \"" MORGUE_GAZETTEER
    "\"\n"
    ".local morgue_gazetteer_end\n"
    "morgue_gazetteer_end:\n"
    ".byte 0\n"
    ".text\n");
extern "C" {
extern const char morgue_gazetteer_begin[];
extern const char morgue_gazetteer_end[];
}

namespace morgue::annotate {
namespace {

constexpr std::string_view kMagic = "MGAZ0003";
constexpr std::size_t kHeaderBytes = 16;
constexpr std::size_t kSlotBytes = 8;

std::uint16_t fingerprint_of(WordKey key) { return static_cast<std::uint16_t>(key); }

using Entry = std::pair<WordKey, Knowledge>;

/// One entry per key, sorted by key.
std::vector<Entry> merged(std::vector<Entry> entries) {
  std::stable_sort(entries.begin(), entries.end(),
                   [](const Entry& a, const Entry& b) { return a.first < b.first; });
  std::vector<Entry> merged;
  for (const auto& [key, knowledge] : entries) {
    if (merged.empty() || merged.back().first != key) {
      merged.emplace_back(key, knowledge);
      continue;
    }
    Knowledge& so_far = merged.back().second;
    so_far.known = so_far.known | knowledge.known;
    if (so_far.clusters.bits == 0) so_far.clusters = knowledge.clusters;
  }
  return merged;
}

}  // namespace

Gazetteer::Gazetteer(std::string_view packed) {
  if (packed.size() < kHeaderBytes || !packed.starts_with(kMagic)) return;
  const auto slots = number_at<std::uint32_t>(packed, kMagic.size());
  const auto displacements = number_at<std::uint32_t>(packed, kMagic.size() + 4);
  const std::size_t slot_bytes = std::size_t{slots} * kSlotBytes;
  if (packed.size() != kHeaderBytes + slot_bytes + std::size_t{displacements} * 2) return;
  slots_ = packed.substr(kHeaderBytes, slot_bytes);
  hash_ = PerfectHash(packed.substr(kHeaderBytes + slot_bytes), slots);
}

Gazetteer Gazetteer::built_in() {
  return Gazetteer({morgue_gazetteer_begin,
                    static_cast<std::size_t>(morgue_gazetteer_end - morgue_gazetteer_begin)});
}

Knowledge Gazetteer::find(WordKey key) const {
  if (slots_.empty()) return {};
  const std::size_t at = hash_.slot(static_cast<std::uint64_t>(key)) * kSlotBytes;
  if (number_at<std::uint16_t>(slots_, at) != fingerprint_of(key)) return {};
  return {static_cast<Known>(number_at<std::uint16_t>(slots_, at + 2)),
          {number_at<std::uint32_t>(slots_, at + 4)}};
}

std::vector<char> pack_gazetteer(std::vector<Entry> entries) {
  const auto unique = merged(std::move(entries));
  std::vector<std::uint64_t> keys;
  keys.reserve(unique.size());
  for (const auto& [key, knowledge] : unique) keys.push_back(static_cast<std::uint64_t>(key));
  const PerfectHashTable table = build_perfect_hash(keys);
  const std::size_t slot_bytes = std::size_t{table.slots} * kSlotBytes;
  std::vector<char> packed(kHeaderBytes + slot_bytes + table.displacements.size() * 2);
  std::copy(kMagic.begin(), kMagic.end(), packed.begin());
  put_number(packed, kMagic.size(), table.slots);
  put_number(packed, kMagic.size() + 4, static_cast<std::uint32_t>(table.displacements.size()));
  for (std::size_t i = 0; i < table.displacements.size(); ++i)
    put_number(packed, kHeaderBytes + slot_bytes + 2 * i, table.displacements[i]);
  const std::string_view bytes(packed.data(), packed.size());
  const PerfectHash hash(bytes.substr(kHeaderBytes + slot_bytes), table.slots);
  for (const auto& [key, knowledge] : unique) {
    const std::size_t at = kHeaderBytes + hash.slot(static_cast<std::uint64_t>(key)) * kSlotBytes;
    put_number(packed, at, fingerprint_of(key));
    put_number(packed, at + 2, static_cast<std::uint16_t>(knowledge.known));
    put_number(packed, at + 4, knowledge.clusters.bits);
  }
  return packed;
}

}  // namespace morgue::annotate
