#pragma once

#include <string>
#include <string_view>

namespace morgue {

/// Where a file is that belongs to the program that runs, but is none that people start: beside the
/// program, or in ../libexec/morgue. Empty if it is in neither.
[[nodiscard]] std::string own_file(std::string_view name);

}  // namespace morgue
