#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/indexer/read/boxes/opened.h"
#include "tests/unit/indexer/read/boxes/packed.h"

namespace morgue::test {
namespace {

using ::testing::ElementsAre;

TEST(ArchiveMembers, PartsOfPagesAndHiddenFilesArePassedOver) {
  const Files files = {{"a/page.html", page_saying("Storm", "It blew.")},
                       {"a/logo.png", "\x89PNG\r\n"},
                       {"a/style.css", "p {}"},
                       {".git/config", "[core]"}};
  for (const std::string& packed : {zip_of(files), tar_of(files)})
    EXPECT_THAT(opened(packed), ElementsAre("a/page.html (html)", "passed over: 1 hidden files",
                                            "passed over: 2 parts of pages"));
}

TEST(ArchiveMembers, ADamagedArchiveSaysSo) {
  const std::string whole = tar_of({{"a.txt", std::string(5000, 'x')}});
  const auto found = opened(whole.substr(0, 2000));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_THAT(found[0], ::testing::HasSubstr("runcated"));
}

TEST(ArchiveMembers, OfAWebArchiveInAZipOnlyTheCrawlCounts) {
  const std::string crawl =
      "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://skarra.example/a\r\n"
      "Content-Type: text/html\r\nContent-Length: 15\r\n\r\n<p>It blew.</p>\r\n\r\n";
  const std::string packed = zip_of({{"pages/pages.jsonl", "{\"title\":\"All\"}\n"},
                                     {"archive/data.warc.gz", gzip_of(crawl)},
                                     {"indexes/index.cdx", "com,example)/ 2025 {}"},
                                     {"datapackage.json", "{\"profile\":\"data-package\"}"}});
  EXPECT_THAT(opened(packed), ElementsAre("archive/data.warc.gz#https://skarra.example/a (html)",
                                          "passed over: 3 lists of a web archive"));
}

}  // namespace
}  // namespace morgue::test
