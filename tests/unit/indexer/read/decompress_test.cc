#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/indexer/read/boxes/opened.h"
#include "tests/unit/indexer/read/boxes/packed.h"

namespace morgue::test {
namespace {

using ::testing::ElementsAre;

TEST(Decompress, EveryCompressionIsTakenOff) {
  const std::string text = "The ferry sails again.";
  EXPECT_EQ(articles_in(gzip_of(text)).size() + refusals_in(gzip_of(text)).size(), 1U);
  const std::string page = page_saying("Ferry sails", "It sails.");
  for (const char* filter : {"xz", "zstd", "bzip2", "lz4", "lzma"})
    EXPECT_THAT(opened(packed_by(filter, page)), ElementsAre(" (html)")) << filter;
}

TEST(Decompress, GzipMembersFollowEachOther) {
  const std::string page = page_saying("Ferry sails", "It sails.");
  const std::string parted = gzip_of(page.substr(0, 100)) + gzip_of(page.substr(100));
  EXPECT_EQ(articles_in(parted), articles_in(page));
}

TEST(Decompress, ABombIsRefused) {
  const std::string zeros(std::size_t{300} << 20U, ' ');
  EXPECT_THAT(refusals_in(gzip_of(zeros)), ElementsAre("too large for an article (over 32 MB)"));
}

}  // namespace
}  // namespace morgue::test
