#pragma once

#include <string_view>

namespace morgue {

/// What kind of file these first bytes belong to ("PDF document", "PNG image"), by the magic
/// numbers of the formats that turn up among saved articles; empty for anything else.
[[nodiscard]] std::string_view binary_kind(std::string_view head);

/// True for what browsers save beside a page: pictures, fonts, style sheets, scripts (by the end of
/// the path, which is all that has to be looked at).
[[nodiscard]] bool never_holds_articles(std::string_view path);

/// True if the bytes are plainly not text in any charset: too many NULs and other control
/// characters that no text uses. UTF-16 and UTF-32 are text.
[[nodiscard]] bool looks_binary(std::string_view head);

}  // namespace morgue
