#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace morgue {

/// A word list in the order that holds() needs, whatever the order it reads best in.
template <std::size_t N>
consteval std::array<std::string_view, N> word_list(const std::string_view (&words)[N]) {
  auto list = std::to_array(words);
  std::ranges::sort(list);
  return list;
}

/// Whether a list made by word_list() has this word, exactly as written.
template <std::size_t N>
[[nodiscard]] constexpr bool holds(const std::array<std::string_view, N>& list,
                                   std::string_view word) {
  return std::ranges::binary_search(list, word);
}

}  // namespace morgue
