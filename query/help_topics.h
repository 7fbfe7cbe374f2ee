#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/command_info.h"

namespace morgue {

/// The pages that `morgue help` has besides those of verbs.
[[nodiscard]] std::vector<std::string_view> help_topic_names();
/// One of them, or the overview ("help"); nothing for another topic.
[[nodiscard]] std::optional<std::string> help_topic(std::string_view topic,
                                                    const CommandInfo& program);

}  // namespace morgue
