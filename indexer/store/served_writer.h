#pragma once

#include "common/archive.h"

namespace morgue {

/// Writes ARCHIVE/served anew after a commit, for readers on other machines
/// (common/served_index.h): what is to be known of the segments, then, by a rename, the stub
/// database that names them. What it costs grows with what the commit brought. If it fails, the
/// commit stands, and the next one tries again.
void serve_index(const ArchivePaths& paths, const Manifest& manifest) noexcept;

/// The same if it is not of this commit.
void serve_if_outdated(const ArchivePaths& paths, const Manifest& manifest) noexcept;

/// Removes what is served, so that no byte of it stays; the next serve_index() writes all of it.
void stop_serving(const ArchivePaths& paths) noexcept;

}  // namespace morgue
