#pragma once

#include <cstdint>

namespace morgue {

/// What a process may still do once it has begun to read what strangers wrote.
struct Confinement {
  std::uint64_t memory = 0;     ///< bytes of address space at most
  bool may_read_files = false;  ///< opening files for reading; all else is forbidden at all events
};

/// Gives up everything but computing and talking through the descriptors 0 to 2, for good: limits
/// of memory, nothing to be written to a file, no core, all other descriptors closed, and a filter
/// of system calls (seccomp) under which opening files, running programs, the network, signals to
/// others and code made at run time all fail. False if the kernel, or the container around us, has
/// no such filter: then the limits alone hold. Ends the process if a limit can't be set.
[[nodiscard]] bool confine(const Confinement& limits);

/// Lets the process work for so many seconds of processor time from now on; then SIGPROF ends it.
void allow_seconds(unsigned seconds);

}  // namespace morgue
