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

TEST(Contents, WhatComesBeforeABreakIsRead) {
  const std::string whole = gzip_of(page_saying("Storm", "It blew."));
  EXPECT_THAT(opened(whole.substr(0, whole.size() - 12)),
              ElementsAre(" (html)", ": the gzip data end early"));
}

}  // namespace
}  // namespace morgue::test
