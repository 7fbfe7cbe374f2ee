#pragma once

#include <optional>
#include <string>

#include "query/serve/http.h"

namespace morgue {

/// Who may ask: whoever has the token, from a page of this server or from none. The token is given
/// in the address (?token=...), which makes it a cookie and goes on without it, or by scripts as
/// "Authorization: Bearer TOKEN".
class Guard {
 public:
  Guard(std::string token, int port);

  /// What is said instead of an answer; nothing if it may be answered.
  [[nodiscard]] std::optional<WebAnswer> refusal(const WebRequest& request) const;

  /// Where to begin: "http://127.0.0.1:8080/?token=..."
  [[nodiscard]] std::string address() const;

 private:
  [[nodiscard]] bool is_host(const std::string& host) const;
  [[nodiscard]] bool comes_from_here(const WebRequest& request) const;
  [[nodiscard]] bool has_token(const WebRequest& request) const;
  [[nodiscard]] WebAnswer let_in(const WebRequest& request) const;

  std::string token_, port_, cookie_;
};

/// 32 hex digits that nobody can guess. Throws Error{Archive} if the system has none.
[[nodiscard]] std::string random_token();

/// Adds what every answer says to a browser: nothing from elsewhere, no frames, no guessing of
/// types, nothing to be kept, no address to be told to others.
void forbid_the_rest(WebAnswer& response);

}  // namespace morgue
