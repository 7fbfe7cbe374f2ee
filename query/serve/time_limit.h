#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <list>
#include <mutex>
#include <thread>

#include "query/match/interrupt.h"

namespace morgue {

/// A thread that looks after those that search: whose time is over, or whose asker has gone, stops.
class TimeLimits {
 public:
  TimeLimits();
  ~TimeLimits();
  TimeLimits(const TimeLimits&) = delete;
  TimeLimits& operator=(const TimeLimits&) = delete;

 private:
  friend class TimeLimit;
  struct Watched {
    std::chrono::steady_clock::time_point until;
    const std::function<bool()>* gone;  // may be empty
    std::atomic<bool> stop{false}, left{false};
  };
  void run();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::list<Watched> watched_;
  bool ends_ = false;
  std::thread thread_;
};

/// While it lives, what this thread searches (query/match/interrupt.h) ends when the time is over
/// or `gone` says so. One may live within another: then the inner one counts.
class TimeLimit {
 public:
  /// `gone`, which may be empty, must outlive it, and is asked by another thread.
  TimeLimit(TimeLimits& limits, std::chrono::milliseconds most, const std::function<bool()>& gone);
  ~TimeLimit();
  TimeLimit(const TimeLimit&) = delete;
  TimeLimit& operator=(const TimeLimit&) = delete;

  /// Does nobody wait for the answer any more?
  [[nodiscard]] bool is_gone() const { return watched_->left; }

 private:
  TimeLimits& limits_;
  std::list<TimeLimits::Watched>::iterator watched_;
  StopsOn stops_;
};

}  // namespace morgue
