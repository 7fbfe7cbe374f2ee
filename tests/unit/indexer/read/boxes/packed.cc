#include "tests/unit/indexer/read/boxes/packed.h"

#include <archive.h>
#include <archive_entry.h>
#include <zlib.h>

#include <memory>
#include <stdexcept>

namespace morgue::test {
namespace {

struct FreeArchive {
  void operator()(archive* a) const { archive_write_free(a); }
};

la_ssize_t append(archive*, void* out, const void* bytes, std::size_t size) {
  static_cast<std::string*>(out)->append(static_cast<const char*>(bytes), size);
  return static_cast<la_ssize_t>(size);
}

std::string written(const char* format, const char* filter, const Files& files) {
  std::string out;
  std::unique_ptr<archive, FreeArchive> a(archive_write_new());
  if (archive_write_set_format_by_name(a.get(), format) != ARCHIVE_OK ||
      (filter != nullptr && archive_write_add_filter_by_name(a.get(), filter) != ARCHIVE_OK))
    throw std::runtime_error(archive_error_string(a.get()));
  archive_write_set_bytes_per_block(a.get(), 0);
  archive_write_open(a.get(), &out, nullptr, append, nullptr);
  for (const auto& [name, content] : files) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_size(entry, static_cast<la_int64_t>(content.size()));
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_write_header(a.get(), entry);
    archive_write_data(a.get(), content.data(), content.size());
    archive_entry_free(entry);
  }
  if (archive_write_close(a.get()) != ARCHIVE_OK)
    throw std::runtime_error(archive_error_string(a.get()));
  return out;
}

}  // namespace

std::string zip_of(const Files& files) { return written("zip", nullptr, files); }
std::string tar_of(const Files& files) { return written("ustar", nullptr, files); }
std::string packed_by(const char* filter, std::string_view bytes) {
  return written("raw", filter, {{"data", std::string(bytes)}});
}

std::string gzip_of(std::string_view bytes) {
  constexpr int kGzip = 16;
  z_stream stream{};
  if (deflateInit2(&stream, 9, Z_DEFLATED, kGzip + MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::bad_alloc();
  std::string out(deflateBound(&stream, bytes.size()) + 32, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

}  // namespace morgue::test
