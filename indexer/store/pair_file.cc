#include "indexer/store/pair_file.h"

#include <algorithm>
#include <cstring>
#include <string_view>

#include "common/files.h"

namespace morgue {
namespace {

constexpr std::string_view kMagic = "MPAIRS 1";
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

std::string pair_file_of(std::span<const Pair> pairs) {
  std::string table;
  std::string data;
  std::uint32_t before = 0;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (i % kPairsPerBlock == 0) {
      put(table, pairs[i].key);
      put(table, static_cast<std::uint32_t>(data.size()));
      before = pairs[i].key;
    }
    put_varint(data, pairs[i].key - before);
    put_varint(data, pairs[i].value);
    before = pairs[i].key;
  }
  std::string out(kMagic);
  put(out, static_cast<std::uint32_t>(pairs.size()));
  put(out, static_cast<std::uint32_t>(table.size() / kBlockEntry));
  return out + table + data;
}

PairFile::PairFile(const std::filesystem::path& path) : file_(path) {
  if (file_.size() < kHead || std::memcmp(file_.bytes(), kMagic.data(), kMagic.size()) != 0) return;
  const std::size_t count = number(kMagic.size());
  const std::size_t blocks = number(kMagic.size() + 4);
  if (blocks != (count + kPairsPerBlock - 1) / kPairsPerBlock ||
      blocks > (file_.size() - kHead) / kBlockEntry)
    return;
  count_ = count;
  blocks_ = blocks;
}

std::uint32_t PairFile::number(std::size_t at) const {
  std::uint32_t number = 0;
  for (unsigned i = 0; i < 4; ++i)
    number |= static_cast<std::uint32_t>(file_.bytes()[at + i]) << (8 * i);
  return number;
}

std::uint32_t PairFile::first_key(std::size_t block) const {
  return number(kHead + block * kBlockEntry);
}

/// Until `visit` returns false; then false as well. Damaged blocks end early.
template <typename F>
bool PairFile::visit_block(std::size_t block, F&& visit) const {
  std::size_t at = kHead + blocks_ * kBlockEntry + number(kHead + block * kBlockEntry + 4);
  std::uint32_t key = first_key(block);
  const std::size_t entries = std::min(kPairsPerBlock, count_ - block * kPairsPerBlock);
  const auto varint = [&](std::uint32_t& number) {
    number = 0;
    for (unsigned shift = 0; at < file_.size() && shift < 35; shift += 7) {
      const unsigned char byte = file_.bytes()[at++];
      number |= static_cast<std::uint32_t>(byte & 0x7FU) << shift;
      if (byte < 0x80) return true;
    }
    return false;
  };
  for (std::size_t i = 0; i < entries; ++i) {
    std::uint32_t step = 0;
    std::uint32_t value = 0;
    if (!varint(step) || !varint(value)) break;
    key += step;
    if (!visit(Pair{key, value})) return false;
  }
  return true;
}

void PairFile::find(std::uint32_t key, std::size_t most, std::vector<std::uint32_t>& values) const {
  // The last block that begins below: a run of equal keys may begin in it.
  std::size_t low = 0;
  std::size_t high = blocks_;
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (first_key(middle) < key)
      low = middle + 1;
    else
      high = middle;
  }
  std::size_t found = 0;
  const auto take = [&](Pair pair) {
    if (pair.key == key && found < most) {
      values.push_back(pair.value);
      ++found;
    }
    return pair.key <= key && found < most;
  };
  for (std::size_t block = low > 0 ? low - 1 : 0; block < blocks_; ++block)
    if (first_key(block) > key || !visit_block(block, take)) break;
}

void PairFile::for_each(const std::function<void(Pair)>& visit) const {
  for (std::size_t block = 0; block < blocks_; ++block)
    visit_block(block, [&](Pair pair) {
      visit(pair);
      return true;
    });
}

void merge_pairs(const std::vector<std::pair<std::filesystem::path, std::uint32_t>>& parts,
                 Documents documents, const std::filesystem::path& merged) {
  std::vector<Pair> all;
  const bool keys = documents == Documents::Keys;
  for (const auto& [path, moved] : parts)
    PairFile(path).for_each([&, by = moved](Pair pair) {
      all.push_back({pair.key + (keys ? by : 0), pair.value + (keys ? 0 : by)});
    });
  // Documents as keys ascend already, and their values have an order of their own.
  if (!keys) std::sort(all.begin(), all.end());
  replace_file(merged, pair_file_of(all));
}

}  // namespace morgue
