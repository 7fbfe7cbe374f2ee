#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <array>
#include <chrono>

#include "common/utf8.h"
#include "indexer/read/archive_bridge.h"
#include "indexer/read/contents.h"
#include "indexer/read/members.h"
#include "indexer/read/sniff.h"

namespace morgue {
namespace {

/// ".git/x", "__MACOSX/._x": nobody packs an article under such a name.
bool is_hidden(std::string_view name) {
  return name.starts_with('.') ? name.size() > 1 && name[1] != '/' && name[1] != '.'
                               : name.find("/.") != std::string_view::npos;
}

class ArchiveMembers : public Members {
 public:
  explicit ArchiveMembers(std::unique_ptr<ByteSource> source) : bridge_(std::move(source)) {
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
    if (!bridge_.open()) failed_ = bridge_.why("damaged archive");
  }

  std::optional<Item> next() override {
    while (true) {
      if (!failed_.empty()) return MemberRefused{{}, std::exchange(failed_, {})};
      if (done_) return {};
      archive_entry* entry = nullptr;
      const int status = archive_read_next_header(bridge_.handle(), &entry);
      if (status == ARCHIVE_EOF || status == ARCHIVE_FATAL) {
        done_ = true;
        if (status == ARCHIVE_FATAL) failed_ = bridge_.why("damaged archive");
        continue;
      }
      if (status == ARCHIVE_RETRY) continue;
      if (archive_entry_filetype(entry) == AE_IFDIR) continue;
      return member(entry);
    }
  }

 private:
  Item member(archive_entry* entry) {
    const std::string name = name_of(entry);
    if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry) != nullptr)
      return PassedOver{"links and special files"};
    if (never_holds_articles(name)) return PassedOver{"parts of pages"};
    if (is_hidden(name)) return PassedOver{"hidden files"};
    if (archive_entry_is_encrypted(entry) != 0) return MemberRefused{name, "encrypted"};
    Member member;
    member.name = name;
    if (archive_entry_mtime_is_set(entry) != 0)
      member.file_time = Instant{std::chrono::seconds{archive_entry_mtime(entry)}};
    const std::string why = content(member.bytes);
    if (!why.empty()) return MemberRefused{name, why};
    return member;
  }

  /// Why it could not be read, or nothing.
  std::string content(std::string& bytes) {
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
      if (unpacked_ > kFreeExpansion && unpacked_ / kMaxExpansion > bridge_.consumed()) {
        done_ = true;
        return "unpacks to more than a thousand times its size";
      }
    }
  }

  std::string name_of(archive_entry* entry) {
    ++number_;
    const char* name = archive_entry_pathname_utf8(entry);
    if (name == nullptr) name = archive_entry_pathname(entry);
    std::string clean = name != nullptr ? utf8::one_line(utf8::repaired(name)) : std::string();
    return clean.empty() ? fmt::format("member {}", number_) : clean;
  }

  ArchiveBridge bridge_;
  std::string failed_;
  bool done_ = false;
  std::size_t number_ = 0;
  std::uint64_t unpacked_ = 0;
};

}  // namespace

std::unique_ptr<Members> archive_members(std::unique_ptr<ByteSource> source) {
  return std::make_unique<ArchiveMembers>(std::move(source));
}

}  // namespace morgue
