#pragma once

#include <vector>

#include "indexer/annotate/article_words.h"
#include "indexer/annotate/gazetteer.h"
#include "indexer/annotate/name.h"

namespace morgue::annotate {

/// Sets institutions and companies that are named like people or in several words ("Goldman
/// Sachs", "Food and Drug Administration") in place of the names that overlap them.
/// `names` must be sorted and not overlap; so is the result. Linear time.
[[nodiscard]] std::vector<Name> with_well_known(const ArticleWords& article,
                                                std::vector<Name> names);

/// Sets names right by what everybody knows and the corpora do not tell:
///  - firms with one word are no people unless the article names such a person in full or by a
///    title ("Toyota", "Shell");
///  - countries and states are places, not organisations ("US", "Utah");
///  - a title between an organisation or a place and a person belongs to neither ("Utah Sen.");
///  - stock symbols ("BARC.L"), illnesses, units, job initials, "Jr." and "D-Utah" are no names.
/// `names` must be sorted and not overlap; so is the result. Linear time.
[[nodiscard]] std::vector<Name> amended(const ArticleWords& article, const Gazetteer& gazetteer,
                                        std::vector<Name> names);

}  // namespace morgue::annotate
