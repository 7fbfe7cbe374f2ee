#pragma once

#include <string>
#include <string_view>

#include "query/match/archive_reader.h"

namespace morgue {

// Terms are folded ("rowan pike"); what people are shown is how an article writes it. Both read one
// article of the archive.

/// A name, an outlet or a section as the first article that has it writes it: "Rowan Pike"; the
/// key itself if no article tells.
[[nodiscard]] std::string written_as(const ArchiveReader& archive, std::string_view prefix,
                                     const std::string& key);

/// Stems have terms as words have. Is this one ("port", not "ferri") also a word?
[[nodiscard]] bool is_written(const ArchiveReader& archive, const std::string& stem);

}  // namespace morgue
