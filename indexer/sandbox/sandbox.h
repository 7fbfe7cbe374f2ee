#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <utility>

#include "indexer/extract/intake.h"

namespace morgue {

struct SandboxOptions {
  std::string program{};    ///< morgue-index; empty: the program that runs
  std::string time_zone{};  ///< $TZ
};

/// Has the bytes of strangers read by processes that have nothing to lose: each intake has one of
/// its own, which is started when it is first needed, limited in memory and time, cut off from
/// files, network and other programs, and replaced when it dies. The input that it died of is
/// refused with the reason; the others are read.
///
/// What gives the same articles here as there, and so is done here: looking at the first bytes for
/// the format, and cutting JSON lines at their ends.
class Sandbox {
 public:
  explicit Sandbox(SandboxOptions options) : options_(std::move(options)) {}

  /// Any thread; must not outlive this.
  [[nodiscard]] std::unique_ptr<Intake> intake();
  /// A helper ran whose system calls could not be filtered.
  [[nodiscard]] bool unfiltered() const { return unfiltered_.load(); }

 private:
  SandboxOptions options_;
  std::atomic<bool> unfiltered_{false};
};

}  // namespace morgue
