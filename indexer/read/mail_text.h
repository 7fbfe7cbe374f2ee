#pragma once

#include <string>
#include <string_view>

#include "indexer/read/html_document.h"

namespace morgue {

/// The running text of a message's plain part: wrapped lines joined to paragraphs with a blank line
/// between them, quotation marks of replies kept, signature and footer ("Unsubscribe", "You are
/// receiving this") gone, and the lines that lead to the message on the web.
/// `utf8` is valid UTF-8; `flowed` and `drop_space` as the part declares (RFC 3676).
[[nodiscard]] std::string mail_text(std::string_view utf8, bool flowed, bool drop_space);

/// Whether such a text reads well enough to be preferred to the markup beside it: newsletters fill
/// it with the addresses of their links, or with nothing but "Your program shows no HTML". `shown`:
/// the bytes of text that the markup shows.
[[nodiscard]] bool reads_well(std::string_view text, std::size_t shown);

/// Where "View in your browser" leads, if it leads straight to a page; else empty.
[[nodiscard]] std::string browser_address(const HtmlDocument& page);

}  // namespace morgue
