#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "common/article.h"
#include "common/utf8.h"

namespace morgue::fuzz {

/// Ends the program, which is how a target says that a promise was broken.
inline void require(bool kept) {
  if (!kept) std::abort();
}

inline std::string_view view(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

/// Bytes that are taken from the front, zeros when there are no more.
class Choices {
 public:
  explicit Choices(std::string_view bytes) : rest_(bytes) {}
  unsigned char byte() {
    if (rest_.empty()) return 0;
    const auto first = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    return first;
  }
  /// Up to the next zero or the end.
  std::string_view text() {
    const std::string_view out = rest_.substr(0, rest_.find('\0'));
    rest_.remove_prefix(std::min(out.size() + 1, rest_.size()));
    return out;
  }
  [[nodiscard]] std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
};

/// Text as articles have it: UTF-8 without control characters.
inline std::string clean(std::string_view bytes) {
  return utf8::without_controls(utf8::repaired(bytes));
}

inline void require_within(Span span, std::string_view text) {
  const auto begins = [&text](std::size_t at) {
    return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
  };
  require(span.begin <= span.end && span.end <= text.size());
  require(begins(span.begin) && begins(span.end));
}

}  // namespace morgue::fuzz
