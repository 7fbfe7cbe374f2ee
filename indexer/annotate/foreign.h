#pragma once

#include <string_view>
#include <vector>

#include "indexer/annotate/article_words.h"
#include "indexer/annotate/gazetteer.h"
#include "indexer/annotate/name.h"

namespace morgue::annotate {

/// The model has learned English. Of the names that it finds in another language only those are
/// kept, and set right, that something else speaks for: precise rather than complete.
///
/// Where nouns have capitals (German), people are a known first name with what follows it, what
/// stands behind a title, and the surnames of both; places must be listed; organisations must be
/// written like an abbreviation. Elsewhere articles and the like at the head of a sentence are cut
/// off ("El", "Mais"), two people joined by "y" or "et" are two, and a person must have a listed
/// name, unless it is written in Cyrillic or Greek. English text ("en", or an empty `language`) is
/// left as it is.
/// `names` must be sorted and not overlap; so is the result. Linear time.
[[nodiscard]] std::vector<Name> surest(const ArticleWords& article, const Gazetteer& gazetteer,
                                       std::string_view language, std::vector<Name> names);

}  // namespace morgue::annotate
