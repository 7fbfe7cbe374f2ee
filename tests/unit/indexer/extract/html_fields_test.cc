#include "indexer/extract/html_fields.h"

#include <gtest/gtest.h>

#include "tests/unit/indexer/extract/html_for_test.h"

namespace morgue {
namespace {

using Field = Candidate::Field;

std::string url_of(std::string_view head, std::vector<Candidate> stated) {
  return article_of_page(std::string(head) + "<h1>Ferry</h1>" + std::string(kSomeText),
                         {.stated = std::move(stated), .file_time = {}})
      .url;
}

TEST(HtmlFields, TheAddressFetchedIsTheAddressUnlessItsHostNamesABetterOne) {
  const Candidate fetched{Field::Url, "https://www.calder.example/a?utm=1", "warc"};
  EXPECT_EQ(url_of("", {fetched}), "https://www.calder.example/a?utm=1");
  EXPECT_EQ(url_of("<link rel=canonical href='https://calder.example/a'>", {fetched}),
            "https://calder.example/a");
  EXPECT_EQ(url_of("<link rel=canonical href='https://other.example/a'>", {fetched}),
            "https://www.calder.example/a?utm=1");
  EXPECT_EQ(url_of("<link rel=canonical href='https://other.example/a'>", {}),
            "https://other.example/a");
}

TEST(HtmlFields, AFeedNamesOutletAndSection) {
  const Article article = article_of_page(
      "<meta property=og:site_name content=Host><h1>Ferry</h1>" + std::string(kSomeText),
      {.stated = {{Field::Source, "The Calder Herald", "feed"},
                  {Field::Section, "Harbour", "feed"}},
       .file_time = {}});
  EXPECT_EQ(article.source, "The Calder Herald");
  EXPECT_EQ(article.section, "Harbour");
}

}  // namespace
}  // namespace morgue
