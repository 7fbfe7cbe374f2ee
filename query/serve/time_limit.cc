#include "query/serve/time_limit.h"

namespace morgue {
namespace {

/// So often is looked. Nobody notices less, and an idle server costs nothing.
constexpr std::chrono::milliseconds kBetween{50};

}  // namespace

TimeLimits::TimeLimits() : thread_([this] { run(); }) {}

TimeLimits::~TimeLimits() {
  {
    const std::lock_guard lock(mutex_);
    ends_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void TimeLimits::run() {
  std::unique_lock lock(mutex_);
  while (!ends_) {
    changed_.wait(lock, [this] { return ends_ || !watched_.empty(); });
    const auto now = std::chrono::steady_clock::now();
    for (Watched& one : watched_) {
      if (*one.gone && !one.left && (*one.gone)()) one.left = true;
      if (one.left || now >= one.until) one.stop = true;
    }
    changed_.wait_for(lock, kBetween, [this] { return ends_; });
  }
}

TimeLimit::TimeLimit(TimeLimits& limits, std::chrono::milliseconds most,
                     const std::function<bool()>& gone)
    : limits_(limits),
      watched_([&] {
        const std::lock_guard lock(limits.mutex_);
        limits.watched_.emplace_front();
        limits.watched_.front().until = std::chrono::steady_clock::now() + most;
        limits.watched_.front().gone = &gone;
        return limits.watched_.begin();
      }()),
      stops_(watched_->stop) {
  limits.changed_.notify_all();
}

TimeLimit::~TimeLimit() {
  const std::lock_guard lock(limits_.mutex_);
  limits_.watched_.erase(watched_);
}

}  // namespace morgue
