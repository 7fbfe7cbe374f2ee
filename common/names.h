#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace morgue {

/// The keys under which a person's name is indexed, without repeats: the whole name, first with
/// last part, and each part of it ("Vladimir V. Putin" -> "vladimir v putin", "vladimir putin",
/// "vladimir", "v", "putin"). A query for a name asks for its own whole key, so `person:putin`
/// finds everybody with that part and `person:"Vladimir Putin"` only him.
[[nodiscard]] std::vector<std::string> name_forms(std::string_view name);

}  // namespace morgue
