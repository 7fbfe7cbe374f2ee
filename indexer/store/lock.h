#pragma once

#include <chrono>

#include "common/archive.h"

namespace morgue {

/// The right to write to an archive, held as long as this lives (and released by the system should
/// the process die). Two writers never.
class WriterLock {
 public:
  /// Waits up to `wait` for another writer. Throws Error{Locked} that names it.
  WriterLock(const ArchivePaths& paths, std::chrono::milliseconds wait);
  ~WriterLock();
  WriterLock(const WriterLock&) = delete;
  WriterLock& operator=(const WriterLock&) = delete;

 private:
  int fd_ = -1;
};

}  // namespace morgue
