#include "tests/support/temporary_directory.h"

#include <sys/stat.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace morgue::test {
namespace {

namespace fs = std::filesystem;

void write(const fs::path& path, std::string_view content, std::ios::openmode mode) {
  if (path.has_parent_path()) fs::create_directories(path.parent_path());
  std::ofstream file(path, std::ios::binary | mode);
  file.write(content.data(), static_cast<std::streamsize>(content.size()));
  file.close();
  if (!file) throw std::runtime_error("can't write " + path.string());
}

}  // namespace

fs::path TemporaryDirectory::in_memory() {
  const fs::path memory = "/dev/shm";
  const bool chosen = std::getenv("TMPDIR") != nullptr;
  return !chosen && fs::is_directory(memory) ? memory : fs::temp_directory_path();
}

TemporaryDirectory::TemporaryDirectory(const fs::path& above) {
  std::string name = (above / "morgue-test-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("can't make " + name);
  path_ = fs::canonical(name);
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

void write_file(const fs::path& path, std::string_view content) {
  write(path, content, std::ios::trunc);
}

void append_file(const fs::path& path, std::string_view content) {
  write(path, content, std::ios::app);
}

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream out;
  out << file.rdbuf();
  if (!file) throw std::runtime_error("can't read " + path.string());
  return out.str();
}

unsigned mode_of(const fs::path& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 ? status.st_mode & 07777U : 0;
}

}  // namespace morgue::test
