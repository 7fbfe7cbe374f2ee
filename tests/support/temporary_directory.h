#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace morgue::test {

/// A fresh directory, removed with everything in it at the end of its scope.
class TemporaryDirectory {
 public:
  TemporaryDirectory() : TemporaryDirectory(in_memory()) {}
  /// Below a directory of the caller's choice.
  explicit TemporaryDirectory(const std::filesystem::path& above);
  ~TemporaryDirectory();
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

  /// Where temporary files lie in memory, if there is such a place and TMPDIR does not name
  /// another: archives are synced again and again, which costs nothing there.
  [[nodiscard]] static std::filesystem::path in_memory();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] std::filesystem::path operator/(std::string_view name) const {
    return path_ / name;
  }

 private:
  std::filesystem::path path_;
};

/// Makes the directories above, then the file. Each throws if it fails.
void write_file(const std::filesystem::path& path, std::string_view content);
void append_file(const std::filesystem::path& path, std::string_view content);
[[nodiscard]] std::string read_file(const std::filesystem::path& path);

/// Permission bits, 0 if there is no such file.
[[nodiscard]] unsigned mode_of(const std::filesystem::path& path);

}  // namespace morgue::test
