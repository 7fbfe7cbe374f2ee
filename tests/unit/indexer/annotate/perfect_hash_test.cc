#include "indexer/annotate/perfect_hash.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <vector>

#include "indexer/annotate/word_key.h"

namespace morgue::annotate {
namespace {

std::vector<std::uint64_t> some_keys(std::size_t count) {
  std::vector<std::uint64_t> keys;
  for (std::size_t i = 0; i < count; ++i) keys.push_back(mixed(i + 1));
  return keys;
}

PerfectHash hash_of(const PerfectHashTable& table) {
  return {
      {reinterpret_cast<const char*>(table.displacements.data()), table.displacements.size() * 2},
      table.slots};
}

TEST(PerfectHash, GivesEveryKeyASlotOfItsOwn) {
  for (const std::size_t count : {1U, 2U, 5U, 1000U, 50'000U}) {
    const auto keys = some_keys(count);
    const PerfectHashTable table = build_perfect_hash(keys);
    const PerfectHash hash = hash_of(table);
    std::set<std::size_t> slots;
    for (const std::uint64_t key : keys) slots.insert(hash.slot(key));
    EXPECT_EQ(slots.size(), count);
    EXPECT_LT(*slots.rbegin(), table.slots);
    EXPECT_LE(table.slots, count * 11 / 10 + 2);
  }
}

TEST(PerfectHash, GivesStrangersASlotThatExists) {
  const PerfectHashTable table = build_perfect_hash(some_keys(100));
  const PerfectHash hash = hash_of(table);
  for (std::uint64_t key = 1'000'000; key < 1'001'000; ++key)
    EXPECT_LT(hash.slot(mixed(key)), table.slots);
}

TEST(PerfectHash, DoesNotDependOnTheOrderOfKeys) {
  auto keys = some_keys(1000);
  const auto table = build_perfect_hash(keys);
  std::reverse(keys.begin(), keys.end());
  EXPECT_EQ(build_perfect_hash(keys).displacements, table.displacements);
}

}  // namespace
}  // namespace morgue::annotate
