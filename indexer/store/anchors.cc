#include "indexer/store/anchors.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <string_view>

#include "indexer/store/files.h"

namespace morgue {
namespace {

constexpr std::string_view kMagic = "MANCHOR1";
constexpr std::size_t kHead = 16;
constexpr std::size_t kBlockEntry = 8;

void put(std::string& out, std::uint32_t number) {
  for (unsigned shift = 0; shift < 32; shift += 8)
    out += static_cast<char>(number >> shift & 0xFFU);
}

void put_varint(std::string& out, std::uint32_t number) {
  for (; number >= 0x80; number >>= 7U) out += static_cast<char>((number & 0x7FU) | 0x80U);
  out += static_cast<char>(number);
}

}  // namespace

std::string anchor_file_of(std::span<const Anchor> anchors) {
  std::string table;
  std::string data;
  std::uint32_t before = 0;
  for (std::size_t i = 0; i < anchors.size(); ++i) {
    if (i % kAnchorsPerBlock == 0) {
      put(table, anchors[i].hash);
      put(table, static_cast<std::uint32_t>(data.size()));
      before = anchors[i].hash;
    }
    put_varint(data, anchors[i].hash - before);
    put_varint(data, anchors[i].document);
    before = anchors[i].hash;
  }
  std::string out(kMagic);
  put(out, static_cast<std::uint32_t>(anchors.size()));
  put(out, static_cast<std::uint32_t>(table.size() / kBlockEntry));
  return out + table + data;
}

AnchorFile::AnchorFile(const std::filesystem::path& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return;
  struct stat status {};
  if (::fstat(fd, &status) == 0 && status.st_size >= static_cast<off_t>(kHead)) {
    size_ = static_cast<std::size_t>(status.st_size);
    void* mapped = ::mmap(nullptr, size_, PROT_READ, MAP_SHARED, fd, 0);
    if (mapped != MAP_FAILED) bytes_ = static_cast<const unsigned char*>(mapped);
  }
  ::close(fd);
  if (bytes_ == nullptr || std::memcmp(bytes_, kMagic.data(), kMagic.size()) != 0) return;
  const std::size_t count = number(kMagic.size());
  const std::size_t blocks = number(kMagic.size() + 4);
  if (blocks != (count + kAnchorsPerBlock - 1) / kAnchorsPerBlock ||
      blocks > (size_ - kHead) / kBlockEntry)
    return;
  count_ = count;
  blocks_ = blocks;
}

AnchorFile::~AnchorFile() {
  if (bytes_ != nullptr) ::munmap(const_cast<unsigned char*>(bytes_), size_);
}

AnchorFile::AnchorFile(AnchorFile&& other) noexcept
    : bytes_(std::exchange(other.bytes_, nullptr)),
      size_(other.size_),
      count_(std::exchange(other.count_, 0)),
      blocks_(std::exchange(other.blocks_, 0)) {}

std::uint32_t AnchorFile::number(std::size_t at) const {
  return static_cast<std::uint32_t>(bytes_[at]) | static_cast<std::uint32_t>(bytes_[at + 1]) << 8U |
         static_cast<std::uint32_t>(bytes_[at + 2]) << 16U |
         static_cast<std::uint32_t>(bytes_[at + 3]) << 24U;
}

std::uint32_t AnchorFile::first_hash(std::size_t block) const {
  return number(kHead + block * kBlockEntry);
}

/// Until `visit` returns false; then false as well. Damaged blocks end early.
template <typename F>
bool AnchorFile::visit_block(std::size_t block, F&& visit) const {
  std::size_t at = kHead + blocks_ * kBlockEntry + number(kHead + block * kBlockEntry + 4);
  std::uint32_t hash = first_hash(block);
  const std::size_t entries = std::min(kAnchorsPerBlock, count_ - block * kAnchorsPerBlock);
  const auto varint = [&](std::uint32_t& value) {
    value = 0;
    for (unsigned shift = 0; at < size_ && shift < 35; shift += 7) {
      const unsigned char byte = bytes_[at++];
      value |= static_cast<std::uint32_t>(byte & 0x7FU) << shift;
      if (byte < 0x80) return true;
    }
    return false;
  };
  for (std::size_t i = 0; i < entries; ++i) {
    std::uint32_t step = 0;
    std::uint32_t document = 0;
    if (!varint(step) || !varint(document)) break;
    hash += step;
    if (!visit(Anchor{hash, document})) return false;
  }
  return true;
}

void AnchorFile::find(std::uint32_t hash, std::size_t most,
                      std::vector<std::uint32_t>& documents) const {
  // The last block that begins below: a run of equal hashes may begin in it.
  std::size_t low = 0;
  std::size_t high = blocks_;
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (first_hash(middle) < hash)
      low = middle + 1;
    else
      high = middle;
  }
  std::size_t found = 0;
  const auto take = [&](Anchor anchor) {
    if (anchor.hash == hash && found < most) {
      documents.push_back(anchor.document);
      ++found;
    }
    return anchor.hash <= hash && found < most;
  };
  for (std::size_t block = low > 0 ? low - 1 : 0; block < blocks_; ++block)
    if (first_hash(block) > hash || !visit_block(block, take)) break;
}

void AnchorFile::for_each(const std::function<void(Anchor)>& visit) const {
  for (std::size_t block = 0; block < blocks_; ++block)
    visit_block(block, [&](Anchor anchor) {
      visit(anchor);
      return true;
    });
}

void merge_anchors(const std::vector<std::pair<std::filesystem::path, std::uint32_t>>& parts,
                   const std::filesystem::path& merged) {
  std::vector<Anchor> all;
  for (const auto& [path, moved] : parts)
    AnchorFile(path).for_each([&, by = moved](Anchor anchor) {
      all.push_back({anchor.hash, anchor.document + by});
    });
  std::sort(all.begin(), all.end());
  replace_file(merged, anchor_file_of(all));
}

}  // namespace morgue
