#include "indexer/store/new_file.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>

#include "common/error.h"

namespace morgue {

NewFile::NewFile(std::filesystem::path path)
    : path_(std::move(path)), file_(path_, std::ios::binary | std::ios::trunc) {
  require_good();
}

void NewFile::require_good() const {
  if (file_) return;
  const int cause = errno;
  throw Error(Exit::Archive,
              fmt::format("can't write {}: {}", path_.string(), std::strerror(cause)),
              cause == ENOSPC ? "free some space; what was committed is kept" : "");
}

void NewFile::write(std::string_view bytes) {
  file_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  require_good();
}

void NewFile::close() {
  file_.close();
  require_good();
}

}  // namespace morgue
