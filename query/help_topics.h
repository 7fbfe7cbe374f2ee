#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace morgue {

/// The page of `morgue help query`, `help dates` or `help fields`; nothing for another topic.
[[nodiscard]] std::optional<std::string> help_topic(std::string_view topic);

}  // namespace morgue
