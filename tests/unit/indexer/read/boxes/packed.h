#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace morgue::test {

using Files = std::vector<std::pair<std::string, std::string>>;  // name, content

/// Built by libarchive, whatever it thinks the best way.
[[nodiscard]] std::string zip_of(const Files& files);
[[nodiscard]] std::string tar_of(const Files& files);
[[nodiscard]] std::string gzip_of(std::string_view bytes);
/// `filter` as libarchive calls it: "xz", "zstd", "bzip2".
[[nodiscard]] std::string packed_by(const char* filter, std::string_view bytes);

}  // namespace morgue::test
