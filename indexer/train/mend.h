#pragma once

#include "indexer/annotate/gazetteer.h"
#include "indexer/train/corpus.h"

namespace morgue::train {

/// Mends what is plainly wrong in names that a machine tagged: a name behind "Mr." or "President"
/// is a person's whatever its tag says, and so is the same name elsewhere in the document; a
/// country or one of its states is a place. Of the GMB's persons every twentieth is tagged as an
/// organisation or a place without it, of its countries every tenth as an organisation or a person.
/// Returns how many names were changed.
std::size_t mend_names(Document& document, const annotate::Gazetteer& lists);

}  // namespace morgue::train
