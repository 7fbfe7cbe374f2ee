#include "indexer/annotate/gazetteer.h"

#include <algorithm>
#include <cstring>

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

constexpr std::string_view kMagic = "MGAZ0001";
constexpr std::size_t kHeaderBytes = 16;
constexpr std::size_t kSlotBytes = 4;
/// Slots per hundred entries: with an eighth of them empty a search looks at four slots or so.
constexpr std::size_t kSlotsPerHundred = 115;

std::uint64_t slot_of(WordKey key, std::uint64_t count) {
  return (static_cast<std::uint64_t>(key) >> 32U) * count >> 32U;
}

std::uint16_t fingerprint_of(WordKey key) {
  const auto low = static_cast<std::uint16_t>(key);
  return low == 0 ? 1 : low;
}

template <typename Number>
Number number_at(const char* bytes) {
  Number value;
  std::memcpy(&value, bytes, sizeof value);
  return value;
}

}  // namespace

Gazetteer::Gazetteer(std::string_view packed) {
  if (packed.size() < kHeaderBytes || !packed.starts_with(kMagic)) return;
  const auto count = number_at<std::uint32_t>(packed.data() + kMagic.size());
  if (packed.size() - kHeaderBytes != std::size_t{count} * kSlotBytes) return;
  slots_ = packed.substr(kHeaderBytes);
  count_ = count;
}

Gazetteer Gazetteer::built_in() {
  return Gazetteer({morgue_gazetteer_begin,
                    static_cast<std::size_t>(morgue_gazetteer_end - morgue_gazetteer_begin)});
}

Known Gazetteer::known(WordKey key) const {
  if (count_ == 0) return Known::Nothing;
  const std::uint16_t wanted = fingerprint_of(key);
  std::uint64_t slot = slot_of(key, count_);
  while (true) {
    const char* at = slots_.data() + slot * kSlotBytes;
    const auto found = number_at<std::uint16_t>(at);
    if (found == 0) return Known::Nothing;
    if (found == wanted) return static_cast<Known>(number_at<std::uint16_t>(at + 2));
    slot = slot + 1 == count_ ? 0 : slot + 1;
  }
}

std::vector<char> pack_gazetteer(std::vector<std::pair<WordKey, Known>> entries) {
  std::sort(entries.begin(), entries.end());
  std::vector<std::pair<WordKey, Known>> joined;
  for (const auto& [key, known] : entries) {
    if (!joined.empty() && joined.back().first == key)
      joined.back().second = joined.back().second | known;
    else
      joined.emplace_back(key, known);
  }
  const std::uint64_t count = joined.size() * kSlotsPerHundred / 100 + 1;
  std::vector<char> packed(kHeaderBytes + count * kSlotBytes);
  std::copy(kMagic.begin(), kMagic.end(), packed.begin());
  const auto count32 = static_cast<std::uint32_t>(count);
  std::memcpy(packed.data() + kMagic.size(), &count32, sizeof count32);
  for (const auto& [key, known] : joined) {
    std::uint64_t slot = slot_of(key, count);
    char* at = packed.data() + kHeaderBytes + slot * kSlotBytes;
    while (number_at<std::uint16_t>(at) != 0) {
      slot = slot + 1 == count ? 0 : slot + 1;
      at = packed.data() + kHeaderBytes + slot * kSlotBytes;
    }
    const std::uint16_t fingerprint = fingerprint_of(key);
    std::memcpy(at, &fingerprint, sizeof fingerprint);
    std::memcpy(at + 2, &known, sizeof known);
  }
  return packed;
}

}  // namespace morgue::annotate
