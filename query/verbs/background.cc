#include "query/verbs/background.h"

#include <utility>

namespace morgue {

Background::~Background() {
  if (!busy()) return;
  stop();
  running_.wait();
}

void Background::start(Work work) {
  interruptible_.emplace();
  stopped_ = false;
  finished_ = false;
  running_ = std::async(std::launch::async, [this, work = std::move(work)] {
    // Whatever comes of it, whoever waits hears of it.
    struct Finally {
      Background& of;
      ~Finally() {
        of.finished_ = true;
        of.wake_();
      }
    } const finally{*this};
    return work();
  });
}

Background::Rest Background::collect() {
  running_.wait();
  // What was stopped too late has done its work; the next one is to do its own.
  interruptible_.reset();
  return running_.get();
}

void Background::stop() {
  // A second interrupt() would end the program.
  if (busy() && !std::exchange(stopped_, true)) interrupt();
}

}  // namespace morgue
