#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "query/language/tree.h"
#include "query/match/archive_reader.h"
#include "query/match/word_terms.h"

namespace morgue {

/// What may have been meant by one leaf of a query.
struct Alternatives {
  bool unknown = false;          ///< no article has what the leaf asks for
  std::vector<QueryNode> nodes;  ///< likeliest first; each of them is in the archive
};

/// Only of words, phrases, names and keywords without wildcards; nothing for other leaves. In doubt
/// is what no article has, and a word that at most `rare` articles have. `words` are those of the
/// same archive.
[[nodiscard]] Alternatives alternatives(const ArchiveReader& archive, WordTerms& words,
                                        const QueryNode& leaf, std::uint64_t rare);

}  // namespace morgue
