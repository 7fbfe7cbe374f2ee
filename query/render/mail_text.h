#pragma once

#include <string>
#include <string_view>

#include "common/instant.h"

namespace morgue {

// Pieces of mail messages (RFC 5322, 2045, 2047). Nothing of a text can begin a header, end a
// message or begin another one.

/// Text as the value of an unstructured header: as it is if it is plain ASCII that fits a line,
/// else in encoded words, folded.
[[nodiscard]] std::string mail_header_text(std::string_view text);
/// Text as the display name of an address: in quotation marks, or encoded.
[[nodiscard]] std::string mail_display_name(std::string_view text);
/// UTF-8 as the body of a message, quoted-printable. "From " at the beginning of a line is encoded,
/// so that no reader of mailboxes takes it for another message.
[[nodiscard]] std::string quoted_printable(std::string_view text);
/// The line that begins a message of a mailbox, with its newline.
[[nodiscard]] std::string mailbox_line(Instant received);

/// How mail and feeds write a time; a day is its beginning.
[[nodiscard]] std::string rfc822_time(const Timestamp& time);

}  // namespace morgue
