#pragma once

#include <atomic>
#include <cstdint>

namespace morgue::test {

/// What the driver and the shim (fault_shim.cc) share: a file of this size, mapped by both. Set by
/// the driver before the program starts; counted by the program while it runs.
struct FaultBoard {
  enum class Act : std::uint32_t {
    Nothing,     ///< count alone
    DieBefore,   ///< the process is killed, the call not made
    DieAfter,    ///< the same when the call is done
    NoSpace,     ///< ENOSPC, once
    DiskFull,    ///< ENOSPC for this call and all that would need room after it
    BrokenDisk,  ///< EIO, once
    ShortWrite,  ///< half of what is to be written is; other calls as they are
    ReadOnly,    ///< EROFS for this call and all that would change anything after it
    Vanish,      ///< the archive's directory is renamed away before the call
    NoMemory,    ///< the allocation fails
  };
  /// Which calls are counted: those that touch the archive, or allocations.
  enum class Of : std::uint32_t { Files, Memory };

  std::atomic<Of> of;
  std::atomic<Act> act;
  std::atomic<std::uint64_t> at;                  ///< acts at this call, the first being 1
  std::atomic<std::uint64_t> calls;               ///< so many were counted
  std::atomic<std::uint64_t> acted;               ///< so often was acted
  std::atomic<std::uint64_t> named_batch;         ///< of the manifest that was renamed into place
  std::atomic<std::uint64_t> acknowledged_batch;  ///< the last one whose directory was synced
  std::atomic<std::uint64_t> outside;  ///< files outside the archive that were opened for writing,
                                       ///< made, renamed or removed
  std::atomic<std::uint32_t> lock;     ///< of the log
  std::atomic<std::int32_t> owner;     ///< the process that stores; its children count with it
  char outside_path[512];              ///< one of these files
};

// The environment of the program under test.
inline constexpr const char* kBoardVariable = "MORGUE_FAULT_BOARD";  ///< the file with the board
inline constexpr const char* kRootVariable = "MORGUE_FAULT_ROOT";    ///< the archive, absolute
/// A directory on the archive's file system, for what a power cut would undo: see power_cut.h. Not
/// set: nothing is logged.
inline constexpr const char* kUndoVariable = "MORGUE_FAULT_UNDO";

}  // namespace morgue::test
