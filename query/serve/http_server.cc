// morgue-http.so: HTTP on the loopback interface. The only file that knows httplib; of it are used
// the loop that accepts, the pool of threads, the reading of a head and the writing of an answer.

#include <httplib.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <chrono>
#include <string_view>

#include "query/serve/http.h"

namespace morgue {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kThreads = 8;
/// For the whole head of a request.
constexpr std::chrono::seconds kPatience{5};
/// For each part of an answer that does not go out.
constexpr int kWriteTimeout = 5'000;  // milliseconds
/// What comes behind the head is thrown away for so long, that the answer arrives.
constexpr std::chrono::milliseconds kDrain{200};

bool wait_for(int socket, short what, Clock::duration most) {
  pollfd ready{socket, what, 0};
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(most).count();
  return ::poll(&ready, 1, static_cast<int>(std::max<std::int64_t>(left, 0))) > 0;
}

std::string small_letters(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  });
  return out;
}

/// Headers that httplib would act upon before anybody is asked: it reads bodies and ranges, the
/// latter with regular expressions that a long line can crash, and compresses.
bool is_left_out(std::string_view line) {
  const std::string name = small_letters(line.substr(0, line.find(':')));
  for (const std::string_view out : {"range", "if-range", "expect", "content-length",
                                     "transfer-encoding", "content-type", "accept-encoding"})
    if (name == out) return true;
  return false;
}

/// The head as httplib is to see it.
std::string without_unwanted(std::string_view head) {
  std::string out;
  bool first = true;
  while (!head.empty()) {
    const std::size_t end = std::min(head.find('\n'), head.size() - 1) + 1;
    const std::string_view line = head.substr(0, end);
    // A line that goes on with the one before is of times long past.
    const bool folded = !first && (line.front() == ' ' || line.front() == '\t');
    if (first || (!folded && !is_left_out(line))) out += line;
    head.remove_prefix(end);
    first = false;
  }
  return out;
}

/// One connection: a head that was read, and an answer that is written.
class Connection : public httplib::Stream {
 public:
  explicit Connection(int socket) : socket_(socket) {}

  /// Reads the head. 0, or the status to refuse it with; -1 if nobody asks any more.
  int read_head() {
    const auto until = Clock::now() + kPatience;
    std::array<char, 4096> block{};
    std::size_t end = std::string::npos;
    while (end == std::string::npos) {
      if (!wait_for(socket_, POLLIN, until - Clock::now())) return head_.empty() ? -1 : 408;
      const ssize_t got = ::recv(socket_, block.data(), block.size(), 0);
      if (got <= 0) return -1;
      head_.append(block.data(), static_cast<std::size_t>(got));
      end = end_of_head();
      if (std::min(head_.find('\n'), head_.size()) > kLongestTarget) return 414;
      if (std::min(end, head_.size()) > kLongestHead) return 431;
    }
    head_.resize(end);
    if (head_.find('\0') != std::string::npos) return 400;
    head_ = without_unwanted(head_);
    return 0;
  }

  [[nodiscard]] bool gone() const {
    char byte = 0;
    return ::recv(socket_, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
  }

  [[nodiscard]] bool is_readable() const override { return at_ < head_.size(); }
  [[nodiscard]] bool is_writable() const override { return true; }
  ssize_t read(char* to, size_t size) override {
    const std::size_t count = std::min(size, head_.size() - at_);
    std::copy_n(head_.data() + at_, count, to);
    at_ += count;
    return static_cast<ssize_t>(count);
  }
  ssize_t write(const char* from, size_t size) override {
    std::size_t put = 0;
    while (put < size) {
      if (!wait_for(socket_, POLLOUT, std::chrono::milliseconds{kWriteTimeout})) return -1;
      const ssize_t some = ::send(socket_, from + put, size - put, MSG_NOSIGNAL | MSG_DONTWAIT);
      if (some < 0 && (errno == EAGAIN || errno == EINTR)) continue;
      if (some <= 0) return -1;
      put += static_cast<std::size_t>(some);
    }
    return static_cast<ssize_t>(put);
  }
  void get_remote_ip_and_port(std::string& ip, int& port) const override { nobody(ip, port); }
  void get_local_ip_and_port(std::string& ip, int& port) const override { nobody(ip, port); }
  [[nodiscard]] socket_t socket() const override { return socket_; }

  /// Bytes that were sent and not read would make the system take the answer back.
  void finish() const {
    ::shutdown(socket_, SHUT_WR);
    const auto until = Clock::now() + kDrain;
    std::array<char, 4096> block{};
    while (wait_for(socket_, POLLIN, until - Clock::now()))
      if (::recv(socket_, block.data(), block.size(), MSG_DONTWAIT) <= 0) break;
    ::close(socket_);
  }

 private:
  static void nobody(std::string& ip, int& port) {
    ip.clear();
    port = 0;
  }
  [[nodiscard]] std::size_t end_of_head() const {
    const std::size_t end = head_.find("\r\n\r\n");
    return end == std::string::npos ? end : end + 4;
  }

  int socket_;
  std::string head_;
  std::size_t at_ = 0;
};

WebRequest request_of(const httplib::Request& from, const Connection& connection) {
  WebRequest out{from.method, from.path, {}, {}, [&connection] { return connection.gone(); }};
  for (const auto& [name, value] : from.params) out.values.emplace(name, value);
  for (const auto& [name, value] : from.headers) out.headers.emplace(small_letters(name), value);
  return out;
}

void answer_with(const WebAnswer& from, httplib::Response& to) {
  to.status = from.status;
  for (const auto& [name, value] : from.headers) to.set_header(name, value);
  if (!from.type.empty()) to.set_content(from.body, from.type);
}

class Server : public httplib::Server {
 public:
  explicit Server(const HttpHandler& handler) : handler_(handler) {
    new_task_queue = [] { return new httplib::ThreadPool(kThreads); };
    // httplib would share the port with whoever asks for it.
    set_socket_options([](socket_t socket) {
      const int yes = 1;
      ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
      answer_with(handler_(request_of(request, *current())), response);
      return HandlerResponse::Handled;
    });
  }

 private:
  /// The connection that this thread answers.
  static Connection*& current() {
    thread_local Connection* connection = nullptr;
    return connection;
  }

  bool process_and_close_socket(socket_t socket) override {
    Connection connection(socket);
    current() = &connection;
    const int refused = connection.read_head();
    bool closed = false;
    if (refused > 0)
      static_cast<httplib::Stream&>(connection)
          .write("HTTP/1.1 " + std::to_string(refused) +
                 " Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    else if (refused == 0)
      process_request(connection, true, closed, {});
    connection.finish();
    current() = nullptr;
    return true;
  }

  const HttpHandler& handler_;
};

class LoopbackServer : public HttpServer {
 public:
  int bind(int port) override {
    constexpr const char* kLoopback = "127.0.0.1";
    if (port == 0) return std::max(0, server_.bind_to_any_port(kLoopback));
    return server_.bind_to_port(kLoopback, port) ? port : 0;
  }
  void serve(const HttpHandler& handler) override {
    handler_ = handler;
    server_.listen_after_bind();
  }
  void stop() noexcept override { server_.stop(); }

 private:
  HttpHandler handler_;
  Server server_{handler_};
};

}  // namespace
}  // namespace morgue

extern "C" __attribute__((visibility("default"))) morgue::HttpServer* morgue_http_server() {
  return new morgue::LoopbackServer();
}
