#pragma once

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>

/// How the tables of a glass database write numbers and strings. Source: common/pack.h of
/// Xapian 1.4.
namespace morgue::glass {

/// Seven bits a byte, least significant first.
inline void pack_uint(std::string& out, std::uint64_t number) {
  for (; number >= 128; number >>= 7) out += static_cast<char>(number | 0x80);
  out += static_cast<char>(number);
}

/// As the last thing of a key: its bytes, least significant first, none for 0.
inline void pack_uint_last(std::string& out, std::uint64_t number) {
  for (; number != 0; number >>= 8) out += static_cast<char>(number);
}

inline void pack_string(std::string& out, std::string_view bytes) {
  pack_uint(out, bytes.size());
  out += bytes;
}

/// So that the bytes sort as the numbers do: two bytes below 2^15, else as many leading ones as
/// there are more bytes.
inline void pack_uint_sortable(std::string& out, std::uint32_t number) {
  if (number < 0x8000) {
    out += static_cast<char>(number >> 8);
    out += static_cast<char>(number);
    return;
  }
  const unsigned size = (32 + 5 - static_cast<unsigned>(std::countl_zero(number))) / 7;
  const std::uint64_t marked =
      number | (std::uint64_t{0xFFU << (10 - size) & 0xFFU} << 8 * (size - 1));
  for (unsigned i = size; i-- > 0;) out += static_cast<char>(marked >> 8 * i);
}

/// A term as the key of its posting list, so that what follows it never changes its place.
inline void pack_term(std::string& out, std::string_view term) {
  for (const char c : term) {
    out += c;
    if (c == '\0') out += '\xFF';
  }
}

}  // namespace morgue::glass
