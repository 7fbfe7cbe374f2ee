#include "indexer/sandbox/helper_process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <thread>

#include "common/error.h"
#include "indexer/sandbox/helper.h"
#include "indexer/sandbox/packing.h"

namespace morgue {
namespace {

using Clock = std::chrono::steady_clock;

/// A page and its articles pass without waiting.
constexpr int kSocketBuffer = 1 << 20;
constexpr std::chrono::seconds kStarting{60};

bool ended_soon(pid_t pid, int& status) {
  constexpr int kTries = 5000;
  for (int i = 0; i < kTries; ++i) {
    if (::waitpid(pid, &status, WNOHANG) == pid) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds{1});
  }
  return false;
}

[[noreturn]] void cant_start(const std::string& why) {
  throw Error(Exit::Archive, "can't start the process that reads: " + why,
              "to read without it: --no-sandbox");
}

/// Nothing of this process goes along but the zone that times are told in.
pid_t spawn(const std::string& program, const std::string& time_zone, int socket) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, socket, kHelperSocket);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  // Libraries complain there in the words of what they read.
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
#endif
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  // Ctrl-C is for us; we end it when we are done.
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  posix_spawnattr_setpgroup(&attributes, 0);
  std::string name = "morgue-index";
  std::string verb = kHelperVerb;
  char* const arguments[] = {name.data(), verb.data(), nullptr};
  std::string zone = "TZ=" + time_zone;
  char* const environment[] = {time_zone.empty() ? nullptr : zone.data(), nullptr};
  pid_t pid = -1;
  const int failed =
      ::posix_spawn(&pid, program.c_str(), &actions, &attributes, arguments, environment);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  if (failed != 0) cant_start(program + ": " + std::strerror(failed));
  return pid;
}

}  // namespace

void HelperProcess::start() {
  if (running()) return;
  int ends[2] = {-1, -1};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    cant_start(std::strerror(errno));
  for (const int end : ends)
    ::setsockopt(end, SOL_SOCKET, SO_SNDBUF, &kSocketBuffer, sizeof kSocketBuffer);
  socket_ = ends[0];
  ::fcntl(socket_, F_SETFL, O_NONBLOCK);
  late_ = gone_ = false;
  try {
    pid_ = spawn(program_, time_zone_, ends[1]);
  } catch (...) {
    ::close(ends[1]);
    end();
    throw;
  }
  ::close(ends[1]);
  Message kind{};
  std::string body;
  if (!listen(kind, body, kStarting) || kind != Message::Ready) cant_start("it " + end());
  Unpacker ready(body);
  ready(confined_);
}

bool HelperProcess::say(Message kind, std::string_view body) {
  const MessageHead head{kind, body.size()};
  std::array<std::string_view, 2> parts = {
      std::string_view(reinterpret_cast<const char*>(&head), sizeof head), body};
  const auto until = Clock::now() + std::chrono::seconds{seconds_for(body.size()) * kPatience};
  for (std::string_view part : parts) {
    while (!part.empty()) {
      const ssize_t put = ::send(socket_, part.data(), part.size(), MSG_NOSIGNAL);
      if (put > 0) {
        part.remove_prefix(static_cast<std::size_t>(put));
        continue;
      }
      if (put < 0 && errno == EINTR) continue;
      gone_ = put >= 0 || errno != EAGAIN;
      if (gone_) return false;
      late_ = Clock::now() >= until;
      if (late_) return false;
      pollfd ready{socket_, POLLOUT, 0};
      ::poll(&ready, 1, 1000);
    }
  }
  return true;
}

bool HelperProcess::read_all(char* bytes, std::size_t size, Clock::time_point until) {
  while (size > 0) {
    const ssize_t got = ::recv(socket_, bytes, size, 0);
    if (got > 0) {
      bytes += got;
      size -= static_cast<std::size_t>(got);
      continue;
    }
    if (got < 0 && errno == EINTR) continue;
    gone_ = got == 0 || errno != EAGAIN;
    if (gone_) return false;
    late_ = Clock::now() >= until;
    if (late_) return false;
    pollfd ready{socket_, POLLIN, 0};
    ::poll(&ready, 1, 1000);
  }
  return true;
}

bool HelperProcess::listen(Message& kind, std::string& body, std::chrono::seconds patience) {
  const auto until = Clock::now() + patience;
  MessageHead head;
  if (!read_all(reinterpret_cast<char*>(&head), sizeof head, until)) return false;
  if (head.size > kMaxMessage || head.kind > Message::Here) return false;
  kind = head.kind;
  body.resize(head.size);
  return read_all(body.data(), body.size(), until);
}

std::string HelperProcess::end() {
  if (socket_ >= 0) ::close(socket_);
  socket_ = -1;
  if (pid_ <= 0) return {};
  int status = 0;
  // One that hung up is about to end; what it ends of is the reason.
  bool ended = gone_ && ended_soon(pid_, status);
  const bool killed = !ended;
  if (!ended) ::kill(pid_, SIGKILL);
  while (!ended) ended = ::waitpid(pid_, &status, 0) == pid_ || errno != EINTR;
  pid_ = -1;
  if (late_) return "takes too much time to read";
  if (killed) return "makes its reader talk nonsense";
  if (WIFEXITED(status))
    return WEXITSTATUS(status) == kHelperOutOfMemory ? "takes too much memory to read"
                                                     : "makes its reader end";
  if (WTERMSIG(status) == SIGPROF) return "takes too much time to read";
  if (WTERMSIG(status) == SIGKILL) return "made its reader be killed (out of memory?)";
  return std::string("crashes its reader (") + ::strsignal(WTERMSIG(status)) + ")";
}

}  // namespace morgue
