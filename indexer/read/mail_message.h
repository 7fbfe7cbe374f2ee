#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace morgue {

/// A part of a message that holds something, its transfer encoding taken off.
struct MailPart {
  std::string type;      ///< "text/html", in lower case
  std::string charset;   ///< declared, may be empty
  std::string name;      ///< of the file that it is, clean UTF-8, may be empty
  std::string location;  ///< Content-Location, or empty
  std::string id;        ///< Content-ID without its brackets, or empty
  bool attached = false;
  bool flowed = false;      ///< RFC 3676: a line that ends in a blank goes on in the next one
  bool drop_space = false;  ///< ... and that blank is none of the text
  std::string bytes;
};

/// A message (RFC 5322) taken apart. Texts are clean UTF-8 on one line, encoded words decoded.
struct MailMessage {
  std::string subject;
  std::string from_name;
  std::string from_address;
  std::string date;        ///< ISO 8601, or empty if it can't be read
  std::string message_id;  ///< with its brackets, or empty
  std::string list_id;
  std::string archived_at;        ///< an address, or empty
  std::string list_post;          ///< likewise
  std::string snapshot_location;  ///< of a page that a browser saved
  std::string type;               ///< of the whole, "multipart/alternative"
  std::string start;              ///< the id of the root part that multipart/related names
  std::vector<MailPart> parts;    ///< in order, at most kMaxMailParts
};

/// Nobody attaches more.
inline constexpr std::size_t kMaxMailParts = 1000;

/// Parses what can be parsed; damaged encodings give what comes before the damage. This is the only
/// door to GMime.
[[nodiscard]] MailMessage parse_mail(std::string_view bytes);

}  // namespace morgue
