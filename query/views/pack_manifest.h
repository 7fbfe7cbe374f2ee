#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/article_id.h"
#include "common/result.h"

namespace morgue {

// What a report says of itself, so that others can check it. Beside the pages of a report stand
// manifest.json, which names every file and every version of every article with its hash, and
// SHA256SUMS, which names every file and manifest.json, for `sha256sum -c`.

inline constexpr std::string_view kManifestName = "manifest.json";
inline constexpr std::string_view kSumsName = "SHA256SUMS";
inline constexpr std::string_view kPackFormat = "morgue report";
inline constexpr int kPackFormatVersion = 1;

/// A file of a report.
struct PackFile {
  std::string name;  ///< without any directory
  std::string bytes;
};

struct HashedFile {
  std::string name, sha256;
  std::uint64_t bytes = 0;
};

struct HashedVersion {
  ArticleId id;
  ArticleId listed;      ///< the listed article that it is a version of, or itself
  unsigned version = 1;  ///< from 1
  std::string sha256;    ///< of the text as it is stored
};

/// What is read of a manifest to check it; render/report_manifest.cc writes it.
struct PackManifest {
  std::uint64_t batch = 0;  ///< the archive's last commit
  std::vector<HashedFile> files;
  std::vector<HashedVersion> versions;
};

/// An error says what is wrong with it; names of files that lead out of the report are refused.
[[nodiscard]] Result<PackManifest, std::string> parse_manifest_of_report(std::string_view text);
/// SHA256SUMS: the files of a manifest in its order, and the manifest itself, whose hash is given.
[[nodiscard]] std::string sums_text(const std::vector<HashedFile>& files,
                                    std::string_view manifest_sha256);

}  // namespace morgue
