#pragma once

#include <filesystem>

#include "common/command_info.h"
#include "common/man_page.h"

namespace morgue {

/// morgue(1), a page for each verb, morgue-query(7) and morgue-dates(7) from the topics of help,
/// and morgue-json(5) from the schemas in a folder (query/render/schema). Throws Error{Archive} if
/// these can't be read.
[[nodiscard]] Manual manual_pages(const CommandInfo& program, const std::filesystem::path& schemas);

}  // namespace morgue
