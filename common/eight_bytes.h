#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace morgue {

/// Eight bytes of a text, looked at as one number. Marks are the highest bits of bytes.
class EightBytes {
 public:
  static constexpr std::size_t kSize = 8;

  /// Precondition: there are eight.
  explicit EightBytes(const char* bytes) { std::memcpy(&bytes_, bytes, kSize); }

  /// Marks letters and digits of ASCII.
  [[nodiscard]] std::uint64_t ascii_words() const {
    const std::uint64_t seven = bytes_ & ~kMarks;  // no carry from one byte into the next
    const std::uint64_t lower = seven | each(0x20);
    const std::uint64_t letters = at_least(lower, 'a') & ~at_least(lower, 'z' + 1);
    const std::uint64_t digits = at_least(seven, '0') & ~at_least(seven, '9' + 1);
    return (letters | digits) & ~bytes_ & kMarks;
  }
  /// Marks bytes of characters that are not ASCII.
  [[nodiscard]] std::uint64_t high() const { return bytes_ & kMarks; }
  /// Marks this byte of ASCII.
  [[nodiscard]] std::uint64_t equal(char c) const {
    const std::uint64_t other = (bytes_ & ~kMarks) ^ each(static_cast<unsigned char>(c));
    return ~at_least(other, 1) & ~bytes_ & kMarks;
  }

  /// The number of the first byte that is marked, kSize if none is.
  static std::size_t first(std::uint64_t marks) {
    if (marks == 0) return kSize;
    return static_cast<std::size_t>(std::endian::native == std::endian::little
                                        ? std::countr_zero(marks)
                                        : std::countl_zero(marks)) /
           8;
  }
  static std::uint64_t not_marked(std::uint64_t marks) { return ~marks & kMarks; }

 private:
  static constexpr std::uint64_t each(unsigned byte) { return byte * 0x0101010101010101U; }
  static constexpr std::uint64_t kMarks = 0x8080808080808080U;
  /// Of bytes below 0x80: marks those that are not less than `least`.
  static std::uint64_t at_least(std::uint64_t bytes, unsigned least) {
    return (bytes + each(0x80 - least)) & kMarks;
  }

  std::uint64_t bytes_ = 0;
};

}  // namespace morgue
