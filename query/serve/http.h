#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace morgue {

/// What a browser asks. Everything is as it was sent, decoded, and may be any bytes.
struct WebRequest {
  std::string method;                               ///< "GET"
  std::string path;                                 ///< "/search", percent signs decoded
  std::multimap<std::string, std::string> values;   ///< of the query string, decoded
  std::multimap<std::string, std::string> headers;  ///< names in small letters
  std::function<bool()> gone;  ///< Has whoever asked hung up? May be empty: nobody knows.

  /// The first value of that name; empty if there is none.
  [[nodiscard]] std::string value(const std::string& name) const {
    const auto at = values.find(name);
    return at == values.end() ? std::string() : at->second;
  }
  /// Nothing if the header is missing, or there several times: two of one name are no answer.
  [[nodiscard]] std::optional<std::string> header(const std::string& name) const {
    if (headers.count(name) != 1) return {};
    return headers.find(name)->second;
  }
};

struct WebAnswer {
  int status = 200;
  std::string type = "text/html; charset=utf-8";
  std::string body = {};
  std::vector<std::pair<std::string, std::string>> headers = {};
};

/// Called by several threads at once.
using HttpHandler = std::function<WebAnswer(const WebRequest&)>;

/// Heads of requests that are longer are refused, and the line with the address has less.
inline constexpr std::size_t kLongestHead = std::size_t{16} << 10U;
inline constexpr std::size_t kLongestTarget = 4096;

/// Answers HTTP on the loopback interface, and nowhere else. One answer a connection; bodies of
/// requests are never read; whoever takes longer than a few seconds to ask is hung up on.
class HttpServer {
 public:
  HttpServer() = default;
  virtual ~HttpServer() = default;
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  /// Listens on 127.0.0.1. `port` 0: any that is free. The port, or 0 if it can't be had.
  [[nodiscard]] virtual int bind(int port) = 0;
  /// Answers until stop(); returns when all answers are given. Call bind() before.
  virtual void serve(const HttpHandler& handler) = 0;
  /// From another thread. Does nothing before serve() has begun: call it until that returns.
  virtual void stop() noexcept = 0;
};

/// The server of the module morgue-http.so, which is loaded now: what it takes along (OpenSSL)
/// costs ten times as much at every start as all other libraries of the program. Throws
/// Error{Usage} if the module is not installed.
[[nodiscard]] std::unique_ptr<HttpServer> http_server();

}  // namespace morgue
