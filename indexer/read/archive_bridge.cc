#include "indexer/read/archive_bridge.h"

#include <archive.h>

#include <new>

#include "common/utf8.h"

namespace morgue {
namespace {

constexpr std::size_t kBlock = std::size_t{256} << 10U;

}  // namespace

struct ArchiveBridge::Callbacks {
  static la_ssize_t read(archive*, void* self, const void** bytes) {
    auto& bridge = *static_cast<ArchiveBridge*>(self);
    const std::size_t got = bridge.source_->read(bridge.block_.data(), bridge.block_.size());
    bridge.position_ += got;
    bridge.consumed_ += got;
    *bytes = bridge.block_.data();
    return static_cast<la_ssize_t>(got);
  }
  static la_int64_t seek(archive*, void* self, la_int64_t offset, int whence) {
    auto& bridge = *static_cast<ArchiveBridge*>(self);
    const auto size = static_cast<la_int64_t>(bridge.source_->size());
    const la_int64_t base = whence == SEEK_SET   ? 0
                            : whence == SEEK_CUR ? static_cast<la_int64_t>(bridge.position_)
                                                 : size;
    const la_int64_t to = base + offset;
    if (to < 0 || !bridge.source_->seek(static_cast<std::uint64_t>(to))) return ARCHIVE_FATAL;
    bridge.position_ = static_cast<std::uint64_t>(to);
    return to;
  }
};

ArchiveBridge::ArchiveBridge(std::unique_ptr<ByteSource> source)
    : source_(std::move(source)), archive_(archive_read_new()), block_(kBlock) {
  if (archive_ == nullptr) throw std::bad_alloc();
}

ArchiveBridge::~ArchiveBridge() { archive_read_free(archive_); }

bool ArchiveBridge::open() {
  archive_read_set_callback_data(archive_, this);
  archive_read_set_read_callback(archive_, Callbacks::read);
  if (source_->size() > 0 && source_->seek(0))
    archive_read_set_seek_callback(archive_, Callbacks::seek);
  return archive_read_open1(archive_) == ARCHIVE_OK;
}

std::string ArchiveBridge::why(std::string_view otherwise) const {
  if (!source_->error().empty()) return source_->error();
  const char* said = archive_error_string(archive_);
  return said != nullptr ? utf8::one_line(utf8::repaired(said)) : std::string(otherwise);
}

}  // namespace morgue
