#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "common/result.h"

namespace morgue {

/// Text in UTF-8, and how sure that is.
struct DecodedText {
  std::string utf8;     ///< valid; no byte order mark; control characters are still in it
  std::string charset;  ///< what the bytes were taken for, as iconv names it
  /// Characters that could not be read and stand as U+FFFD.
  std::size_t unreadable = 0;
};

/// Turns bytes of any charset into UTF-8. In this order, the first that fits: a byte order mark;
/// UTF-16 and UTF-32 without one, by their NULs; strict UTF-8, which wins over any declaration
/// (text in another charset is never valid UTF-8 by chance), and is mended where nearly all of it
/// beyond ASCII was encoded twice (read as windows-1252 and written again); UTF-8 with a few odd
/// bytes, which are read as windows-1252 where that gives a character; the declared charset (labels
/// as the WHATWG Encoding Standard reads them, so "iso-8859-1" is windows-1252; Shift_JIS and GB
/// 2312 by the letter if they read all of it), unless the bytes contradict it; what uchardet takes
/// the bytes for; windows-1252.
///
/// `declared`: the label that came with the text, may be empty. Fails with a reason if the bytes
/// are no text in any of them.
[[nodiscard]] Result<DecodedText, std::string> to_utf8(std::string_view bytes,
                                                       std::string_view declared = {});

/// The charset that a page declares about itself in a <meta> element or an XML declaration, or
/// empty. Looks at the first kDeclarationBytes only.
[[nodiscard]] std::string declared_charset(std::string_view html);
/// The standard says 1024; real pages put scripts in front of the declaration.
inline constexpr std::size_t kDeclarationBytes = 16384;

/// "UTF-16LE", "UTF-32BE", ... if the bytes open with that byte order mark or show its pattern of
/// NULs; empty for anything else.
[[nodiscard]] std::string_view wide_charset(std::string_view bytes);

/// Has iconv load the tables of all charsets that news come in, and keeps them, for a process that
/// can open no files later. There, other charsets (of mainframes, say) are unknown.
void load_charsets();

}  // namespace morgue
