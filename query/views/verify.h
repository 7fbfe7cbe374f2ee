#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "common/article_id.h"
#include "common/result.h"
#include "query/match/archive_reader.h"

namespace morgue {

/// Something of a report that is not as it was.
struct PackDifference {
  enum class Kind : std::uint8_t {
    Changed,     ///< other bytes; of an article: another text
    Missing,     ///< the file, or the article in the archive
    Unknown,     ///< a file that the report does not name
    Superseded,  ///< the archive has a newer version of the article
  };
  Kind kind = Kind::Changed;
  std::string file;     ///< empty: it is an article
  ArticleId article{};  ///< of an article
  std::string what;     ///< more about it, may be empty
};
[[nodiscard]] std::string_view to_string(PackDifference::Kind kind);

/// How a report compares with the archive that it was made from.
struct PackCheck {
  std::size_t files = 0;                ///< that were checked
  std::size_t versions = 0;             ///< of articles, likewise
  std::uint64_t batch = 0, now = 0;     ///< the archive's last commit, then and now
  std::vector<PackDifference> differs;  ///< files first
};

/// Is there a report in the directory, sound or not?
[[nodiscard]] bool is_report(const std::filesystem::path& directory);
/// Files that a report in the directory does not name, by name.
[[nodiscard]] std::vector<std::string> foreign_files(const std::filesystem::path& directory);

/// Hashes every file of a report and every article text that it names; `batch` is of the archive's
/// last commit. Precondition: is_report(). Throws Error{Archive} if a file can't be read.
[[nodiscard]] PackCheck check_report(const std::filesystem::path& directory,
                                     const ArchiveReader& archive, std::uint64_t batch);

}  // namespace morgue
