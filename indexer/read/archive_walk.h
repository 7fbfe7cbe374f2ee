#pragma once

#include <memory>
#include <optional>
#include <string>

#include "common/instant.h"
#include "indexer/read/archive_bridge.h"

namespace morgue {

/// The files in a zip, tar, 7z, ..., one after another.
class ArchiveWalk {
 public:
  explicit ArchiveWalk(std::unique_ptr<ByteSource> source);

  struct Entry {
    std::string name;  ///< clean UTF-8, never empty
    bool regular = true;
    bool encrypted = false;
    std::optional<Instant> time;
  };
  /// Nothing at the end, or where the archive is damaged: then error() says so.
  [[nodiscard]] std::optional<Entry> next();
  /// Appends the content of the entry that next() gave. Why it could not be read, or empty.
  [[nodiscard]] std::string content(std::string& bytes);
  [[nodiscard]] const std::string& error() const { return error_; }

 private:
  ArchiveBridge bridge_;
  std::string error_;
  bool done_ = false;
  std::size_t number_ = 0;
  std::uint64_t unpacked_ = 0;
};

}  // namespace morgue
