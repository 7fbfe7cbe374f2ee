#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/annotate/perfect_hash.h"
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
  SmallWord = 1U << 9U,     ///< mostly written without a capital inside sentences
  BigWord = 1U << 10U,      ///< mostly written with one
};
[[nodiscard]] constexpr Known operator|(Known a, Known b) {
  return static_cast<Known>(static_cast<std::uint16_t>(a) | static_cast<std::uint16_t>(b));
}
[[nodiscard]] constexpr bool has(Known known, Known asked) {
  return (static_cast<std::uint16_t>(known) & static_cast<std::uint16_t>(asked)) != 0;
}

/// The Brown clusters of a word: groups of words that stand in the same company, in three sizes.
/// All bits zero if the word is too rare to be in one.
struct Clusters {
  std::uint32_t bits = 0;  ///< 1, then six bits, eight bits and ten bits

  [[nodiscard]] constexpr std::uint32_t coarse() const { return bits >> 18U; }
  [[nodiscard]] constexpr std::uint32_t middle() const { return bits >> 10U & 0xFFU; }
  [[nodiscard]] constexpr std::uint32_t fine() const { return bits & 0x3FFU; }
  friend constexpr auto operator<=>(Clusters, Clusters) = default;
};

/// All that the lists know of a word.
struct Knowledge {
  Known known = Known::Nothing;
  Clusters clusters;
  friend constexpr auto operator<=>(const Knowledge&, const Knowledge&) = default;
};

inline constexpr Known kAnyPlace = Known::City | Known::Capital | Known::Country | Known::Region;

/// Phrases of the lists that are longer than this are left out.
inline constexpr std::size_t kMaxPhraseWords = 5;

/// A packed gazetteer: a hash table that is used where it lies, without loading.
///
/// Layout, little-endian: the magic "MGAZ0003", the number of slots (u32) and of displacements
/// (u32); the slots: fingerprint (u16, the lowest bits of the key), Known (u16) and Clusters (u32);
/// the displacements of the PerfectHash that finds a key's slot (u16 each). A word that is in no
/// list is mistaken for one that is with probability 1 : 65,536.
class Gazetteer {
 public:
  /// `packed` must outlive the gazetteer. Without the magic, or cut short, it knows nothing.
  explicit Gazetteer(std::string_view packed);

  /// The one that is part of the program.
  [[nodiscard]] static Gazetteer built_in();

  [[nodiscard]] Knowledge find(WordKey key) const;
  [[nodiscard]] Known known(WordKey key) const { return find(key).known; }

 private:
  std::string_view slots_;
  PerfectHash hash_;
};

/// Packs entries (keys may repeat: what is known is joined, of clusters the first wins) into the
/// layout above. The same entries give the same bytes, whatever the order of the keys.
[[nodiscard]] std::vector<char> pack_gazetteer(std::vector<std::pair<WordKey, Knowledge>> entries);

}  // namespace morgue::annotate
