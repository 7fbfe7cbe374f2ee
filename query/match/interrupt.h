#pragma once

#include <atomic>

namespace morgue {

/// From now on Ctrl-C ends the program with Exit::Interrupted: during a search by way of
/// stop_if_interrupted(), otherwise, and the second time, at once. Not if whoever started the
/// program has it ignore Ctrl-C.
void end_on_interrupt();

/// While one of these lives, Ctrl-C is left to stop_if_interrupted().
class Interruptible {
 public:
  Interruptible();
  ~Interruptible();
  Interruptible(const Interruptible&) = delete;
  Interruptible& operator=(const Interruptible&) = delete;
};

/// While one of these lives, what this thread searches ends by way of stop_if_interrupted() as soon
/// as `stop` is true, too. Of several the last one counts. `stop` must outlive it.
class StopsOn {
 public:
  explicit StopsOn(const std::atomic<bool>& stop);
  ~StopsOn();
  StopsOn(const StopsOn&) = delete;
  StopsOn& operator=(const StopsOn&) = delete;

 private:
  const std::atomic<bool>* before_;
};

/// What the signal handler does: async-signal-safe.
void interrupt() noexcept;

/// Was interrupt() called while something was Interruptible that still is?
[[nodiscard]] bool was_interrupted() noexcept;

/// Throws Error{Interrupted} if interrupt() was called. Costs next to nothing: whatever may take
/// long asks this again and again.
void stop_if_interrupted();

}  // namespace morgue
