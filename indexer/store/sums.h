#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>

namespace morgue {

/// What the files of a segment were when they were written: glass tables have no sums of their own,
/// and a bit that has turned in a posting list is a wrong answer that nobody notices. Beside the
/// tables, as `xxh128sum -c` reads it:
///   0123456789abcdef0123456789abcdef  postlist.glass      one line for each file, by name
///   # 0123456789abcdef0123456789abcdef                    of the lines above
inline constexpr const char* kSumsFile = "sums";

/// XXH3-128 of a file's bytes, as content_hash(), without holding them in memory. Throws
/// Error{Archive} if it can't be read.
[[nodiscard]] std::string file_hash(const std::filesystem::path& path);

/// Copies a file to a new one with mode 0600 and returns the hash of what was written, which is not
/// synced yet. Throws Error{Archive}.
[[nodiscard]] std::string copy_hashed(const std::filesystem::path& from,
                                      const std::filesystem::path& to);

/// Writes the sums of all other files of a directory. On disk when it returns. Throws
/// Error{Archive}.
void write_sums(const std::filesystem::path& directory);

/// Writes a file of the directory anew, by `write`, and its sum; those of the other files stay as
/// they are. Meanwhile there are no sums, which is better than wrong ones.
void with_new_sum(const std::filesystem::path& directory, const std::string& name,
                  const std::function<void()>& write);

/// By file name. Nothing if there are none, or they are damaged themselves: `whole` tells.
struct Sums {
  std::map<std::string, std::string> of;
  bool present = false;
  bool whole = false;
};
[[nodiscard]] Sums read_sums(const std::filesystem::path& directory);

}  // namespace morgue
