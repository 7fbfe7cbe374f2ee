#pragma once

#include <vector>

#include "indexer/annotate/article_words.h"
#include "indexer/annotate/gazetteer.h"
#include "indexer/annotate/name.h"

namespace morgue::annotate {

/// Takes names apart where two lean on each other, and off them what is no part of a name:
///  - "[org Calder-based Meridian]" -> "[place Calder]-based [org Meridian]", likewise "-led",
///    "-owned" and so on; the word in `article` then ends before its hyphen, with the key of what
///    is left, so that Calder is Calder;
///  - "[person Meridian's Holt]" -> "[org Meridian]'s [person Holt]";
///  - "mid-October" is no name.
/// `names` must be sorted and not overlap; so are they afterwards. Linear time.
void trim_names(ArticleWords& article, const Gazetteer& gazetteer, std::vector<Name>& names);

}  // namespace morgue::annotate
