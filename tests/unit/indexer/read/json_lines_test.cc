#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/indexer/read/boxes/opened.h"
#include "tests/unit/indexer/read/boxes/packed.h"

namespace morgue::test {
namespace {

using ::testing::ElementsAre;

TEST(JsonLines, LinesAreCountedFromOneAndBlankOnesPassedOver) {
  EXPECT_THAT(opened("{\"title\":\"One\"}\n\n{\"title\":\"Two\"}", "a.jsonl"),
              ElementsAre("line 1 (json)", "line 3 (json)"));
}

}  // namespace
}  // namespace morgue::test
