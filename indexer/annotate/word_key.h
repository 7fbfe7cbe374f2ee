#pragma once

#include <cstdint>
#include <string_view>

namespace morgue::annotate {

/// A 64-bit number that stands for a folded word or a phrase of them; what the lexicon, the
/// gazetteer and the model compare instead of strings. Stable: the packed files contain it.
/// Two different words share a key with probability 2^-64; nobody is asked to resist an attacker,
/// who could at worst have a name recognised that is none.
enum class WordKey : std::uint64_t {};

inline constexpr std::uint64_t kKeySeed = 0x9E3779B97F4A7C15;

/// FNV-1a over the bytes, one at a time so that a scanner can go along.
[[nodiscard]] constexpr std::uint64_t key_step(std::uint64_t state, char byte) {
  return (state ^ static_cast<std::uint8_t>(byte)) * 0x100000001B3;
}

/// Spreads the bits (the finaliser of MurmurHash3), so that any of them can choose a slot.
[[nodiscard]] constexpr std::uint64_t mixed(std::uint64_t h) {
  h = (h ^ (h >> 33)) * 0xFF51AFD7ED558CCD;
  h = (h ^ (h >> 33)) * 0xC4CEB9FE1A85EC53;
  return h ^ (h >> 33);
}

/// The key of a word that is already folded.
[[nodiscard]] constexpr WordKey key_of(std::string_view folded) {
  std::uint64_t state = kKeySeed;
  for (const char byte : folded) state = key_step(state, byte);
  return WordKey{mixed(state)};
}

/// The key of the phrase `so_far` with one more word.
[[nodiscard]] constexpr WordKey joined(WordKey so_far, WordKey next) {
  return WordKey{mixed(static_cast<std::uint64_t>(so_far) * 3 + static_cast<std::uint64_t>(next))};
}

}  // namespace morgue::annotate
