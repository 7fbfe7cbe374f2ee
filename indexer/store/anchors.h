#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace morgue {

/// An anchor (common/shingles.h) and a document of the segment that has it.
struct Anchor {
  std::uint32_t hash = 0;
  std::uint32_t document = 0;
  friend auto operator<=>(const Anchor&, const Anchor&) = default;
};

/// The file that stands beside the glass tables of a segment and tells which of its documents have
/// an anchor: what copies are found by. Never changed, mapped into memory. As bytes, numbers with
/// the least significant byte first:
///   8 bytes      "MANCHOR1"
///   u32, u32     number of anchors, number of blocks
///   per block    u32 first hash, u32 offset of the block in what follows
///   per block    kAnchorsPerBlock anchors in ascending order, each as two varints: the distance to
///                the hash before, the document
inline constexpr const char* kAnchorFile = "anchors";
inline constexpr std::size_t kAnchorsPerBlock = 32;

/// The bytes of the file; `anchors` must be in ascending order.
[[nodiscard]] std::string anchor_file_of(std::span<const Anchor> anchors);

class AnchorFile {
 public:
  /// A missing or damaged file is an empty one: copies of what is in the segment are then not
  /// found, nothing worse.
  explicit AnchorFile(const std::filesystem::path& path);
  ~AnchorFile();
  AnchorFile(AnchorFile&& other) noexcept;
  AnchorFile& operator=(AnchorFile&&) = delete;

  /// Appends up to `most` documents that have the anchor, ascending.
  void find(std::uint32_t hash, std::size_t most, std::vector<std::uint32_t>& documents) const;
  /// All anchors, ascending.
  void for_each(const std::function<void(Anchor)>& visit) const;
  [[nodiscard]] std::size_t size() const { return count_; }

 private:
  [[nodiscard]] std::uint32_t number(std::size_t at) const;
  [[nodiscard]] std::uint32_t first_hash(std::size_t block) const;
  template <typename F>
  bool visit_block(std::size_t block, F&& visit) const;

  const unsigned char* bytes_ = nullptr;
  std::size_t size_ = 0;
  std::size_t count_ = 0, blocks_ = 0;
};

/// The file of a segment into which others were merged: each one's path and by how much its
/// document numbers moved. Throws Error{Archive} if it can't be written.
void merge_anchors(const std::vector<std::pair<std::filesystem::path, std::uint32_t>>& parts,
                   const std::filesystem::path& merged);

}  // namespace morgue
