#pragma once

#include <cstddef>
#include <filesystem>

namespace morgue {

/// A file as memory, for reading; it must not change meanwhile (replaced by another one it may be).
/// What is missing or can't be read is empty.
class MappedFile {
 public:
  explicit MappedFile(const std::filesystem::path& path);
  ~MappedFile();
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&&) = delete;

  [[nodiscard]] const unsigned char* bytes() const { return bytes_; }
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  const unsigned char* bytes_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace morgue
