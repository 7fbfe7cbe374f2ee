#include "indexer/tree_watch.h"

#include <fmt/format.h>
#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "common/error.h"
#include "indexer/walk.h"

namespace morgue {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::uint32_t kWatched = IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_DELETE |
                                   IN_MOVED_FROM | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR |
                                   IN_EXCL_UNLINK;

/// And no link to one.
bool is_own_directory(const fs::path& path) {
  std::error_code error;
  return fs::is_directory(fs::symlink_status(path, error));
}

int milliseconds_to(Clock::time_point then) {
  // Long waits are cut up: who waits looks at its clock again.
  constexpr std::int64_t longest = 60'000;
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(then - Clock::now()).count();
  return static_cast<int>(std::clamp<std::int64_t>(left, 0, longest));
}

}  // namespace

TreeWatch::TreeWatch(std::vector<std::string> roots, fs::path except)
    : fd_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)),
      roots_(std::move(roots)),
      except_(std::move(except)) {
  if (fd_ < 0)
    throw Error(Exit::SomeFailed, fmt::format("can't watch anything: {}", std::strerror(errno)),
                "the limit is fs.inotify.max_user_instances");
  for (const std::string& root : roots_) {
    std::error_code error;
    if (!fs::is_directory(root, error)) {
      ::close(fd_);
      throw Error(Exit::Usage, root + " is no directory", "watch takes directories, add any file");
    }
    add_tree(root);
    if (unwatched_.contains(root)) {
      ::close(fd_);
      throw Error(Exit::SomeFailed, "there are no watches left for " + root,
                  "more of them: sysctl fs.inotify.max_user_watches=1000000");
    }
  }
}

TreeWatch::~TreeWatch() { ::close(fd_); }

bool TreeWatch::is_excepted(const fs::path& directory) const {
  std::error_code error;
  return !except_.empty() && fs::equivalent(directory, except_, error);
}

bool TreeWatch::add(const fs::path& directory) {
  const int watch = ::inotify_add_watch(fd_, directory.c_str(), kWatched);
  if (watch >= 0) {
    directories_[watch] = directory;
    unwatched_.erase(directory);
    return true;
  }
  if (errno == ENOSPC) unwatched_.insert(directory);
  return false;
}

void TreeWatch::add_tree(const fs::path& directory) {
  std::vector<fs::path> waiting{directory};
  while (!waiting.empty()) {
    const fs::path next = std::move(waiting.back());
    waiting.pop_back();
    if (is_excepted(next) || !add(next)) continue;
    std::error_code error;
    for (auto entry = fs::directory_iterator(next, error);
         !error && entry != fs::directory_iterator(); entry.increment(error))
      if (!is_hidden(entry->path()) && is_own_directory(entry->path()))
        waiting.push_back(entry->path());
  }
}

void TreeWatch::look_again() {
  // A directory that is watched already keeps its watch: it costs one call.
  for (const std::string& root : roots_) add_tree(root);
}

void TreeWatch::note(const fs::path& path, std::uint32_t mask, Changes& changes) {
  const bool directory = (mask & IN_ISDIR) != 0;
  if (directory ? is_hidden(path) : is_passed_over(path)) return;
  if ((mask & (IN_DELETE | IN_MOVED_FROM)) != 0) {
    changes.removed = true;
    return;
  }
  if (directory) {
    if (is_excepted(path)) return;
    add_tree(path);
    changes.paths.push_back(path.string());
    return;
  }
  // A file that is only made is about to be written; a link is all there is to come.
  std::error_code error;
  const fs::file_status status = fs::symlink_status(path, error);
  const bool whole = (mask & (IN_CLOSE_WRITE | IN_MOVED_TO)) != 0 || fs::is_symlink(status) ||
                     (fs::is_regular_file(status) && fs::hard_link_count(path, error) > 1);
  if (whole && !fs::is_directory(path, error)) changes.paths.push_back(path.string());
}

void TreeWatch::read_events(Changes& changes) {
  alignas(inotify_event) std::array<char, std::size_t{64} * 1024> buffer;
  while (true) {
    const ssize_t size = ::read(fd_, buffer.data(), buffer.size());
    if (size <= 0) return;
    for (const char* at = buffer.data(); at < buffer.data() + size;) {
      const auto* event = reinterpret_cast<const inotify_event*>(at);
      at += sizeof(inotify_event) + event->len;
      if ((event->mask & IN_Q_OVERFLOW) != 0) {
        look_again();
        changes.paths.insert(changes.paths.end(), roots_.begin(), roots_.end());
        changes.removed = true;
        continue;
      }
      const auto directory = directories_.find(event->wd);
      if (directory == directories_.end()) continue;
      // What was moved within the tree is watched under its new name by now.
      if (std::error_code error;
          (event->mask & IN_IGNORED) != 0 ||
          ((event->mask & IN_MOVE_SELF) != 0 && !fs::exists(directory->second, error))) {
        if ((event->mask & IN_MOVE_SELF) != 0) ::inotify_rm_watch(fd_, event->wd);
        directories_.erase(directory);
        changes.removed = true;
        continue;
      }
      if (event->len > 0) note(directory->second / event->name, event->mask, changes);
    }
  }
}

std::vector<std::string> TreeWatch::roots_among(std::vector<std::string> paths) {
  // A directory comes right before what is below it.
  std::sort(paths.begin(), paths.end(), [](const std::string& a, const std::string& b) {
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
      return (x == '/' ? '\0' : x) < (y == '/' ? '\0' : y);
    });
  });
  std::vector<std::string> out;
  for (std::string& path : paths) {
    std::error_code error;
    const bool below = !out.empty() && path.starts_with(out.back()) &&
                       (path.size() == out.back().size() || path[out.back().size()] == '/');
    if (!below && fs::exists(path, error)) out.push_back(std::move(path));
  }
  return out;
}

TreeWatch::Changes TreeWatch::wait(const Pace& pace, Clock::time_point until,
                                   const std::atomic<bool>& stop) {
  Changes changes;
  std::optional<Clock::time_point> latest;  // to tell of what has changed
  while (!stop.load()) {
    const auto now = Clock::now();
    if (latest ? now >= *latest : now >= until) break;
    const auto wake = changes.any() ? std::min(*latest, now + pace.settle) : until;
    pollfd waiting{fd_, POLLIN, 0};
    const int ready = ::poll(&waiting, 1, milliseconds_to(wake));
    if (ready > 0) {
      read_events(changes);
      if (changes.any() && !latest) latest = Clock::now() + pace.longest;
    } else if (ready == 0 && changes.any()) {
      break;
    }
  }
  changes.paths = roots_among(std::move(changes.paths));
  return changes;
}

}  // namespace morgue
