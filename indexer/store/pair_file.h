#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "common/mapped_file.h"

namespace morgue {

/// Two numbers, of which a file of them is asked by the first.
struct Pair {
  std::uint32_t key = 0;
  std::uint32_t value = 0;
  friend auto operator<=>(const Pair&, const Pair&) = default;
};

/// Pairs stand in files beside the glass tables of a segment and say of its documents what its
/// terms don't:
///   anchors   from an anchor (common/shingles.h) to the documents that have it: what copies are
///             found by
///   people    from a document to the numbers of the people it names, in the order of its entities;
///             0 is somebody of whom it was not decided who he is
/// (Who is whose copy stands in a third one, which readers use as well: common/kin_file.h.)
/// Never changed, mapped into memory. As bytes, numbers with the least significant byte first:
///   8 bytes      "MPAIRS 1"
///   u32, u32     number of pairs, number of blocks
///   per block    u32 first key, u32 offset of the block in what follows
///   per block    kPairsPerBlock pairs, by ascending keys, each as two varints: the distance to the
///                key before, the value
inline constexpr const char* kAnchorFile = "anchors";
inline constexpr const char* kPeopleFile = "people";
inline constexpr std::size_t kPairsPerBlock = 32;

/// The bytes of the file; keys must ascend. Values of one key keep their order.
[[nodiscard]] std::string pair_file_of(std::span<const Pair> pairs);

class PairFile {
 public:
  /// A missing or damaged file is an empty one: copies of what is in the segment are then not
  /// found, and it is decided anew who is who; nothing worse.
  explicit PairFile(const std::filesystem::path& path);

  /// Appends the first values of the key, at most so many.
  void find(std::uint32_t key, std::size_t most, std::vector<std::uint32_t>& values) const;
  /// All pairs, in their order.
  void for_each(const std::function<void(Pair)>& visit) const;
  [[nodiscard]] std::size_t size() const { return count_; }

 private:
  [[nodiscard]] std::uint32_t number(std::size_t at) const;
  [[nodiscard]] std::uint32_t first_key(std::size_t block) const;
  template <typename F>
  bool visit_block(std::size_t block, F&& visit) const;

  MappedFile file_;
  std::size_t count_ = 0, blocks_ = 0;
};

/// Which of the two numbers is a document.
enum class Documents : std::uint8_t { Keys, Values };

/// The file of a segment into which others were merged: each one's path and by how much its
/// document numbers moved. Throws Error{Archive} if it can't be written.
void merge_pairs(const std::vector<std::pair<std::filesystem::path, std::uint32_t>>& parts,
                 Documents documents, const std::filesystem::path& merged);

}  // namespace morgue
