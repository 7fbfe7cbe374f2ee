#pragma once

#include <string>
#include <string_view>

namespace morgue {

/// What `--version` prints: the program, how it was built, which archives it reads, and the
/// libraries that decide what an archive is. `xapian`: the version that runs, which only the doors
/// to Xapian can ask for.
[[nodiscard]] std::string version_text(std::string_view program, std::string_view xapian);

}  // namespace morgue
