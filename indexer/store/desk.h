#pragma once

#include <cstdint>
#include <string_view>

#include "common/article.h"

namespace morgue {

/// Which desk of a newsroom would have taken an article. Coarse: enough to tell a footballer from a
/// harbour master of his name.
enum class Desk : std::uint8_t { News, Sport, Arts };

/// Judged by the words of the headline and the lead (English ones; everything else is News).
[[nodiscard]] Desk desk_of(const Article& article);

}  // namespace morgue
