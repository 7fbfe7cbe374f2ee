#pragma once

#include "common/archive.h"

namespace morgue {

/// An archive is shared with other machines, or is not (then nothing of this costs anything).
[[nodiscard]] bool is_shared(const ArchivePaths& paths) noexcept;
/// Begins to share it, or ends it. Throws Error{Archive}. Under the lock.
void share_archive(const ArchivePaths& paths, const Manifest& manifest);
void unshare_archive(const ArchivePaths& paths);

/// Writes ARCHIVE/served anew after a commit, for readers on other machines
/// (common/served_index.h): what is to be known of the segments, then, by a rename, the stub
/// database that names them. What it costs grows with what the commit brought. If it fails, the
/// commit stands, and the next one tries again. Nothing if the archive is not shared.
void serve_index(const ArchivePaths& paths, const Manifest& manifest) noexcept;

/// The same if it is not of this commit.
void serve_if_outdated(const ArchivePaths& paths, const Manifest& manifest) noexcept;

/// Removes what is served, so that no byte of it stays; the next serve_index() writes all of it.
/// It stays shared.
void stop_serving(const ArchivePaths& paths) noexcept;

}  // namespace morgue
