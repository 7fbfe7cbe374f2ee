#pragma once

#include <filesystem>
#include <string_view>

namespace morgue {

/// Replaces a file as a whole: written beside it, synced, renamed over it, its directory synced. A
/// reader sees the old content or the new. Throws Error{Archive}.
void replace_file(const std::filesystem::path& path, std::string_view content);

/// Syncs every file of a directory and the directory itself. Throws Error{Archive}.
void sync_directory(const std::filesystem::path& directory);

/// Makes a directory (and its parents) with mode 0700 whatever the umask. Throws Error{Archive}.
void make_private_directory(const std::filesystem::path& path);

}  // namespace morgue
