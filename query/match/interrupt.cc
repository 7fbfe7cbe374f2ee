#include "query/match/interrupt.h"

#include <unistd.h>

#include <atomic>
#include <csignal>
#include <utility>

#include "common/error.h"

namespace morgue {
namespace {

// A signal handler can reach nothing but such variables.
std::atomic<int> g_searches{0};                          // NOLINT: see above
std::atomic<bool> g_stopped{false};                      // NOLINT: see above
thread_local const std::atomic<bool>* t_stop = nullptr;  // NOLINT: every search asks it
static_assert(std::atomic<int>::is_always_lock_free && std::atomic<bool>::is_always_lock_free);

void on_interrupt(int) { interrupt(); }

}  // namespace

void end_on_interrupt() {
  struct sigaction action {};
  sigaction(SIGINT, nullptr, &action);
  if (action.sa_handler == SIG_IGN) return;
  action = {};
  action.sa_handler = on_interrupt;
  action.sa_flags = SA_RESTART;
  sigaction(SIGINT, &action, nullptr);
}

Interruptible::Interruptible() { ++g_searches; }

Interruptible::~Interruptible() {
  if (--g_searches == 0) g_stopped = false;
}

void interrupt() noexcept {
  if (g_searches == 0 || g_stopped.exchange(true)) ::_exit(static_cast<int>(Exit::Interrupted));
}

StopsOn::StopsOn(const std::atomic<bool>& stop) : before_(std::exchange(t_stop, &stop)) {}

StopsOn::~StopsOn() { t_stop = before_; }

bool was_interrupted() noexcept { return g_stopped.load(std::memory_order_relaxed); }

void stop_if_interrupted() {
  if (was_interrupted() || (t_stop != nullptr && t_stop->load(std::memory_order_relaxed)))
    throw Error(Exit::Interrupted, "interrupted");
}

}  // namespace morgue
