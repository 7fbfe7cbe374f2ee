#pragma once

#include <string>
#include <string_view>

namespace morgue {

/// SHA-256 of bytes, as 64 hex digits.
[[nodiscard]] std::string sha256(std::string_view bytes);

}  // namespace morgue
