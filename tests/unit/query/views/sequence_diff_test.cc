#include "query/views/sequence_diff.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace morgue {
namespace {

using Sequence = std::vector<std::uint64_t>;

/// Length of the longest common subsequence, by the table of all prefixes.
std::size_t common_length(const Sequence& a, const Sequence& b) {
  std::vector<std::vector<std::size_t>> table(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 1; i <= a.size(); ++i)
    for (std::size_t j = 1; j <= b.size(); ++j)
      table[i][j] = a[i - 1] == b[j - 1] ? table[i - 1][j - 1] + 1
                                         : std::max(table[i - 1][j], table[i][j - 1]);
  return table[a.size()][b.size()];
}

/// Checks that the parts cover both sequences and are what they say; gives the length of the same.
std::size_t checked(const Sequence& a, const Sequence& b) {
  std::size_t i = 0;
  std::size_t j = 0;
  std::size_t same = 0;
  bool before = false;
  bool first = true;
  for (const SequencePart& part : diff_sequences(a, b)) {
    EXPECT_EQ(part.first_begin, i);
    EXPECT_EQ(part.second_begin, j);
    EXPECT_TRUE(first || part.same != before);
    EXPECT_TRUE(part.first_end > i || part.second_end > j);
    if (part.same) {
      EXPECT_TRUE(std::equal(a.begin() + static_cast<std::ptrdiff_t>(i),
                             a.begin() + static_cast<std::ptrdiff_t>(part.first_end),
                             b.begin() + static_cast<std::ptrdiff_t>(j),
                             b.begin() + static_cast<std::ptrdiff_t>(part.second_end)));
      same += part.first_end - i;
    }
    i = part.first_end;
    j = part.second_end;
    before = part.same;
    first = false;
  }
  EXPECT_EQ(i, a.size());
  EXPECT_EQ(j, b.size());
  return same;
}

TEST(SequenceDiff, LeavesAsMuchAsCanBe) {
  std::mt19937_64 random(7);
  for (int round = 0; round < 400; ++round) {
    const auto sequence = [&] {
      Sequence out(random() % 40);
      for (auto& value : out) value = random() % (2 + round % 7);
      return out;
    };
    const Sequence a = sequence();
    const Sequence b = sequence();
    ASSERT_EQ(checked(a, b), common_length(a, b)) << "round " << round;
  }
}

TEST(SequenceDiff, WhatIsTooDifferentIsReplacedAsAWhole) {
  Sequence a(20000);
  Sequence b(20000);
  for (std::size_t i = 0; i < a.size(); ++i) {
    a[i] = i;
    b[i] = a.size() + i;
  }
  b.front() = a.front();
  b.back() = a.back();
  EXPECT_EQ(checked(a, b), 2U);
}

TEST(SequenceDiff, AFewChangesInALongTextAreFound) {
  Sequence a(100000);
  for (std::size_t i = 0; i < a.size(); ++i) a[i] = i % 977;
  Sequence b = a;
  b[500] = 5000;
  b.erase(b.begin() + 70000);
  EXPECT_EQ(checked(a, b), a.size() - 2);
}

TEST(SequenceDiff, EmptyOnes) {
  EXPECT_TRUE(diff_sequences({}, {}).empty());
  EXPECT_EQ(checked({1, 2}, {}), 0U);
  EXPECT_EQ(checked({}, {1, 2}), 0U);
}

}  // namespace
}  // namespace morgue
