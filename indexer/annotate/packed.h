#pragma once

#include <cstring>
#include <string_view>
#include <vector>

namespace morgue::annotate {

/// Numbers in packed files are little-endian, as on every machine that morgue is built for.
template <typename Number>
[[nodiscard]] Number number_at(std::string_view bytes, std::size_t at) {
  Number value;
  std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

template <typename Number>
void put_number(std::vector<char>& bytes, std::size_t at, Number value) {
  std::memcpy(bytes.data() + at, &value, sizeof value);
}

}  // namespace morgue::annotate
