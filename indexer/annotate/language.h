#pragma once

#include <string>
#include <string_view>

namespace morgue::annotate {

/// The language that most of `text` is written in, as an ISO 639-1 code ("en"), by CLD2. Empty if
/// the text is too short to tell, mixes languages, or is in one that has no such code.
/// `text` must be valid UTF-8. Looks at the beginning only, so the cost is bounded.
[[nodiscard]] std::string detect_language(std::string_view text);

}  // namespace morgue::annotate
