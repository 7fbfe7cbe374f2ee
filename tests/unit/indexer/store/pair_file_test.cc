#include "indexer/store/pair_file.h"

#include <gmock/gmock.h>

#include "tests/support/temporary_directory.h"

namespace morgue {
namespace {

using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::IsEmpty;

std::vector<Pair> all(const PairFile& file) {
  std::vector<Pair> out;
  file.for_each([&](Pair pair) { out.push_back(pair); });
  return out;
}

std::vector<std::uint32_t> holders(const PairFile& file, std::uint32_t hash,
                                   std::size_t most = 100) {
  std::vector<std::uint32_t> out;
  file.find(hash, most, out);
  return out;
}

class PairFileTest : public testing::Test {
 protected:
  PairFile stored(const std::vector<Pair>& anchors, const std::string& name = "anchors") {
    test::write_file(directory_ / name, pair_file_of(anchors));
    return PairFile(directory_ / name);
  }
  test::TemporaryDirectory directory_;
};

TEST_F(PairFileTest, BringsEverythingBack) {
  std::vector<Pair> anchors;
  for (std::uint32_t i = 0; i < 1000; ++i) anchors.push_back({i * 4'294'967U, i % 7 + 1});
  anchors.push_back({0xFFFFFFFFU, 1});
  anchors.push_back({0xFFFFFFFFU, 0xFFFFFFFFU});
  const PairFile file = stored(anchors);
  EXPECT_THAT(all(file), ElementsAreArray(anchors));
  EXPECT_THAT(holders(file, 0), ElementsAre(1));
  EXPECT_THAT(holders(file, 999 * 4'294'967U), ElementsAre(999 % 7 + 1));
  EXPECT_THAT(holders(file, 0xFFFFFFFFU), ElementsAre(1, 0xFFFFFFFFU));
  EXPECT_THAT(holders(file, 5), IsEmpty());
}

// Runs of equal hashes go over the borders of blocks.
TEST_F(PairFileTest, FindsAllThatHaveACommonAnchor) {
  std::vector<Pair> anchors{{6, 1}};
  for (std::uint32_t document = 1; document <= 3 * kPairsPerBlock; ++document)
    anchors.push_back({7, document});
  anchors.push_back({8, 2});
  const PairFile file = stored(anchors);
  EXPECT_EQ(holders(file, 7).size(), 3 * kPairsPerBlock);
  EXPECT_THAT(holders(file, 7, 2), ElementsAre(1, 2));
  EXPECT_THAT(holders(file, 6), ElementsAre(1));
  EXPECT_THAT(holders(file, 8), ElementsAre(2));
  EXPECT_THAT(holders(file, 9), IsEmpty());
}

TEST_F(PairFileTest, AMissingOrDamagedFileIsEmpty) {
  EXPECT_EQ(PairFile(directory_ / "none").size(), 0U);
  EXPECT_THAT(holders(PairFile(directory_ / "none"), 1), IsEmpty());
  const std::string whole = pair_file_of(std::vector<Pair>{{1, 2}, {300, 400}, {70'000, 5}});
  for (std::size_t length = 0; length < whole.size(); ++length) {
    test::write_file(directory_ / "cut", whole.substr(0, length));
    const PairFile file(directory_ / "cut");
    EXPECT_LE(all(file).size(), 3U);
    EXPECT_THAT(holders(file, 71'000), IsEmpty());
  }
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(~damaged[at]);
    test::write_file(directory_ / "damaged", damaged);
    const PairFile file(directory_ / "damaged");
    EXPECT_LE(all(file).size(), 3U) << at;
  }
}

TEST_F(PairFileTest, MergingMovesDocuments) {
  static_cast<void>(stored({{1, 1}, {5, 2}}, "a"));
  static_cast<void>(stored({{1, 1}, {3, 7}}, "b"));
  merge_pairs({{directory_ / "a", 0}, {directory_ / "none", 2}, {directory_ / "b", 10}},
              Documents::Values, directory_ / "merged");
  EXPECT_THAT(all(PairFile(directory_ / "merged")),
              ElementsAre(Pair{1, 1}, Pair{1, 11}, Pair{3, 17}, Pair{5, 2}));
}

// The order of the values is that of the people in the document.
TEST_F(PairFileTest, MergingMovesDocumentsThatAreKeys) {
  static_cast<void>(stored({{1, 9}, {1, 0}, {1, 4}, {2, 2}}, "a"));
  static_cast<void>(stored({{1, 7}, {1, 3}}, "b"));
  merge_pairs({{directory_ / "a", 0}, {directory_ / "b", 2}}, Documents::Keys,
              directory_ / "merged");
  EXPECT_THAT(all(PairFile(directory_ / "merged")),
              ElementsAre(Pair{1, 9}, Pair{1, 0}, Pair{1, 4}, Pair{2, 2}, Pair{3, 7}, Pair{3, 3}));
}

}  // namespace
}  // namespace morgue
