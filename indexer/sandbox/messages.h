#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace morgue {

// The talk between morgue-index and its helper, over one socket. The helper speaks first (Ready);
// then each question is answered by one Answer, before which the helper may ask back any number of
// times.

enum class Message : std::uint8_t {
  Ready,   ///< helper: bool, whether system calls are filtered
  Find,    ///< RawDocument, Format; answered by FoundArticles
  Text,    ///< RawDocument; answered by a string
  Open,    ///< path, file time, size, the bytes read ahead; answered by nothing
  Next,    ///< answered by the next document, or by what was passed over
  Answer,  ///< helper
  Bytes,   ///< helper asks for bytes of the open file: from where, how many
  Pdf,     ///< helper asks for a PDF to be read
  Here     ///< what was asked back for
};

struct MessageHead {
  Message kind = Message::Ready;
  std::uint64_t size = 0;  ///< of what follows
};

/// No longer message is listened to: the longest document, and what can be made of it.
inline constexpr std::uint64_t kMaxMessage = std::uint64_t{1} << 30U;

/// The descriptor over which the helper talks: what would be its standard input.
inline constexpr int kHelperSocket = 0;
/// What the helper's exit says.
inline constexpr int kHelperOutOfMemory = 97;

/// A document may take this long, and longer if it is large: a saved page takes 10 ms, the slowest
/// format 0.3 s a megabyte. Processor time.
inline constexpr unsigned kSecondsPerDocument = 8;
inline constexpr unsigned kSecondsPerMegabyte = 2;
/// On a busy machine that may be so much longer on the clock.
inline constexpr unsigned kPatience = 20;
/// The largest document is 256 MB, and is held several times while it is read.
inline constexpr std::uint64_t kHelperMemory = std::uint64_t{4} << 30U;

[[nodiscard]] constexpr unsigned seconds_for(std::uint64_t bytes) {
  return kSecondsPerDocument + kSecondsPerMegabyte * static_cast<unsigned>(bytes >> 20U);
}

}  // namespace morgue
