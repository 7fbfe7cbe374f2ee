#pragma once

#include <vector>

#include "indexer/annotate/article_words.h"
#include "indexer/annotate/name.h"
#include "indexer/annotate/word_key.h"

namespace morgue::annotate {

/// For each name of an article that is not a person's: a key that it shares with the names of the
/// same organisation, place or thing. Keys of people's names say nothing. resolve() says by which
/// rules names are joined. Linear time.
[[nodiscard]] std::vector<WordKey> keys_of_things(const ArticleWords& article,
                                                  const std::vector<Name>& names);

}  // namespace morgue::annotate
