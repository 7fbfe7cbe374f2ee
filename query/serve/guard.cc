#include "query/serve/guard.h"

#include <fmt/format.h>
#include <sys/random.h>

#include <array>
#include <string_view>

#include "common/error.h"
#include "query/render/escape.h"

namespace morgue {
namespace {

constexpr const char* kToken = "token";

/// Takes as long for every text of that length.
bool is_same(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned differ = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    differ |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]);
  return differ == 0;
}

/// The value of a cookie; empty if there is none of that name.
std::string_view cookie_of(std::string_view cookies, std::string_view name) {
  while (!cookies.empty()) {
    const std::size_t end = std::min(cookies.find(';'), cookies.size());
    std::string_view one = cookies.substr(0, end);
    one.remove_prefix(std::min(one.find_first_not_of(' '), one.size()));
    const std::size_t equals = std::min(one.find('='), one.size());
    if (one.substr(0, equals) == name && equals < one.size()) return one.substr(equals + 1);
    cookies.remove_prefix(std::min(end + 1, cookies.size()));
  }
  return {};
}

WebAnswer refused(int status, std::string_view why) {
  return {status, "text/plain; charset=utf-8", fmt::format("{}\n", why)};
}

}  // namespace

Guard::Guard(std::string token, int port)
    : token_(std::move(token)), port_(std::to_string(port)), cookie_("morgue-" + port_) {}

std::string Guard::address() const {
  return fmt::format("http://127.0.0.1:{}/?{}={}", port_, kToken, token_);
}

bool Guard::is_host(const std::string& host) const {
  return host == "127.0.0.1:" + port_ || host == "localhost:" + port_;
}

/// Only browsers say where they come from; what they say is that of the page, not of who made it.
bool Guard::comes_from_here(const WebRequest& request) const {
  if (request.headers.contains("origin")) {
    const auto origin = request.header("origin");
    if (!origin || *origin != "http://" + *request.header("host")) return false;
  }
  if (!request.headers.contains("sec-fetch-site")) return true;
  const auto site = request.header("sec-fetch-site");
  return site && (*site == "same-origin" || *site == "none");
}

bool Guard::has_token(const WebRequest& request) const {
  constexpr std::string_view kBearer = "Bearer ";
  if (const auto given = request.header("authorization"); given && given->starts_with(kBearer))
    return is_same(std::string_view(*given).substr(kBearer.size()), token_);
  const auto cookies = request.header("cookie");
  return cookies && is_same(cookie_of(*cookies, cookie_), token_);
}

/// The same address without the token, which then stands in no history, with the cookie.
WebAnswer Guard::let_in(const WebRequest& request) const {
  std::string query;
  for (const auto& [name, value] : request.values)
    if (name != kToken)
      query += fmt::format("{}{}={}", query.empty() ? "?" : "&", url_part(name), url_part(value));
  WebAnswer out{303, "text/plain; charset=utf-8", "\n"};
  out.headers.emplace_back("Location", url_path(request.path) + query);
  out.headers.emplace_back(
      "Set-Cookie", fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict", cookie_, token_));
  return out;
}

std::optional<WebAnswer> Guard::refusal(const WebRequest& request) const {
  if (request.method != "GET" && request.method != "HEAD") {
    WebAnswer out = refused(405, "only GET and HEAD");
    out.headers.emplace_back("Allow", "GET, HEAD");
    return out;
  }
  const auto host = request.header("host");
  if (!host || !is_host(*host))
    return refused(403, "this server is only called 127.0.0.1 and localhost");
  if (!comes_from_here(request)) return refused(403, "asked by a page from elsewhere");
  if (request.values.contains(kToken)) {
    if (request.values.count(kToken) == 1 && is_same(request.value(kToken), token_))
      return let_in(request);
    return refused(403, "the token is wrong: open the address that morgue serve printed last");
  }
  if (!has_token(request))
    return refused(403, "open the address that morgue serve printed: it has the token");
  return {};
}

std::string random_token() {
  std::array<unsigned char, 16> bytes{};
  if (::getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()))
    throw Error(Exit::Archive, "the system gives no random numbers");
  std::string out;
  for (const unsigned char byte : bytes) out += fmt::format("{:02x}", byte);
  return out;
}

void forbid_the_rest(WebAnswer& response) {
  for (const auto& [name, value] : std::initializer_list<std::pair<const char*, const char*>>{
           {"Content-Security-Policy",
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action "
            "'self'; frame-ancestors 'none'; base-uri 'none'"},
           {"X-Content-Type-Options", "nosniff"},
           {"X-Frame-Options", "DENY"},
           {"Referrer-Policy", "no-referrer"},
           {"Cross-Origin-Resource-Policy", "same-origin"},
           {"Cross-Origin-Opener-Policy", "same-origin"},
           {"Cache-Control", "no-store"}})
    response.headers.emplace_back(name, value);
}

}  // namespace morgue
