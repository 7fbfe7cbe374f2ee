#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/indexer/read/boxes/opened.h"
#include "tests/unit/indexer/read/boxes/packed.h"

namespace morgue::test {
namespace {

using ::testing::ElementsAre;

TEST(Contents, AFileThatIsADocumentHasNoMember) {
  EXPECT_THAT(opened(page_saying("Storm", "It blew.")), ElementsAre(" (html)"));
}

TEST(Contents, WhatIsPackedInsideWhatIsPackedIsFound) {
  const std::string inner = zip_of({{"page.html", page_saying("Storm", "It blew.")}});
  const std::string outer =
      gzip_of(tar_of({{"news.zip", inner}, {"note.txt", "Boats tore loose."}}));
  EXPECT_THAT(opened(outer), ElementsAre("news.zip#page.html (html)", "note.txt (text)"));
}

TEST(Contents, NestingHasAnEnd) {
  std::string box = "Boats tore loose.";
  for (int i = 0; i < 8; ++i) box = zip_of({{"box", box}});
  EXPECT_THAT(opened(box), ElementsAre("box#box#box#box#box#box: nested more than 6 deep"));
}

TEST(Contents, WhatUnpacksToTooMuchInAllIsABomb) {
  // No box is a bomb by itself: 60 MB in 60 KB, six such boxes in 400 KB, and these in 3 KB.
  const std::string box = zip_of({{"zeros", std::string(std::size_t{60} << 20U, '\0')}});
  Files boxes;
  for (int i = 0; i < 6; ++i) boxes.emplace_back("box" + std::to_string(i), box);
  EXPECT_THAT(opened(zip_of({{"boxes", zip_of(boxes)}})),
              ElementsAre("boxes#box0#zeros (binary)", "boxes#box1#zeros (binary)",
                          "boxes#box2#zeros (binary)", "boxes#box3#zeros (binary)",
                          ": unpacks to more than a thousand times its size"));
}

TEST(Contents, WhatIsCompressedSeveralTimesIsBoundedByTheFile) {
  const std::string line = "{\"title\":\"Storm\",\"text\":\"It blew.\"}\n";
  std::string lines = line;
  while (lines.size() < std::size_t{300} << 20U)
    lines += std::string(std::size_t{1} << 20U, ' ') + '\n';
  const std::vector<std::string> found = opened(gzip_of(gzip_of(lines)), "a.jsonl.gz.gz");
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found.back(), ": unpacks to more than a thousand times its size");
}

TEST(Contents, WhatComesBeforeABreakIsRead) {
  const std::string whole = gzip_of(page_saying("Storm", "It blew."));
  EXPECT_THAT(opened(whole.substr(0, whole.size() - 12)),
              ElementsAre(" (html)", ": the gzip data end early"));
}

}  // namespace
}  // namespace morgue::test
