#pragma once

#include "common/command_info.h"
#include "common/man_page.h"

namespace morgue {

/// morgue-index(1), and a page for each verb: morgue-index-add(1).
[[nodiscard]] Manual indexer_manual(const CommandInfo& program);

}  // namespace morgue
