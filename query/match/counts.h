#pragma once

#include <cstdint>
#include <string>

#include "query/match/archive_reader.h"
#include "query/match/word_terms.h"

namespace morgue {

// Articles as a search counts them: without older versions and what was deleted, which the
// frequencies of terms include. Walks whole lists: for what is told to people, not for every query.

[[nodiscard]] std::uint64_t articles_with(const ArchiveReader& archive, const std::string& term);
/// That have the word in any of its forms.
[[nodiscard]] std::uint64_t articles_with(const ArchiveReader& archive, WordTerms& terms,
                                          const WantedWord& word);

}  // namespace morgue
