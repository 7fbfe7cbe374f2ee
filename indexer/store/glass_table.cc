#include "indexer/store/glass_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>

#include "common/error.h"
#include "common/little_endian.h"
#include "indexer/store/glass_pack.h"

namespace morgue::glass {
namespace {

// Of an item: its size, the length of its key; from the second part of a tag on, which part it is.
constexpr std::size_t kSize = 2;
constexpr std::size_t kKeyLength = 1;
constexpr std::size_t kComponent = 2;
constexpr std::size_t kBlockNumber = 4;
constexpr std::size_t kMaxKey = 255;
/// A block holds four items at least.
constexpr std::size_t kItemsInBlock = 4;
constexpr std::size_t kMaxItem =
    (kBlockSize - Block::kHead - kItemsInBlock * Block::kEntry) / kItemsInBlock;
/// A tag is cut to fill a block only if so much more than its key goes there: else the keys in the
/// branches cost more than is won (found by Xapian's authors).
constexpr std::size_t kWorthFilling = 34;
constexpr unsigned kCompressed = 0x80;
constexpr unsigned kLast = 0x40;
constexpr unsigned kFirst = 0x20;
/// Written at once; the system gathers no more.
constexpr std::size_t kWriteAtOnce = std::size_t{1} << 20;
/// Of blocks and of the database: one that was written in one go has one.
constexpr std::uint32_t kRevision = 1;

void put2(std::string& out, std::size_t number) {
  out += static_cast<char>(number >> 8);
  out += static_cast<char>(number);
}

std::string root_of(std::uint32_t root, std::size_t level, bool is_fake, std::uint64_t entries,
                    unsigned compress_min, const std::string& free_blocks) {
  constexpr unsigned kSequential = 2;  // leaves follow one another in the file
  std::string out;
  pack_uint(out, root);
  pack_uint(out, level << 2 | kSequential | (is_fake ? 1 : 0));
  pack_uint(out, entries);
  pack_uint(out, kBlockSize >> 11);
  pack_uint(out, compress_min);
  pack_string(out, free_blocks);
  return out;
}

}  // namespace

void Block::clear() {
  directory_end_ = kHead;
  lowest_ = kBlockSize;
  bytes_.fill('\0');
}

void Block::put2(std::size_t at, std::size_t number) {
  bytes_[at] = static_cast<char>(number >> 8);
  bytes_[at + 1] = static_cast<char>(number);
}

void Block::add(std::string_view item) {
  lowest_ -= item.size();
  std::memcpy(bytes_.data() + lowest_, item.data(), item.size());
  put2(directory_end_, lowest_);
  directory_end_ += kEntry;
}

std::string_view Block::sealed() {
  put2(0, 0);
  put2(2, kRevision);
  bytes_[4] = static_cast<char>(level_);
  put2(5, room());  // the largest hole
  put2(7, room());  // all holes
  put2(9, directory_end_);
  return {bytes_.data(), bytes_.size()};
}

TableWriter::TableWriter(std::filesystem::path file) : file_(std::move(file)) {
  levels_.emplace_back(0);
  // The first item has no key, so that every key that is looked for has one before it.
  levels_[0].block.add(std::string{static_cast<char>(kFirst | kLast), '\0', '\0'});
}

/// How much of a tag of that size goes into its first item.
std::size_t TableWriter::first_part(std::size_t key, std::size_t tag) const {
  const std::size_t head = key + kKeyLength + kSize + kComponent;
  const std::size_t most = kMaxItem - head;
  if (tag <= most + kComponent) return tag;
  const std::size_t room = levels_[0].block.room() % (kMaxItem + Block::kEntry);
  if (room <= Block::kEntry + head) return most + kComponent;
  const std::size_t fills = room - Block::kEntry - head;
  const bool saves_an_item = fills >= (tag - kComponent) % most;
  return saves_an_item || fills >= key + kWorthFilling ? fills + kComponent : most + kComponent;
}

void TableWriter::add(std::string_view key, std::string_view tag) { add(key, tag, false); }

/// RFC 1951, 3.2.4: blocks of up to 65,535 bytes, each with its length and that inverted.
void TableWriter::add_packed(std::string_view key, std::string_view tag) {
  constexpr std::size_t kMostStored = 0xFFFF;
  stored_.clear();
  for (bool last = false; !last;) {
    const std::string_view block = tag.substr(0, kMostStored);
    tag.remove_prefix(block.size());
    last = tag.empty();
    stored_ += last ? '\1' : '\0';
    put_number(stored_, static_cast<std::uint16_t>(block.size()));
    put_number(stored_, static_cast<std::uint16_t>(~block.size()));
    stored_ += block;
  }
  add(key, stored_, true);
}

void TableWriter::add(std::string_view key, std::string_view tag, bool compressed) {
  if (key.empty() || key.size() > kMaxKey || key <= last_key_)
    throw std::logic_error("keys of a glass table must ascend and be of 1 to 255 bytes");
  const std::size_t most = kMaxItem - key.size() - kKeyLength - kSize - kComponent;
  std::size_t part = first_part(key.size(), tag.size());
  if ((tag.size() - part) / most >= 0xFFFE)
    throw Error(Exit::Archive, fmt::format("{}: an entry is too large", file_.path().string()));
  for (std::uint16_t component = 1;; ++component) {
    const unsigned marks = (compressed ? kCompressed : 0) | (component == 1 ? kFirst : 0) |
                           (part == tag.size() ? kLast : 0);
    add_item(key, component, marks, tag.substr(0, part));
    if (part == tag.size()) break;
    tag.remove_prefix(part);
    part = std::min(most, tag.size());
  }
  last_key_ = key;
  ++entries_;
}

void TableWriter::add_item(std::string_view key, std::uint16_t component, unsigned marks,
                           std::string_view part) {
  const bool first = component == 1;
  const std::size_t size = kSize + kKeyLength + key.size() + (first ? 0 : kComponent) + part.size();
  item_.clear();
  put2(item_, (size - 3) | marks << 8);
  item_ += static_cast<char>(key.size());
  item_ += key;
  if (!first) put2(item_, component);
  item_ += part;
  if (!levels_[0].block.fits(item_.size())) {
    write_and_point(0);
    const auto differ =
        std::mismatch(key.begin(), key.end(), last_key_.begin(), last_key_.end()).first;
    const auto common = static_cast<std::size_t>(differ - key.begin());
    levels_[0].border = {std::string(key.substr(0, first ? common + 1 : key.size())), component};
  }
  levels_[0].block.add(item_);
}

/// Writes the block that fills at a level; its number.
std::uint32_t TableWriter::write(std::size_t level) {
  Level& full = levels_[level];
  unwritten_ += full.block.sealed();
  if (unwritten_.size() >= kWriteAtOnce) flush();
  full.block.clear();
  ++full.blocks;
  return blocks_++;
}

void TableWriter::write_and_point(std::size_t level) {
  const std::uint32_t number = write(level);
  point_to(level + 1, Border(levels_[level].border), number);
}

void TableWriter::point_to(std::size_t level, const Border& border, std::uint32_t block) {
  if (level == levels_.size()) levels_.emplace_back(static_cast<unsigned>(level));
  std::string item;
  put2(item, block >> 16);
  put2(item, block & 0xFFFF);
  item += static_cast<char>(border.key.size());
  item += border.key;
  put2(item, border.component);
  if (!levels_[level].block.fits(item.size())) {
    write_and_point(level);
    levels_[level].border = border;
  }
  levels_[level].block.add(item);
}

void TableWriter::flush() {
  file_.write(unwritten_);
  unwritten_.clear();
}

std::string TableWriter::finish(unsigned compress_min) {
  std::size_t top = 0;
  for (; levels_[top].blocks > 0; ++top) write_and_point(top);
  const std::uint32_t root = write(top);
  flush();
  file_.close();
  std::string free_blocks;  // none, and where the file would grow
  pack_uint(free_blocks, kRevision);
  pack_uint(free_blocks, blocks_);
  free_blocks.append(4, '\0');
  return root_of(root, top, false, entries_, compress_min, free_blocks);
}

std::string empty_table(unsigned compress_min) { return root_of(0, 0, true, 0, compress_min, {}); }

}  // namespace morgue::glass
