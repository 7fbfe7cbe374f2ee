#include "common/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <utility>

namespace morgue {

MappedFile::MappedFile(const std::filesystem::path& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return;
  struct stat status {};
  if (::fstat(fd, &status) == 0 && status.st_size > 0) {
    const auto size = static_cast<std::size_t>(status.st_size);
    void* mapped = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, fd, 0);
    if (mapped != MAP_FAILED) {
      bytes_ = static_cast<const unsigned char*>(mapped);
      size_ = size;
    }
  }
  ::close(fd);
}

MappedFile MappedFile::of_bytes(std::string bytes) {
  MappedFile out;
  out.own_ = std::make_unique<const std::string>(std::move(bytes));
  out.bytes_ = reinterpret_cast<const unsigned char*>(out.own_->data());
  out.size_ = out.own_->size();
  return out;
}

MappedFile::~MappedFile() {
  if (bytes_ != nullptr && !own_) ::munmap(const_cast<unsigned char*>(bytes_), size_);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : bytes_(std::exchange(other.bytes_, nullptr)),
      size_(std::exchange(other.size_, 0)),
      own_(std::move(other.own_)) {}

}  // namespace morgue
