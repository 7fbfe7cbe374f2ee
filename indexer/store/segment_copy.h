#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <set>

namespace morgue {

/// Writes a segment at `fresh` that holds what another one does without some of its documents:
/// terms and values are taken as they stand there, nothing is analysed. Only anchors of copies
/// whose family loses a document are found anew, for what they shared with it is their own now.
/// Returns the new number of each document; nothing if an article can't be decoded. Memory: some
/// tens of megabytes, whatever its size. Throws Error{Archive} or Xapian::Error.
[[nodiscard]] std::optional<std::map<std::uint32_t, std::uint32_t>> copy_without(
    const std::filesystem::path& segment, const std::set<std::uint32_t>& without,
    const std::filesystem::path& fresh);

}  // namespace morgue
