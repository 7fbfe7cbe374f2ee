#include "indexer/store/anchors.h"

#include <gmock/gmock.h>

#include "tests/support/temporary_directory.h"

namespace morgue {
namespace {

using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::IsEmpty;

std::vector<Anchor> all(const AnchorFile& file) {
  std::vector<Anchor> out;
  file.for_each([&](Anchor anchor) { out.push_back(anchor); });
  return out;
}

std::vector<std::uint32_t> holders(const AnchorFile& file, std::uint32_t hash,
                                   std::size_t most = 100) {
  std::vector<std::uint32_t> out;
  file.find(hash, most, out);
  return out;
}

class AnchorsTest : public testing::Test {
 protected:
  AnchorFile stored(const std::vector<Anchor>& anchors, const std::string& name = "anchors") {
    test::write_file(directory_ / name, anchor_file_of(anchors));
    return AnchorFile(directory_ / name);
  }
  test::TemporaryDirectory directory_;
};

TEST_F(AnchorsTest, BringsEverythingBack) {
  std::vector<Anchor> anchors;
  for (std::uint32_t i = 0; i < 1000; ++i) anchors.push_back({i * 4'294'967U, i % 7 + 1});
  anchors.push_back({0xFFFFFFFFU, 1});
  anchors.push_back({0xFFFFFFFFU, 0xFFFFFFFFU});
  const AnchorFile file = stored(anchors);
  EXPECT_THAT(all(file), ElementsAreArray(anchors));
  EXPECT_THAT(holders(file, 0), ElementsAre(1));
  EXPECT_THAT(holders(file, 999 * 4'294'967U), ElementsAre(999 % 7 + 1));
  EXPECT_THAT(holders(file, 0xFFFFFFFFU), ElementsAre(1, 0xFFFFFFFFU));
  EXPECT_THAT(holders(file, 5), IsEmpty());
}

// Runs of equal hashes go over the borders of blocks.
TEST_F(AnchorsTest, FindsAllThatHaveACommonAnchor) {
  std::vector<Anchor> anchors{{6, 1}};
  for (std::uint32_t document = 1; document <= 3 * kAnchorsPerBlock; ++document)
    anchors.push_back({7, document});
  anchors.push_back({8, 2});
  const AnchorFile file = stored(anchors);
  EXPECT_EQ(holders(file, 7).size(), 3 * kAnchorsPerBlock);
  EXPECT_THAT(holders(file, 7, 2), ElementsAre(1, 2));
  EXPECT_THAT(holders(file, 6), ElementsAre(1));
  EXPECT_THAT(holders(file, 8), ElementsAre(2));
  EXPECT_THAT(holders(file, 9), IsEmpty());
}

TEST_F(AnchorsTest, AMissingOrDamagedFileIsEmpty) {
  EXPECT_EQ(AnchorFile(directory_ / "none").size(), 0U);
  EXPECT_THAT(holders(AnchorFile(directory_ / "none"), 1), IsEmpty());
  const std::string whole = anchor_file_of(std::vector<Anchor>{{1, 2}, {300, 400}, {70'000, 5}});
  for (std::size_t length = 0; length < whole.size(); ++length) {
    test::write_file(directory_ / "cut", whole.substr(0, length));
    const AnchorFile file(directory_ / "cut");
    EXPECT_LE(all(file).size(), 3U);
    EXPECT_THAT(holders(file, 71'000), IsEmpty());
  }
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(~damaged[at]);
    test::write_file(directory_ / "damaged", damaged);
    const AnchorFile file(directory_ / "damaged");
    EXPECT_LE(all(file).size(), 3U) << at;
  }
}

TEST_F(AnchorsTest, MergingMovesDocuments) {
  static_cast<void>(stored({{1, 1}, {5, 2}}, "a"));
  static_cast<void>(stored({{1, 1}, {3, 7}}, "b"));
  merge_anchors({{directory_ / "a", 0}, {directory_ / "none", 2}, {directory_ / "b", 10}},
                directory_ / "merged");
  EXPECT_THAT(all(AnchorFile(directory_ / "merged")),
              ElementsAre(Anchor{1, 1}, Anchor{1, 11}, Anchor{3, 17}, Anchor{5, 2}));
}

}  // namespace
}  // namespace morgue
