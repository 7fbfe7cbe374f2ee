#pragma once

#include <filesystem>
#include <vector>

#include "query/views/pack_manifest.h"

namespace morgue {

/// Where a report is to be written. Throws Error{Usage} if it may not: the directory has to be
/// missing, empty or, with `replace`, a report with nothing in it that is not a report's. Links are
/// followed.
[[nodiscard]] std::filesystem::path report_directory(const std::filesystem::path& asked,
                                                     bool replace);

/// Writes files into a new neighbour of the directory, which then takes its place: there is the old
/// state or the new one. Modes are what the umask leaves, as of anything that is made to be handed
/// on. Throws Error{Archive}. Precondition: it comes from report_directory().
void write_report(const std::filesystem::path& directory, const std::vector<PackFile>& files);

}  // namespace morgue
