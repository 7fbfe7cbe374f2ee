#pragma once

#include <cstdint>
#include <string>

namespace morgue {

// Numbers in the files beside the index: least significant byte first.

template <typename T>
void put_number(std::string& out, T number) {
  for (unsigned shift = 0; shift < sizeof(T) * 8; shift += 8)
    out += static_cast<char>(number >> shift & 0xFFU);
}

template <typename T>
[[nodiscard]] T number_at(const unsigned char* bytes) {
  T number = 0;
  for (unsigned i = 0; i < sizeof(T); ++i) number |= static_cast<T>(bytes[i]) << (8 * i);
  return number;
}

}  // namespace morgue
