#pragma once

#include <vector>

#include "query/match/candidates.h"

namespace morgue {

/// Reads time, id and, if `words` says so, the length of these articles from the index. In the
/// order of the documents, whatever theirs is: then each block of values is read once. Throws what
/// Xapian throws: call it under reading().
void read_values(const ArchiveReader& archive, bool words, std::vector<RankedArticle>& articles);

}  // namespace morgue
