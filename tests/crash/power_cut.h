#pragma once

#include <cstddef>
#include <filesystem>
#include <random>

namespace morgue::test {

/// What of all that was not synced yet a power cut takes.
enum class Lost {
  Everything,
  /// Each write by chance; of new names, removals and renames all after a chosen one, for file
  /// systems keep these in their order.
  Some,
};

/// Does to an archive what a power cut would have done, from the log that the shim has left in
/// `undo`. A write is safe when its file was synced after it, a name when its directory was.
/// Returns how many changes were undone.
std::size_t cut_power(const std::filesystem::path& undo, Lost lost, std::mt19937_64& random);

}  // namespace morgue::test
