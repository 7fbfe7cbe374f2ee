#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/result.h"
#include "indexer/store/archive_writer.h"
#include "indexer/store/ledger.h"

namespace morgue {

/// What `morgue-index person VERB WORD...` means in this archive: its people looked up, with the
/// articles that will find them again. The error is a sentence, maybe with a list of whom a name
/// could mean in lines of their own. Number and time are left to the caller.
[[nodiscard]] Result<Act, std::string> act_of(ArchiveWriter& writer, std::string_view verb,
                                              const std::vector<std::string>& words);

/// "merge @p40 R. Pike into @p17 Rowan Pike"; with its number and day if it has them.
[[nodiscard]] std::string to_sentence(const Act& act);

/// Is it hard to see afterwards what it changed?
[[nodiscard]] bool wants_consent(const Act& act);

}  // namespace morgue
