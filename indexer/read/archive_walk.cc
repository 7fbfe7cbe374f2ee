#include "indexer/read/archive_walk.h"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "common/utf8.h"
#include "indexer/read/contents.h"
#include "indexer/read/members.h"

namespace morgue {
namespace {

std::string name_of(archive_entry* entry, std::size_t number) {
  const char* name = archive_entry_pathname_utf8(entry);
  if (name == nullptr) name = archive_entry_pathname(entry);
  std::string clean = name != nullptr ? utf8::one_line(utf8::repaired(name)) : std::string();
  return clean.empty() ? fmt::format("member {}", number) : clean;
}

}  // namespace

ArchiveWalk::ArchiveWalk(std::unique_ptr<ByteSource> source) : bridge_(std::move(source)) {
  archive* a = bridge_.handle();
  archive_read_support_format_zip(a);
  archive_read_support_format_tar(a);
  archive_read_support_format_gnutar(a);
  archive_read_support_format_cpio(a);
  archive_read_support_format_7zip(a);
  archive_read_support_format_ar(a);
  archive_read_support_format_cab(a);
  archive_read_support_format_rar(a);
  archive_read_support_format_rar5(a);
  if (bridge_.open()) return;
  error_ = bridge_.why("damaged archive");
  done_ = true;
}

std::optional<ArchiveWalk::Entry> ArchiveWalk::next() {
  while (!done_) {
    archive_entry* entry = nullptr;
    const int status = archive_read_next_header(bridge_.handle(), &entry);
    if (status == ARCHIVE_EOF || status == ARCHIVE_FATAL) {
      done_ = true;
      if (status == ARCHIVE_FATAL) error_ = bridge_.why("damaged archive");
      break;
    }
    if (status == ARCHIVE_RETRY || archive_entry_filetype(entry) == AE_IFDIR) continue;
    Entry out;
    out.name = name_of(entry, ++number_);
    out.regular =
        archive_entry_filetype(entry) == AE_IFREG && archive_entry_hardlink(entry) == nullptr;
    out.encrypted = archive_entry_is_encrypted(entry) != 0;
    if (archive_entry_mtime_is_set(entry) != 0)
      out.time = Instant{std::chrono::seconds{archive_entry_mtime(entry)}};
    return out;
  }
  return {};
}

std::string ArchiveWalk::content(std::string& bytes) {
  constexpr std::size_t kBlock = std::size_t{256} << 10U;
  while (true) {
    const std::size_t before = bytes.size();
    bytes.resize(before + kBlock);
    const la_ssize_t got = archive_read_data(bridge_.handle(), bytes.data() + before, kBlock);
    bytes.resize(before + static_cast<std::size_t>(std::max<la_ssize_t>(got, 0)));
    if (got < 0) {
      if (got == ARCHIVE_FATAL) done_ = true;
      return bridge_.why("damaged");
    }
    if (got == 0) return {};
    unpacked_ += static_cast<std::uint64_t>(got);
    if (bytes.size() > kMaxMemberBytes)
      return fmt::format("larger than {} MB", kMaxMemberBytes >> 20U);
    if (is_bomb(bridge_.consumed(), unpacked_)) {
      done_ = true;
      return std::string(kBomb);
    }
  }
}

}  // namespace morgue
