#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace morgue {

/// Replaces a file as a whole: written beside it, synced, renamed over it, its directory synced. A
/// reader sees the old content or the new. Throws Error{Archive}.
void replace_file(const std::filesystem::path& path, std::string_view content);

/// Appends to a file, made with mode 0600 if it is missing; synced with its directory. Throws
/// Error{Archive}.
void append_to_file(const std::filesystem::path& path, std::string_view content);

/// The same under a lock, for what depends on what the file holds already: `content` is given its
/// bytes and returns what to append, nothing to leave it. No two processes do this at once.
void append_to_file(const std::filesystem::path& path,
                    const std::function<std::string(std::string_view before)>& content);

/// Writes such a file anew, under the same lock: `content` is given its bytes and returns what is
/// to stand there, by replace_file(). Nothing if there is no file.
void rewrite_file(const std::filesystem::path& path,
                  const std::function<std::string(std::string_view before)>& content);

/// The bytes of a file; nothing if there is none. Throws Error{Archive} if it can't be read.
[[nodiscard]] std::string file_bytes(const std::filesystem::path& path);

/// Makes a directory that is complete private (mode 0700, its files 0600, whatever the umask made
/// of them) and syncs it with its files. Throws Error{Archive}.
void seal_directory(const std::filesystem::path& directory);

/// Renames a directory. Throws Error{Archive}.
void move_directory(const std::filesystem::path& from, const std::filesystem::path& to);

/// Makes a directory (and its parents) with mode 0700 whatever the umask. Throws Error{Archive}.
void make_private_directory(const std::filesystem::path& path);

}  // namespace morgue
