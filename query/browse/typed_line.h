#pragma once

#include <cstddef>
#include <string>

#include "query/render/screen.h"

namespace morgue::browse {

/// A line that is being typed: always valid UTF-8 without control characters.
struct TypedLine {
  std::string text;
  std::size_t at = 0;  ///< where the cursor stands: a byte, between what is shown as one character
};

/// What a key does to the line: moves, types, deletes (Ctrl-A, E, B, F: to the ends, back and on;
/// Ctrl-U, K, W: all before the cursor, all behind it, the word before it). False if it means
/// nothing here.
bool press(TypedLine& line, const Key& key);

/// The part of the line around its cursor that fits into so many columns, and the column in it at
/// which the cursor stands.
struct TypedPart {
  std::string text;
  std::size_t cursor = 0;
};
[[nodiscard]] TypedPart part_of(const TypedLine& line, std::size_t columns);

}  // namespace morgue::browse
