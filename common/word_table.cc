#include "common/word_table.h"

#define XXH_INLINE_ALL  // words are short: the call costs as much as their hash
#include <xxhash.h>

#include <algorithm>

namespace morgue {
namespace {

constexpr std::size_t kFirstSlots = 1024;

std::uint64_t hash_of(std::string_view word) { return XXH3_64bits(word.data(), word.size()); }
std::uint32_t tag_of(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32U); }

}  // namespace

std::size_t WordTable::slot_of(std::string_view word, std::uint64_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash & mask;
  for (; slots_[slot].number_1 != 0; slot = (slot + 1) & mask)
    if (slots_[slot].tag == tag_of(hash) && this->word(slots_[slot].number_1 - 1) == word) break;
  return slot;
}

std::uint32_t WordTable::number(std::string_view word) {
  if ((entries_.size() + 1) * 2 > slots_.size()) grow();
  const std::uint64_t hash = hash_of(word);
  const std::size_t slot = slot_of(word, hash);
  if (slots_[slot].number_1 != 0) return slots_[slot].number_1 - 1;
  entries_.push_back({hash, static_cast<std::uint32_t>(arena_.size()),
                      static_cast<std::uint32_t>(word.size()), static_cast<std::uint32_t>(slot)});
  arena_ += word;
  slots_[slot] = {tag_of(hash), size()};
  return size() - 1;
}

std::uint32_t WordTable::find(std::string_view word) const {
  if (slots_.empty()) return kNone;
  const Slot& slot = slots_[slot_of(word, hash_of(word))];
  return slot.number_1 == 0 ? kNone : slot.number_1 - 1;
}

void WordTable::grow() {
  slots_.assign(std::max(kFirstSlots, slots_.size() * 2), {});
  const std::size_t mask = slots_.size() - 1;
  for (std::uint32_t i = 0; i < size(); ++i) {
    std::size_t slot = entries_[i].hash & mask;
    while (slots_[slot].number_1 != 0) slot = (slot + 1) & mask;
    slots_[slot] = {tag_of(entries_[i].hash), i + 1};
    entries_[i].slot = static_cast<std::uint32_t>(slot);
  }
}

void WordTable::clear() {
  for (const Entry& entry : entries_) slots_[entry.slot] = {};
  entries_.clear();
  arena_.clear();
}

}  // namespace morgue
