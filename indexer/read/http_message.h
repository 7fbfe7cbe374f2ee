#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace morgue {

/// Header fields as mail, HTTP and WARC have them, in their order, names in lower case, values
/// unfolded onto one line, as bytes.
struct HeaderFields {
  std::vector<std::pair<std::string, std::string>> fields;
  /// The first value under a name (in lower case), or empty.
  [[nodiscard]] std::string_view value(std::string_view name) const;
};

/// Reads fields up to the blank line and takes them off `text`, the blank line as well. Lines that
/// are no fields are passed over: crawlers store what servers send.
[[nodiscard]] HeaderFields take_header_fields(std::string_view& text);

/// A media type and its charset: "text/html; charset=utf-8" -> {"text/html", "utf-8"}, in lower
/// case.
struct MediaType {
  std::string type;
  std::string charset;
};
[[nodiscard]] MediaType media_type(std::string_view value);

/// What a server answered.
struct HttpResponse {
  int status = 0;  ///< 0: there was no status line, and `body` is everything
  HeaderFields fields;
  std::string body;  ///< as it was sent
};
[[nodiscard]] HttpResponse read_http_response(std::string_view message);

/// The body with its transfer and content encodings taken off. What is not encoded as the header
/// says (crawlers decode bodies and keep the header) stays as it is; what breaks off or is damaged
/// gives what comes before. `why` is set if nothing could be made of it: an encoding that is not
/// known.
struct HttpBody {
  std::string bytes;
  std::string why;
};
[[nodiscard]] HttpBody decoded_body(HttpResponse response);

}  // namespace morgue
