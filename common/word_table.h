#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace morgue {

/// Numbers different words in the order in which they come. Open addressing over one arena: no
/// allocation once the buffers have grown; a word that is known costs a look at its slot, its entry
/// and its bytes. Not for two threads.
class WordTable {
 public:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  /// Of a word; a new one gets the next number, from 0.
  std::uint32_t number(std::string_view word);
  /// kNone if it is not there.
  [[nodiscard]] std::uint32_t find(std::string_view word) const;
  /// Until the next one is added.
  [[nodiscard]] std::string_view word(std::uint32_t number) const {
    const Entry& entry = entries_[number];
    return {arena_.data() + entry.begin, entry.size};
  }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(entries_.size()); }
  /// Takes the time of its words, however many were there before.
  void clear();

 private:
  struct Slot {
    std::uint32_t tag = 0;       // half of the hash: what differs is passed over without its entry
    std::uint32_t number_1 = 0;  // 1 + number of the word; 0 is free
  };
  struct Entry {
    std::uint64_t hash = 0;
    std::uint32_t begin = 0, size = 0;  // in the arena
    std::uint32_t slot = 0;
  };
  /// The slot of a word, or the free one where it would be.
  [[nodiscard]] std::size_t slot_of(std::string_view word, std::uint64_t hash) const;
  void grow();

  std::vector<Slot> slots_;  // a power of two of them, or none yet
  std::vector<Entry> entries_;
  std::string arena_;
};

}  // namespace morgue
