#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/annotate/word_key.h"

namespace morgue::annotate {

/// What public lists of names know about a word or a phrase.
enum class Known : std::uint16_t {
  Nothing = 0,
  FirstName = 1U << 0U,
  Surname = 1U << 1U,
  City = 1U << 2U,
  Capital = 1U << 3U,
  Country = 1U << 4U,
  Region = 1U << 5U,
  Demonym = 1U << 6U,
  Company = 1U << 7U,
  BeginsPhrase = 1U << 8U,  ///< the first word of a longer entry
};
[[nodiscard]] constexpr Known operator|(Known a, Known b) {
  return static_cast<Known>(static_cast<std::uint16_t>(a) | static_cast<std::uint16_t>(b));
}
[[nodiscard]] constexpr bool has(Known known, Known asked) {
  return (static_cast<std::uint16_t>(known) & static_cast<std::uint16_t>(asked)) != 0;
}
inline constexpr Known kAnyPlace = Known::City | Known::Capital | Known::Country | Known::Region;

/// Phrases of the lists that are longer than this are left out.
inline constexpr std::size_t kMaxPhraseWords = 5;

/// A packed gazetteer: a hash table that is used where it lies, without loading.
///
/// Layout, little-endian: the magic "MGAZ0001", the number of slots (u32), four bytes of nothing,
/// then the slots: fingerprint (u16, the lowest bits of the key, never 0; 0 marks an empty slot)
/// and Known (u16). The slot of a key is its upper half scaled to the number of slots; what
/// collides stands in the next free slot. A word that is in no list is mistaken for one that is
/// with probability of about 1 : 30,000 (16 bits, two slots looked at).
class Gazetteer {
 public:
  /// `packed` must outlive the gazetteer. Without the magic, or cut short, it knows nothing.
  explicit Gazetteer(std::string_view packed);

  /// The one that is part of the program.
  [[nodiscard]] static Gazetteer built_in();

  [[nodiscard]] Known known(WordKey key) const;

 private:
  std::string_view slots_;
  std::uint64_t count_ = 0;
};

/// Packs entries (keys may repeat: their knowledge is joined) into the layout above.
/// The same entries give the same bytes, in whatever order they come.
[[nodiscard]] std::vector<char> pack_gazetteer(std::vector<std::pair<WordKey, Known>> entries);

}  // namespace morgue::annotate
