#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>

namespace morgue {

/// A file as memory, for reading; it must not change meanwhile (replaced by another one it may be).
/// What is missing or can't be read is empty.
class MappedFile {
 public:
  explicit MappedFile(const std::filesystem::path& path);
  /// Bytes that came another way.
  [[nodiscard]] static MappedFile of_bytes(std::string bytes);
  ~MappedFile();
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&&) = delete;

  [[nodiscard]] const unsigned char* bytes() const { return bytes_; }
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  MappedFile() = default;

  const unsigned char* bytes_ = nullptr;
  std::size_t size_ = 0;
  std::unique_ptr<const std::string> own_ = nullptr;  ///< if nothing is mapped
};

}  // namespace morgue
