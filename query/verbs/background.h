#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <future>
#include <optional>
#include <utility>

#include "query/match/interrupt.h"

namespace morgue {

/// Something that is done in a thread of its own while a screen goes on listening to keys: one
/// thing at a time.
class Background {
 public:
  /// What is left to do with what came of it, in the thread that collects it.
  using Rest = std::function<void()>;
  using Work = std::function<Rest()>;

  /// `wake` is called, in that thread, when the work is done.
  explicit Background(std::function<void()> wake) : wake_(std::move(wake)) {}
  /// Stops what is done, and waits for it.
  ~Background();
  Background(const Background&) = delete;
  Background& operator=(const Background&) = delete;

  /// Precondition: nothing is being done, or waits to be collected.
  void start(Work work);
  /// Has something been started that was not collected yet?
  [[nodiscard]] bool busy() const { return running_.valid(); }
  /// Is it done? Waits for it so long. Precondition: busy().
  [[nodiscard]] bool done(std::chrono::milliseconds wait = {}) const {
    return finished_ || running_.wait_for(wait) == std::future_status::ready;
  }
  /// Waits for its end. Throws what it threw: Error{Interrupted} if it was stopped.
  [[nodiscard]] Rest collect();
  /// Makes it end soon, as Ctrl-C would a search.
  void stop();

 private:
  std::function<void()> wake_;
  std::future<Rest> running_;
  std::optional<Interruptible> interruptible_;  // from start() to collect(): no stop goes astray
  bool stopped_ = false;
  std::atomic<bool> finished_{false};  // before it wakes anybody; the future is ready just after
};

}  // namespace morgue
