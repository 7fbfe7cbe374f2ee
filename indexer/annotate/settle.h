#pragma once

#include <vector>

#include "indexer/annotate/article_words.h"
#include "indexer/annotate/gazetteer.h"
#include "indexer/annotate/name.h"

namespace morgue::annotate {

/// Mends what the model gets wrong for want of examples, by what an editor knows:
///  - a title is no part of a name: "[org Liberal Justice Ida Holt]" -> "[person Ida Holt]";
///  - what is left of a name that was cut in two is joined: "[org Justice Ida] [person Holt]";
///  - one word that is nobody's surname means one thing: "Calder" is no person where it is more
///  often
///    an organisation or a part of its name;
///  - who has been named in full is meant wherever the surname stands: "the Amari talks".
/// `names` must be sorted and not overlap; so is the result.
[[nodiscard]] std::vector<Name> settle(const ArticleWords& article, const Gazetteer& gazetteer,
                                       std::vector<Name> names);

}  // namespace morgue::annotate
