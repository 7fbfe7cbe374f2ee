#include "indexer/read/double_encoding.h"

#include <algorithm>

#include "common/utf8.h"

namespace morgue {
namespace {

/// The byte of windows-1252 that a character was read from; nothing if it has none. The five bytes
/// without a character pass as the controls they are elsewhere.
std::optional<char> byte_of(char32_t c) {
  if (c >= 0x80 && c < 0xA0) {
    const bool hole = kWindows1252.at(c - 0x80U) == 0;
    return hole ? std::optional(static_cast<char>(c)) : std::nullopt;
  }
  if (c >= 0xA0 && c <= 0xFF) return static_cast<char>(c);
  const auto found = std::ranges::find(kWindows1252, c);
  if (c == 0 || found == kWindows1252.end()) return std::nullopt;
  return static_cast<char>(0x80 + (found - kWindows1252.begin()));
}

/// Where every character beyond ASCII is UTF-8 that was read as windows-1252 and written again.
class Undoubler {
 public:
  explicit Undoubler(std::string_view utf8) : utf8_(utf8) {}

  std::optional<std::string> mend() {
    for (std::size_t at = 0; at < utf8_.size();) {
      const auto d = utf8::decode(utf8_, at);
      if (d.code_point < 0x80) {
        close_run();
        out_ += utf8_[at];
      } else {
        add(d.code_point);
        run_.append(utf8_, at, d.length);
      }
      at += d.length;
    }
    close_run();
    const std::size_t all = mended_ + left_;
    if (mended_ < kFewestRuns || mended_ * 100 < all * kClearlyInHundred) return std::nullopt;
    return std::move(out_);
  }

 private:
  /// A single such run ("É»") may stand in any text.
  static constexpr std::size_t kFewestRuns = 3;
  static constexpr std::size_t kClearlyInHundred = 95;

  void add(char32_t c) {
    const auto byte = byte_of(c);
    if (byte)
      bytes_ += *byte;
    else
      whole_ = false;
  }

  void close_run() {
    if (run_.empty()) return;
    const bool mends = whole_ && utf8::valid(bytes_);
    out_ += mends ? bytes_ : run_;
    ++(mends ? mended_ : left_);
    run_.clear();
    bytes_.clear();
    whole_ = true;
  }

  std::string_view utf8_;
  std::string out_;
  std::string run_;    ///< characters beyond ASCII in a row, as they stand
  std::string bytes_;  ///< the same as bytes of windows-1252
  bool whole_ = true;  ///< all of the run has such bytes
  std::size_t mended_ = 0;
  std::size_t left_ = 0;
};

}  // namespace

std::optional<std::string> undoubled(std::string_view utf8) {
  // The first bytes of two-byte and three-byte characters, read as windows-1252.
  const bool marks = utf8.find("\xC3\x83") != std::string_view::npos ||
                     utf8.find("\xC3\x82") != std::string_view::npos ||
                     utf8.find("\xC3\xA2\xE2\x82\xAC") != std::string_view::npos ||
                     utf8.find("\xC3\x90") != std::string_view::npos;
  return marks ? Undoubler(utf8).mend() : std::nullopt;
}

}  // namespace morgue
