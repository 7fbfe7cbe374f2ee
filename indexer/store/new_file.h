#pragma once

#include <filesystem>
#include <fstream>
#include <string_view>

namespace morgue {

/// A file of a run while it is written, piece after piece; seal_directory() (common/files.h) makes
/// it private and syncs it. Throws Error{Archive} if the disk fails.
class NewFile {
 public:
  explicit NewFile(std::filesystem::path path);
  void write(std::string_view bytes);
  void close();
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  void require_good() const;

  std::filesystem::path path_;
  std::ofstream file_;
};

}  // namespace morgue
