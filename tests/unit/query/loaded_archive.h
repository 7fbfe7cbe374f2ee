#pragma once

#include <cstddef>
#include <filesystem>

#include "common/archive.h"
#include "common/instant.h"

namespace morgue::test {

/// Loads a file as `morgue-index add` does, so many articles a commit. `now`: when.
void load_archive(const ArchivePaths& archive, const std::filesystem::path& file,
                  std::size_t commit_every, Instant now = {});

}  // namespace morgue::test
