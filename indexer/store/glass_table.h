#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/store/new_file.h"

namespace morgue::glass {

/// Every block of a table; what Xapian takes by default.
inline constexpr std::size_t kBlockSize = 8192;

/// One block of the tree while it fills: a directory grows from its head, items from its end.
class Block {
 public:
  explicit Block(unsigned level) : level_(level) { clear(); }
  void clear();
  [[nodiscard]] std::size_t room() const { return lowest_ - directory_end_; }
  [[nodiscard]] bool fits(std::size_t item) const { return room() >= item + kEntry; }
  /// Precondition: it fits.
  void add(std::string_view item);
  /// With its head filled in.
  [[nodiscard]] std::string_view sealed();

  static constexpr std::size_t kHead = 11;
  static constexpr std::size_t kEntry = 2;  ///< of the directory

 private:
  void put2(std::size_t at, std::size_t number);

  unsigned level_;
  std::size_t directory_end_ = kHead;
  std::size_t lowest_ = kBlockSize;
  std::array<char, kBlockSize> bytes_{};
};

/// Writes a table of a glass database, a B+-tree of keys and tags, from its leaves upwards: entries
/// come in ascending order, each block is written once and full. Xapian's own way to the same file
/// finds the place of each entry from the root and splits blocks on the way.
/// Source of the format: backends/glass/glass_table.{h,cc} of Xapian 1.4.22 (format of 2016-03-14,
/// that of all releases 1.4). Throws Error{Archive} if the disk fails.
class TableWriter {
 public:
  /// Writes FILE, which must not exist.
  explicit TableWriter(std::filesystem::path file);

  /// `key`: up to 255 bytes, greater than those before. `tag`: is never compressed.
  void add(std::string_view key, std::string_view tag);
  /// The same for a tag that is packed already, and bytes of which no compressor wins anything:
  /// marked as compressed, as blocks that deflate stores as they are. Five bytes more; Xapian's
  /// compaction then copies it, where it would try to deflate it each time.
  void add_packed(std::string_view key, std::string_view tag);
  /// Writes the rest; gives what the version file says of the table. `compress_min`: from which
  /// size on Xapian is to compress tags that it adds, 0 for never.
  [[nodiscard]] std::string finish(unsigned compress_min);

 private:
  /// Where a block begins: the shortest key that is greater than all before it.
  struct Border {
    std::string key;
    std::uint16_t component = 0;
  };
  struct Level {
    explicit Level(unsigned level) : block(level) {}
    Block block;
    Border border;
    std::size_t blocks = 0;  ///< written
  };

  void add(std::string_view key, std::string_view tag, bool compressed);
  void add_item(std::string_view key, std::uint16_t component, unsigned marks,
                std::string_view part);
  [[nodiscard]] std::size_t first_part(std::size_t key, std::size_t tag) const;
  void point_to(std::size_t level, const Border& border, std::uint32_t block);
  std::uint32_t write(std::size_t level);
  void write_and_point(std::size_t level);
  void flush();

  NewFile file_;
  std::string unwritten_;
  std::vector<Level> levels_;
  std::string item_, last_key_, stored_;
  std::uint32_t blocks_ = 0;
  std::uint64_t entries_ = 0;
};

/// What the version file says of a table without entries, which has no file.
[[nodiscard]] std::string empty_table(unsigned compress_min);

}  // namespace morgue::glass
