#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/read/byte_source.h"

struct archive;

namespace morgue {

/// libarchive reading from a ByteSource. Its user enables filters and formats, then opens.
class ArchiveBridge {
 public:
  explicit ArchiveBridge(std::unique_ptr<ByteSource> source);
  ~ArchiveBridge();
  ArchiveBridge(const ArchiveBridge&) = delete;
  ArchiveBridge& operator=(const ArchiveBridge&) = delete;

  [[nodiscard]] archive* handle() { return archive_; }
  [[nodiscard]] bool open();
  /// What libarchive (or the source) says of the last failure, or `otherwise` if it says nothing.
  [[nodiscard]] std::string why(std::string_view otherwise) const;
  /// Bytes that libarchive has taken from the source.
  [[nodiscard]] std::uint64_t consumed() const { return consumed_; }

 private:
  struct Callbacks;
  std::unique_ptr<ByteSource> source_;
  archive* archive_;
  std::vector<char> block_;
  std::uint64_t position_ = 0;
  std::uint64_t consumed_ = 0;
};

}  // namespace morgue
